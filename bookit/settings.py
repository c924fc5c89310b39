"""Settings: one class, read once from the environment and passed in."""

import hmac
import os
import re
from collections.abc import Mapping
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AnyUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PostgresDsn,
    RedisDsn,
    SecretStr,
    TypeAdapter,
    UrlConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import from_json
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError


def default_home() -> Path:
    """Where embedded servers keep their data; outside root's home, because Postgres runs as its own user there."""
    if os.geteuid() == 0:
        return Path("/var/lib/bookit")
    return Path.home() / ".local" / "share" / "bookit"


def _sender(value: str) -> str:
    """Raises ValueError for what is no sender of mail."""
    _, address = parseaddr(value)
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address) or any(character in value for character in "\r\n"):
        raise ValueError("this is not like `BookIT <bookit@example.org>`")
    return value


def _networks(value: str) -> str:
    """Addresses or networks with commas between. Raises ValueError for anything else."""
    for part in filter(None, map(str.strip, value.split(","))):
        ip_network(part)
    return value


def _origin(value: str) -> str:
    """A scheme, a host name and perhaps a port. Raises ValueError for anything else."""
    if not re.fullmatch(r"https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?", value):
        raise ValueError("this is not like https://book.example.org")
    return value.rstrip("/")


def _path_of_tiles(text: str) -> str:
    if not text.startswith("/") or text.startswith("//") or not all(part in text for part in ("{z}", "{x}", "{y}")):
        raise ValueError("must be a path of this site such as /tiles/{z}/{x}/{y}.png")
    return text


def _host_of(base_url: str) -> str:
    """The name that browsers call, without the port: cookies know no ports."""
    return (urlsplit(base_url).hostname or "").rstrip(".")


Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""Red, green and blue in hexadecimal digits."""
Schema = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]{0,40}$")]
Sender = Annotated[str, AfterValidator(_sender)]
Language = Literal["en", "ru"]
SCHEMA_OF_OTHERS = re.compile(r"pg_.*|public|extensions|information_schema|.*_reporting|.*_restoring")
"""Schemas that no organisation may have: those of Postgres, those of views for analysts, and marks of a restore."""


class Listed(BaseModel):
    """What an organisation of several has for itself; each as the setting of that name, whose value it has if none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Annotated[str, AfterValidator(_origin)]
    organisation: str
    mail_from: Sender | None = None
    language: Language | None = None
    colour: Colour | None = None


Organisations = dict[Schema, Listed]
_ORGANISATIONS = TypeAdapter(Organisations)


def _read(value: Any) -> Any:
    """JSON, as the environment or a file has it. Raises ValueError."""
    return from_json(value) if isinstance(value, str) else value


class _Files(PydanticBaseSettingsSource):
    """`BOOKIT_<NAME>_FILE` names a file that holds the value, as container platforms hand out secrets."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        variable = f"BOOKIT_{field_name.upper()}"
        path = os.environ.get(f"{variable}_FILE")
        if not path:
            return None, field_name, False
        if os.environ.get(variable):
            raise SettingsError(f"{variable} and {variable}_FILE are both set; keep one")
        try:
            return Path(path).read_text().strip(), field_name, False
        except OSError as error:
            raise SettingsError(f"{variable}_FILE: {error.strerror}: {path}") from None

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


Purpose = Literal["calendar feeds", "cursors", "doors", "fingerprint", "letters", "member keys"]
"""What a key that follows from the secret key is for. Changing a word makes void what was made with it."""


Required = Literal["database_url", "secret_key", "base_url"]
REQUIRED: Final[tuple[Required, ...]] = get_args(Required)
"""Without one of these no process starts."""
SINCE: Final[Mapping[str, str]] = {}
"""Settings that came after the first release, and the version they came with."""


class Settings(BaseSettings):
    """Everything an operator may set, each as `BOOKIT_<NAME>`, or `BOOKIT_<NAME>_FILE` with the path of a file."""

    model_config = SettingsConfigDict(env_prefix="BOOKIT_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default_factory=default_home, description="Folder of the embedded servers' data.")
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the API listens on.")
    base_url: str | None = Field(
        None,
        description="Public address of this install, such as https://book.example.org; decides which Origin is ours.",
    )
    secret_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        None,
        description="Secret of this install, 32 characters or more: locks the keys of what members wrote, makes links"
        " in letters, codes at doors and cursors. Keep a copy, apart from the backups; the demo makes its own.",
    )
    organisation: str = Field(
        "Demo organisation", description="Name shown to people, until admins choose another in the web app."
    )

    organisations: Annotated[Organisations, NoDecode, BeforeValidator(_read)] = Field(
        default_factory=dict,
        description="Further organisations of this install, as JSON: by schema their `base_url`, `organisation` and,"
        " where they differ, `mail_from`, `language`, `colour`. None in most installs; see organisations.md.",
    )

    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        "",
        description="Proxies whose X-Forwarded-For and X-Forwarded-Proto are true: addresses or networks with commas"
        " between. Nobody's when empty.",
    )

    database_url: PostgresDsn | None = Field(
        None, description="Postgres 15 or newer with btree_gist; embedded when empty."
    )
    database_direct_url: PostgresDsn | None = Field(
        None,
        description="The same database without a pooler, for migrations and long looks; the database URL when empty."
        " For `bookit migrate` with the role that owns everything.",
    )
    database_reader_url: PostgresDsn | None = Field(
        None, description="The same database for questions, with a role that only reads; the database URL when empty."
    )
    database_pooled: bool = Field(
        False,
        description="Whether the database URL leads through a pooler in transaction mode, such as PgBouncer; the"
        " direct URL is needed then.",
    )
    database_replica_url: PostgresDsn | None = Field(
        None,
        description="Streaming replica of the database, without a pooler: answers queries while it is no more than"
        " about two seconds behind and knows what was asked for. The primary answers them all when empty.",
    )
    database_schema: Schema = Field(
        "bookit", description="Schema that holds this organisation's ledger and read models."
    )
    database_pool_size: int = Field(8, ge=2, le=100, description="Connections per process.")
    redis_url: RedisDsn | None = Field(None, description="Redis 6.2 or newer, or Valkey; embedded when empty.")
    s3_endpoint_url: str | None = Field(None, description="S3-compatible storage; embedded when empty.")
    s3_bucket: str = Field("bookit", min_length=3, description="Bucket of images and plans.")
    s3_region: str = Field("us-east-1", description="Region name sent to the object storage.")
    s3_access_key: str | None = Field(None, description="Access key of the object storage.")
    s3_secret_key: SecretStr | None = Field(None, description="Secret key of the object storage.")

    smtp_url: Annotated[AnyUrl, UrlConstraints(allowed_schemes=["smtp", "smtps", "smtp+starttls"])] | None = Field(
        None,
        description="Mail server: smtp://user:password@host:port, smtps:// or smtp+starttls://; no mail when empty.",
    )
    mail_from: Sender = Field("BookIT <bookit@localhost>", description="Sender of mail, as `Name <address>`.")
    mails_per_hour: int = Field(
        30, ge=1, description="So many to one member at most; what is more is told later, at once."
    )
    language: Language = Field("en", description="Language of members who have not chosen one.")
    colour: Colour = Field(
        "#3550c4", description="The organisation's colour, until admins choose another in the web app."
    )
    map_tiles: Annotated[str, AfterValidator(_path_of_tiles)] | None = Field(
        None,
        examples=["/tiles/{z}/{x}/{y}.png"],
        description="Path of this site where your proxy serves map tiles, with `{z}`, `{x}` and `{y}`; none are needed"
        " ([why a path](adr/0127-the-map-needs-no-tiles.md)).",
    )
    map_attribution: str = Field("", description="Whom to name on the map as the source of its tiles.")
    dev_mail: Path | None = Field(
        None, description="Folder of the mail that `bookit demo` catches, shown at /dev/mail; never set it elsewhere."
    )

    backup_folder: Path | None = Field(
        None, description="Folder of `bookit backup`; `backups` in the home folder when empty."
    )
    backup_keep: int = Field(7, ge=1, description="So many backups are kept; the oldest goes once a new one is whole.")
    backup_hours: float = Field(24, ge=0.01, description="So often `bookit backup --schedule` makes one.")
    backup_recipient: str | None = Field(
        None,
        pattern=r"^age1[0-9a-z]+$",
        description="Public key that backups are encrypted for, from `bookit backup key` or `age-keygen`; not encrypted"
        " when empty.",
    )
    postgres_programs: Path | None = Field(
        None, description="Folder of pg_dump and pg_restore; those of the PATH when empty."
    )

    session_idle_minutes: int = Field(12 * 60, ge=1, description="A session unused for so long ends.")
    session_days: int = Field(30, ge=1, description="No session lives longer than this.")
    max_body_bytes: int = Field(1_000_000, ge=1024, description="Largest request body of a command.")
    signing_key_file: Path | None = Field(
        None,
        description="Key that signs the ledger's checkpoints; `signing-key.pem` in the home folder when empty."
        " Made when missing; out of reach for who runs the database.",
    )
    log_level: str = Field("info", description="debug, info, warning or error.")
    metrics_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="Port on which a worker or scheduler answers Prometheus; each process needs one of its own.",
    )
    tracing_url: str | None = Field(
        None,
        pattern=r"^https?://",
        description="OpenTelemetry collector (OTLP over HTTP) that gets traces, such as http://localhost:4318; needs"
        " bookit[tracing].",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _Files(settings_cls)

    @model_validator(mode="after")
    def _tell_organisations_apart(self) -> Self:
        """By the host that a request names, and by schema."""
        if not self.organisations:
            return self
        for schema in (self.database_schema, *self.organisations):
            if SCHEMA_OF_OTHERS.fullmatch(schema):
                raise ValueError(f"BOOKIT_ORGANISATIONS: no organisation can have the schema {schema}")
        addresses = [listed.base_url for listed in self.organisations.values()]
        if self.database_schema not in self.organisations:
            if self.base_url is None:
                raise ValueError("BOOKIT_BASE_URL must be set where there are BOOKIT_ORGANISATIONS")
            addresses.append(self.base_url)
        hosts = [_host_of(address) for address in addresses]
        if twice := [host for host in hosts if hosts.count(host) > 1]:
            raise ValueError(f"BOOKIT_ORGANISATIONS: two organisations have the host {twice[0]}")
        return self

    def of_each(self) -> "list[Settings]":
        """The settings of each organisation: of that in `database_schema`, and of those that are listed."""
        first = [] if self.database_schema in self.organisations else [self]
        return first + [
            self.model_copy(update={"database_schema": schema, **listed.model_dump(exclude_none=True)})
            for schema, listed in self.organisations.items()
        ]

    @property
    def is_one_of_several(self) -> bool:
        return bool(self.organisations)

    @property
    def in_logs(self) -> dict[str, str]:
        """What lines in the log say of an organisation of several."""
        return {"organisation": self.database_schema} if self.is_one_of_several else {}

    @property
    def hostname(self) -> str | None:
        """The name that people's browsers call."""
        return None if self.base_url is None else _host_of(self.base_url)

    @model_validator(mode="after")
    def _know_a_way_around_the_pooler(self) -> Self:
        if self.database_pooled and self.database_direct_url is None:
            raise ValueError("BOOKIT_DATABASE_POOLED needs BOOKIT_DATABASE_DIRECT_URL, a way around the pooler")
        return self

    @property
    def dsn(self) -> str:
        """The database for ordinary work. Raises ValueError when none is set."""
        if self.database_url is None:
            raise ValueError("BOOKIT_DATABASE_URL is not set; `bookit demo` brings its own database")
        return str(self.database_url)

    def key_for(self, purpose: Purpose) -> bytes:
        """The 32 bytes for one purpose that follow from the secret key: others for each organisation that is listed.

        Raises ValueError when none is set.
        """
        if self.secret_key is None:
            raise ValueError("BOOKIT_SECRET_KEY is not set")
        of_whom = f" of {self.database_schema}" if self.database_schema in self.organisations else ""
        words = f"bookit: {purpose}{of_whom}".encode()
        return hmac.digest(self.secret_key.get_secret_value().encode(), words, "sha256")

    def as_environment(self) -> dict[str, str]:
        """The variables from which another process reads the same settings; what is not set is left out."""
        values = self.model_dump(exclude_none=True)
        values["organisations"] = _ORGANISATIONS.dump_json(self.organisations, exclude_none=True).decode()
        return {
            f"BOOKIT_{name.upper()}": value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for name, value in values.items()
        }

    @property
    def signing_key_path(self) -> Path:
        """Where the key is that signs the ledger's checkpoints."""
        return self.signing_key_file or self.home / "signing-key.pem"

    @property
    def backups(self) -> Path:
        """Where backups are kept."""
        return self.backup_folder or self.home / "backups"

    @property
    def uses_https(self) -> bool:
        """Whether people reach this install over TLS, so that cookies may insist on it."""
        return self.base_url is not None and self.base_url.startswith("https://")

    @property
    def replica_dsn(self) -> str:
        """A replica for queries. Raises ValueError when none is set."""
        if self.database_replica_url is None:
            raise ValueError("BOOKIT_DATABASE_REPLICA_URL is not set")
        return str(self.database_replica_url)

    @property
    def direct_dsn(self) -> str:
        """The database without a pooler, for migrations and long looks; of several hosts the one that takes writes."""
        dsn = str(self.database_direct_url) if self.database_direct_url else self.dsn
        url = PostgresDsn(dsn)
        if len(url.hosts()) == 1 or "target_session_attrs" in dict(url.query_params()):
            return dsn
        return f"{dsn}{'&' if url.query else '?'}target_session_attrs=read-write"

    @property
    def reader_dsn(self) -> str:
        """The database for questions, through the same pooler if there is one."""
        return str(self.database_reader_url) if self.database_reader_url else self.dsn

    @property
    def direct(self) -> "Settings":
        """The same, for who works without the pooler."""
        return self.model_copy(
            update={"database_url": self.database_direct_url or self.database_url, "database_pooled": False}
        )

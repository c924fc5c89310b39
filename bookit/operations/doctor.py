"""The doctor: looks at everything an install stands on, and says how to mend what is wrong.

It changes nothing, but for one small object that it puts into the storage and takes out again.
"""

import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from typing import Any, LiteralString

import boto3
import botocore.exceptions
import psycopg
import redis
from botocore.config import Config
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.identity.secret_key import WrongSecretKey, require_secret_key
from bookit.ledger.migrate import HalfRestored, require_whole, standing
from bookit.ledger.verify import verify
from bookit.notifications import Mailer
from bookit.operations.capacity import Pooler, ask_pooler, may_open
from bookit.settings import Settings

OLDEST_POSTGRES = 15
OLDEST_REDIS = (6, 2)
MOST_CLOCK_SECONDS = 1.0
MOST_LAG_SECONDS = 60.0
MOST_LATE_SECONDS = 60.0
MOST_ROUND_SECONDS = 3 * 86_400.0
MOST_WAIT_SECONDS = 5.0
"""For a free session of Postgres; a request has no more time than that."""
MOST_LATE_BACKUP_SECONDS = 2 * 3600.0
"""Behind its hour: making one takes its time."""
_PATIENCE = 5


class State(StrEnum):
    """How a check came out."""

    FINE = "fine"
    SKIPPED = "skipped"
    """Not set up, or it could not be looked at because of another finding."""
    WARNING = "warning"
    """It works, but not as it should."""
    PROBLEM = "problem"
    """Something does not work, or may lose data."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    check: str
    state: State
    text: str
    remedy: str | None = None


Findings = Iterator[Finding]
Check = Callable[[Settings], Findings]


def examine(
    settings: Settings, *, quick: bool = False, on_check: Callable[[str], None] = lambda name: None
) -> list[Finding]:
    """Every check, one after the other; `quick` leaves the replay of the ledger out."""
    findings: list[Finding] = []
    for name, check in CHECKS.items():
        on_check(name)
        if quick and check is ledger:
            findings.append(Finding(name, State.SKIPPED, "Not replayed: --quick.", "Run `bookit verify` now and then."))
            continue
        if any(finding.check in _NEEDED.get(name, ()) and finding.state is State.PROBLEM for finding in findings):
            findings.append(Finding(name, State.SKIPPED, "Can't be looked at before the above is mended."))
            continue
        findings += _guarded(name, check, settings)
    return findings


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is broken; warnings are no illness."""
    return all(finding.state is not State.PROBLEM for finding in findings)


def _guarded(name: str, check: Check, settings: Settings) -> list[Finding]:
    """A check that fails in a way nobody foresaw is a finding as well, and keeps no other from its turn."""
    found: list[Finding] = []
    try:
        found.extend(check(settings))
    except Exception as error:  # noqa: BLE001 -- a doctor who faints helps nobody
        text = f"Could not be looked at: {type(error).__name__}: {error}"
        found.append(Finding(name, State.PROBLEM, text, "Please report this; it is a fault of BookIT's."))
    return found


def configuration(settings: Settings) -> Findings:
    """Settings that are valid one by one and wrong together."""
    name = "configuration"
    if settings.base_url is None:
        yield Finding(
            name,
            State.WARNING,
            "BOOKIT_BASE_URL is not set, so whatever a request calls itself decides which pages are ours.",
            "Set it to the public address, such as https://book.example.org.",
        )
    elif not settings.uses_https:
        yield Finding(
            name,
            State.WARNING,
            f"BOOKIT_BASE_URL is {settings.base_url}: without TLS, passwords and sessions can be read on the way.",
            "Put a proxy with TLS in front, and set the https:// address.",
        )
    else:
        yield Finding(name, State.FINE, f"People reach this install at {settings.base_url}.")


def database(settings: Settings) -> Findings:
    """Whether it answers, keeps every name and is new enough."""
    name = "database"
    try:
        with _connected(settings) as connection:
            encoding = connection.info.parameter_status("server_encoding")
            version = connection.info.parameter_status("server_version")
            if encoding != "UTF8":
                text = f"Its encoding is {encoding}: names in other alphabets can't be kept."
                yield Finding(name, State.PROBLEM, text, "Make a database with ENCODING 'UTF8' TEMPLATE template0.")
            elif connection.info.server_version // 10_000 < OLDEST_POSTGRES:
                text = f"It is PostgreSQL {version}; BookIT needs {OLDEST_POSTGRES} or newer."
                yield Finding(name, State.PROBLEM, text, "Upgrade the server.")
            else:
                yield Finding(name, State.FINE, f"PostgreSQL {version} answers.")
    except psycopg.OperationalError as error:
        yield Finding(
            name,
            State.PROBLEM,
            f"It does not answer: {str(error).strip()}",
            "Is it running, and are BOOKIT_DATABASE_URL and its password right?",
        )


def database_for_requests(settings: Settings) -> Findings:
    """Whether those who write and read get there as well, where they are others or go another way than we."""
    name = "database for requests"
    variables = {"BOOKIT_DATABASE_URL": settings.dsn, "BOOKIT_DATABASE_READER_URL": settings.reader_dsn}
    wrong = False
    for variable, dsn in variables.items():
        try:
            psycopg.connect(dsn, connect_timeout=_PATIENCE).close()
        except psycopg.OperationalError as error:
            wrong = True
            text = f"What {variable} names lets nobody in: {str(error).strip()}"
            yield Finding(name, State.PROBLEM, text, "Are the pooler, if any, and the role and its password right?")
    if not wrong:
        yield Finding(name, State.FINE, "Whoever writes and whoever reads gets in.")


def database_settings(settings: Settings) -> Findings:
    """Whether it keeps what it was told, and has room."""
    with _connected(settings) as connection:
        yield from _unsafe_settings("database settings", connection)


def _unsafe_settings(name: str, connection: psycopg.Connection) -> Findings:
    durable = ("fsync", "full_page_writes", "synchronous_commit")
    off = [which for which in durable if _setting(connection, which) == "off"]
    if not off:
        yield Finding(name, State.FINE, "What was acknowledged is on the disk.")
    for which in off:
        yield Finding(
            name,
            State.PROBLEM,
            f"{which} is off: a power cut may take acknowledged bookings with it, or the whole database.",
            f"ALTER SYSTEM SET {which} = on; and restart the server.",
        )
    if _setting(connection, "data_checksums") != "on":
        yield Finding(
            name,
            State.WARNING,
            "Data checksums are off: what a disk damages is found late.",
            "Stop the server and run pg_checksums --enable.",
        )
    ((used, most),) = connection.execute(
        "SELECT count(*), pg_catalog.current_setting('max_connections')::int FROM pg_catalog.pg_stat_activity"
    ).fetchall()
    if used > 0.8 * most:
        text = f"{used} of {most} connections are in use."
        yield Finding(name, State.WARNING, text, "Lower BOOKIT_DATABASE_POOL_SIZE, use a pooler, or allow more.")


def connections(settings: Settings) -> Findings:
    """Whether all processes may open as many as they need when there is much to do."""
    name = "connections"
    needed = may_open(settings, dict(_rows(settings, _ALIVE)))
    with _connected(settings) as connection:
        reserved = int(_setting(connection, "superuser_reserved_connections"))
        most = int(_setting(connection, "max_connections")) - reserved
    if settings.database_pooled:
        yield from _through_the_pooler(name, settings, needed, most)
    elif needed > most:
        text = f"BookIT's processes may open {needed}; Postgres lets {most} in."
        yield Finding(name, State.WARNING, text, "Lower BOOKIT_DATABASE_POOL_SIZE, use a pooler, or allow more.")
    else:
        yield Finding(name, State.FINE, f"BookIT's processes may open {needed}; Postgres lets {most} in.")


def _through_the_pooler(name: str, settings: Settings, needed: int, most: int) -> Findings:
    pooler = ask_pooler(settings)
    if pooler is None:
        text = f"The pooler does not tell us its limits. BookIT's processes may open {needed} connections to it."
        remedy = "Is its max_client_conn higher? PgBouncer tells the doctor when its stats_users name our role."
        yield Finding(name, State.SKIPPED, text, remedy)
        return
    findings = list(_limits_of(pooler, name, needed, most))
    if not findings:
        text = f"BookIT's processes may open {needed}; the pooler lets {pooler.clients} in"
        findings = [Finding(name, State.FINE, f"{text}, and opens {pooler.sessions} of {most} sessions at most.")]
    yield from findings


def _limits_of(pooler: Pooler, name: str, needed: int, most: int) -> Findings:
    if pooler.mode == "statement":
        text = "The pooler's mode is statement: it refuses transactions."
        yield Finding(name, State.PROBLEM, text, "Set pool_mode = transaction.")
    elif pooler.mode != "transaction":
        text = f"The pooler's mode is {pooler.mode}: each of our connections keeps a session of Postgres for itself."
        yield Finding(name, State.WARNING, text, "Set pool_mode = transaction.")
    if pooler.clients < needed:
        text = f"BookIT's processes may open {needed} connections; the pooler lets {pooler.clients} in."
        yield Finding(name, State.WARNING, text, "Raise its max_client_conn.")
    if pooler.sessions > most:
        text = f"The pooler may open {pooler.sessions} sessions for us; Postgres lets {most} in."
        yield Finding(name, State.WARNING, text, "Lower its default_pool_size, or raise max_connections of Postgres.")
    if not 0 < pooler.wait_seconds <= MOST_WAIT_SECONDS:
        span = "for ever" if pooler.wait_seconds == 0 else _span(pooler.wait_seconds)
        text = f"The pooler lets a request that finds no free session wait {span}."
        yield Finding(name, State.WARNING, text, "Set query_wait_timeout = 2: then it is told to come again.")


def extension(settings: Settings) -> Findings:
    """What makes overlapping claims impossible."""
    name = "extension"
    with _connected(settings) as connection:
        found = connection.execute(
            "SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'btree_gist'"
        ).fetchone()
        offered = connection.execute(
            "SELECT 1 FROM pg_catalog.pg_available_extensions WHERE name = 'btree_gist'"
        ).fetchone()
    if found:
        yield Finding(name, State.FINE, f"btree_gist {found[0]} is there.")
    elif offered:
        yield Finding(name, State.PROBLEM, "btree_gist is not made in this database.", "Run `bookit migrate`.")
    else:
        remedy = "Install the server's contrib package (postgresql-contrib), then run `bookit migrate`."
        yield Finding(name, State.PROBLEM, "This server does not have btree_gist.", remedy)


def migrations(settings: Settings) -> Findings:
    """Whether the tables are those of this version."""
    name = "migrations"
    found = standing(settings)
    if found.current is None:
        text = f"There is nothing in the schema {settings.database_schema} yet."
        yield Finding(name, State.PROBLEM, text, "Run `bookit migrate`.")
    elif not found.is_known:
        text = f"The database is at migration {found.current}, made by a newer version."
        yield Finding(name, State.PROBLEM, text, "Run the version of BookIT that the others run.")
    elif found.current != found.newest:
        text = f"The database is at migration {found.current}; this version needs {found.newest}."
        yield Finding(name, State.PROBLEM, text, "Run `bookit migrate`.")
    else:
        yield Finding(name, State.FINE, f"Schema {settings.database_schema} is at {found.current}, the newest.")


def restore(settings: Settings) -> Findings:
    """Whether a backup was restored to its end, if one was."""
    name = "restore"
    try:
        with _connected(settings) as connection:
            require_whole(connection, settings.database_schema)
    except HalfRestored as error:
        yield Finding(name, State.PROBLEM, str(error), "It is not served before that. docs/operations.md")
    else:
        yield Finding(name, State.FINE, "None is under way, and none was cut off.")


def secret_key(settings: Settings) -> Findings:
    """Whether what members wrote can be read, and will be."""
    name = "secret key"
    if settings.secret_key is None:
        remedy = "Set it to the one that the other processes have."
        yield Finding(name, State.PROBLEM, "BOOKIT_SECRET_KEY is not set.", remedy)
        return
    try:
        with _connected(settings) as connection:
            require_secret_key(connection, settings)
    except WrongSecretKey as error:
        yield Finding(name, State.PROBLEM, str(error), "Look for a copy; a backup of the database has none.")
    else:
        yield Finding(name, State.FINE, "It is the one that this database was set up with.")


def clocks(settings: Settings) -> Findings:
    """Whether this machine, the database and Redis agree what time it is."""
    name = "clocks"
    with _connected(settings) as connection:
        before = datetime.now(UTC)
        ((theirs,),) = connection.execute("SELECT clock_timestamp()").fetchall()
        after = datetime.now(UTC)
    off = _beyond(theirs, before, after)
    if off > MOST_CLOCK_SECONDS:
        yield Finding(
            name,
            State.WARNING,
            f"This machine and the database are {off:.1f} s apart. Bookings go by the database's clock.",
            "Let both machines keep their time by NTP (chrony or systemd-timesyncd).",
        )
    else:
        yield Finding(name, State.FINE, f"This machine and the database agree within {max(off, 0.001):.3f} s.")


def _beyond(theirs: datetime, before: datetime, after: datetime) -> float:
    """By how many seconds a time lies outside of what was measured around it."""
    return max((before - theirs).total_seconds(), (theirs - after).total_seconds(), 0.0)


def redis_policy(settings: Settings) -> Findings:
    """Whether Redis answers, and what it does when it is full."""
    name = "redis"
    if settings.redis_url is None:
        yield Finding(
            name,
            State.SKIPPED,
            "None is set up: read models follow within about a second instead of at once.",
            "Set BOOKIT_REDIS_URL to a Redis 6.2 or newer, or a Valkey.",
        )
        return
    try:
        with redis.Redis.from_url(
            str(settings.redis_url), socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
        ) as client:
            facts: dict[str, Any] = dict(client.info())
    except (redis.RedisError, OSError) as error:
        remedy = "Is it running, and is BOOKIT_REDIS_URL right? Bookings go on without it."
        yield Finding(name, State.WARNING, f"It does not answer: {error}", remedy)
        return
    yield from _redis_facts(name, facts)


def _redis_facts(name: str, facts: dict[str, Any]) -> Findings:
    version = str(facts.get("redis_version", "0"))
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        yield Finding(name, State.PROBLEM, f"It is version {version}; the queues need 6.2 or newer.", "Upgrade it.")
    policy, most = str(facts.get("maxmemory_policy", "")), int(facts.get("maxmemory", 0))
    if policy not in {"noeviction", ""}:
        yield Finding(
            name,
            State.WARNING,
            f"maxmemory-policy is {policy}: when it is full, it throws messages away.",
            "Set maxmemory-policy to noeviction. Nothing is lost for good either way, it only takes longer.",
        )
    if most and int(facts.get("used_memory", 0)) > 0.9 * most:
        remedy = "Give it more memory, or find out what fills it: BookIT keeps a few thousand ids there at most."
        yield Finding(name, State.WARNING, "It is nearly full.", remedy)
    off = abs(int(facts.get("server_time_usec", 0)) / 1e6 - datetime.now(UTC).timestamp())
    if facts.get("server_time_usec") and off > 30:
        text = f"Its clock is {off:.0f} s off: from 60 s on it gives running jobs to a second worker."
        yield Finding(name, State.WARNING, text, "Let its machine keep time by NTP.")
    yield Finding(name, State.FINE, f"Version {version} answers.")


def storage(settings: Settings) -> Findings:
    """Puts an object into the bucket, reads it and takes it out again."""
    name = "storage"
    given = [settings.s3_endpoint_url, settings.s3_access_key, settings.s3_secret_key]
    if not any(given):
        text = "No object storage is set up; images and plans need one."
        yield Finding(name, State.SKIPPED, text, "Set BOOKIT_S3_ENDPOINT_URL, _BUCKET, _ACCESS_KEY and _SECRET_KEY.")
        return
    if settings.s3_access_key is None or settings.s3_secret_key is None:
        yield Finding(name, State.PROBLEM, "A key is missing.", "Set BOOKIT_S3_ACCESS_KEY and BOOKIT_S3_SECRET_KEY.")
        return
    client = boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key.get_secret_value(),
        config=Config(connect_timeout=_PATIENCE, read_timeout=_PATIENCE, retries={"max_attempts": 1}),
    )
    key, content = f"doctor/{uuid7()}", b"What is written here is read again."
    try:
        client.put_object(Bucket=settings.s3_bucket, Key=key, Body=content)
        came_back = client.get_object(Bucket=settings.s3_bucket, Key=key)["Body"].read()
        client.delete_object(Bucket=settings.s3_bucket, Key=key)
    except (botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError, OSError) as error:
        remedy = "Is it running, does the bucket exist, and may the key read, write and delete in it?"
        yield Finding(name, State.PROBLEM, f"Bucket {settings.s3_bucket}: {error}", remedy)
        return
    if came_back != content:
        yield Finding(name, State.PROBLEM, "What was written came back changed.", "Look into the storage's own log.")
    else:
        yield Finding(name, State.FINE, f"Bucket {settings.s3_bucket} takes, gives and forgets.")


def mail(settings: Settings) -> Findings:
    """Whether the mail server takes us for one of its own; nothing is sent."""
    name = "mail"
    if settings.smtp_url is None:
        text = "No mail server is set up: members are told in their inbox only."
        yield Finding(name, State.SKIPPED, text, "Set BOOKIT_SMTP_URL and BOOKIT_MAIL_FROM.")
        return
    try:
        Mailer(str(settings.smtp_url)).greet()
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Is it running, and are host, port and password in BOOKIT_SMTP_URL right? Letters wait meanwhile."
        yield Finding(name, State.PROBLEM, f"The mail server does not take us in: {error}", remedy)
        return
    yield Finding(name, State.FINE, "The mail server takes us in.")
    if parseaddr(settings.mail_from)[1].endswith("@localhost"):
        text = f"Mail comes from {settings.mail_from}, which many servers refuse."
        yield Finding(name, State.WARNING, text, "Set BOOKIT_MAIL_FROM to an address of yours.")


def read_models(settings: Settings) -> Findings:
    """Whether they keep up, and digest everything."""
    name = "read models"
    rows = _rows(settings, _LAG)
    late = [(of, seconds) for of, build, seconds, _ in rows if build == "live" and seconds > MOST_LAG_SECONDS]
    for of, seconds in late:
        text = f"{of} is {_span(seconds)} behind the ledger."
        yield Finding(name, State.PROBLEM, text, "Is `bookit worker` running? Its log tells what keeps it.")
    parked = [(of, number) for of, build, _, number in rows if build == "live" and number]
    for of, number in parked:
        text = f"{of} could not digest {number} events; the rest goes on."
        yield Finding(name, State.WARNING, text, "Operations → Parked names the cause; retry after an update.")
    rebuilding = [of for of, build, _, _ in rows if build == "rebuild"]
    if rebuilding:
        yield Finding(name, State.FINE, f"Being rebuilt: {', '.join(rebuilding)}.")
    if not late and not parked:
        yield Finding(name, State.FINE, f"{len(rows) - len(rebuilding)} keep up with the ledger.")


def processes(settings: Settings) -> Findings:
    """Whether somebody does the work."""
    name = "processes"
    alive = dict(_rows(settings, _ALIVE))
    for kind, what in (
        ("api", ("serve", "nobody can book")),
        ("worker", ("worker", "read models and mail stand still")),
        ("scheduler", ("scheduler", "no deadline fires and nobody is promoted from a waitlist")),
    ):
        word, consequence = what
        if not alive.get(kind):
            text = f"No {kind} process is alive: {consequence}."
            yield Finding(name, State.WARNING, text, f"Start `bookit {word}`.")
    if alive:
        counts = ", ".join(f"{number} {kind}" for kind, number in sorted(alive.items()))
        yield Finding(name, State.FINE, f"Alive: {counts}.")


def jobs(settings: Settings) -> Findings:
    """Whether mail and the like leave the house."""
    name = "jobs"
    ((waiting, seconds, parked),) = _rows(settings, _JOBS)
    if seconds > MOST_LATE_SECONDS:
        text = f"{waiting} jobs wait, the first for {_span(seconds)}."
        yield Finding(name, State.PROBLEM, text, "Is `bookit worker` running? Its log tells what keeps it.")
    if parked:
        text = f"{parked} jobs failed for good."
        yield Finding(name, State.WARNING, text, "Operations → Parked names the cause; retry when it is mended.")
    if seconds <= MOST_LATE_SECONDS and not parked:
        yield Finding(name, State.FINE, "None waits for long, none was given up.")


def deadlines(settings: Settings) -> Findings:
    """Whether what time brings is done in time."""
    name = "deadlines"
    ((late, seconds),) = _rows(settings, _LATE)
    if seconds > MOST_LATE_SECONDS:
        text = f"{late} bookings wait for something that was due {_span(seconds)} ago."
        yield Finding(name, State.PROBLEM, text, "Is `bookit scheduler` running? Its log tells what keeps it.")
    else:
        yield Finding(name, State.FINE, "Nothing is overdue.")


def ledger(settings: Settings) -> Findings:
    """Replays it: the chain is whole, and claims are what the events say."""
    name = "ledger"
    (guarded,) = _rows(settings, _APPEND_ONLY)
    if not guarded[0]:
        text = "The trigger that keeps the ledger append-only is missing or disabled."
        yield Finding(name, State.PROBLEM, text, "Find out who removed it; then verify, and make it again.")
    report = verify(settings)
    if report.clean:
        yield Finding(name, State.FINE, f"{report.summary}.")
    else:
        first = f" First: {report.faults[0]}." if report.faults else ""
        remedy = (
            "Stop booking, keep the database as it is, and compare with a backup. `bookit verify` names each fault."
        )
        yield Finding(name, State.PROBLEM, f"{report.summary}.{first}", remedy)


def checking(settings: Settings) -> Findings:
    """What the schedulers' continuous check of the chain came to."""
    name = "ledger checks"
    ((faults, seconds),) = _rows(settings, _CHECKED)
    if faults:
        text = f"The continuous check has found {faults} faults."
        yield Finding(name, State.PROBLEM, text, "Keep the database as it is; `bookit verify` names each fault.")
    elif seconds > MOST_ROUND_SECONDS:
        text = f"The chain was last checked as a whole {_span(seconds)} ago."
        yield Finding(name, State.WARNING, text, "Is `bookit scheduler` running? It does that once a day.")
    else:
        yield Finding(name, State.FINE, "The chain is checked as it grows, and nothing was found.")


def backups(settings: Settings) -> Findings:
    """Whether anything is kept elsewhere, as far as the database knows: by `bookit backup`, or as an archived log."""
    name = "backups"
    ((mode, archived, archived_seconds, failed, standbys),) = _rows(settings, _ARCHIVING)
    made, seconds = _newest_backup(settings) or (None, None)
    remedy = "Let `bookit backup` run each day, or pgBackRest and the like, and try a restore. docs/operations.md"
    most = settings.backup_hours * 3600 + MOST_LATE_BACKUP_SECONDS
    if seconds is not None and seconds <= most:
        yield Finding(name, State.FINE, f"The newest is {made}, made {_span(seconds)} ago.")
    elif seconds is not None:
        text = f"The newest, {made}, was made {_span(seconds)} ago."
        yield Finding(name, State.WARNING, text, "Does `bookit backup` still run? Its log says what keeps it.")
    if mode == "off":
        if seconds is None:
            also = f" {standbys} standby servers follow; they are no backup." if standbys else ""
            text = f"None was made that the database knows of, and it archives no log.{also}"
            yield Finding(name, State.WARNING, text, remedy)
    elif failed:
        yield Finding(name, State.PROBLEM, "The last try to archive the log failed.", "See archive_command in its log.")
    elif archived is None or archived_seconds > most:
        when = "never" if archived is None else f"last {_span(archived_seconds)} ago"
        yield Finding(name, State.WARNING, f"The log is to be archived; that happened {when}.", remedy)
    else:
        yield Finding(name, State.FINE, f"The log was archived last {_span(archived_seconds)} ago.")


def _newest_backup(settings: Settings) -> tuple[str, float] | None:
    """Its name and age; None too where the schema is of a version that made none."""
    try:
        rows = _rows(settings, _NEWEST_BACKUP)
    except psycopg.errors.UndefinedTable:
        return None
    return rows[0] if rows else None


def first_owner(settings: Settings) -> Findings:
    """Whether somebody can sign in and act."""
    name = "people"
    ((people,),) = _rows(settings, "SELECT count(*) FROM {schema}.passwords")
    if people:
        yield Finding(name, State.FINE, f"{people} can sign in.")
    else:
        remedy = "`bookit create-owner EMAIL --name NAME`, or the setup token in the log of `bookit serve`."
        yield Finding(name, State.WARNING, "Nobody can sign in yet.", remedy)


CHECKS: dict[str, Check] = {
    "configuration": configuration,
    "database": database,
    "database for requests": database_for_requests,
    "database settings": database_settings,
    "extension": extension,
    "restore": restore,
    "migrations": migrations,
    "secret key": secret_key,
    "clocks": clocks,
    "redis": redis_policy,
    "storage": storage,
    "mail": mail,
    "people": first_owner,
    "processes": processes,
    "connections": connections,
    "read models": read_models,
    "jobs": jobs,
    "deadlines": deadlines,
    "ledger checks": checking,
    "backups": backups,
    "ledger": ledger,
}
"""Everything that is looked at, in this order."""

_NEEDED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("database for requests", "database settings", "extension", "restore", "migrations", "clocks"),
        frozenset({"database"}),
    ),
    **dict.fromkeys(
        ("secret key", "people", "processes", "read models", "jobs", "deadlines", "ledger checks", "backups", "ledger"),
        frozenset({"database", "migrations"}),
    ),
    "connections": frozenset({"database", "migrations", "database for requests"}),
}
"""What must be well before it makes sense to look at something."""

_LAG: LiteralString = """
    SELECT point.name, point.build,
           coalesce((SELECT extract(epoch FROM clock_timestamp() - next.recorded_at) FROM {schema}.events next
                     WHERE next.notification_id = point.position + 1), 0)::float8, point.parked
    FROM {schema}.projections point ORDER BY point.name, point.build
"""

_ALIVE: LiteralString = """
    SELECT kind, count(*) FROM {schema}.processes
    WHERE seen_at > clock_timestamp() - interval '35 seconds' GROUP BY kind
"""

_JOBS: LiteralString = """
    SELECT count(*) FILTER (WHERE due),
           coalesce(max(extract(epoch FROM clock_timestamp() - due_at)) FILTER (WHERE due), 0)::float8,
           count(*) FILTER (WHERE state = 'parked')
    FROM (SELECT state, due_at, state = 'waiting' AND due_at <= clock_timestamp() AS due
          FROM {schema}.effects WHERE state IN ('waiting', 'parked')) job
"""

_LATE: LiteralString = """
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(due.at)), 0)::float8
    FROM {schema}.deadlines_bookings
    CROSS JOIN LATERAL (SELECT CASE WHEN pending THEN decide_by ELSE check_in_by END AS at) due
    WHERE live AND due.at <= clock_timestamp()
"""

_CHECKED: LiteralString = """
    SELECT (SELECT count(*) FROM {schema}.ledger_faults),
           extract(epoch FROM clock_timestamp() - coalesce(finished_at, began_at))::float8
    FROM {schema}.ledger_checks WHERE kind = 'again'
"""

_APPEND_ONLY: LiteralString = """
    SELECT EXISTS (
        SELECT FROM pg_catalog.pg_trigger
        WHERE tgrelid = '{schema}.events'::regclass AND tgname = 'events_are_append_only' AND tgenabled <> 'D')
"""

_ARCHIVING: LiteralString = """
    SELECT pg_catalog.current_setting('archive_mode'), last_archived_time,
           extract(epoch FROM clock_timestamp() - last_archived_time)::float8,
           last_failed_time > coalesce(last_archived_time, '-infinity'),
           (SELECT count(*) FROM pg_catalog.pg_stat_replication)
    FROM pg_catalog.pg_stat_archiver
"""

_NEWEST_BACKUP: LiteralString = """
    SELECT name, extract(epoch FROM clock_timestamp() - began_at)::float8
    FROM {schema}.backups ORDER BY began_at DESC LIMIT 1
"""


def _setting(connection: psycopg.Connection, name: LiteralString) -> str:
    ((value,),) = connection.execute("SELECT pg_catalog.current_setting(%s)", [name]).fetchall()
    return str(value)


@contextmanager
def _connected(settings: Settings) -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        settings.direct_dsn,
        autocommit=True,
        connect_timeout=_PATIENCE,
        application_name="bookit doctor",
        options="-c statement_timeout=30s -c timezone=UTC",
    ) as connection:
        yield connection


def _rows(settings: Settings, statement: LiteralString) -> list[Any]:
    with _connected(settings) as connection:
        schema = sql.Identifier(settings.database_schema)
        return connection.execute(sql.SQL(statement).format(schema=schema)).fetchall()


def _span(seconds: float) -> str:
    """A time span as one says it."""
    return str(timedelta(seconds=round(seconds)))

"""Whether the secret key is the one that the database was set up with (docs/adr/0105)."""

import hmac

import psycopg
from psycopg import sql

from bookit.settings import Settings


class WrongSecretKey(RuntimeError):
    """What was locked with another secret key can't be opened, and nothing more must be locked with this one."""

    def __init__(self) -> None:
        super().__init__(
            "BOOKIT_SECRET_KEY is not the one that this database was set up with: set that one again, or nobody can"
            " read what members wrote. Those in BOOKIT_ORGANISATIONS have keys of their own: who was listed there stays"
            " listed, and who was not is not."
        )


def require_secret_key(connection: psycopg.Connection, settings: Settings) -> None:
    """Raises WrongSecretKey."""
    statement = sql.SQL("SELECT fingerprint FROM {}").format(sql.Identifier(settings.database_schema, "secret_key"))
    compare([bytes(fingerprint) for (fingerprint,) in connection.execute(statement)], settings.key_for("fingerprint"))


def compare(kept: list[bytes], fingerprint: bytes) -> None:
    """Raises WrongSecretKey when what is kept is not this fingerprint."""
    if not any(hmac.compare_digest(each, fingerprint) for each in kept):
        raise WrongSecretKey

"""How many connections BookIT's processes may open at once, and how many are let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from bookit.effects import most_attempts_at_once, threads_of_each
from bookit.settings import Settings

KINDS: Final = ("api", "worker", "scheduler")
_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Pooler:
    """What PgBouncer says of itself, as far as it is about us."""

    mode: str
    clients: int
    """So many may be connected to it, ours and others."""
    sessions: int
    """So many sessions of Postgres it opens at most for our roles."""
    wait_seconds: float
    """So long it lets who finds no free session wait; 0 is for ever."""


def may_open(settings: Settings, alive: Mapping[str, int]) -> int:
    """What so many processes of each kind open when all have much to do; at least one of each is reckoned with."""
    organisations = len(settings.of_each())
    of_one = {
        # Its pool and that of queries; a sign of life, an upload.
        "api": 2 * settings.database_pool_size + 2,
        # Attempts; read models, reactions, a sign of life.
        "worker": most_attempts_at_once(threads_of_each(organisations)) + 3,
        # As an API; read models, the check of the ledger, the sweeper, a sign of life.
        "scheduler": 2 * settings.database_pool_size + 4,
    }
    return organisations * sum(max(alive.get(kind, 0), 1) * of_one[kind] for kind in KINDS)


def ask_pooler(settings: Settings) -> Pooler | None:
    """What PgBouncer's console says; None where it is closed to us, or where the pooler is another."""
    try:
        with psycopg.connect(
            settings.dsn, dbname="pgbouncer", autocommit=True, connect_timeout=_PATIENCE, row_factory=dict_row
        ) as console:
            config = {row["key"]: row["value"] for row in console.execute("SHOW CONFIG").fetchall()}
            databases = {row["name"]: row for row in console.execute("SHOW DATABASES").fetchall()}
    except psycopg.Error:
        return None
    ours = databases.get(conninfo_to_dict(settings.dsn).get("dbname"), {})
    roles = {conninfo_to_dict(dsn).get("user") for dsn in (settings.dsn, settings.reader_dsn)}
    of_one_role = [
        int(ours.get("pool_size") or config["default_pool_size"]),
        int(ours.get("reserve_pool") or config["reserve_pool_size"]),
    ]
    sessions = len(roles) * sum(of_one_role)
    most = int(ours.get("max_connections") or config["max_db_connections"])
    return Pooler(
        mode=str(ours.get("pool_mode") or config["pool_mode"]),
        clients=int(config["max_client_conn"]),
        sessions=min(sessions, most) if most else sessions,
        wait_seconds=float(config["query_wait_timeout"]),
    )

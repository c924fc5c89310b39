"""How the processes of BookIT are connected to Postgres.

    Unanswered (psycopg.OperationalError)
      NotReplicated   committed, but the wait for a synchronous standby was cancelled

A connection of psycopg lacks three things that a ledger needs:

- A COMMIT whose wait for its standby was cancelled *succeeds*, with a mere warning. What it committed may be gone after
  the next failover, so here it raises `NotReplicated`: as good as an answer that was lost (docs/adr/0113).
- A pooler in transaction mode gives each transaction another session of the server. Nothing can be left in one then:
  no prepared statements, no settings. So behind one (`pooled`) nothing is prepared, the role brings its own limits, and
  each transaction of work that needs others begins with its `session` (docs/adr/0116).
- A server that takes what it is sent and never answers, such as one whose processes are paused, is waited for as long
  as TCP holds. Here the connection is hung up after `patience` seconds, and the usual errors of a lost one follow.
"""

import os
import socket
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Self, TypeVar

import psycopg
import structlog
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import Diagnostic
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGconn
from psycopg.rows import TupleRow
from psycopg.transaction import Transaction

log = structlog.get_logger()

T = TypeVar("T")

PATIENCE_SECONDS = 15
"""Longer than any statement of a request may run."""

PROMPT: Mapping[str, str] = {"statement_timeout": "5s", "lock_timeout": "2s", "timezone": "UTC"}
"""The session in which somebody waits for an answer."""
LONGEST_WAIT = 2.0
"""Seconds for a free connection of a pool."""

_NETWORK: dict[str, str | int] = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    # Of several hosts the primary; of one that has become a standby none.
    "target_session_attrs": "read-write",
}
"""How soon a machine that is gone is given up; an address that says otherwise is believed."""

CONFIRMED = sql.SQL("pg_logical_emit_message(true, 'bookit', 'replayed') IS NOT NULL")
"""True, once whatever this statement can see is on a synchronous standby as well: it leaves a mark in the log whose
commit waits for one. What was stored before must not be told or relied upon again without (docs/adr/0113)."""


class NotReplicated(psycopg.OperationalError):
    """It is committed on this server alone: a failover may lose it, so its outcome is unknown."""


def address(dsn: str) -> str:
    """An address of a database that also says how soon to give it up."""
    known = conninfo_to_dict(dsn)
    return make_conninfo(dsn, **{name: value for name, value in _NETWORK.items() if name not in known})


def _fit(options: dict[str, Any]) -> Mapping[str, str]:
    """Turn our options, `pooled` and `session`, into psycopg's; answers with what each transaction has to begin."""
    session: Mapping[str, str] = options.pop("session", {})
    if options.pop("pooled", False):
        options["prepare_threshold"] = None
        return session
    if session:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in session.items())
    return {}


class _Watch:
    """What a connection keeps an eye on."""

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn = pgconn
        self._not_replicated = False
        self.patience = PATIENCE_SECONDS

    def hear(self, notice: Diagnostic) -> None:
        # The message is translated and its SQLSTATE that of any warning; where it comes from is always told.
        if notice.source_function == "SyncRepWaitForLSN":
            self._not_replicated = True

    def over(self, conversation: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        """The same conversation with the server; the line is cut when it doesn't answer in time.

        Raises NotReplicated at the end of one that committed what no standby has confirmed.
        """
        give_up_at = monotonic() + self.patience
        try:
            wanted = next(conversation)
            while True:
                ready = yield wanted
                if not ready and monotonic() >= give_up_at:
                    self._hang_up()
                wanted = conversation.send(ready)
        except StopIteration as end:
            if self._not_replicated:
                self._not_replicated = False
                raise NotReplicated("committed, but the wait for a synchronous standby was cancelled") from None
            result: T = end.value
            return result

    def _hang_up(self) -> None:
        """From now on the connection is lost, for whoever waits for it as for whoever asks next."""
        log.warning("database.hung_up", seconds=self.patience)
        with suppress(OSError), socket.socket(fileno=os.dup(self._pgconn.socket)) as line:
            line.shutdown(socket.SHUT_RDWR)


class AsyncConnection(psycopg.AsyncConnection[TupleRow]):
    """For pools of asyncio. Behind a pooler its session is that of its role."""

    def __init__(self, pgconn: PGconn, *args: Any) -> None:
        super().__init__(pgconn, *args)
        self._watch = _Watch(pgconn)
        self.add_notice_handler(self._watch.hear)

    @classmethod
    async def connect(cls, conninfo: str = "", **options: Any) -> Self:
        patience = int(options.pop("patience", PATIENCE_SECONDS))
        _fit(options)
        connection = await super().connect(address(conninfo), **options)
        connection._watch.patience = patience
        return connection

    async def wait(self, gen: Generator[Any, Any, T], *args: Any, **options: Any) -> T:
        return await super().wait(self._watch.over(gen), *args, **options)


class Connection(psycopg.Connection[TupleRow]):
    """For threads."""

    def __init__(self, pgconn: PGconn, *args: Any) -> None:
        super().__init__(pgconn, *args)
        self._watch = _Watch(pgconn)
        self._begin_with: Mapping[str, str] = {}
        self.add_notice_handler(self._watch.hear)

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> Self:
        patience = int(options.pop("patience", PATIENCE_SECONDS))
        begin_with = _fit(options)
        connection = super().connect(address(conninfo), **options)
        connection._watch.patience = patience
        connection._begin_with = begin_with
        return connection

    @contextmanager
    def transaction(self, savepoint_name: str | None = None, force_rollback: bool = False) -> Iterator[Transaction]:
        is_outermost = self.info.transaction_status == TransactionStatus.IDLE
        with super().transaction(savepoint_name, force_rollback) as transaction:
            if is_outermost and self._begin_with:
                calls = ", ".join(["set_config(%s, %s, true)"] * len(self._begin_with))
                self.execute(f"SELECT {calls}".encode(), [part for item in self._begin_with.items() for part in item])
            yield transaction

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **options: Any) -> T:
        return super().wait(self._watch.over(gen), *args, **options)

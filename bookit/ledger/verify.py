"""Replays a whole ledger and says whether it is what it claims to be.

`chain` checks the events one by one, `holdings` and `counting` what they come to. All read one snapshot, so a ledger
can be verified while bookings are placed; a large one is read by two processes side by side.
"""

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from bookit.ledger.chain import Chain, check_chain
from bookit.ledger.checking import check_checkpoints
from bookit.ledger.counting import check_charges
from bookit.ledger.faults import Check, Fault, Faults
from bookit.ledger.holdings import Claims, check_claims
from bookit.ledger.signing import PublicKey
from bookit.settings import Settings

__all__ = ["Check", "Fault", "Report", "verify"]

WORTH_A_PROCESS = 50_000
"""Below so many events a second process costs more time than it saves."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was verified, and what is wrong with it."""

    events: int
    streams: int
    commands: int
    claims: int
    overlaps: int
    fault_count: int
    faults: tuple[Fault, ...]
    """The first of them by name."""

    @property
    def clean(self) -> bool:
        return not self.fault_count

    @property
    def summary(self) -> str:
        """One line that says it all."""
        counts = (
            _count(self.streams, "stream"),
            _count(self.commands, "command"),
            _count(self.claims, "claim"),
            _count(self.fault_count, "fault"),
        )
        return f"{_count(self.overlaps, 'overlap')} in {_count(self.events, 'event')}: {', '.join(counts)}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def verify(settings: Settings, keys: Sequence[PublicKey] = ()) -> Report:
    """Check a whole ledger: chain, positions, versions, clock, command log, decoding, overlaps, claims and charges.

    Signed checkpoints are compared with it as well; of `keys`, or of those that the database names when none is given.
    """
    schema = settings.database_schema
    with _reading(settings.direct_dsn) as connection:
        if _head(connection, schema) < WORTH_A_PROCESS:
            chain, claims = check_chain(connection, schema), _check_holdings(connection, schema)
        else:
            ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as second:
                future = second.submit(_check_claims_at, settings.direct_dsn, schema, snapshot)
                chain, claims = check_chain(connection, schema), future.result()
        check_checkpoints(connection, schema, chain.faults, keys)
    return _report(chain, claims)


def _check_claims_at(dsn: str, schema: str, snapshot: str) -> Claims:
    gc.disable()  # millions of live objects, no cycles: it would only look, a third of the time
    with _reading(dsn, snapshot) as connection:
        return _check_holdings(connection, schema)


def _check_holdings(connection: psycopg.Connection[Any], schema: str) -> Claims:
    claims = check_claims(connection, schema)
    claims.faults = Faults.joined([claims.faults, check_charges(connection, schema)])
    return claims


@contextmanager
def _reading(dsn: str, snapshot: str | None = None) -> Iterator[psycopg.Connection[Any]]:
    """A connection that sees one state of the database, that of `snapshot` where given, and changes nothing."""
    options = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c work_mem=64MB -c jit=off"
    with psycopg.connect(dsn, options=options, application_name="bookit verify", client_encoding="utf8") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        if snapshot is not None:
            connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(snapshot)))
        yield connection


def _head(connection: psycopg.Connection[Any], schema: str) -> int:
    query = sql.SQL("SELECT max(position) FROM {}").format(sql.Identifier(schema, "ledger_head"))
    ((position,),) = connection.execute(query).fetchall()
    return position or 0


def _report(chain: Chain, claims: Claims) -> Report:
    faults = Faults.joined([chain.faults, claims.faults])
    return Report(
        events=chain.events,
        streams=chain.streams,
        commands=chain.commands,
        claims=claims.live,
        overlaps=faults.counts[Check.OVERLAPS],
        fault_count=faults.counts.total(),
        faults=tuple(faults.named),
    )

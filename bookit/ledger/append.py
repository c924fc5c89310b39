"""The client of the append function: group commit, and one truth about each command whatever happens on the way.

Commands that arrive while a call is under way share the next one: one round trip, one fsync, a verdict each.

A call whose reply is lost is simply sent again: the command id decides. What was stored answers `replayed` with the
answer of the first time; what was not is stored now. Only when the database stays away is the outcome unknown to us,
and then we say so instead of guessing.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID

import structlog
from prometheus_client import Counter
from psycopg import AsyncConnection, DatabaseError, OperationalError, sql
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from bookit.batching import Batcher
from bookit.commands.decision import Charge, Claim
from bookit.connections import CONFIRMED
from bookit.domain.actor import AddressClass
from bookit.ledger.arrays import Bigints, Booleans, Byteas, Ints, PgArray, Texts, Timestamps, Uuids
from bookit.tracing import span

CALLS = Counter("bookit_append_calls_total", "Calls of the append function.")
COMMANDS = Counter("bookit_append_commands_total", "Commands in them.")
RETRIES = Counter("bookit_append_retries_total", "Calls that were sent again.", ["why"])

log = structlog.get_logger()

MOST_COMMANDS_PER_CALL = 128
MOST_RACES = 50
"""A batch that loses so many races in a row meets a fault, not bad luck."""
RECONNECT_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)
"""Seconds between tries when the connection breaks."""
RECONNECT_WITHIN = 3.0
"""No new try so many seconds after the first break: then the outcome is unknown. A try itself may wait for the pool."""

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


class OutcomeUnknown(Exception):
    """The database went away and did not come back in time, or no standby confirmed what it stored: the command may or
    may not have been stored for good.

    Sending the same command with the same Idempotency-Key later tells, and does it if it was not done.
    """


_AWAY = (PoolTimeout, OutcomeUnknown)
"""Nobody answered: whoever asks again at once would wait as long."""


class Outcome(StrEnum):
    STORED = "stored"
    REPLAYED = "replayed"
    KEY_REUSED = "key_reused"
    STALE = "stale"
    TAKEN = "taken"
    OVER_QUOTA = "over_quota"


class Guard(NamedTuple):
    """A stream that was read, and the version it must still be at."""

    stream_id: UUID
    version: int
    hash: bytes | None = None
    """The ledger's chain at that version, which must still be the same; not compared when None."""


class Fact(NamedTuple):
    """An encoded event."""

    stream_id: UUID
    version: int
    topic: str
    state: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One command as the append function takes it."""

    command_id: UUID
    name: str
    actor_id: UUID
    correlation_id: UUID
    request_hash: bytes
    answer: bytes
    facts: Sequence[Fact]
    guards: Sequence[Guard] = ()
    claims: Sequence[Claim] = ()
    charges: Sequence[Charge] = ()
    releases: Sequence[UUID] = ()
    released_units: Sequence[UUID] = ()
    keeps_charges: bool = False
    new_units: Sequence[UUID] = ()
    address_class: str = AddressClass.NONE


class Verdict(NamedTuple):
    """What became of one command; the fields after `answer` say who stood in the way."""

    outcome: Outcome
    position: int | None
    answer: bytes | None
    blocker: UUID | None
    blocked_unit: UUID | None
    blocked_from: datetime | None
    blocked_to: datetime | None
    bucket: str | None
    used: int | None


def verdict_of(row: TupleRow) -> Verdict:
    """A row that the append function answered."""
    return Verdict(Outcome(row[0]), *row[1:])


def gone(schema: str) -> sql.Composed:
    """True of a guard `g` whose stream was read from a history that this ledger does not have, or not any more."""
    return sql.SQL(
        "g.hash IS NOT NULL AND g.hash IS DISTINCT FROM (SELECT e.hash FROM {}.events e"
        " WHERE e.originator_id = g.stream AND e.originator_version = g.version)"
    ).format(sql.Identifier(schema))


def append_call(schema: str) -> bytes:
    """The statement that calls the append function with the `append_parameters` of a batch.

    It answers nothing, and has done nothing, when anything that the batch rests on is gone: the condition names no row
    of the function, so it is looked at before the function is called.
    """
    parameters = sql.SQL(", ").join([sql.SQL("%b")] * (len(append_parameters([])) - 3))
    call = sql.SQL(
        "SELECT * FROM {}.append({})"
        " WHERE NOT EXISTS (SELECT FROM unnest(%b, %b, %b) g (stream, version, hash) WHERE {})"
        " AND (verdict <> 'replayed' OR {})"
    )
    return call.format(sql.Identifier(schema), parameters, gone(schema), CONFIRMED).as_bytes()


class Appender:
    """Appends commands to the ledger, many at a time."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        self._call = append_call(schema)
        self._batcher: Batcher[Entry, Verdict] = Batcher(self._append_batch, most=MOST_COMMANDS_PER_CALL)

    async def append(self, entry: Entry) -> Verdict:
        """The verdict on one command.

        Raises PoolTimeout when no connection got free, so that nothing was stored, or OutcomeUnknown when the database
        stays away.
        """
        with span("ledger.append", events=len(entry.facts)):
            return await self._batcher.ask(entry)

    async def _append_batch(self, entries: list[Entry]) -> Sequence[Verdict | BaseException]:
        if len({entry.command_id for entry in entries}) == len(entries):
            return await self._append_distinct(entries)
        # Twins of one command id: the first goes now, the others are told what it was told.
        first: dict[UUID, Entry] = {}
        twins = [entry for entry in entries if first.setdefault(entry.command_id, entry) is not entry]
        told = dict(zip(first, await self._append_distinct(list(first.values())), strict=True))
        if any(isinstance(answer, _AWAY) for answer in told.values()):
            told_twins = [_told_to_a_twin(told[twin.command_id]) for twin in twins]
        else:
            told_twins = [_told_after_its_twin(answer) for answer in await self._append_batch(twins)]
        next_twin = iter(told_twins)
        return [told[entry.command_id] if first[entry.command_id] is entry else next(next_twin) for entry in entries]

    async def _append_distinct(self, entries: list[Entry]) -> Sequence[Verdict | BaseException]:
        try:
            return await self._call_until_answered(entries)
        except _AWAY as error:
            return [error] * len(entries)
        except DatabaseError as error:
            if len(entries) == 1:
                return [error]
            # One command made the database refuse the whole call: find it by asking one by one.
            log.warning("append.batch_refused", error=str(error), commands=len(entries))
            answers: list[Verdict | BaseException] = []
            for entry in entries:
                answers += await self._append_distinct([entry])
                if isinstance(answers[-1], _AWAY):  # the others don't wait in vain one by one
                    return answers + answers[-1:] * (len(entries) - len(answers))
            return answers

    async def _call_until_answered(self, entries: list[Entry]) -> Sequence[Verdict]:
        CALLS.inc()
        COMMANDS.inc(len(entries))
        parameters = append_parameters(entries)
        races = 0
        pauses = iter(RECONNECT_PAUSES)
        give_up_at: float | None = None
        while True:
            try:
                return await self._call_once(parameters) or self._read_anew(entries)
            except DatabaseError as error:
                if isinstance(error, PoolTimeout) and give_up_at is None:
                    raise  # nothing was sent
                if lost_a_race(error) and races < MOST_RACES:
                    races += 1
                    RETRIES.labels("race").inc()
                elif _connection_was_lost(error):
                    RETRIES.labels("connection").inc()
                    now = asyncio.get_running_loop().time()
                    give_up_at = give_up_at or now + RECONNECT_WITHIN
                    pause = next(pauses, None)
                    if pause is None or now + pause > give_up_at:
                        raise OutcomeUnknown from error
                    await self._wait_to_reconnect(pause, error)
                elif give_up_at is not None:
                    # This try came to nothing; one before it may be committed, and hold the very locks that this one
                    # waited for until a standby has it.
                    raise OutcomeUnknown from error
                else:
                    raise

    async def _call_once(self, parameters: tuple[PgArray, ...]) -> Sequence[Verdict]:
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._call, parameters, prepare=True, binary=True)
            return [verdict_of(row) for row in await cursor.fetchall()]

    @staticmethod
    def _read_anew(entries: Sequence[Entry]) -> Sequence[Verdict]:
        """What is told to all when something that one of them read is gone: a failover has undone it."""
        log.warning("append.history_is_gone", commands=len(entries))
        return [Verdict(Outcome.STALE, *[None] * 8)] * len(entries)

    async def _wait_to_reconnect(self, pause: float, error: Exception) -> None:
        log.warning("append.connection_lost", error=str(error))
        await asyncio.sleep(pause)
        # Connections that died with this one are replaced before they cost a try each.
        await self._pool.check()


def _told_to_a_twin(first: Verdict | BaseException) -> Verdict | BaseException:
    """What a command is told that is not sent any more, since the database went away around the first with its id."""
    return first if isinstance(first, _AWAY) else OutcomeUnknown()


def _told_after_its_twin(answer: Verdict | BaseException) -> Verdict | BaseException:
    """Nothing was sent for it, but what it asks may have been stored for its twin."""
    return OutcomeUnknown() if isinstance(answer, PoolTimeout) else answer


_RACES = frozenset(
    {
        "BK001",  # the append function's own: another batch moved a stream of this one
        "23505",  # a twin with the same command id, or another writer of the same stream version, came first
        "23P01",  # a claim that the look-up could not see yet
        "40P01",  # deadlock with something that is not an append
    }
)
_SERVER_GOES_AWAY = frozenset({"57P01", "57P02", "57P03", "25006"})
"""Shut down by an administrator, crashed, still starting; or a primary that became a standby."""


def lost_a_race(error: Exception) -> bool:
    """Nothing was written, and the same call will see the winner."""
    return isinstance(error, DatabaseError) and error.diag.sqlstate in _RACES


def _connection_was_lost(error: Exception) -> bool:
    """The call, or a try before that no connection was left for now, may or may not have been committed."""
    state = error.diag.sqlstate if isinstance(error, DatabaseError) else None
    return isinstance(error, OperationalError) and (
        state is None or state in _SERVER_GOES_AWAY or state.startswith("08")
    )


def append_parameters(entries: Sequence[Entry]) -> tuple[PgArray, ...]:
    """The batch as arrays; `…_upto` say where each command's slice ends."""

    def upto(counts: Iterable[int]) -> Ints:
        return Ints(list(accumulate(counts)))

    guards = [guard for entry in entries for guard in entry.guards]
    read = list({guard for guard in guards if guard.hash is not None})
    claims = [claim for entry in entries for claim in entry.claims]
    charges = [charge for entry in entries for charge in entry.charges]
    facts = [fact for entry in entries for fact in entry.facts]
    locks = {claim.unit_id for claim in claims}
    locks.update(charge.holder_id for charge in charges)
    for entry in entries:
        locks.update(entry.released_units)
    return (
        Uuids([entry.command_id for entry in entries]),
        Texts([entry.name for entry in entries]),
        Uuids([entry.actor_id for entry in entries]),
        Uuids([entry.correlation_id for entry in entries]),
        Texts([entry.address_class for entry in entries]),
        Byteas([entry.request_hash for entry in entries]),
        Byteas([entry.answer for entry in entries]),
        Uuids(list(locks)),
        Uuids([unit for entry in entries for unit in entry.new_units]),
        upto(len(entry.guards) for entry in entries),
        Uuids([guard.stream_id for guard in guards]),
        Bigints([guard.version for guard in guards]),
        upto(len(entry.releases) for entry in entries),
        Uuids([stream for entry in entries for stream in entry.releases]),
        Booleans([entry.keeps_charges for entry in entries]),
        upto(len(entry.claims) for entry in entries),
        Uuids([claim.unit_id for claim in claims]),
        Timestamps([claim.period.start for claim in claims]),
        Timestamps([claim.period.end for claim in claims]),
        Uuids([claim.stream_id for claim in claims]),
        Ints([claim.places for claim in claims]),
        Ints([claim.capacity for claim in claims]),
        upto(len(entry.charges) for entry in entries),
        Uuids([charge.holder_id for charge in charges]),
        Texts([charge.bucket for charge in charges]),
        Uuids([charge.stream_id for charge in charges]),
        Bigints([charge.amount for charge in charges]),
        Bigints([charge.limit for charge in charges]),
        Timestamps([charge.until for charge in charges]),
        upto(len(entry.facts) for entry in entries),
        Uuids([fact.stream_id for fact in facts]),
        Bigints([fact.version for fact in facts]),
        Texts([fact.topic for fact in facts]),
        Byteas([fact.state for fact in facts]),
        Uuids([guard.stream_id for guard in read]),
        Bigints([guard.version for guard in read]),
        Byteas([guard.hash for guard in read]),
    )

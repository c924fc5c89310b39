"""From a wish to a fact: reads, decides, appends, and answers, the same way for every command."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from psycopg import OperationalError, sql
from psycopg_pool import PoolTimeout
from uuid_utils.compat import uuid5, uuid7

from bookit.commands.catalogue import CATALOGUE, Command
from bookit.commands.decision import Accounts, Act, Blocker, Charge, Claim, Decision, Desk, Exceeded, KeptFiles
from bookit.connections import CONFIRMED
from bookit.domain.actor import Actor
from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import Conflict, Forbidden, Invalid, KeyReused, NotFound, QuotaExceeded, Refusal
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.events import encode
from bookit.events.sealed import SEALED
from bookit.ledger.acts import Acts
from bookit.ledger.append import Appender, Entry, Fact, Guard, Outcome, OutcomeUnknown, Pool, Verdict
from bookit.ledger.clock import real_time
from bookit.ledger.doors import Doors
from bookit.ledger.foresight import Foresight
from bookit.ledger.spaces import Spaces
from bookit.ledger.streams import Streams
from bookit.tracing import note, span

A = TypeVar("A", bound=Aggregate)
T = TypeVar("T")

MOST_TRIES = 20
"""So often a command decides anew because what it read has moved on; a busy stream settles long before."""
_KEYS = UUID("6f1f1c1e-8d5b-4a53-9f0c-0c9a1f6b5a11")
"""Namespace in which an actor's idempotency keys become command ids."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command was answered, now or the first time it was sent."""

    command_id: UUID
    answer: bytes
    """A JSON object."""
    position: int
    replayed: bool


def command_id_of(actor: Actor, key: str | None) -> UUID:
    """The id of a command: from its Idempotency-Key, so that it runs once; keys of two members never meet."""
    return uuid7() if key is None else uuid5(_KEYS, f"{actor.member_id}:{key}")


@dataclass(slots=True)
class _Desk:
    """What one try of one command reads, and what it has read."""

    actor: Actor
    now: datetime
    command_id: UUID
    streams: Streams
    executor: "Executor"
    guards: dict[UUID, Guard] = field(default_factory=dict)

    def new_id(self) -> UUID:
        return uuid7()

    async def read(self, kind: type[A], id: UUID) -> A:  # noqa: A002 -- the field's own name
        read = await self.streams.read(id)
        if read is None or not isinstance(read.aggregate, kind):
            raise NotFound(kind.NOUN, id)
        self.guards[id] = read.guard
        return read.aggregate

    async def read_if_any(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        read = await self.streams.read(id, remember_missing=True)
        self.guards[id] = read.guard if read else Guard(id, 0)
        return read.aggregate if read and isinstance(read.aggregate, kind) else None

    async def draft(self, kind: type[A], id: UUID) -> A:  # noqa: A002
        return (await self.read(kind, id)).draft()

    async def peek(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        return await self.streams.get(kind, id)

    def door_code(self, room_id: UUID, number: int) -> str:
        return self.executor.doors.code_of(room_id, number)

    async def claims_over(self, units: Sequence[UUID], period: Period) -> Sequence[Claim]:
        return await self.executor.claims_over(units, period)

    async def charged(self, charges: Sequence[Charge]) -> Mapping[tuple[UUID, str], int]:
        return await self.executor.charged(charges)

    async def rooms_of(self, building_id: UUID) -> Sequence[UUID]:
        return await self.executor.spaces.rooms_of(building_id)

    async def series_of(self, building_id: UUID) -> Sequence[UUID]:
        return await self.executor.spaces.series_of(building_id)

    async def act(self, act_id: UUID) -> Act | None:
        return await self.executor.acts.done(act_id)

    async def as_they_were(self, kind: type[A], versions: Mapping[UUID, int]) -> Mapping[UUID, A]:
        return await self.executor.acts.as_they_were(kind, versions)

    @property
    def accounts(self) -> Accounts:
        return self.executor.accounts

    @property
    def files(self) -> KeptFiles:
        return self.executor.files


class Executor:
    """Executes commands against the ledger of one organisation.

    `clock` says when a command is decided. When it is recorded is the database's to say, whatever the clock.
    """

    def __init__(
        self,
        pool: Pool,
        schema: str,
        *,
        appender: Appender,
        streams: Streams,
        accounts: Accounts,
        files: KeptFiles,
        doors: Doors,
        on_stored: Callable[[int], None],
        clock: Callable[[], datetime] = real_time,
    ) -> None:
        self._pool = pool
        self._appender = appender
        self._streams = streams
        self.accounts = accounts
        self.files = files
        self.doors = doors
        self.spaces = Spaces(pool, schema)
        self.acts = Acts(pool, schema)
        self._foresight = Foresight(pool, schema)
        self._on_stored = on_stored
        self._clock = clock
        names = {"schema": sql.Identifier(schema)}
        self._select_known = sql.SQL(
            "SELECT request_hash, answer, position FROM {schema}.commands WHERE command_id = %b AND {confirmed}"
        ).format(**names, confirmed=CONFIRMED)
        self._select_claims = sql.SQL(
            "SELECT unit_id, lower(during), upper(during), stream_id, places FROM {schema}.claims"
            " WHERE unit_id = ANY (%b) AND during && tstzrange(%b, %b) ORDER BY lower(during)"
        ).format(**names)
        self._select_charged = sql.SQL(
            "SELECT holder_id, bucket, sum(amount)::bigint FROM {schema}.charges"
            " WHERE (holder_id, bucket) IN (SELECT * FROM unnest(%b::uuid[], %b::text[]))"
            " AND (until IS NULL OR until > clock_timestamp()) GROUP BY holder_id, bucket"
        ).format(**names)

    async def execute(
        self,
        command: Command,
        actor: Actor,
        key: str | None = None,
        *,
        command_id: UUID | None = None,
        act_id: UUID | None = None,
        not_before: datetime | None = None,
    ) -> Receipt:
        """Do what a command asks, once: the same key of the same actor, or the same command id, runs once.

        `act_id` names the act of many commands that this one belongs to, if any. `not_before` is a time that is
        known to have come, whatever our clock says.
        Raises a Refusal when it can't be (then nothing was recorded), or OutcomeUnknown when the database went away.
        """
        may_be_known = key is not None or command_id is not None
        command_id = command_id or command_id_of(actor, key)
        with span(f"command {command.NAME}", command_id=str(command_id)) as current:
            receipt = await self._execute(command, actor, command_id, may_be_known, act_id, not_before)
            note(current, position=receipt.position, replayed=receipt.replayed)
            return receipt

    async def _execute(  # noqa: PLR0917
        self,
        command: Command,
        actor: Actor,
        command_id: UUID,
        may_be_known: bool,
        act_id: UUID | None,
        not_before: datetime | None,
    ) -> Receipt:
        request = _request(command)
        request_hash = hashlib.sha256(request).digest()
        handler = CATALOGUE[command.NAME].handler
        for _ in range(MOST_TRIES):
            now = self._clock()
            desk = _Desk(actor, max(now, not_before or now), command_id, self._streams, self)
            await self._bring_up_to_date(desk)
            try:
                decision: Decision = await handler(command, desk)
            except Refusal:
                # A refusal stands only if it rests on the present, and if this very command was not done before.
                if may_be_known and (known := await self._known(command_id, request_hash)):
                    return known
                if await self._streams.moved(desk.guards.values()):
                    continue
                raise
            verdict = await self._appender.append(
                _entry(command, command_id, act_id or command_id, request_hash, desk, decision)
            )
            match verdict.outcome:
                case Outcome.STORED | Outcome.REPLAYED:
                    return self._receipt(command_id, verdict, decision)
                case Outcome.STALE:
                    self._streams.forget([*desk.guards, *(stream.id for stream in decision.streams)])
                case Outcome.TAKEN:
                    # Without words for it, the decision was made around the claims it saw, and looks again.
                    if decision.when_taken is None or await self._streams.moved(desk.guards.values()):
                        continue
                    raise await _why_taken(decision, _blocker(verdict))
                case Outcome.OVER_QUOTA:
                    # So was one around the quotas it saw.
                    if decision.when_exceeded is None:
                        continue
                    raise await _why_over_quota(decision, Exceeded(verdict.bucket or "", int(verdict.used or 0)))
                case Outcome.KEY_REUSED:
                    raise _key_reused()
        raise Conflict("This changes so fast right now that the command could not be decided; try again.")

    async def consider(self, actor: Actor, question: Callable[[Desk], Awaitable[T]]) -> T:
        """The answer to a question that reads the present state as a command does, and records nothing.

        Raises what the question raises.
        """
        for _ in range(MOST_TRIES):
            desk = _Desk(actor, self._clock(), uuid7(), self._streams, self)
            await self._bring_up_to_date(desk)
            try:
                answer = await question(desk)
            except Refusal:
                if await self._streams.moved(desk.guards.values()):
                    continue
                raise
            if not await self._streams.moved(desk.guards.values()):
                return answer
        raise Conflict("This changes so fast right now that the question could not be answered; try again.")

    async def preview(self, command: Command, actor: Actor) -> Decision:
        """The decision that `execute` would record at this moment; nothing is recorded, nothing is reserved.

        Raises the Refusal that `execute` would raise.
        """
        handler = CATALOGUE[command.NAME].handler

        async def decide(desk: Desk) -> Decision:
            decision: Decision = await handler(command, desk)
            if (blocker := await self._foresight.blocker(decision)) is not None:
                raise await _why_taken(decision, blocker)
            if (exceeded := await self._foresight.exceeded(decision)) is not None:
                raise await _why_over_quota(decision, exceeded)
            return decision

        return await self.consider(actor, decide)

    async def _bring_up_to_date(self, desk: _Desk) -> None:
        """Give the actor today's rights, so that a right taken back meanwhile counts. Raises Forbidden."""
        actor = desk.actor
        if not actor.version:
            return
        read = await self._streams.read(actor.member_id, version=actor.version)
        if read is None or not isinstance(member := read.aggregate, Member) or not member.active:
            raise Forbidden("This member may not act.")
        if member.version != actor.version:
            actor = Actor.of(member, actor.scopes, actor.came_from)
        desk.actor, desk.guards[actor.member_id] = actor, read.guard

    async def claims_over(self, units: Sequence[UUID], period: Period) -> Sequence[Claim]:
        """What is claimed of these units at any moment of a period, sorted by start."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(
                self._select_claims, [list(units), period.start, period.end], prepare=True, binary=True
            )
            return [
                Claim(unit, Period(start, end), stream, places)
                for unit, start, end, stream, places in await cursor.fetchall()
            ]

    async def charged(self, charges: Sequence[Charge]) -> Mapping[tuple[UUID, str], int]:
        """How much of the quotas of these charges is used, by holder and bucket; nothing where one is missing."""
        parameters = [[charge.holder_id for charge in charges], [charge.bucket for charge in charges]]
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_charged, parameters, prepare=True, binary=True)
            return {(holder, bucket): used for holder, bucket, used in await cursor.fetchall()}

    async def _known(self, command_id: UUID, request_hash: bytes) -> Receipt | None:
        """The answer that this command got before, if it was done.

        Raises KeyReused for another request, OutcomeUnknown when the database can't tell, or no standby confirms it.
        """
        try:
            async with self._pool.connection(timeout=2) as connection:
                cursor = await connection.execute(self._select_known, [command_id], prepare=True, binary=True)
                row = await cursor.fetchone()
        except (OperationalError, PoolTimeout) as error:
            raise OutcomeUnknown from error
        if row is None:
            return None
        if row[0] != request_hash:
            raise _key_reused()
        return Receipt(command_id, row[1], row[2], replayed=True)

    def _receipt(self, command_id: UUID, verdict: Verdict, decision: Decision) -> Receipt:
        if verdict.answer is None or verdict.position is None:
            raise AssertionError("a stored command has an answer and a position")
        if verdict.outcome is Outcome.STORED:
            self._streams.forget([stream.id for stream in decision.streams])
            self._on_stored(verdict.position)
        return Receipt(command_id, verdict.answer, verdict.position, verdict.outcome is Outcome.REPLAYED)


def _request(command: Command) -> bytes:
    """What tells one wish from another. Raises Invalid for text that looks sealed: readers would have it opened."""
    body = command.model_dump_json(exclude_unset=True)
    if SEALED.search(body):
        raise Invalid("Text can't look like something sealed.")
    return command.NAME.encode() + b"\0" + body.encode()


def _entry(  # noqa: PLR0917
    command: Command, command_id: UUID, act_id: UUID, request_hash: bytes, desk: _Desk, decision: Decision
) -> Entry:
    return Entry(
        command_id=command_id,
        name=command.NAME,
        actor_id=desk.actor.member_id,
        correlation_id=act_id,
        address_class=desk.actor.came_from,
        request_hash=request_hash,
        answer=decision.answer.model_dump_json().encode(),
        facts=[
            Fact(fact.originator_id, fact.originator_version, fact.TOPIC, encode(fact))
            for stream in decision.streams
            for fact in stream.facts
        ],
        guards=list(desk.guards.values()),
        claims=decision.claims,
        charges=decision.charges,
        releases=decision.releases,
        released_units=decision.released_units,
        keeps_charges=decision.keeps_charges,
        new_units=decision.new_units,
    )


def _blocker(verdict: Verdict) -> Blocker | None:
    if not (verdict.blocker and verdict.blocked_unit and verdict.blocked_from and verdict.blocked_to):
        return None
    return Blocker(verdict.blocker, verdict.blocked_unit, Period(verdict.blocked_from, verdict.blocked_to))


async def _why_taken(decision: Decision, blocker: Blocker | None) -> Refusal:
    if decision.when_taken is None or blocker is None:
        return Conflict("Something else has this place.")
    return await decision.when_taken(blocker)


async def _why_over_quota(decision: Decision, exceeded: Exceeded) -> Refusal:
    if decision.when_exceeded is None:
        return QuotaExceeded("A quota is used up.", rule=exceeded.bucket, value=exceeded.used)
    return await decision.when_exceeded(exceeded)


def _key_reused() -> KeyReused:
    return KeyReused("This Idempotency-Key was used for a request with another body.")

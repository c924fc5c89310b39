"""From a file to a report: rows are read, made commands, and given all at once, so that they share round trips."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from uuid_utils.compat import uuid5

from bookit.commands import CATALOGUE
from bookit.commands.changes import Held
from bookit.commands.decision import Claim
from bookit.commands.members import InviteMember
from bookit.domain.actor import Actor, Reach
from bookit.domain.errors import Conflict, Forbidden, Invalid, KeyReused, Refusal
from bookit.identity import EmailTaken
from bookit.importing import bookings, members, spaces
from bookit.importing.bookings import booking_wishes
from bookit.importing.calendars import read_calendar
from bookit.importing.members import member_wishes
from bookit.importing.names import Names
from bookit.importing.reports import Kind, Outcome, Report, RowReport, refused
from bookit.importing.spaces import require_new, room_wishes, seat_wishes
from bookit.importing.tables import Line, read_table
from bookit.importing.wishes import Wish, namespace_of
from bookit.ledger.execution import Receipt
from bookit.wiring import System

MOST_BYTES = 20_000_000

AT_ONCE = 256
"""Commands under way at a time: two full calls of the append function."""
PREVIEWS_AT_ONCE = 8


class Format(StrEnum):
    """How rows are written."""

    CSV = "text/csv"
    CALENDAR = "text/calendar"


@dataclass(frozen=True, slots=True)
class Options:
    """How to import."""

    dry_run: bool = False
    allow_past: bool = False
    """Record bookings that have begun or are over; each is marked as such an exception."""
    room_id: UUID | None = None
    """The room of all rows, for the calendar of one room."""


def require_import(actor: Actor) -> None:
    """Raises Forbidden for who may import nothing. What each row asks for is judged as the command that it is."""
    if actor.reach("import") is Reach.NONE:
        raise Forbidden("You may not do this.", act="import")


async def import_file(
    system: System,
    actor: Actor,
    kind: Kind,
    data: bytes,
    *,
    form: Format = Format.CSV,
    options: Options = Options(),
) -> Report:
    """Do what each row of a file asks, or say of each what would become of it.

    Raises Invalid for a file that can't be read at all, and Forbidden for who may not import. A row that is refused
    stands in the report; the others are done. Should the database go away, run the same file again.
    """
    require_import(actor)
    if options.allow_past and not actor.may("record-past"):
        raise Forbidden("Only an admin records what has been.", act="record-past")
    lines = await asyncio.to_thread(_read, kind, data, form)
    names = Names(system)
    await names.load()
    namespace = namespace_of(actor)
    import_id = uuid5(namespace, f"file:{kind}:{hashlib.sha256(data).hexdigest()}")
    wishes, reports = await _wishes(system, actor, kind, lines, names, namespace=namespace, options=options)
    work = _Import(system, actor, names, import_id, await system.executor.acts.known([w.command_id for w in wishes]))
    results = await (work.preview(wishes) if options.dry_run else work.give(wishes))
    return Report.of(import_id, kind, [*reports, *results], dry_run=options.dry_run, position=work.position or None)


def _read(kind: Kind, data: bytes, form: Format) -> list[Line]:
    if len(data) > MOST_BYTES:
        raise Invalid(f"A file has at most {MOST_BYTES} bytes.")
    if b"\0" in data:
        raise Invalid("Text can't hold a NUL character.")
    if form is Format.CALENDAR:
        if kind is not Kind.BOOKINGS:
            raise Invalid("A calendar holds bookings and nothing else.")
        lines = read_calendar(data)
    else:
        columns, required = _COLUMNS[kind]
        lines = read_table(data, columns=columns, required=required)
    return lines


_COLUMNS = {
    Kind.ROOMS: (spaces.ROOM_COLUMNS, spaces.ROOM_REQUIRED),
    Kind.SEATS: (spaces.SEAT_COLUMNS, spaces.SEAT_REQUIRED),
    Kind.MEMBERS: (members.COLUMNS, members.REQUIRED),
    Kind.BOOKINGS: (bookings.COLUMNS, bookings.REQUIRED),
}


async def _wishes(
    system: System,
    actor: Actor,
    kind: Kind,
    lines: Sequence[Line],
    names: Names,
    *,
    namespace: UUID,
    options: Options,
) -> tuple[list[Wish], list[RowReport]]:
    match kind:
        case Kind.ROOMS:
            return room_wishes(lines, names, namespace)
        case Kind.SEATS:
            return seat_wishes(lines, names, namespace)
        case Kind.MEMBERS:
            return await member_wishes(lines, names, namespace, system)
        case Kind.BOOKINGS:
            return await booking_wishes(
                lines, names, namespace, actor, room_id=options.room_id, allow_past=options.allow_past
            )


class _Import:
    """One run of one file."""

    def __init__(self, system: System, actor: Actor, names: Names, import_id: UUID, known: set[UUID]) -> None:
        self._system = system
        self._actor = actor
        self._names = names
        self._import_id = import_id
        self._known = known
        self.position = 0

    async def give(self, wishes: Sequence[Wish]) -> list[RowReport]:
        """Give all commands."""
        return await _each(wishes, self._give, at_once=AT_ONCE)

    async def preview(self, wishes: Sequence[Wish]) -> list[RowReport]:
        """Judge all commands, and then in their order those that would be in each other's way."""
        claims: dict[UUID, Sequence[Claim]] = {}

        async def judge(wish: Wish) -> list[RowReport]:
            if wish.command_id in self._known:
                return [RowReport(row=row, outcome=Outcome.REPEATED) for row in wish.rows]
            require_new(wish, self._names)
            if isinstance(wish.command, InviteMember):
                await self._judge_invitation(wish.command)
            else:
                claims[wish.command_id] = (await self._system.executor.preview(wish.command, self._actor)).claims
            return [RowReport(row=row, outcome=Outcome.POSSIBLE) for row in wish.rows]

        reports = {report.row: report for report in await _each(wishes, judge, at_once=PREVIEWS_AT_ONCE)}
        planned = Held()
        for wish in wishes:
            wanted = claims.get(wish.command_id, ())
            if (blocker := planned.blocker_of(wanted)) is None:
                planned.add(wanted)
                continue
            start, end = blocker.period.start.isoformat(), blocker.period.end.isoformat()
            taken = Conflict(f"A row before this one takes the place from {start} to {end}.")
            reports |= {row: refused(row, taken) for row in wish.rows}
        return list(reports.values())

    async def _judge_invitation(self, command: InviteMember) -> None:
        """As the handler would, without keeping anybody's address."""
        self._actor.require(command.NAME)
        if await self._system.identity.people.by_email(command.email) is not None:
            raise EmailTaken

    async def _give(self, wish: Wish) -> list[RowReport]:
        if wish.command_id not in self._known:
            require_new(wish, self._names)
        receipt = await self._execute(wish)
        self.position = max(self.position, receipt.position)
        answer = CATALOGUE[wish.command.NAME].answer.model_validate_json(receipt.answer)
        outcome = Outcome.REPEATED if receipt.replayed else Outcome.DONE
        return [
            RowReport(row=row, outcome=outcome, ids=dict(ids))
            for row, ids in zip(wish.rows, wish.ids(answer), strict=True)
        ]

    async def _execute(self, wish: Wish) -> Receipt:
        """Raises Conflict where the row says something else than it did when it was imported before."""
        commands = [wish.command, *([wish.otherwise] if wish.otherwise is not None else [])]
        for command in commands:
            try:
                return await self._system.executor.execute(
                    command, self._actor, command_id=wish.command_id, act_id=self._import_id
                )
            except KeyReused:
                continue
        raise Conflict("This row was imported before with other content; change what it made instead.")


async def _each(
    wishes: Sequence[Wish], do: Callable[[Wish], Awaitable[list[RowReport]]], *, at_once: int
) -> list[RowReport]:
    """What became of each wish, so many at a time, begun in their order. Raises the first error that is no refusal."""
    reports: list[RowReport] = []
    waiting = iter(wishes)

    async def work() -> None:
        for wish in waiting:
            try:
                reports.extend(await do(wish))
            except Refusal as refusal:
                reports.extend(refused(row, refusal) for row in wish.rows)

    try:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(at_once, len(wishes))):
                tasks.create_task(work())
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    return reports

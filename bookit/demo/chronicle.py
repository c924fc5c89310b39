"""Tells a plan in the order in which it happened, many commands at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import assert_never
from uuid import UUID

from bookit.commands.bookings import BookingAnswer, CancelBooking, FinishBooking, PlaceBooking, RescheduleBooking
from bookit.commands.closing import ClosedRoom, CloseRoom, PeriodBody, ReopenedRoom, ReopenRoom
from bookit.demo.bookings import Cancelled, Closure, Fate, Finished, Moved, Plan, Stay
from bookit.demo.buildings import Spaces
from bookit.demo.people import Members
from bookit.demo.rulebook import Step
from bookit.demo.storyteller import Storyteller
from bookit.domain.period import LATEST

MOST_AT_ONCE = 256
"""Commands on their way at the same time: the append function takes 128 in a call, and meanwhile others get ready."""


@dataclass(frozen=True, slots=True)
class _Act:
    moment: datetime
    about: str
    """A booking or a room. What is about the same happens one after the other."""
    tell: Callable[[], Awaitable[object]]
    alone: bool = False
    """Whether everything earlier must have happened, and nothing later."""


class Chronicle:
    def __init__(self, teller: Storyteller, spaces: Spaces, members: Members) -> None:
        self._teller = teller
        self._spaces = spaces
        self._members = members
        self._bookings: dict[str, UUID] = {}

    async def tell(self, plan: Plan, chapter: Iterable[Step], say: Callable[[int, int], None]) -> None:
        """All of it, and a chapter along with it; `say` hears how many of the acts are done."""
        steps = [_Act(step.moment, "the chapter", step.tell, alone=True) for step in chapter]
        acts = sorted([*self._acts(plan), *steps], key=lambda act: act.moment)
        done = 0
        for group in _groups(acts):
            await asyncio.gather(*(_one_by_one(acts_about_it) for acts_about_it in _by_subject(group)))
            done += len(group)
            say(done, len(acts))

    def _acts(self, plan: Plan) -> Iterator[_Act]:
        for stay in plan.stays:
            yield _Act(stay.placed_at, stay.key, partial(self._place, stay))
            if stay.fate is not None:
                yield _Act(stay.fate.at, stay.key, partial(self._change, stay, stay.fate))
        for closure in plan.closures:
            yield _Act(closure.closed_at, closure.room, partial(self._close, closure), alone=True)
            if closure.reopened_at is not None:
                reopen = partial(self._reopen, closure, closure.reopened_at)
                yield _Act(closure.reopened_at, closure.room, reopen, alone=True)

    async def _place(self, stay: Stay) -> None:
        for_another = stay.placed_by != stay.member
        command = PlaceBooking(
            room_id=self._spaces.rooms[stay.room],
            seat_id=self._seat(stay.room, stay.seat),
            starts_at=stay.period.start,
            ends_at=stay.period.end,
            title=stay.title,
            booked_for=self._members[stay.member] if for_another else None,
            attendees=stay.attendees,
            guests=list(stay.guests),
        )
        by = self._members[stay.placed_by]
        answer = await self._teller.tell(stay.key, command, BookingAnswer, moment=stay.placed_at, by=by)
        self._bookings[stay.key] = answer.booking_id

    async def _change(self, stay: Stay, fate: Fate) -> None:
        booking_id = self._bookings[stay.key]
        command: CancelBooking | RescheduleBooking | FinishBooking
        match fate:
            case Cancelled():
                command = CancelBooking(booking_id=booking_id, reason=fate.reason)
            case Moved():
                starts_at, ends_at = fate.period.start, fate.period.end
                command = RescheduleBooking(booking_id=booking_id, starts_at=starts_at, ends_at=ends_at)
            case Finished():
                command = FinishBooking(booking_id=booking_id)
            case _:
                assert_never(fate)
        by = self._members[stay.member]
        await self._teller.tell(f"{stay.key}/{command.NAME}", command, BookingAnswer, moment=fate.at, by=by)

    async def _close(self, closure: Closure) -> None:
        starts_at, ends_at = closure.period.start, closure.period.end
        command = CloseRoom(
            room_id=self._spaces.rooms[closure.room],
            seat_id=self._seat(closure.room, closure.seat),
            period=None if ends_at == LATEST else PeriodBody(starts_at=starts_at, ends_at=ends_at),
            reason=closure.reason,
        )
        await self._teller.tell(f"room {closure.room}/close", command, ClosedRoom, moment=closure.closed_at)

    async def _reopen(self, closure: Closure, moment: datetime) -> None:
        command = ReopenRoom(
            room_id=self._spaces.rooms[closure.room],
            seat_id=self._seat(closure.room, closure.seat),
            period=PeriodBody(starts_at=moment, ends_at=closure.period.end),
            reason="Ready earlier than planned",
        )
        await self._teller.tell(f"room {closure.room}/reopen", command, ReopenedRoom, moment=moment)

    def _seat(self, room: str, seat: str | None) -> UUID | None:
        return None if seat is None else self._spaces.seats[room, seat]


def _groups(acts: Sequence[_Act]) -> Iterator[list[_Act]]:
    """The acts in their order, cut where one is alone, or where it gets too much at once."""
    group: list[_Act] = []
    for act in acts:
        if group and (len(group) == MOST_AT_ONCE or act.alone or group[-1].alone):
            yield group
            group = []
        group.append(act)
    if group:
        yield group


def _by_subject(acts: Sequence[_Act]) -> Collection[list[_Act]]:
    found: dict[str, list[_Act]] = {}
    for act in acts:
        found.setdefault(act.about, []).append(act)
    return found.values()


async def _one_by_one(acts: Sequence[_Act]) -> None:
    for act in acts:
        await act.tell()

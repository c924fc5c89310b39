"""People who book, move, check in and give up, managers who approve and close, and time that passes over it.

Each act is asked of the model and of BookIT, which have to agree on what becomes of it, or why not.
"""

import asyncio
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from uuid_utils.compat import uuid7

from bookit.commands import Command
from bookit.commands.approvals import ApproveBooking, ExpireBooking, RejectBooking
from bookit.commands.bookings import CancelBooking, ChangeBooking, FinishBooking, PlaceBooking, RescheduleBooking
from bookit.commands.closing import CloseRoom, PeriodBody, ReopenRoom
from bookit.commands.members import JoinGroup
from bookit.commands.presence import CheckIn, ReleaseBooking
from bookit.commands.rooms import AddSeats, OpenRoom
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.booking import Booking as Stay
from bookit.domain.errors import KeyReused, Refusal, RoomTaken, RuleBroken
from bookit.domain.period import LATEST
from bookit.events.values import RoomKind, Weekday
from bookit.ledger.execution import Receipt
from tests.invariants import check
from tests.organisation import NOW, Organisation
from tests.properties.model import (
    DAY,
    FOREVER,
    HORIZON_DAYS,
    HOUR,
    MAX_MINUTES,
    MINUTE,
    Booking,
    Closure,
    No,
    Quota,
    Room,
    Rules,
    Span,
    is_open,
    spans_to_check,
)
from tests.properties.waiting_model import MOST_NO_SHOWS, Model

MIDNIGHT = NOW.replace(hour=0, minute=0)
POLICY = {"max_minutes": MAX_MINUTES, "horizon_days": HORIZON_DAYS, "series_no_shows": MOST_NO_SHOWS}
PLAIN = Rules()
BUFFERED = Rules(before=15 * MINUTE, after=30 * MINUTE)
ASKED_FOR = Rules(decide_within=HOUR, cancel_before=HOUR)
COME_TO = Rules(comes=True)
SCARCE = Rules(quotas=(Quota("few", bookings=2), Quota("ours", minutes=360, together=True)))
OFFERED = Rules(after=15 * MINUTE, offer_for=30 * MINUTE)
EVERYTHING = Rules(15 * MINUTE, 15 * MINUTE, HOUR, True, 30 * MINUTE, SCARCE.quotas, 30 * MINUTE)

# Few different times, close to now, so that wishes meet; what a rule refuses is the exception.
QUARTER = 15 * MINUTE
starts = st.sampled_from([0, 1, 2, 4, 4, 5, 6, 8, 12, 4, 6, 0, -1, -6, 60, 96, 300])
"""In quarters of an hour after the one that runs."""
lengths = st.sampled_from([60, 30, 15, 60, 120, 180, 60, 245]).map(lambda minutes: minutes * MINUTE)
spans = st.tuples(starts, lengths)
periods = st.one_of(spans, spans, spans, spans, spans, st.none())
members = st.integers(0, 1)
strangers = st.sampled_from([False, False, False, False, False, True])
executors = st.integers(0, 1)
picks = st.integers(0, 1000)


def moment(seconds: int) -> datetime:
    return LATEST if seconds == FOREVER else MIDNIGHT + timedelta(seconds=seconds)


def seconds(of: datetime | str) -> int:
    at = datetime.fromisoformat(of) if isinstance(of, str) else of
    return FOREVER if at == LATEST else (at - MIDNIGHT) // timedelta(seconds=1)


def policy(rules: Rules, team: str) -> dict[str, Any]:
    """The rules of a room as BookIT takes them."""
    named: dict[str, Any] = {
        **POLICY,
        "buffer_before_minutes": rules.before // MINUTE,
        "buffer_after_minutes": rules.after // MINUTE,
        "cancel_before_minutes": rules.cancel_before // MINUTE,
        "check_in": rules.comes,
        "quotas": [
            {"name": quota.name, "per": "day", "bookings": quota.bookings, "minutes": quota.minutes}
            | ({"of": "group", "group": team} if quota.together else {})
            for quota in rules.quotas
        ],
    }
    if rules.decide_within is not None:
        named |= {"approval_always": True, "approval_deadline_minutes": rules.decide_within // MINUTE}
    if rules.offer_for is not None:
        named |= {"waitlist": "offer", "waitlist_offer_minutes": rules.offer_for // MINUTE}
    return named


def body(span: Span | None) -> PeriodBody | None:
    return span and PeriodBody(starts_at=moment(span[0]), ends_at=moment(span[1]))


class Stage:
    """One ledger for all examples; each has a building, members and a group of its own."""

    def __init__(self, runner: asyncio.Runner, org: Organisation) -> None:
        self.runner = runner
        self.org = org
        self.executors = [org.executor, org.new_executor()]

    async def member(self, group: str) -> Actor:
        member_id = (await self.org.member()).member_id
        await self.org.do(JoinGroup(member_id=member_id, group=group))
        return await self.org.actor(member_id)


class BookingMachine(RuleBasedStateMachine):
    rooms = Bundle("rooms")

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.org = stage.org
        self.org.clock.now = NOW
        self.model = Model(seconds(NOW))
        self.ids: dict[str, UUID] = {}
        self.done: list[tuple[Command, Actor, Receipt]] = []
        self.team = f"team {uuid7()}"
        self.members: list[Actor] = [stage.runner.run(stage.member(self.team)) for _ in range(2)]
        self.building = stage.runner.run(
            self.org.building(opening_hours={day: [("06:00", "22:00")] for day in Weekday})
        )

    # Spaces

    @initialize(target=rooms)
    def a_house_with_rooms(self) -> Any:
        names = [
            self.open_room(RoomKind.MEETING_ROOM, 4, [], [], COME_TO),
            self.open_room(RoomKind.OPEN_SPACE, 3, ["Window", "Door"], [], OFFERED),
            self.open_room(RoomKind.PARKING, 3, [], [], SCARCE),
            self.open_room(RoomKind.MEETING_ROOM, 6, [], [], EVERYTHING),
        ]
        return multiple(*names, self.open_room(RoomKind.MEETING_ROOM, 8, [], names[:2], ASKED_FOR))

    @rule(
        target=rooms,
        kind=st.sampled_from([RoomKind.MEETING_ROOM, RoomKind.OPEN_SPACE]),
        capacity=st.integers(2, 4),
        seats=st.integers(0, 2),
        parts=st.lists(rooms, max_size=2, unique=True),
        rules=st.sampled_from([PLAIN, BUFFERED, ASKED_FOR, COME_TO, SCARCE, OFFERED, EVERYTHING]),
    )
    def open_another_room(self, kind: RoomKind, capacity: int, seats: int, parts: list[str], rules: Rules) -> str:
        return self.open_room(kind, capacity, [] if parts else ["Window", "Door"][:seats], parts, rules)

    def open_room(self, kind: RoomKind, capacity: int, seats: list[str], parts: list[str], rules: Rules) -> str:
        wish = OpenRoom(
            building_id=self.building,
            name="Room",
            kind=kind,
            capacity=capacity,
            seats=seats,
            made_of=[self.ids[part] for part in parts],
            policy=policy(rules, self.team),
        )
        answer = self.run(wish, SYSTEM, 0)
        name = f"room {len(self.model.rooms)}"
        self.ids[name] = answer.room_id
        seat_names = [f"{name}, {seat}" for seat in seats]
        self.ids.update(zip(seat_names, answer.seat_ids, strict=True))
        shared = kind in {RoomKind.OPEN_SPACE, RoomKind.PARKING} and not seats and not parts
        self.model.rooms[name] = Room(name, kind, capacity, shared, seat_names, parts, rules)
        return name

    @rule(room=rooms, more=st.integers(1, 2), room_for=st.integers(0, 2), executor=executors)
    def add_seats(self, room: str, more: int, room_for: int, executor: int) -> None:
        """Nobody has them yet, and who has the whole room keeps it."""
        has = self.model.rooms[room]
        names = [f"{room}, seat {len(has.seats) + number}" for number in range(more)]
        capacity = has.capacity + room_for
        wish = AddSeats(room_id=self.ids[room], seats=names, capacity=capacity)
        answer = self.compare(
            lambda: self.model.add_seats(room, names, capacity), lambda: self.run(wish, SYSTEM, executor)
        )
        if answer is not None:
            self.ids.update(zip(names, answer.seat_ids, strict=True))

    # Bookings

    @rule(
        room=rooms,
        seat=st.integers(0, 3),
        span=spans,
        attendees=st.sampled_from([None, None, 1, 2, 5]),
        member=members,
        executor=executors,
    )
    def place(self, room: str, seat: int, span: Span, attendees: int | None, *, member: int, executor: int) -> None:
        booking = Booking(member, room, self.seat(room, seat), self.span(span), attendees)
        self.compare_placing(booking, lambda: self.run(self.wish(booking), self.member(member), executor))

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, shift=st.sampled_from([0, -QUARTER, QUARTER, HOUR]), member=members, executor=executors)
    def place_next_to_another(self, pick: int, shift: int, member: int, executor: int) -> None:
        other = self.model.bookings[self.booking(pick)]
        span = (other.span[0] - other.span[0] % MINUTE + shift, other.span[1] - other.span[1] % MINUTE + shift)
        if span[0] < span[1]:
            again = Booking(member, other.room, other.seat, span, other.attendees)
            self.compare_placing(again, lambda: self.run(self.wish(again), self.member(member), executor))

    @rule(room=rooms, seat=st.integers(0, 3), span=spans, rivals=st.integers(2, 4))
    def race_for_a_place(self, room: str, seat: int, span: Span, rivals: int) -> None:
        """Equal wishes at once: as many win as would one after the other."""
        chosen, when = self.seat(room, seat), self.span(span)
        wanted = [Booking(number % 2, room, chosen, when, None) for number in range(rivals)]
        outcomes = self.together(
            [(self.wish(booking), self.member(booking.member), number % 2) for number, booking in enumerate(wanted)]
        )
        told = list(zip(outcomes, wanted, strict=True))
        winners_first = sorted(told, key=lambda pair: isinstance(pair[0], BaseException))
        for outcome, booking in winners_first:
            self.compare_placing(booking, functools.partial(_told, outcome), in_a_race=True)

    def compare_placing(self, booking: Booking, ask: Callable[[], Any], *, in_a_race: bool = False) -> None:
        name = self.new_booking()
        answer = self.compare(lambda: self.model.place(name, booking), ask, booking, in_a_race=in_a_race)
        if answer is not None:
            self.ids[name] = answer.booking_id
            assert answer.status == self.model.bookings[name].status

    def new_booking(self) -> str:
        return f"booking {len(self.model.bookings)}"

    def wish(self, booking: Booking) -> PlaceBooking:
        return PlaceBooking(
            room_id=self.ids[booking.room],
            seat_id=self.ids[booking.seat] if booking.seat else None,
            starts_at=moment(booking.span[0]),
            ends_at=moment(booking.span[1]),
            attendees=booking.attendees,
        )

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, start=st.none() | starts, length=st.none() | lengths, stranger=strangers, executor=executors)
    def move_in_time(self, pick: int, start: int | None, length: int | None, *, stranger: bool, executor: int) -> None:
        name = self.booking(pick)
        was, member = self.model.bookings[name], self.asker(name, stranger=stranger)
        new_start = was.span[0] if start is None else self.quarter(start)
        new_end = was.span[1] if length is None else new_start + length
        wish: dict[str, Any] = {"booking_id": self.ids[name]}
        if start is not None:
            wish["starts_at"] = moment(new_start)
        if length is not None:
            wish["ends_at"] = moment(new_end)
        self.compare(
            lambda: self.model.reschedule(name, member, was.room, was.seat, (new_start, new_end)),
            lambda: self.run(RescheduleBooking(**wish), self.member(member), executor),
            Booking(was.member, was.room, was.seat, (new_start, new_end), was.attendees),
            besides=name,
        )

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, room=rooms, seat=st.integers(0, 3), stranger=strangers, executor=executors)
    def move_to_another_place(self, pick: int, room: str, seat: int, *, stranger: bool, executor: int) -> None:
        name, chosen = self.booking(pick), self.seat(room, seat)
        was, member = self.model.bookings[name], self.asker(name, stranger=stranger)
        wish = RescheduleBooking(
            booking_id=self.ids[name], room_id=self.ids[room], seat_id=self.ids[chosen] if chosen else None
        )
        self.compare(
            lambda: self.model.reschedule(name, member, room, chosen, was.span),
            lambda: self.run(wish, self.member(member), executor),
            Booking(was.member, room, chosen, was.span, was.attendees),
            besides=name,
        )

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, attendees=st.sampled_from([None, 1, 2, 3, 5]), stranger=strangers, executor=executors)
    def come_with_others(self, pick: int, attendees: int | None, *, stranger: bool, executor: int) -> None:
        name = self.booking(pick)
        was, member = self.model.bookings[name], self.asker(name, stranger=stranger)
        wish = ChangeBooking(booking_id=self.ids[name], attendees=attendees)
        self.compare(
            lambda: self.model.bring(name, member, attendees),
            lambda: self.run(wish, self.member(member), executor),
            replace(was, attendees=attendees),
            besides=name,
        )

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, stranger=strangers, executor=executors)
    def cancel(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.booking(pick)
        self.cancel_booking(name, self.asker(name, stranger=stranger), executor)

    def cancel_booking(self, name: str, member: int, executor: int) -> None:
        wish = CancelBooking(booking_id=self.ids[name])
        self.compare(lambda: self.model.cancel(name, member), lambda: self.run(wish, self.member(member), executor))

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, stranger=strangers, executor=executors)
    def finish(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.booking(pick)
        wish, member = FinishBooking(booking_id=self.ids[name]), self.asker(name, stranger=stranger)
        self.compare(lambda: self.model.finish(name, member), lambda: self.run(wish, self.member(member), executor))

    @precondition(lambda self: self.model.bookings)
    @rule(
        pick=picks,
        used=st.sampled_from([20, 40, QUARTER, QUARTER + 20]),
        then=st.sampled_from(["close", "place", "nothing"]),
        executor=executors,
    )
    def finish_after_a_while(self, pick: int, used: int, then: str, executor: int) -> None:
        """What comes in the minute in which a stay ended meets what is left of it."""
        was = self.model.bookings[self.booking(pick)]
        if self.model.now < was.span[0] < self.model.now + 4 * HOUR:
            self.time_passes(was.span[0] - self.model.now + used)
        self.finish(pick, stranger=False, executor=executor)
        self.time_passes(10)
        if then == "place":
            span = (self.model.this_minute, self.model.this_minute + HOUR)
            again = Booking(was.member, was.room, was.seat, span, None)
            self.compare_placing(again, lambda: self.run(self.wish(again), self.member(again.member), executor))
        elif then == "close":
            self.close_place(was.room, was.seat, None, executor)

    # Approval and check-in

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, stranger=strangers, executor=executors)
    def check_in(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.booking(pick)
        wish, member = CheckIn(booking_id=self.ids[name]), self.asker(name, stranger=stranger)
        self.compare(lambda: self.model.check_in(name, member), lambda: self.run(wish, self.member(member), executor))

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, late=st.sampled_from([-10 * MINUTE, 0, 10 * MINUTE]), executor=executors)
    def come_or_stay_away(self, pick: int, late: int, executor: int) -> None:
        """Somebody comes about the time, if the booking is for soon, and the scheduler looks who did not."""
        due = [name for name, each in self.model.bookings.items() if each.check_in_by and self.model.is_live(each)]
        name = due[pick % len(due)] if due else self.booking(pick)
        begins = self.model.bookings[name].span[0]
        if self.model.now < begins + late < self.model.now + 4 * HOUR:
            self.time_passes(begins + late - self.model.now)
        if late:
            self.check_in(pick, stranger=False, executor=executor)
        self.time_passes(QUARTER)
        self.nobody_came(pick, executor=executor)

    @precondition(lambda self: self.pending())
    @rule(pick=picks, approves=st.booleans(), executor=executors)
    def decide(self, pick: int, *, approves: bool, executor: int) -> None:
        name = self.pending()[pick % len(self.pending())]
        booking_id = self.ids[name]
        wish = ApproveBooking(booking_id=booking_id) if approves else RejectBooking(booking_id=booking_id)
        becomes = "confirmed" if approves else "rejected"
        self.compare(lambda: self.model.decide(name, becomes=becomes), lambda: self.run(wish, SYSTEM, executor))

    def pending(self) -> Sequence[str]:
        return [name for name, booking in self.model.bookings.items() if booking.status == "pending"]

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, executor=executors)
    def nobody_came(self, pick: int, executor: int) -> None:
        self.release(self.booking(pick), executor)

    def release(self, name: str, executor: int) -> None:
        wish = ReleaseBooking(booking_id=self.ids[name])
        self.compare(lambda: self.model.release(name), lambda: self.run(wish, SYSTEM, executor))

    @precondition(lambda self: self.pending())
    @rule(pick=picks, executor=executors)
    def nobody_decided(self, pick: int, executor: int) -> None:
        name = self.pending()[pick % len(self.pending())]
        wish = ExpireBooking(booking_id=self.ids[name])
        self.compare(lambda: self.model.expire(name), lambda: self.run(wish, SYSTEM, executor))

    def booking(self, pick: int) -> str:
        """Any booking, but mostly one of which something can still become."""
        live = [name for name, booking in self.model.bookings.items() if self.model.is_live(booking)]
        candidates = live if live and pick % 8 else list(self.model.bookings)
        return candidates[pick // 8 % len(candidates)]

    # Closures

    @rule(room=rooms, seat=st.integers(0, 3), span=periods, move=st.booleans(), executor=executors)
    def close(self, room: str, seat: int, span: Span | None, *, move: bool, executor: int) -> None:
        self.close_place(room, self.seat(room, seat), span and self.span(span), executor, move=move)

    def close_place(
        self, room: str, chosen: str | None, span: Span | None, executor: int, *, move: bool = False
    ) -> None:
        wish = CloseRoom(
            room_id=self.ids[room], seat_id=self.ids[chosen] if chosen else None, period=body(span), reason="Flood"
        )
        expected: Any = None

        def close_model() -> None:
            nonlocal expected
            expected = self.model.close(room, chosen, span)

        answer = self.compare(close_model, lambda: self.run(wish, SYSTEM, executor))
        if answer is not None:
            closure, gone = expected
            displaced = self.model.give_way(gone)
            assert {of.booking_id for of in answer.displaced} == {self.ids[booking] for booking in displaced}
            for booking in displaced:
                self.model.become(booking, "cancelled")
            self.keep_closure(answer.closure_id, closure)

    def keep_closure(self, closure_id: UUID, closure: Closure) -> str:
        name = f"closure {len(self.model.closures)}"
        self.ids[name] = closure_id
        self.model.closures[name] = closure
        return name

    @precondition(lambda self: any(closure.pieces for closure in self.model.closures.values()))
    @rule(room=rooms, seat=st.integers(0, 3), span=periods, executor=executors)
    def reopen(self, room: str, seat: int, span: Span | None, executor: int) -> None:
        chosen, span = self.seat(room, seat), span and self.span(span)
        wish = ReopenRoom(room_id=self.ids[room], seat_id=self.ids[chosen] if chosen else None, period=body(span))
        cut: set[str] = set()
        answer = self.compare(
            lambda: cut.update(self.model.reopen(room, chosen, span)), lambda: self.run(wish, SYSTEM, executor)
        )
        if answer is not None:
            assert set(answer.closures) == {self.ids[name] for name in cut}

    # Time, and what does not change anything

    @rule(wait=st.sampled_from([20, 40, QUARTER, 2 * QUARTER, HOUR]))
    def time_passes(self, wait: int) -> None:
        self.model.now += wait
        self.org.clock.now = moment(self.model.now)

    @precondition(lambda self: self.done)
    @rule(number=st.integers(0, 100), executor=executors)
    def the_same_command_again_gets_the_same_answer(self, number: int, executor: int) -> None:
        command, actor, told = self.done[number % len(self.done)]
        receipt = self.again(told.command_id, command, actor, executor)
        assert (receipt.replayed, bytes(receipt.answer)) == (True, bytes(told.answer))
        with pytest.raises(KeyReused):
            self.again(told.command_id, CancelBooking(booking_id=uuid7(), reason="Another"), actor, executor)

    def again(self, command_id: UUID, command: Command, actor: Actor, executor: int) -> Receipt:
        return self.stage.runner.run(self.stage.executors[executor].execute(command, actor, command_id=command_id))

    # Doing and comparing

    def seat(self, room: str, number: int) -> str | None:
        """One seat or another, or the whole room."""
        return dict(enumerate(self.model.rooms[room].seats)).get(number)

    def quarter(self, number: int) -> int:
        return (self.model.now // QUARTER + number) * QUARTER

    def span(self, wanted: tuple[int, int]) -> Span:
        start = self.quarter(wanted[0])
        return (start, start + wanted[1])

    def asker(self, booking: str, *, stranger: bool) -> int:
        """The member who has the booking, or the other one."""
        return self.model.bookings[booking].member ^ stranger

    def member(self, number: int) -> Actor:
        return self.members[number]

    def run(self, command: Command, actor: Actor, executor: int) -> Any:
        answer = self.stage.runner.run(self.org.do(command, actor, through=self.stage.executors[executor]))
        self.done.append((command, actor, self.org.witness.receipts[-1]))
        return answer

    def together(self, wishes: list[tuple[Command, Actor, int]]) -> list[Any]:
        async def all_at_once() -> list[Any]:
            asked = [
                self.org.do(command, actor, through=self.stage.executors[executor])
                for command, actor, executor in wishes
            ]
            return await asyncio.gather(*asked, return_exceptions=True)

        return self.stage.runner.run(all_at_once())

    def compare(
        self,
        model: Callable[[], object],
        bookit: Callable[[], Any],
        wanted: Booking | None = None,
        *,
        besides: str = "",
        in_a_race: bool = False,
    ) -> Any:
        """The answer, which both gave; None when both refused for the same reason.

        Who lost a race may be told what stood in the way at that moment, or what does now.
        """
        expected = "done"
        try:
            model()
        except No as no:
            expected = str(no)
        refusal: Refusal | None = None
        answer: Any = None
        try:
            answer = bookit()
        except Refusal as no:
            refusal = no
        lost = {"RoomTaken", "QuotaExceeded quotas"}
        assert _name(refusal) == expected or (in_a_race and {_name(refusal), expected} == lost)
        # Those who don't ask for one certain time are not told of others.
        if isinstance(refusal, RoomTaken) and wanted is not None:
            self.check_offer(refusal, wanted, besides)
        return answer

    def check_offer(self, taken: RoomTaken, wanted: Booking, besides: str) -> None:
        """What was blocking is there, what is offered is free, and nothing free comes before it."""
        wish = self.model.takes(wanted.room, wanted.seat, wanted.attendees)
        capacity = self.model.rooms[wanted.room].capacity
        length = wanted.span[1] - wanted.span[0]

        def is_free(span: Span) -> bool:
            claimed = self.model.claimed(wanted.room, span)
            return is_open(span) and self.model.is_free(wish, claimed, capacity, [besides])

        blocking = taken.fields["blocking"]
        assert (seconds(blocking["starts_at"]), seconds(blocking["ends_at"])) in {
            when for unit, when, _, _ in self.model.holds() if unit in wish
        }
        offered = [(seconds(free["starts_at"]), seconds(free["ends_at"])) for free in taken.fields["next_free"]]
        search_from = max(wanted.span[0], self.model.this_minute + MINUTE)
        promised, ruled_out = spans_to_check(offered, length, search_from)
        assert all(is_free(span) and span[0] % MINUTE == 0 for span in promised)
        assert not any(is_free(span) for span in ruled_out if span[0] <= self.model.now + HORIZON_DAYS * DAY)

    @invariant()
    def everybody_holds_what_the_model_says(self) -> None:
        names = {value: name for name, value in self.ids.items()}
        rows = self.stage.runner.run(
            self.org.rows(
                "SELECT unit_id, lower(during), upper(during), places, stream_id FROM {schema}.claims"
                " WHERE unit_id = ANY (%s)",
                list(self.ids.values()),
            )
        )
        held = sorted(
            (names[unit], (seconds(start), seconds(end)), places or 0, names[stream])
            for unit, start, end, places, stream in rows
        )
        assert held == sorted((unit, when, places or 0, holder) for unit, when, places, holder in self.model.holds())

    @invariant()
    def quotas_count_what_the_model_says(self) -> None:
        names = {value: name for name, value in self.ids.items()}
        rows = self.stage.runner.run(
            self.org.rows(
                "SELECT stream_id, bucket, amount FROM {schema}.charges WHERE stream_id = ANY (%s)",
                list(self.ids.values()),
            )
        )
        counted = [(names[stream], bucket.partition(":")[0], amount) for stream, bucket, amount in rows]
        assert sorted(each for each in counted if each[1] != "waiting") == sorted(
            (name, bucket.partition(":")[0], amount) for name, bucket, amount in self.model.charges()
        )
        assert {name for name, bucket, _ in counted if bucket == "waiting"} == {
            name for name, entry in self.model.entries.items() if entry.waits
        }

    def teardown(self) -> None:
        names = [name for name in self.model.bookings if name in self.ids]

        async def look() -> Sequence[Stay]:
            return await asyncio.gather(*(self.org.look(Stay, self.ids[name]) for name in names))

        found = self.stage.runner.run(look())
        assert {name: str(booking.status) for name, booking in zip(names, found, strict=True)} == {
            name: self.model.bookings[name].status for name in names
        }
        check(self.org.settings, self.org.witness)


def _told(outcome: Any) -> Any:
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _name(refusal: Refusal | None) -> str:
    if refusal is None:
        return "done"
    kind = type(refusal).__name__
    return f"{kind} {refusal.fields['rule']}" if isinstance(refusal, RuleBroken) else kind

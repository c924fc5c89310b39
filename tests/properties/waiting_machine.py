"""The booking machine with series, waitlists, buildings that close, and acts that are undone."""

from collections import Counter
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bookit.commands.bookings import CancelBooking, PlaceBooking, RescheduleBooking
from bookit.commands.closing import CloseBuilding, CloseRoom, ReopenBuilding
from bookit.commands.series import (
    CancelSeries,
    EndSeries,
    ExtendSeries,
    OfferSkipped,
    PlaceSeries,
    RetrySkipped,
)
from bookit.commands.undo import Undo
from bookit.commands.waitlist import (
    AcceptOffer,
    ExpireWaiting,
    JoinWaitlist,
    LapseOffer,
    LeaveWaitlist,
    PromoteWaiting,
    Spot,
)
from bookit.domain.actor import SYSTEM
from bookit.domain.errors import Conflict
from bookit.domain.room import Room
from bookit.domain.series import Series as Stream
from tests.properties.booking_machine import (
    COME_TO,
    BookingMachine,
    Stage,
    body,
    executors,
    lengths,
    members,
    moment,
    picks,
    seconds,
    spans,
    starts,
    strangers,
)
from tests.properties.model import DAY, HOUR, MINUTE, Booking, No, Span, minus
from tests.properties.waiting_model import Entry, Series, date_name, waiting_name

UNDONE_ALONE = (PlaceBooking, CancelBooking, RescheduleBooking)
"""Commands about one booking, which can be undone."""


@dataclass(frozen=True)
class State:
    """What a command may change, before it."""

    bookings: dict[str, Booking]
    closures: set[str]
    series: dict[str, Series]


@dataclass(frozen=True)
class Act:
    """A command that may be undone: what it changed, as it was before; None for what it made."""

    command_id: UUID
    bookings: dict[str, Booking | None]
    series: dict[str, Series | None]
    closures: set[str]
    versions: dict[str, int]
    """Of these bookings and series, right after it."""
    of_building: UUID | None
    """The closure of the building that it made."""


class WaitingMachine(BookingMachine):
    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.acts: list[Act] = []
        self.versions: Counter[str] = Counter()
        """How often each booking has changed."""
        self.seen: dict[str, Booking] = {}
        self.of_building: dict[UUID, list[str]] = {}
        """Closures of the building, each with those of its rooms."""
        self.lifted: set[UUID] = set()
        """Closures of the building that have ended."""

    def compare(self, *asked: Any, **how: Any) -> Any:
        before, done = self.state(), len(self.done)
        answer = super().compare(*asked, **how)
        if answer is not None and len(self.done) > done and isinstance(self.done[-1][0], UNDONE_ALONE):
            self.note(before)
        return answer

    # Waiting

    @rule(
        room=BookingMachine.rooms,
        seat=st.integers(0, 3),
        span=spans,
        member=members,
        executor=executors,
    )
    def join(self, room: str, seat: int, span: Span, member: int, executor: int) -> None:
        self.join_for(Entry(member, room, self.seat(room, seat), self.span(span)), executor)

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, member=members, executor=executors)
    def join_for_what_another_has(self, pick: int, member: int, executor: int) -> None:
        other = self.model.bookings[self.booking(pick)]
        start, end = (at - at % MINUTE for at in other.span)
        if start < end:
            self.join_for(Entry(member, other.room, other.seat, (start, end)), executor)

    def join_for(self, entry: Entry, executor: int) -> None:
        wish = JoinWaitlist(
            room_id=self.ids[entry.room],
            seat_id=self.ids[entry.seat] if entry.seat else None,
            starts_at=moment(entry.span[0]),
            ends_at=moment(entry.span[1]),
        )
        name = f"waiting {len(self.model.entries)}"
        answer = self.compare(
            lambda: self.model.join(name, entry), lambda: self.run(wish, self.member(entry.member), executor)
        )
        if answer is not None:
            self.ids[name] = answer.waitlist_id

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks, executor=executors)
    def promote(self, pick: int, executor: int) -> None:
        self.promote_entry(self.entry(pick), executor)

    def promote_entry(self, name: str, executor: int) -> None:
        entry, booking = self.model.entries[name], self.new_booking()
        spot = Spot(room_id=self.ids[entry.room], seat_id=self.ids[entry.seat] if entry.seat else None)
        wish = PromoteWaiting(waitlist_id=self.ids[name], spots=[spot])
        # The scheduler does not look for next free times.
        answer = self.compare(lambda: self.model.promote(name, booking), lambda: self.run(wish, SYSTEM, executor))
        if answer is not None:
            assert answer.status == self.model.entries[name].status
            if answer.booking_id is not None:
                self.ids[booking] = answer.booking_id

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks, stranger=strangers, executor=executors)
    def accept(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.entry(pick)
        self.accept_offer(name, self.model.entries[name].member ^ stranger, executor)

    def accept_offer(self, name: str, member: int, executor: int) -> None:
        booking = self.new_booking()
        wish = AcceptOffer(waitlist_id=self.ids[name])
        answer = self.compare(
            lambda: self.model.accept(name, member, booking), lambda: self.run(wish, self.member(member), executor)
        )
        if answer is not None:
            self.ids[booking] = answer.booking_id

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks, stranger=strangers, executor=executors)
    def leave(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.entry(pick)
        member, wish = self.model.entries[name].member ^ stranger, LeaveWaitlist(waitlist_id=self.ids[name])
        self.compare(lambda: self.model.leave(name, member), lambda: self.run(wish, self.member(member), executor))

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks, late=st.booleans(), executor=executors)
    def nobody_took_the_offer(self, pick: int, *, late: bool, executor: int) -> None:
        self.lapse(self.entry(pick), late=late, executor=executor)

    def lapse(self, name: str, *, late: bool, executor: int) -> None:
        if late and self.model.entries[name].status == "offered":
            self.time_passes(max(self.model.entries[name].accept_by - self.model.now, 0))
        wish = LapseOffer(waitlist_id=self.ids[name])
        self.compare(lambda: self.model.lapse(name), lambda: self.run(wish, SYSTEM, executor))

    @precondition(lambda self: self.model.entries)
    @rule(pick=picks, executor=executors)
    def the_time_waited_for_comes(self, pick: int, executor: int) -> None:
        name = self.entry(pick)
        wish = ExpireWaiting(waitlist_id=self.ids[name])
        self.compare(lambda: self.model.expire_waiting(name), lambda: self.run(wish, SYSTEM, executor))

    def entry(self, pick: int) -> str:
        """Anybody, but mostly somebody who waits."""
        waiting = [name for name, entry in self.model.entries.items() if entry.waits]
        candidates = waiting if waiting and pick % 8 else list(self.model.entries)
        return candidates[pick // 8 % len(candidates)]

    # Series

    @rule(
        room=BookingMachine.rooms,
        seat=st.integers(0, 3),
        start=starts,
        length=lengths,
        count=st.integers(2, 5),
        skips=st.sampled_from([True, True, False]),
        member=members,
        executor=executors,
    )
    def place_series(
        self, room: str, seat: int, start: int, length: int, count: int, *, skips: bool, member: int, executor: int
    ) -> None:
        first = (self.quarter(start), self.quarter(start) + length)
        self.place_a_series(Series(member, room, self.seat(room, seat), first, count), skips=skips, executor=executor)

    def place_a_series(self, series: Series, *, skips: bool, executor: int) -> None:
        first = series.first
        wish = PlaceSeries(
            room_id=self.ids[series.room],
            seat_id=self.ids[series.seat] if series.seat else None,
            starts_at=moment(first[0]),
            ends_at=moment(first[1]),
            rrule=f"FREQ=DAILY;COUNT={series.count}",
            on_conflict="skip" if skips else "refuse",
        )
        name = f"series {len(self.model.series)}"
        told: dict[int, str] = {}
        act = self.state()
        answer = self.compare(
            lambda: told.update(self.model.place_series(name, series, skips=skips)),
            lambda: self.run(wish, self.member(series.member), executor),
        )
        if answer is not None:
            self.ids[name] = answer.series_id
            self.note_dates(name, told, answer)
            self.note(act)

    @precondition(lambda self: self.model.series)
    @rule(pick=picks, late=st.booleans(), executor=executors)
    def the_horizon_moves(self, pick: int, *, late: bool, executor: int) -> None:
        name = self.one_series(pick)
        series = self.model.series[name]
        if late and series.continues is not None:
            self.time_passes(max(series.extend_at - self.model.now, 0))
        told: dict[int, str] = {}
        wish = ExtendSeries(series_id=self.ids[name])
        answer = self.compare(lambda: told.update(self.model.extend(name)), lambda: self.run(wish, SYSTEM, executor))
        if answer is not None:
            self.note_dates(name, told, answer)

    @precondition(lambda self: any(series.skipped for series in self.model.series.values()))
    @rule(pick=picks, stranger=strangers, executor=executors)
    def retry_skipped(self, pick: int, *, stranger: bool, executor: int) -> None:
        name = self.one_series(pick)
        self.retry(name, self.model.series[name].member ^ stranger, executor)

    def retry(self, name: str, member: int, executor: int) -> None:
        told: dict[int, str] = {}
        wish = RetrySkipped(series_id=self.ids[name])
        answer = self.compare(
            lambda: told.update(self.model.retry_skipped(name, member)),
            lambda: self.run(wish, self.member(member), executor),
        )
        if answer is not None:
            self.note_dates(name, told, answer)

    @precondition(lambda self: any(series.skipped for series in self.model.series.values()))
    @rule(pick=picks, executor=executors)
    def skipped_dates_come_back(self, pick: int, executor: int) -> None:
        self.give_skipped(self.one_series(pick), executor)

    def give_skipped(self, name: str, executor: int) -> None:
        told: dict[int, str] = {}
        offered: set[int] = set()

        def offer_skipped() -> None:
            placed, offers = self.model.offer_skipped(name)
            told.update(placed)
            offered.update(offers)

        wish = OfferSkipped(series_id=self.ids[name])
        answer = self.compare(offer_skipped, lambda: self.run(wish, SYSTEM, executor))
        if answer is not None:
            stream = self.stage.runner.run(self.org.look(Stream, self.ids[name]))
            for date in offered:
                occurrence = moment(self.model.series[name].span(date)[0]).replace(tzinfo=None).isoformat()
                self.ids[waiting_name(name, date)] = stream.waitlist_id(occurrence)
            self.note_dates(name, told, answer)

    @precondition(lambda self: self.model.series)
    @rule(
        pick=picks,
        scope=st.sampled_from(["all", "following", "this"]),
        date=st.integers(0, 4),
        stranger=strangers,
        executor=executors,
    )
    def cancel_series(
        self, pick: int, scope: Literal["all", "following", "this"], date: int, *, stranger: bool, executor: int
    ) -> None:
        name = self.one_series(pick)
        series = self.model.series[name]
        booked = sorted(self.model.dates(series))
        if not booked:
            scope = "all"
        first = 0 if scope == "all" else booked[date % len(booked)]
        dates = {first} if scope == "this" else set(range(first, series.count))
        member = series.member ^ stranger
        wish = CancelSeries(
            series_id=self.ids[name],
            scope=scope,
            booking_id=None if scope == "all" else self.ids[self.model.dates(series)[first]],
        )
        gone: set[str] = set()
        act = self.state()
        answer = self.compare(
            lambda: gone.update(
                self.model.cancel_series(name, member, dates, alone=scope == "this", whole=scope == "all")
            ),
            lambda: self.run(wish, self.member(member), executor),
        )
        if answer is not None:
            assert {each.booking_id for each in answer.changed} == {self.ids[each] for each in gone}
            self.note(act)

    @precondition(lambda self: self.model.series)
    @rule(pick=picks, executor=executors)
    def end_series(self, pick: int, executor: int) -> None:
        self.end(self.one_series(pick), executor)

    def end(self, name: str, executor: int) -> None:
        wish = EndSeries(series_id=self.ids[name])
        self.compare(lambda: self.model.end_series(name), lambda: self.run(wish, SYSTEM, executor))

    @rule(start=starts, member=members, executor=executors)
    def nobody_comes_to_a_series(self, start: int, member: int, executor: int) -> None:
        """Day by day, until it is ended."""
        room = next(name for name, each in self.model.rooms.items() if each.rules == COME_TO)
        self.place_a_series(Series(member, room, None, self.span((start, HOUR)), 4), skips=True, executor=executor)
        name = next((name for name, each in self.model.series.items() if each.room == room and not each.over), None)
        if name is None:
            return
        for booking in list(self.model.dates(self.model.series[name]).values()):
            stay = self.model.bookings[booking]
            if stay.status == "confirmed" and stay.check_in_by is not None:
                self.time_passes(max(stay.check_in_by - self.model.now, 0))
                self.release(booking, executor)
        self.end(name, executor)

    @rule(
        room=BookingMachine.rooms,
        start=st.integers(0, 8),
        member=members,
        then=st.sampled_from(["accept", "retry", "lapse", "cancel"]),
        executor=executors,
    )
    def a_series_gets_a_date_back(self, room: str, start: int, member: int, then: str, executor: int) -> None:
        """Another booking has its second date, until it is given up."""
        span = self.span((start, HOUR))
        taken = Booking(member ^ 1, room, None, (span[0] + DAY, span[1] + DAY), None)
        other = self.new_booking()
        self.compare_placing(taken, lambda: self.run(self.wish(taken), self.member(member ^ 1), executor))
        series = f"series {len(self.model.series)}"
        self.place_a_series(Series(member, room, None, span, 2), skips=True, executor=executor)
        if other in self.model.bookings:
            self.cancel_booking(other, member ^ 1, executor)
        if series in self.model.series:
            self.give_skipped(series, executor)
            entry = waiting_name(series, 1)
            if entry in self.model.entries and then == "accept":
                self.accept_offer(entry, member, executor)
            elif entry in self.model.entries and then == "lapse":
                self.lapse(entry, late=True, executor=executor)
            elif then == "retry":
                self.retry(series, member, executor)

    @precondition(lambda self: self.model.bookings)
    @rule(pick=picks, member=members, then=st.sampled_from(["accept", "lapse", "leave"]), executor=executors)
    def who_waits_gets_a_place(self, pick: int, member: int, then: str, executor: int) -> None:
        """Somebody waits for what another has and gives up."""
        booking, entry = self.booking(pick), f"waiting {len(self.model.entries)}"
        other = self.model.bookings[booking]
        if other.span[0] % MINUTE or other.span[1] % MINUTE:
            return
        self.join_for(Entry(member, other.room, other.seat, other.span), executor)
        self.cancel_booking(booking, other.member, executor)
        if entry in self.model.entries:
            self.promote_entry(entry, executor)
            if then == "accept":
                self.accept_offer(entry, member, executor)
            elif then == "lapse":
                self.lapse(entry, late=True, executor=executor)

    def one_series(self, pick: int) -> str:
        live = [name for name, series in self.model.series.items() if not series.over]
        candidates = live if live and pick % 8 else list(self.model.series)
        return candidates[pick // 8 % len(candidates)]

    def note_dates(self, name: str, told: dict[int, str], answer: Any) -> None:
        """Compare what became of the dates, and remember their bookings."""
        number = {moment(self.model.series[name].span(date)[0]): date for date in range(9)}
        placed = {number[each.starts_at]: each.booking_id for each in answer.placed}
        assert set(placed) == {date for date, became in told.items() if became == "placed"}
        assert len(answer.skipped) == len(told) - len(placed)
        self.ids |= {date_name(name, date): booking_id for date, booking_id in placed.items()}

    # Closing

    def close_place(
        self, room: str, chosen: str | None, asked: Span | None, executor: int, *, move: bool = False
    ) -> None:
        if not move:
            super().close_place(room, chosen, asked, executor)
            return
        wish = CloseRoom(
            room_id=self.ids[room],
            seat_id=self.ids[chosen] if chosen else None,
            period=body(asked),
            reason="Flood",
            displaced="move",
        )
        expected: Any = None

        def close_model() -> None:
            nonlocal expected
            expected = self.model.close(room, chosen, asked)

        act = self.state()
        answer = self.compare(close_model, lambda: self.run(wish, SYSTEM, executor))
        if answer is None:
            return
        closure, gone = expected
        displaced = self.model.give_way(gone)
        names = {self.ids[name]: name for name in self.ids}
        assert {names[each.booking_id] for each in answer.displaced} == displaced
        was = {name: self.model.bookings[name] for name in displaced}
        for name in displaced:
            self.model.become(name, "cancelled")
        self.keep_closure(answer.closure_id, closure)
        moved = {names[each.booking_id]: each for each in answer.displaced if each.became == "moved"}
        for name, to in moved.items():
            self.model.bookings[name] = was[name]
            self.model.move_out(name, names[to.room_id], names[to.seat_id] if to.seat_id else None)
        for name in displaced - set(moved):
            assert not list(self.model.refuges(was[name])), f"{name} could have been moved"
        self.note(act)

    @rule(span=spans, executor=executors)
    def close_building(self, span: Span, executor: int) -> None:
        asked = self.span(span)
        wish = CloseBuilding(building_id=self.building, period=body(asked), reason="No heating")
        expected: Any = None

        def close_model() -> None:
            nonlocal expected
            expected = self.model.close_building(asked)

        act = self.state()
        answer = self.compare(close_model, lambda: self.run(wish, SYSTEM, executor))
        if answer is None:
            return
        made, gone = expected
        displaced = self.model.give_way(gone)
        assert {each.booking_id for each in answer.displaced} == {self.ids[name] for name in displaced}
        for name in displaced:
            self.model.become(name, "cancelled")
        told = self.periods_of(answer.closures)
        assert set(told) == {(closure.room, closure.pieces[0]) for closure in made}
        for closure in made:
            for of_seat in self.model.closures_of(closure.room, seats=True).values():
                of_seat.pieces = [left for piece in of_seat.pieces for left in minus(piece, closure.pieces[0])]
        kept = [self.keep_closure(told[closure.room, closure.pieces[0]], closure) for closure in made]
        self.of_building[answer.closure_id] = kept
        self.note(act, of_building=answer.closure_id)

    @precondition(lambda self: self.of_building)
    @rule(pick=picks, executor=executors)
    def reopen_building(self, pick: int, executor: int) -> None:
        closure_id = list(self.of_building)[pick % len(self.of_building)]
        wish = ReopenBuilding(building_id=self.building, closure_id=closure_id)
        ended: set[str] = set()

        def reopen_model() -> None:
            if closure_id in self.lifted:
                raise No("AlreadyDone")
            ended.update(self.model.end_closures(self.of_building[closure_id]))

        answer = self.compare(reopen_model, lambda: self.run(wish, SYSTEM, executor))
        if answer is not None:
            assert set(answer.closures) == {self.ids[name] for name in ended}
            self.lifted.add(closure_id)

    def periods_of(self, closures: Collection[UUID]) -> dict[tuple[str, Span], UUID]:
        """Where and when these closures of rooms are."""
        found = {}
        for name in self.model.rooms:
            room = self.stage.runner.run(self.org.look(Room, self.ids[name]))
            for closure_id in set(closures).intersection(room.closures):
                (period,) = room.closures[closure_id].periods
                found[name, (seconds(period.start), seconds(period.end))] = closure_id
        return found

    # Undo

    @invariant()
    def changes_are_counted(self) -> None:
        self.count_changes()

    def count_changes(self) -> None:
        changed = [name for name, booking in self.model.bookings.items() if self.seen.get(name) != booking]
        self.versions.update(changed)
        self.seen = dict(self.model.bookings)

    def state(self) -> State:
        self.count_changes()
        return State(self.seen, set(self.model.closures), deepcopy(self.model.series))

    def note(self, before: State, *, of_building: UUID | None = None) -> None:
        """Remember the last command, to undo it some time."""
        self.count_changes()
        bookings = {
            name: before.bookings.get(name)
            for name, booking in self.model.bookings.items()
            if before.bookings.get(name) != booking
        }
        series = {
            name: before.series.get(name) for name, each in self.model.series.items() if before.series.get(name) != each
        }
        versions = {name: self.versions[name] for name in bookings}
        versions |= {name: self.model.series[name].changes for name in series}
        closures = set(self.model.closures) - before.closures
        command_id = self.org.witness.receipts[-1].command_id
        self.acts.append(Act(command_id, bookings, series, closures, versions, of_building))

    @precondition(lambda self: self.acts)
    @rule(pick=picks, executor=executors)
    def undo(self, pick: int, executor: int) -> None:
        """Mostly what was done a moment ago."""
        act = self.acts[-1 - (pick // 2 % len(self.acts) if pick % 2 else 0)]
        try:
            answer = self.run(Undo(command_id=act.command_id), SYSTEM, executor)
            undone, left = answer.undone, {each.booking_id for each in answer.not_undone if each.booking_id}
        except Conflict as refusal:
            undone = []
            left = {UUID(each["booking_id"]) for each in refusal.fields["not_undone"] if "booking_id" in each}
        names = {self.ids[name]: name for name in self.ids}
        back = {names[each.booking_id]: each.became for each in undone if each.booking_id is not None}
        assert set(back) | {names[each] for each in left} == set(act.bookings)
        self.undo_spaces(act, {each.series_id or each.room_id: each.became for each in undone if not each.booking_id})
        self.undo_bookings(act, back)

    def undo_spaces(self, act: Act, told: dict[UUID | None, str]) -> None:
        """Closures end, series are taken up again or given up."""
        closed = {name: self.model.closures[name] for name in act.closures}
        left = {
            name
            for name, closure in closed.items()
            if any(piece[1] > self.model.this_minute for piece in closure.pieces)
        }
        reopened = {self.ids[closed[name].room] for name in left}
        rooms = {self.ids[closure.room] for closure in closed.values()}
        assert {room: told[room] for room in rooms & set(told)} == dict.fromkeys(reopened, "reopened")
        for name in left:
            closed[name].pieces = []
        if act.of_building is not None:
            assert (None in told) == (act.of_building not in self.lifted)
            self.lifted.add(act.of_building)
        for name, was in act.series.items():
            series = self.model.series[name]
            if was is None:
                assert told.get(self.ids[name]) == (None if series.over else "cancelled")
                if not series.over:
                    self.model.drop(series, set(range(series.count)), whole=True)
                continue
            may = series.changes == act.versions[name]
            assert told.get(self.ids[name]) == ("revived" if may else None)
            if may:
                revived = replace(deepcopy(was), bookings=series.bookings, changes=series.changes + 1)
                self.model.series[name] = revived

    def undo_bookings(self, act: Act, back: dict[str, str]) -> None:
        """All that come back find their places, and the others have a reason to stay."""
        current = dict(self.model.bookings)
        changed = {name for name in act.bookings if self.versions[name] != act.versions[name]}
        for name in back:
            self.model.become(name, "cancelled")
        for name, became in back.items():
            was = act.bookings[name]
            if was is None:
                assert (became, current[name].status in {"pending", "confirmed"}) == ("cancelled", True)
                continue
            assert name not in changed
            self.model.bookings[name] = current[name]
            if current[name].status == "cancelled":
                assert became == "restored"
                self.model.bring_back(name, was)
            else:
                assert became == "moved_back"
                self.model.move_back(name, was)
        for name in set(act.bookings) - set(back):
            reasons = self.model.reasons_to_stay(name, act.bookings[name], changed=name in changed)
            assert reasons, f"{name} could have been undone"

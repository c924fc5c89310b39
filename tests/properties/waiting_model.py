"""What BookIT should do with series and with those who wait, on top of the model of stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tests.properties.model import DAY, HORIZON_DAYS, LIVE, MINUTE, Booking, Charge, Hold, No, Span, Stays

MOST_LAPSES = 2
MOST_NO_SHOWS = 2


@dataclass(frozen=True)
class Entry:
    """Somebody who waits for a room or seat, perhaps for a date that a series had to skip."""

    member: int
    room: str
    seat: str | None
    span: Span
    status: str = "waiting"
    claimed: Span | None = None
    accept_by: int = 0
    lapses: int = 0
    date: tuple[str, int] | None = None
    since: int = 0
    """How often seats had been added when it was offered."""

    @property
    def waits(self) -> bool:
        return self.status in {"waiting", "offered"}


@dataclass
class Series:
    """A daily series; a date is its number."""

    member: int
    room: str
    seat: str | None
    first: Span
    count: int
    bookings: dict[int, str] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    """Dates that were given up as a part of the series."""
    continues: int | None = None
    extend_at: int = 0
    over: bool = False
    changes: int = 0

    def span(self, date: int) -> Span:
        return (self.first[0] + date * DAY, self.first[1] + date * DAY)

    def stay(self, date: int) -> Booking:
        return Booking(self.member, self.room, self.seat, self.span(date), None)


class Model(Stays):
    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.entries: dict[str, Entry] = {}
        self.series: dict[str, Series] = {}

    def holds(self) -> list[Hold]:
        return super().holds() + [
            (unit, entry.claimed, places, name)
            for name, entry in self.entries.items()
            if entry.status == "offered" and entry.claimed is not None
            for unit, places in self.takes(entry.room, entry.seat, since=entry.since).items()
        ]

    def charges(self) -> list[tuple[str, str, int]]:
        return super().charges() + [
            (name, bucket, amount)
            for name, entry in self.entries.items()
            if entry.status == "offered"
            for bucket, amount in self.counts(entry.room, entry.member, entry.span)
        ]

    # Waiting

    def join(self, name: str, wish: Entry) -> None:
        stay = Booking(wish.member, wish.room, wish.seat, wish.span, None)
        self.check_rules(stay, keeps_start=False)
        if wish.span[0] <= self.now:
            raise No("Invalid")
        same = (wish.member, wish.room, wish.seat, wish.span)
        if any(each.waits and (each.member, each.room, each.seat, each.span) == same for each in self.entries.values()):
            raise No("AlreadyDone")
        self.entries[name] = wish

    def leave(self, name: str, member: int) -> None:
        entry = self._own_entry(name, member)
        if not entry.waits:
            raise No("AlreadyDone")
        self.stop_waiting(name, "left")

    def promote(self, name: str, booking_name: str) -> None:
        entry = self.entries[name]
        if entry.status != "waiting":
            raise No("AlreadyDone")
        wish = Booking(entry.member, entry.room, entry.seat, entry.span, None)
        self.check_rules(wish, keeps_start=False)
        stay = self.on_its_terms(wish)
        self.check_free(stay)
        self.check_quotas(stay.room, self.counts(stay.room, stay.member, stay.span))
        if self.rooms[entry.room].rules.offer_for is None:
            self._promote(name, booking_name, stay)
        else:
            self.offer(name, stay)

    def offer(self, name: str, stay: Booking) -> None:
        patience = self.rooms[stay.room].rules.offer_for or 0
        accept_by = min(self.now + patience, stay.span[0])
        self.entries[name] = replace(
            self.entries[name], status="offered", claimed=stay.claimed, accept_by=accept_by, since=stay.since
        )

    def accept(self, name: str, member: int, booking_name: str) -> None:
        entry = self._own_entry(name, member)
        if entry.status != "offered" or self.now >= entry.accept_by:
            raise No("AlreadyDone")
        stay = self.on_its_terms(Booking(member, entry.room, entry.seat, entry.span, None))
        self._promote(name, booking_name, replace(stay, since=entry.since))

    def lapse(self, name: str) -> None:
        entry = self.entries[name]
        if entry.status != "offered":
            raise No("AlreadyDone")
        if self.now < entry.accept_by:
            raise No("Conflict")
        self.stop_waiting(name, "waiting" if entry.lapses + 1 < MOST_LAPSES else "expired")
        self.entries[name] = replace(self.entries[name], lapses=entry.lapses + 1)

    def expire_waiting(self, name: str) -> None:
        entry = self.entries[name]
        if not entry.waits:
            raise No("AlreadyDone")
        if self.now < entry.span[0]:
            raise No("Conflict")
        self.stop_waiting(name, "expired")

    def stop_waiting(self, name: str, status: str) -> None:
        """Hold no place any more."""
        self.entries[name] = replace(self.entries[name], status=status, claimed=None)

    def _promote(self, name: str, booking_name: str, stay: Booking) -> None:
        self.stop_waiting(name, "promoted")
        self.bookings[booking_name] = stay
        if (date := self.entries[name].date) is not None:
            series, number = self.series[date[0]], date[1]
            if number in series.skipped:
                self._date_placed(series, number, booking_name)
                series.changes += 1

    def _own_entry(self, name: str, member: int) -> Entry:
        if self.entries[name].member != member:
            raise No("NotFound")
        return self.entries[name]

    # Series

    def place_series(self, name: str, series: Series, *, skips: bool) -> dict[int, str]:
        """What becomes of each date: the name of a booking to be, or why it is skipped."""
        dates = self._within(series, 0)
        told = self._judge(series, dates or [0], name, look=skips)
        refused = [why for _, why in told if isinstance(why, No)]
        if refused and (not skips or len(refused) == len(told)):
            raise refused[0]
        if not skips:
            self._take_all(series, dates)
        self.series[name] = series
        self._note(series, told, name)
        self._continue(series, len(dates))
        series.changes = 1
        return self._outcome(told)

    def extend(self, name: str) -> dict[int, str]:
        series = self.series[name]
        if series.continues is None:
            raise No("AlreadyDone")
        if self.now < series.extend_at:
            raise No("Conflict")
        dates = self._within(series, series.continues)
        told = self._judge(series, dates, name, look=True)
        self._note(series, told, name)
        self._continue(series, series.continues + len(dates))
        series.changes += 1
        return self._outcome(told)

    def retry_skipped(self, name: str, member: int) -> dict[int, str]:
        series = self._own_series(name, member)
        if series.over:
            raise No("AlreadyDone")
        dates = [date for date in sorted(series.skipped) if series.span(date)[0] > self.now]
        if not dates:
            raise No("AlreadyDone")
        mine = {entry for entry, each in self.entries.items() if each.date is not None and each.date[0] == name}
        told = self._judge(series, dates, name, look=True, besides=mine)
        self._require_some(told)
        placed = {date for date, why in told if not isinstance(why, No)}
        self._nobody_waits(name, placed)
        self._note(series, [(date, why) for date, why in told if date in placed], name)
        series.changes += 1
        return self._outcome(told)

    def offer_skipped(self, name: str) -> tuple[dict[int, str], set[int]]:
        """What is booked, and which dates are offered."""
        series = self.series[name]
        offered = {each.date[1] for each in self.entries.values() if each.date is not None and each.date[0] == name}
        dates = [date for date in sorted(series.skipped - offered) if series.span(date)[0] > self.now]
        if series.over or not dates:
            raise No("AlreadyDone")
        told = self._judge(series, dates, name, look=True)
        self._require_some(told)
        free = [(date, why) for date, why in told if not isinstance(why, No)]
        if self.rooms[series.room].rules.offer_for is None:
            self._note(series, free, name)
            series.changes += 1
            return self._outcome(told), set()
        for date, _ in free:
            entry = Entry(series.member, series.room, series.seat, series.span(date), date=(name, date))
            self.entries[waiting_name(name, date)] = entry
            self.offer(waiting_name(name, date), self.on_its_terms(series.stay(date)))
        return {}, {date for date, _ in free}

    def cancel_series(self, name: str, member: int, scope: set[int], *, alone: bool, whole: bool) -> set[str]:
        """The bookings that are given up."""
        series = self._own_series(name, member)
        gone = {
            booking
            for date, booking in self.dates(series).items()
            if date in scope and self._is_ahead(booking) and (alone or not self.bookings[booking].apart)
        }
        late = {each for each in gone if self._too_late(each)}
        if not gone - late and (alone or not self._is_yet_to_come(series, scope)):
            raise No("RuleBroken cancel_before_minutes" if late else "AlreadyDone")
        if not alone:
            if series.over:
                raise No("AlreadyDone")
            self._nobody_waits(name, series.skipped & scope)
            self.drop(series, scope, whole=whole)
        for booking in gone - late:
            self.become(booking, "cancelled")
        return gone - late

    def end_series(self, name: str) -> set[str]:
        """The bookings that are given up, because nobody came too often."""
        series = self.series[name]
        if series.over:
            raise No("AlreadyDone")
        missed = 0
        begun = [booking for date, booking in sorted(self.dates(series).items()) if series.span(date)[0] <= self.now]
        for booking in reversed(begun):
            status = self.bookings[booking].status
            if status in {"checked_in", "finished"}:
                break
            missed += status == "released"
        if missed < MOST_NO_SHOWS:
            raise No("Conflict")
        gone = {booking for booking in self.dates(series).values() if self._is_ahead(booking)}
        self._nobody_waits(name, set(series.skipped))
        self.drop(series, set(range(series.count)), whole=True)
        for booking in gone:
            self.become(booking, "cancelled")
        return gone

    @staticmethod
    def drop(series: Series, scope: set[int], *, whole: bool) -> None:
        series.dropped |= scope
        series.skipped -= scope
        if series.continues is not None and series.continues in scope:
            series.continues = None
        series.over = series.over or whole
        series.changes += 1

    def dates(self, series: Series) -> dict[int, str]:
        """The dates that got a booking and were not given up as a part of the series."""
        return {date: booking for date, booking in series.bookings.items() if date not in series.dropped}

    # Closing gives offers back

    def give_way(self, gone: Iterable[str]) -> set[str]:
        """Those of who have to give way that are bookings; who was offered a place waits on."""
        for name in gone:
            if name in self.entries:
                self.stop_waiting(name, "waiting")
        return {name for name in gone if name in self.bookings}

    # Undo

    def bring_back(self, name: str, was: Booking) -> None:
        """Restore a booking that was given up."""
        self.bookings[name] = was
        assert self.has_place(was, besides=[name]), "what came back is in somebody's way"

    def move_back(self, name: str, was: Booking) -> None:
        current = self.bookings[name]
        back = replace(was, status="pending" if was.status == "pending" else "confirmed")
        if back.status != "pending":
            back = replace(back, decide_by=None)
        self.bookings[name] = self.while_it_runs(current, back)
        assert self.has_place(self.bookings[name], besides=[name]), "what was moved back is in somebody's way"

    def reasons_to_stay(self, name: str, was: Booking | None, *, changed: bool) -> set[str]:
        """Why a booking may not be what it was before a command; `changed` says that more became of it since."""
        now, booking = self.now, self.bookings[name]
        reasons = {"over"} if now >= booking.span[1] else set()
        if was is None:
            return reasons | ({"not to be cancelled"} if booking.status not in {"pending", "confirmed"} else set())
        if changed:
            reasons.add("changed")
        if was.span[0] != booking.span[0] and was.span[0] < now - MINUTE:
            reasons.add("begun")
        if now >= was.span[1]:
            reasons.add("over then")
        if was.status == "pending" and was.decide_by is not None and now >= was.decide_by:
            reasons.add("too late to decide")
        if was.status == "pending" and booking.status == "checked_in":
            reasons.add("not approved there")
        if was.status == "confirmed" and was.check_in_by is not None and now >= was.check_in_by:
            reasons.add("too late to check in")
        if not self.has_place(was, besides=[name]):
            reasons.add("taken")
        return reasons

    # Dates

    def _within(self, series: Series, first: int) -> list[int]:
        reach = self.now + HORIZON_DAYS * DAY
        return [date for date in range(first, series.count) if series.span(date)[0] <= reach]

    def _continue(self, series: Series, date: int) -> None:
        later = date < series.count
        series.continues = date if later else None
        series.extend_at = max(series.span(date)[0] - HORIZON_DAYS * DAY, self.now + MINUTE) if later else 0

    def _judge(
        self, series: Series, dates: Sequence[int], name: str, *, look: bool, besides: Iterable[str] = ()
    ) -> list[tuple[int, "Booking | No"]]:
        """Each date as a booking to be, or why it can't be."""
        told: list[tuple[int, Booking | No]] = []
        taken: list[Charge] = []
        for date in dates:
            try:
                self.check_rules(series.stay(date), keeps_start=False)
                wish = self.on_its_terms(series.stay(date))
                if look:
                    self.check_free(wish, besides)
                told.append((date, wish))
            except No as no:
                told.append((date, no))
        if look:
            for index, (date, stay) in enumerate(told):
                if isinstance(stay, No):
                    continue
                mine = self.counts(stay.room, stay.member, stay.span)
                try:
                    for bucket, amount in mine:
                        before = [each for each in taken if each[0] == bucket]
                        self.check_quotas(stay.room, [*before, (bucket, amount)], besides)
                    taken += mine
                except No as no:
                    told[index] = (date, no)
        return told

    def _take_all(self, series: Series, dates: Sequence[int]) -> None:
        """Refuse a series of which one date can't be had."""
        stays = [self.on_its_terms(series.stay(date)) for date in dates]
        for stay in stays:
            self.check_free(stay)
        self.check_quotas(series.room, [each for stay in stays for each in self.counts(*of(stay))])

    @staticmethod
    def _require_some(told: Sequence[tuple[int, "Booking | No"]]) -> None:
        refused = [why for _, why in told if isinstance(why, No)]
        if len(refused) == len(told):
            raise refused[0]

    def _note(self, series: Series, told: Sequence[tuple[int, "Booking | No"]], name: str) -> None:
        for date, became in told:
            if isinstance(became, No):
                series.skipped.add(date)
            else:
                self.bookings[date_name(name, date)] = became
                self._date_placed(series, date, date_name(name, date))

    @staticmethod
    def _date_placed(series: Series, date: int, booking: str) -> None:
        series.skipped.discard(date)
        series.bookings[date] = booking

    @staticmethod
    def _outcome(told: Sequence[tuple[int, "Booking | No"]]) -> dict[int, str]:
        return {date: "skipped" if isinstance(stay, No) else "placed" for date, stay in told}

    def _nobody_waits(self, name: str, dates: Iterable[int]) -> None:
        for date in dates:
            entry = self.entries.get(waiting_name(name, date))
            if entry is not None and entry.waits:
                self.stop_waiting(waiting_name(name, date), "left")

    def _is_ahead(self, name: str) -> bool:
        booking = self.bookings[name]
        return booking.status in LIVE and booking.span[0] > self.now

    def _too_late(self, name: str) -> bool:
        booking = self.bookings[name]
        return booking.span[0] < self.now + self.rooms[booking.room].rules.cancel_before

    @staticmethod
    def _is_yet_to_come(series: Series, scope: set[int]) -> bool:
        return bool(series.skipped & scope) or series.continues in scope

    def _own_series(self, name: str, member: int) -> Series:
        if self.series[name].member != member:
            raise No("NotFound")
        return self.series[name]


def of(stay: Booking) -> tuple[str, int, Span]:
    return stay.room, stay.member, stay.span


def date_name(series: str, date: int) -> str:
    return f"{series}, date {date}"


def waiting_name(series: str, date: int) -> str:
    return f"{series}, waiting for date {date}"

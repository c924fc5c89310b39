"""Bookings: one stay of one member in a room or seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Conflict, RuleBroken
from bookit.domain.period import Period
from bookit.domain.policy import (
    APPROVAL_DEADLINE,
    CHECK_IN,
    CHECK_IN_BEFORE,
    CHECK_IN_GRACE,
    Policy,
)
from bookit.domain.stay import Stay, approvals_needed
from bookit.events import Event
from bookit.events.bookings import (
    BookingApproved,
    BookingCancelled,
    BookingCheckedIn,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
    FeedbackDeclined,
    FeedbackLeft,
)
from bookit.events.sealed import Sealed
from bookit.events.values import BookingStatus

LIVE = frozenset({BookingStatus.PENDING, BookingStatus.CONFIRMED, BookingStatus.CHECKED_IN})
"""Statuses in which a booking holds its claims."""

FEEDBACK_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stay is and what it claims."""

    building_id: UUID
    room_id: UUID
    seat_id: UUID | None
    time_zone: str
    units: Sequence[UUID] = field(compare=False)
    """A whole room that has more seats since is the same place."""
    places: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules made of a stay when it was booked; later changes of rules leave it alone."""

    claimed: Period
    """The stay with its buffers."""
    approval: Sequence[Mapping[str, Any]] = ()
    """The rules for which it has to be approved; confirmed at once when empty."""
    decide_by: datetime | None = None
    decide_rule: Mapping[str, Any] | None = None
    check_in_from: datetime | None = None
    check_in_from_rule: Mapping[str, Any] | None = None
    check_in_by: datetime | None = None
    check_in_rule: Mapping[str, Any] | None = None
    overridden: Sequence[Mapping[str, Any]] = ()
    override_reason: Sealed | None = None

    @classmethod
    def of(
        cls,
        stay: Stay,
        *,
        overridden: Sequence[Mapping[str, Any]] = (),
        reason: Sealed | None = None,
        approve: bool = False,
    ) -> Self:
        """The terms of a stay; `approve` says that who books could approve it anyway."""
        policy = stay.policy
        approval = [] if approve else approvals_needed(stay)
        decide_by = None
        if approval:
            # Nobody can come to a room that was not allowed before the stay began.
            patience = timedelta(minutes=policy[APPROVAL_DEADLINE])
            decide_by = max(min(stay.now + patience, stay.period.start), stay.now + timedelta(minutes=1))
        decide_rule = policy.why(APPROVAL_DEADLINE) if approval else None
        # Nobody can still come to a stay that is recorded after it was over.
        if not policy[CHECK_IN] or stay.period.end <= stay.now:
            return cls(stay.claimed, approval, decide_by, decide_rule, overridden=overridden, override_reason=reason)
        return cls(
            stay.claimed,
            approval,
            decide_by,
            decide_rule,
            stay.period.start - timedelta(minutes=policy[CHECK_IN_BEFORE]),
            policy.why(CHECK_IN_BEFORE),
            # Who books a stay that has begun still has the whole grace to get there.
            max(stay.period.start, stay.now) + timedelta(minutes=policy[CHECK_IN_GRACE]),
            policy.why(CHECK_IN_GRACE),
            overridden=overridden,
            override_reason=reason,
        )

    def with_check_in_of(self, other: Self) -> Self:
        """These terms, but for when and by which rules one has to come."""
        return replace(
            self,
            check_in_from=other.check_in_from,
            check_in_from_rule=other.check_in_from_rule,
            check_in_by=other.check_in_by,
            check_in_rule=other.check_in_rule,
        )

    def as_fields(self, period: Period) -> dict[str, Any]:
        """As they stand in an event; what is usual is left out."""
        return {
            **self.claim_fields(period),
            "pending": bool(self.approval),
            "approval": list(self.approval),
            "decide_by": self.decide_by,
            "decide_rule": self.decide_rule,
            "check_in_from": self.check_in_from,
            "check_in_from_rule": self.check_in_from_rule,
            "check_in_by": self.check_in_by,
            "check_in_rule": self.check_in_rule,
            "overridden": list(self.overridden),
            "override_reason": self.override_reason,
        }

    def claim_fields(self, period: Period) -> dict[str, Any]:
        """What is claimed, where that is more than the stay."""
        buffered = self.claimed != period
        return {
            "claimed_from": self.claimed.start if buffered else None,
            "claimed_to": self.claimed.end if buffered else None,
        }


@dataclass(frozen=True, slots=True)
class Origin:
    """What a booking came from, if not from a wish of its own."""

    series_id: UUID | None = None
    occurrence: str | None = None
    """The wall time that the series' rule named, such as 2026-05-04T09:00:00."""
    waitlist_id: UUID | None = None


class Booking(Aggregate):
    NOUN: ClassVar[str] = "booking"
    EARLY_CHECK_IN_MINUTES: ClassVar[int] = 120
    """So long before its start a stay may begin, if the place is free until then."""

    if TYPE_CHECKING:  # seen at run time, they would make the library turn the class into a dataclass
        member_id: UUID
        place: Place
        period: Period
        terms: Terms
        origin: Origin
        status: BookingStatus
        status_before: BookingStatus
        attendees: int | None
        guests: Sequence[Sealed]
        rated: bool
        title: Sealed | None
        apart: bool

    @classmethod
    def book(
        cls,
        booking_id: UUID,
        place: Place,
        period: Period,
        *,
        member_id: UUID,
        attendees: int | None,
        title: Sealed | None,
        guests: Sequence[Sealed],
        at: datetime,
        terms: Terms | None = None,
        origin: Origin = Origin(),
    ) -> Self:
        """A stay, confirmed or pending by its terms; that it is allowed and free is for policy and claims to say."""
        return cls.begin(
            BookingPlaced,
            id=booking_id,
            at=at,
            building_id=place.building_id,
            room_id=place.room_id,
            seat_id=place.seat_id,
            member_id=member_id,
            starts_at=period.start,
            ends_at=period.end,
            time_zone=place.time_zone,
            units=list(place.units),
            places=place.places,
            attendees=attendees,
            title=title,
            guests=list(guests),
            series_id=origin.series_id,
            occurrence=origin.occurrence,
            waitlist_id=origin.waitlist_id,
            **(terms or Terms(period)).as_fields(period),
        )

    def require_change(self, place: Place, period: Period, *, at: datetime) -> None:
        """Raises AlreadyDone when the stay is over, or when moving it there would change nothing."""
        self._require_live(at)
        if place == self.place and period == self.period:
            raise AlreadyDone("The booking is at this time and place already.")

    def starts_within(self, minutes: int, at: datetime) -> bool:
        """Whether the stay begins in less than so many minutes."""
        return self.period.start < at + timedelta(minutes=minutes)

    def reschedule(
        self,
        place: Place,
        period: Period,
        *,
        at: datetime,
        terms: Terms | None = None,
        with_series: bool = False,
        closure_id: UUID | None = None,
    ) -> None:
        """Move the stay, perhaps out of the way of a closure. Raises AlreadyDone when it is over or moves nowhere."""
        self.require_change(place, period, at=at)
        terms = self._while_it_runs(terms or Terms(period), place, period)
        self.record(
            BookingRescheduled,
            at=at,
            building_id=place.building_id,
            room_id=place.room_id,
            seat_id=place.seat_id,
            starts_at=period.start,
            ends_at=period.end,
            time_zone=place.time_zone,
            units=list(place.units),
            places=place.places,
            with_series=with_series,
            closure_id=closure_id,
            checked_in=self._goes_on(period),
            **terms.as_fields(period),
        )

    def _goes_on(self, period: Period) -> bool:
        """Whether who has checked in is still there in that period; who comes at another time checks in again."""
        return self.status is BookingStatus.CHECKED_IN and period.start == self.period.start

    def _while_it_runs(self, terms: Terms, place: Place, period: Period) -> Terms:
        """The terms of a change. Raises RuleBroken when somebody who is there would have to wait for approval.

        A stay that keeps its begin and its place keeps its check-in as well: making it longer wins no time to come.
        """
        if self._goes_on(period):
            if terms.approval:
                raise RuleBroken(
                    "A stay that is going on can't wait for approval; a manager can make this change.",
                    **terms.approval[0],
                )
            return terms.with_check_in_of(Terms(period))
        old = self.terms
        if period.start == self.period.start and place.room_id == self.place.room_id and old.check_in_by:
            return terms.with_check_in_of(old)
        return terms

    def retitle(self, title: Sealed | None, *, at: datetime) -> None:
        """Raises AlreadyDone when the stay is over."""
        self._require_live(at)
        self.record(BookingRetitled, at=at, title=title)

    def change_party(self, attendees: int | None, guests: Sequence[Sealed], *, at: datetime) -> None:
        """Come with others, or with more or fewer. Raises AlreadyDone when the stay is over."""
        self._require_live(at)
        places = None if self.place.places is None else attendees or 1
        self.record(BookingPartyChanged, at=at, attendees=attendees, guests=list(guests), places=places)

    def cancel(self, reason: Sealed | None, *, at: datetime) -> None:
        """Give the stay up. Raises AlreadyDone when it is over."""
        self._require_live(at)
        self.record(BookingCancelled, at=at, reason=reason)

    def displace(self, closure_id: UUID, reason: str, *, at: datetime) -> None:
        """Give way to a closure."""
        self.record(BookingDisplaced, at=at, closure_id=closure_id, reason=reason)

    def approve(self, reason: Sealed | None, *, at: datetime) -> None:
        """Allow a pending stay. Raises AlreadyDone when it is not pending, or its deadline has passed."""
        self._require_pending(at)
        self.record(BookingApproved, at=at, reason=reason)

    def reject(self, reason: Sealed | None, *, at: datetime) -> None:
        """Do not allow a pending stay. Raises AlreadyDone when it is not pending."""
        self._require_pending(at)
        self.record(BookingRejected, at=at, reason=reason)

    def expire(self, *, at: datetime) -> None:
        """Give up a pending stay that nobody decided. Raises AlreadyDone or Conflict when that is not so."""
        if self.status is not BookingStatus.PENDING or self.terms.decide_by is None:
            raise AlreadyDone(f"The booking is {self.status}.", booking_status=self.status)
        if at < self.terms.decide_by:
            raise Conflict("There is still time to decide.", decide_by=self.terms.decide_by.isoformat())
        self.record(BookingExpired, at=at, why=dict(self.terms.decide_rule or {"rule": APPROVAL_DEADLINE.name}))

    def check_in(self, by: str, *, at: datetime, room_is_free: bool = False) -> None:
        """Note that somebody came. Raises RuleBroken outside the window, AlreadyDone when it is over or done.

        Where the room is free until the stay begins, it is never too early on the day.
        """
        if self.status is BookingStatus.CHECKED_IN:
            raise AlreadyDone("Somebody has checked in already.", booking_status=self.status)
        self._require_live(at)
        if self.status is BookingStatus.PENDING:
            raise Conflict("The booking is not approved yet.", booking_status=self.status)
        opens = self.check_in_opens
        if at < opens and not room_is_free:
            raise RuleBroken("It is too early to check in.", **self._why_it_opens(), earliest=opens.isoformat())
        self.record(BookingCheckedIn, at=at, by=by)

    def release(self, *, at: datetime) -> None:
        """Free the place of somebody who did not come. Raises AlreadyDone or Conflict when that is not so."""
        if self.status is not BookingStatus.CONFIRMED or self.terms.check_in_by is None:
            raise AlreadyDone(f"The booking is {self.status}.", booking_status=self.status)
        if at < self.terms.check_in_by:
            raise Conflict("There is still time to check in.", check_in_by=self.terms.check_in_by.isoformat())
        self.record(BookingReleased, at=at, why=dict(self.terms.check_in_rule or {}))

    def hand_over(self, member_id: UUID, *, at: datetime) -> None:
        """Make the stay another member's. Raises AlreadyDone when it is theirs, or over."""
        self._require_live(at)
        if member_id == self.member_id:
            raise AlreadyDone("The booking is theirs already.")
        self.record(BookingHandedOver, at=at, member_id=member_id)

    def restore(self, undone_command_id: UUID, *, at: datetime) -> None:
        """Hold the place again after a cancellation or displacement. Raises AlreadyDone when it is live or over."""
        if self.status is not BookingStatus.CANCELLED:
            raise AlreadyDone(f"The booking is {self.status}.", booking_status=self.status)
        if at >= self.period.end:
            raise AlreadyDone("The booking would be over by now.", ends_at=self.period.end.isoformat())
        self.record(
            BookingRestored,
            at=at,
            undone_command_id=undone_command_id,
            status=self.status_before,
            starts_at=self.period.start,
            ends_at=self.period.end,
            units=list(self.place.units),
            places=self.place.places,
            **self.terms.claim_fields(self.period),
        )

    def leave_feedback(self, rating: int, text: Sealed | None, *, pictures: Sequence[UUID] = (), at: datetime) -> None:
        """Tell how the stay was. Raises Conflict before its end, and AlreadyDone the second time or too late."""
        self._require_no_feedback(at)
        self.record(FeedbackLeft, at=at, rating=rating, text=text, pictures=list(pictures))

    def decline_feedback(self, *, at: datetime) -> None:
        """Not tell how the stay was, and not be asked again. Raises as `leave_feedback`."""
        self._require_no_feedback(at)
        self.record(FeedbackDeclined, at=at)

    def _require_no_feedback(self, at: datetime) -> None:
        if self.rated:
            raise AlreadyDone("There was an answer for this booking already.")
        if self.status not in {BookingStatus.CONFIRMED, BookingStatus.CHECKED_IN, BookingStatus.FINISHED}:
            raise Conflict(f"The booking is {self.status}; nobody stayed.", booking_status=self.status)
        if at < self.period.end:
            raise Conflict("Feedback comes after the stay.", ends_at=self.period.end.isoformat())
        if at > self.period.end + FEEDBACK_WITHIN:
            raise AlreadyDone(f"Feedback is taken for {FEEDBACK_WITHIN.days} days after a stay.")

    def finish(self, *, at: datetime) -> None:
        """End the stay now and free the rest. Raises Conflict before its start or approval, AlreadyDone when over."""
        self._require_live(at)
        if self.status is BookingStatus.PENDING:
            raise Conflict("The booking is not approved yet; cancel it instead.", booking_status=self.status)
        if at <= self.period.start:
            raise Conflict("The booking has not started yet; cancel it instead.")
        after = self.terms.claimed.end - self.period.end
        self.record(BookingFinished, at=at, ended_at=at, claimed_to=at + after if after else None)

    @property
    def check_in_opens(self) -> datetime:
        """When check-in is possible whoever has the place before."""
        return self.terms.check_in_from or self.period.start - timedelta(minutes=CHECK_IN_BEFORE.default)

    def _why_it_opens(self) -> dict[str, Any]:
        """The rule behind `check_in_opens`."""
        if self.terms.check_in_from is None:
            return Policy().why(CHECK_IN_BEFORE)
        # Bookings that are older than this field don't say where their rule came from.
        minutes = (self.period.start - self.terms.check_in_from) // timedelta(minutes=1)
        return dict(self.terms.check_in_from_rule or {"rule": CHECK_IN_BEFORE.name, "value": minutes})

    @property
    def claimed(self) -> Period:
        """The stay with its buffers."""
        return self.terms.claimed

    def _require_live(self, at: datetime) -> None:
        if self.status is BookingStatus.RELEASED and self.terms.check_in_by is not None:
            raise AlreadyDone(
                "Nobody had checked in by then, so the place was released.",
                booking_status=self.status,
                check_in_by=self.terms.check_in_by.isoformat(),
                **(self.terms.check_in_rule or {}),
            )
        if self.status not in LIVE:
            raise AlreadyDone(f"The booking is {self.status}.", booking_status=self.status)
        if at >= self.period.end:
            raise AlreadyDone("The booking is over.", booking_status=self.status, ends_at=self.period.end.isoformat())

    def _require_pending(self, at: datetime) -> None:
        if self.status is not BookingStatus.PENDING:
            raise AlreadyDone(f"The booking is {self.status}.", booking_status=self.status)
        if self.terms.decide_by is not None and at >= self.terms.decide_by:
            raise AlreadyDone(
                "The time to decide is over.",
                decide_by=self.terms.decide_by.isoformat(),
                **(self.terms.decide_rule or {"rule": APPROVAL_DEADLINE.name}),
            )

    def when(self, event: Event) -> None:
        match event:
            case BookingPlaced():
                self.member_id = event.member_id
                self.attendees = event.attendees
                self.guests = tuple(event.guests)
                self.origin = Origin(event.series_id, event.occurrence, event.waitlist_id)
                self.rated = False
                self.title = event.title
                self.apart = False
                self._fold_place(event)
            case BookingRescheduled():
                self.apart = not event.with_series
                self._fold_place(event)
                if event.checked_in:
                    self.status = BookingStatus.CHECKED_IN
            case BookingRetitled():
                self.title = event.title
            case BookingPartyChanged():
                self.attendees = event.attendees
                self.guests = tuple(event.guests)
                self.place = replace(self.place, places=event.places)
            case BookingApproved():
                self.status = BookingStatus.CONFIRMED
            case BookingRejected():
                self.status = BookingStatus.REJECTED
            case BookingExpired():
                self.status = BookingStatus.EXPIRED
            case BookingCheckedIn():
                self.status = BookingStatus.CHECKED_IN
            case BookingReleased():
                self.status = BookingStatus.RELEASED
            case BookingHandedOver():
                self.member_id = event.member_id
                self.apart = True
            case BookingCancelled() | BookingDisplaced():
                self.status_before = self.status
                self.status = BookingStatus.CANCELLED
            case BookingRestored():
                self.status = event.status
            case FeedbackLeft() | FeedbackDeclined():
                self.rated = True
            case BookingFinished():
                self.status = BookingStatus.FINISHED
                self.period = Period(self.period.start, event.ended_at)
                claimed = Period(self.terms.claimed.start, event.claimed_to or event.ended_at)
                self.terms = replace(self.terms, claimed=claimed)
            case _:
                raise TypeError(f"a booking has no {event.TOPIC}")

    def _fold_place(self, event: BookingPlaced | BookingRescheduled) -> None:
        self.place = Place(
            event.building_id, event.room_id, event.seat_id, event.time_zone, tuple(event.units), event.places
        )
        self.period = Period(event.starts_at, event.ends_at)
        self.status = BookingStatus.PENDING if event.pending else BookingStatus.CONFIRMED
        self.terms = Terms(
            self.period
            if event.claimed_from is None
            else Period(event.claimed_from, event.claimed_to or event.ends_at),
            event.approval,
            event.decide_by,
            event.decide_rule,
            event.check_in_from,
            event.check_in_from_rule,
            event.check_in_by,
            event.check_in_rule,
            event.overridden,
            event.override_reason,
        )

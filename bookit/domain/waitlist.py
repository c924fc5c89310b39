"""Waiting for a place that is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import Place
from bookit.domain.errors import AlreadyDone, Conflict, Invalid
from bookit.domain.period import Period
from bookit.events import Event
from bookit.events.sealed import Sealed
from bookit.events.values import RoomKind
from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)


class WaitingStatus(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    PROMOTED = "promoted"
    LEFT = "left"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody waits for: one room, one seat, or whatever fits in a building."""

    building_id: UUID
    room_id: UUID | None
    seat_id: UUID | None
    any_seat: bool
    kind: RoomKind | None
    features: Sequence[str]
    attendees: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that is kept for who waits, until they accept or the time is over."""

    room_id: UUID
    seat_id: UUID | None
    units: Sequence[UUID]
    places: int | None
    claimed: Period
    accept_by: datetime


MOST_LAPSES = 2
"""Who lets so many offers lapse waits no longer, or an absent member would keep the place from others to the end."""


class WaitlistEntry(Aggregate):
    NOUN: ClassVar[str] = "waitlist"

    if TYPE_CHECKING:  # seen at run time, they would make the library turn the class into a dataclass
        member_id: UUID
        wish: Wish
        period: Period
        title: Sealed | None
        series_id: UUID | None
        occurrence: str | None
        status: WaitingStatus
        offer: Offer | None
        lapses: int

    @classmethod
    def join(
        cls,
        waitlist_id: UUID,
        wish: Wish,
        period: Period,
        *,
        member_id: UUID,
        title: Sealed | None,
        at: datetime,
        series_id: UUID | None = None,
        occurrence: str | None = None,
    ) -> Self:
        """Wait for a place, perhaps for a date of a series. Raises Invalid for the past, and for a lone seat."""
        if period.start <= at:
            raise Invalid("One waits for a time to come.", pointer="/starts_at")
        if wish.room_id is None and wish.seat_id is not None:
            raise Invalid("A seat is named with its room.", pointer="/seat_id")
        return cls.begin(
            WaitlistJoined,
            id=waitlist_id,
            at=at,
            member_id=member_id,
            building_id=wish.building_id,
            room_id=wish.room_id,
            seat_id=wish.seat_id,
            any_seat=wish.any_seat,
            kind=wish.kind,
            features=list(wish.features),
            starts_at=period.start,
            ends_at=period.end,
            attendees=wish.attendees,
            title=title,
            series_id=series_id,
            occurrence=occurrence,
        )

    def leave(self, *, at: datetime) -> None:
        """Wait no longer. Raises AlreadyDone when that is so."""
        self._require(WaitingStatus.WAITING, WaitingStatus.OFFERED)
        self.record(WaitlistLeft, at=at)

    def offer_place(
        self, place: Place, claimed: Period, accept_by: datetime, why: dict[str, Any], *, at: datetime
    ) -> None:
        """Keep a free place for who waits. Raises AlreadyDone for one who waits no longer, or has an offer."""
        self._require(WaitingStatus.WAITING)
        self.record(
            WaitlistOffered,
            at=at,
            room_id=place.room_id,
            seat_id=place.seat_id,
            accept_by=accept_by,
            units=list(place.units),
            places=place.places,
            claimed_from=claimed.start,
            claimed_to=claimed.end,
            why=why,
        )

    def lapse(self, *, at: datetime) -> None:
        """Give up an offer that was not taken: once to wait on, behind the others, the second time for good.

        Raises AlreadyDone or Conflict when that is not so.
        """
        offer = self.require_offer()
        if at < offer.accept_by:
            raise Conflict("There is still time to accept.", accept_by=offer.accept_by.isoformat())
        self.record(WaitlistOfferLapsed, at=at, waits_on=self.lapses + 1 < MOST_LAPSES)

    def withdraw_offer(self, reason: str, *, at: datetime) -> None:
        """Take an offer back because its place can't be had any more. Raises AlreadyDone when there is none."""
        self.require_offer()
        self.record(WaitlistOfferLapsed, at=at, reason=reason)

    def promote(self, booking_id: UUID, *, at: datetime) -> None:
        """Note that who waited has a booking now. Raises AlreadyDone for one who waits no longer."""
        self.require_waiting()
        self.record(WaitlistPromoted, at=at, booking_id=booking_id)

    def expire(self, *, at: datetime) -> None:
        """Give up when the time has come. Raises AlreadyDone or Conflict when that is not so."""
        self._require(WaitingStatus.WAITING, WaitingStatus.OFFERED)
        if at < self.period.start:
            raise Conflict("There is still time.", starts_at=self.period.start.isoformat())
        self.record(WaitlistExpired, at=at)

    def require_waiting(self, *, without_offer: bool = False) -> None:
        """Raises AlreadyDone for one who waits no longer, or has an offer where that is one too many."""
        self._require(WaitingStatus.WAITING, *(() if without_offer else (WaitingStatus.OFFERED,)))

    def require_offer(self, *, at: datetime | None = None) -> Offer:
        """The offer that stands. Raises AlreadyDone when there is none, or none any more at that time."""
        self._require(WaitingStatus.OFFERED)
        if self.offer is None:
            raise AlreadyDone("There is no offer.")
        if at is not None and at >= self.offer.accept_by:
            raise AlreadyDone("The time to accept is over.", accept_by=self.offer.accept_by.isoformat())
        return self.offer

    def _require(self, *statuses: WaitingStatus) -> None:
        if self.status not in statuses:
            raise AlreadyDone(f"This place in the waitlist is {self.status}.", waiting_status=self.status)

    def when(self, event: Event) -> None:
        match event:
            case WaitlistJoined():
                self.member_id = event.member_id
                self.wish = Wish(
                    event.building_id,
                    event.room_id,
                    event.seat_id,
                    event.any_seat,
                    event.kind,
                    tuple(event.features),
                    event.attendees,
                )
                self.period = Period(event.starts_at, event.ends_at)
                self.title = event.title
                self.series_id = event.series_id
                self.occurrence = event.occurrence
                self.status = WaitingStatus.WAITING
                self.offer = None
                self.lapses = 0
            case WaitlistOffered():
                self.status = WaitingStatus.OFFERED
                claimed = Period(event.claimed_from, event.claimed_to)
                self.offer = Offer(
                    event.room_id, event.seat_id, tuple(event.units), event.places, claimed, event.accept_by
                )
            case WaitlistOfferLapsed():
                self.status = WaitingStatus.WAITING if event.waits_on else WaitingStatus.EXPIRED
                self.offer = None
                if event.reason is None:
                    self.lapses += 1
            case WaitlistPromoted():
                self.status = WaitingStatus.PROMOTED
                self.offer = None
            case WaitlistLeft():
                self.status = WaitingStatus.LEFT
                self.offer = None
            case WaitlistExpired():
                self.status = WaitingStatus.EXPIRED
                self.offer = None
            case _:
                raise TypeError(f"a place in the waitlist has no {event.TOPIC}")

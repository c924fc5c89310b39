"""A chapter of the story in which every rule has its say: asked for and allowed, missed, waited for, again and again.

It takes place in rooms of the house in Moscow that nobody else of the story uses. Days count from the day that the
story leads up to; hours are those on the wall.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from bookit.commands import CATALOGUE, Command
from bookit.commands.approvals import ApproveBooking, ExpireBooking, RejectBooking
from bookit.commands.bookings import (
    CancelBooking,
    DeclineFeedback,
    FinishBooking,
    HandOverBooking,
    LeaveFeedback,
    OverrideBody,
    PlaceBooking,
)
from bookit.commands.closing import CloseBuilding, PeriodBody
from bookit.commands.policies import SetBuildingPolicy, SetKindPolicy, SetOrganisationPolicy, SetRoomHours
from bookit.commands.presence import CheckIn, ReleaseBooking
from bookit.commands.series import CancelSeries, ChangeSeries, EndSeries, ExtendSeries, OfferSkipped, PlaceSeries
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
from bookit.demo.buildings import BERLIN, KOLKATA, MOSCOW, Spaces
from bookit.demo.people import DOMAIN, Members, founding
from bookit.demo.storyteller import Storyteller
from bookit.domain.errors import AlreadyDone
from bookit.domain.opening_hours import zone
from bookit.events.values import RoomKind, Weekday

_ZONE = zone("Europe/Moscow")
_WEEKDAYS = list(Weekday)[:5]
ADA, BOB, CEM = "alexey.morozov", "ekaterina.volkova", "dmitry.kuznetsov"
MANAGER, MEMBER = "manager", "member"


@dataclass(frozen=True, slots=True)
class Step:
    """A command, when it was given, and how; its answer is known by `key` from then on."""

    moment: datetime
    key: str
    tell: Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Rulebook:
    """Writes the chapter. What a step answers is there for the steps after it."""

    teller: Storyteller
    spaces: Spaces
    members: Members
    today: date
    _answers: dict[str, Any] = field(default_factory=dict)
    _command_ids: dict[str, UUID] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """In the order in which they happened, story by story."""
        yield from self._levels()
        yield from self._asking()
        yield from self._coming()
        yield from self._waiting()
        yield from self._again_and_again()
        yield from self._exceptions()

    def _levels(self) -> Iterator[Step]:
        """What the organisation, a kind of room, a building, and a kind of room in a building say."""
        begin = founding(self.today) + timedelta(hours=2)
        wide = {
            "guests_max": 60,
            "approval_deadline_minutes": 2880,
            "check_in_grace_minutes": 15,
            "waitlist": "book",
            "waitlist_offer_minutes": 120,
            "series_no_shows": 3,
        }
        booths, desks = RoomKind.PHONE_BOOTH, RoomKind.OPEN_SPACE
        berlin, kolkata = self.spaces.buildings[BERLIN], self.spaces.buildings[KOLKATA]
        everyone: dict[str, Any] = {"show_booker": "everyone"}
        hours = {day: [("09:00", "19:00")] for day in _WEEKDAYS}
        for key, command in (
            ("organisation", SetOrganisationPolicy.model_validate({"policy": wide})),
            ("booths", SetKindPolicy.model_validate({"kind": booths, "policy": everyone})),
            ("berlin", SetBuildingPolicy.model_validate({"building_id": berlin, "policy": {"show_title": "everyone"}})),
            ("desks", SetKindPolicy.model_validate({"kind": desks, "building_id": kolkata, "policy": everyone})),
            ("hours", SetRoomHours(room_id=self.spaces.rooms["Yenisei"], opening_hours=hours)),
        ):
            yield self._step(begin, f"rules of {key}", command)

    def _asking(self) -> Iterator[Step]:
        """Longer stays have to be approved: one is, one is not, for one nobody found the time."""
        asked = self._at(-20, 10)
        for key, who, day in (("allowed", MEMBER, -18), ("refused", BOB, -17), ("forgotten", CEM, -16)):
            yield self._book(key, who, "Volga", asked, day, 10, 13, title="Strategy day", guests=["Ms Lindqvist"])
        yield self._step(
            self._at(-20, 15), "approve", lambda: ApproveBooking(booking_id=self._booking("allowed")), MANAGER
        )
        yield self._step(
            self._at(-20, 15, 5),
            "reject",
            lambda: RejectBooking(booking_id=self._booking("refused"), reason="The board meets then"),
            MANAGER,
        )
        yield self._step(self._at(-18, 10, 1), "expire", lambda: ExpireBooking(booking_id=self._booking("forgotten")))
        yield self._book(
            "film", "yulia.smirnova", "Camera kit", self._at(-14, 12), -10, 0, 24, title="Film of the house"
        )
        yield self._step(self._at(-14, 14), "lend", lambda: ApproveBooking(booking_id=self._booking("film")), MANAGER)
        yield self._book("portraits", "vera.nikitina", "Camera kit", self._at(-1, 12), 4, 0, 24, title="Portraits")

    def _coming(self) -> Iterator[Step]:
        """One comes and tells how it was, one does not come, one goes for another."""
        placed = self._at(-15, 11)
        yield self._book("came", MEMBER, "Lena", placed, -13, 10, 11, title="Interview")
        yield self._book("missed", CEM, "Lena", placed, -13, 14, 15, title="Pairing")
        yield self._step(self._at(-13, 9, 50), "check in", lambda: CheckIn(booking_id=self._booking("came")), MEMBER)
        yield self._step(
            self._at(-13, 10, 40), "go early", lambda: FinishBooking(booking_id=self._booking("came")), MEMBER
        )
        yield self._step(
            self._at(-13, 12),
            "rate",
            lambda: LeaveFeedback(booking_id=self._booking("came"), rating=5, text="Quiet, and the screen works"),
            MEMBER,
        )
        yield self._step(self._at(-13, 14, 10), "release", lambda: ReleaseBooking(booking_id=self._booking("missed")))
        yield self._book("for another", "natalia.zaytseva", "Volga", placed, -11, 11, 12, booked_for="pavel.orlov")
        yield self._step(
            self._at(-13, 13),
            "hand over",
            lambda: HandOverBooking(booking_id=self._booking("for another"), member_id=self._member("irina.pavlova")),
            "pavel.orlov",
        )
        yield self._step(
            self._at(-11, 15),
            "no comment",
            lambda: DeclineFeedback(booking_id=self._booking("for another")),
            "irina.pavlova",
        )

    def _waiting(self) -> Iterator[Step]:
        """Three wait for one place: it is offered to the first, who lets it lapse, and to the second, who takes it."""
        yield self._book("wanted", ADA, "Volga", self._at(-13, 10), -9, 14, 15, title="Roadmap")
        period = {"starts_at": self._at(-9, 14), "ends_at": self._at(-9, 15)}
        for minute, who in enumerate((MEMBER, BOB, CEM)):
            wish = JoinWaitlist(room_id=self.spaces.rooms["Volga"], **period)
            yield self._step(self._at(-11, 10, minute), f"{who} waits", wish, who)
        yield self._step(self._at(-10, 10), "give up", lambda: CancelBooking(booking_id=self._booking("wanted")), ADA)
        yield self._step(self._at(-10, 10, 1), "offer", lambda: self._promote(MEMBER))
        yield self._step(self._at(-10, 13, 1), "lapse", lambda: LapseOffer(waitlist_id=self._waits(MEMBER)))
        yield self._step(self._at(-10, 13, 2), "offer again", lambda: self._promote(BOB))
        yield self._step(self._at(-10, 14), "accept", lambda: AcceptOffer(waitlist_id=self._waits(BOB)), BOB)
        yield self._step(self._at(-10, 15), "leave", lambda: LeaveWaitlist(waitlist_id=self._waits(MEMBER)), MEMBER)
        yield self._step(self._at(-9, 14), "in vain", lambda: ExpireWaiting(waitlist_id=self._waits(CEM)))

    def _again_and_again(self) -> Iterator[Step]:
        """A series that goes on, gets a date back, changes, is given up and taken up again; and one nobody comes to."""
        yield self._book("in the way", "irina.pavlova", "Lena", self._at(-16, 10), -7, 11, 12)
        circle = PlaceSeries(
            room_id=self.spaces.rooms["Lena"],
            starts_at=self._at(-14, 11),
            ends_at=self._at(-14, 12),
            rrule="FREQ=WEEKLY",
            title="Architecture circle",
            on_conflict="skip",
        )

        def series() -> UUID:
            series_id: UUID = self._answers["circle"].series_id
            return series_id

        yield self._step(self._at(-15, 12), "circle", circle, BOB)
        yield self._step(self._at(-14, 10, 50), "first circle", lambda: self._come("circle", 0), BOB)
        yield self._step(self._at(-14, 11, 1), "go on", lambda: ExtendSeries(series_id=series()))
        yield self._step(
            self._at(-12, 10),
            "out of the way",
            lambda: CancelBooking(booking_id=self._booking("in the way")),
            "irina.pavlova",
        )
        yield self._step(self._at(-12, 10, 1), "come back", lambda: OfferSkipped(series_id=series()))
        yield self._step(self._at(-7, 10, 50), "second circle", lambda: self._come("come back", 0), BOB)
        yield self._step(
            self._at(-5, 10),
            "later",
            lambda: ChangeSeries(
                series_id=series(), scope="following", start_time="12:00", end_time="13:00", title="Tech circle"
            ),
            BOB,
        )
        yield self._step(
            self._at(-4, 10),
            "break",
            lambda: CancelSeries(series_id=series(), scope="following", reason="Summer break"),
            BOB,
        )
        yield self._step(self._at(-4, 11), "no break", lambda: Undo(command_id=self._command_ids["break"]), BOB)
        daily = PlaceSeries(
            room_id=self.spaces.rooms["Lena"],
            starts_at=self._at(-10, 17),
            ends_at=self._at(-10, 18),
            rrule="FREQ=DAILY;COUNT=6",
            title="Daily",
        )
        yield self._step(self._at(-11, 12), "daily", daily, "timur.akhmetov")
        for day in (0, 1):
            missed = partial(self._missed, day)
            yield self._step(self._at(-10 + day, 17, 10), f"nobody came {day}", missed)
        yield self._step(self._at(-9, 17, 11), "end", lambda: EndSeries(series_id=self._answers["daily"].series_id))

    def _exceptions(self) -> Iterator[Step]:
        """A rule that is set aside, a cancellation that is undone, a house that will be closed."""
        aside = OverrideBody(rules=["max_minutes"], reason="The auditors need the whole day")
        yield self._book("auditors", MANAGER, "Volga", self._at(-8, 10), -6, 10, 15, override=aside)
        yield self._book("board", MANAGER, "Yenisei", self._at(-3, 12), 2, 18, 20, title="Board")
        yield self._book("undone", MEMBER, "Volga", self._at(-3, 10), 3, 16, 17, title="Contract talks")
        yield self._step(self._at(-2, 10), "mistake", lambda: CancelBooking(booking_id=self._booking("undone")), MEMBER)
        yield self._step(self._at(-2, 11), "undo", lambda: Undo(command_id=self._command_ids["mistake"]), MEMBER)
        far = PeriodBody(starts_at=self._at(40, 0), ends_at=self._at(42, 0))
        close = CloseBuilding(building_id=self.spaces.buildings[MOSCOW], period=far, reason="The heating is renewed")
        yield self._step(self._at(-1, 20), "close", close)

    # Words

    def _at(self, days: int, hour: int, minute: int = 0) -> datetime:
        day = self.today + timedelta(days=days + hour // 24)
        return datetime.combine(day, time(hour % 24, minute), tzinfo=_ZONE).astimezone(UTC)

    def _member(self, name: str) -> UUID:
        return self.members[f"{name}@{DOMAIN}"]

    def _booking(self, key: str) -> UUID:
        booking_id: UUID = self._answers[key].booking_id
        return booking_id

    def _waits(self, who: str) -> UUID:
        waitlist_id: UUID = self._answers[f"{who} waits"].waitlist_id
        return waitlist_id

    def _promote(self, who: str) -> PromoteWaiting:
        return PromoteWaiting(waitlist_id=self._waits(who), spots=[Spot(room_id=self.spaces.rooms["Volga"])])

    def _missed(self, number: int) -> ReleaseBooking:
        return ReleaseBooking(booking_id=self._answers["daily"].placed[number].booking_id)

    def _come(self, key: str, number: int) -> CheckIn:
        return CheckIn(booking_id=self._answers[key].placed[number].booking_id)

    def _book(  # noqa: PLR0917
        self, key: str, who: str, room: str, moment: datetime, day: int, hour: int, end: int, **more: Any
    ) -> Step:
        if "booked_for" in more:
            more["booked_for"] = self._member(more["booked_for"])
        wish = PlaceBooking(
            room_id=self.spaces.rooms[room], starts_at=self._at(day, hour), ends_at=self._at(day, end), **more
        )
        return self._step(moment, key, wish, who)

    def _step(
        self, moment: datetime, key: str, command: Command | Callable[[], Command], who: str | None = None
    ) -> Step:
        async def tell() -> None:
            given = command if isinstance(command, Command) else command()
            answer = CATALOGUE[given.NAME].answer
            by = None if who is None else self._member(who)
            try:
                self._answers[key] = await self.teller.tell(f"rules/{key}", given, answer, moment=moment, by=by)
            except AlreadyDone:
                if who is not None:
                    raise
                # What BookIT does by itself, its scheduler does as well, and on a slow machine sooner than the story.
                return
            self._command_ids[key] = self.teller.command_id(f"rules/{key}", by=by)

        return Step(moment, key, tell)

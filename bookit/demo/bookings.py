"""What a story of bookings is made of: stays, what became of them, closures, and the words people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bookit.domain.period import LATEST, Period

MEETINGS = (
    "Sprint planning",
    "Weekly review",
    "Design review",
    "One to one",
    "Roadmap",
    "Retrospective",
    "Budget",
    "Hiring round",
    "Release check",
    "Customer feedback",
    "Architecture circle",
    "Quarterly numbers",
    "Risk review",
    "Pairing",
    "Demo rehearsal",
)
WITH_GUESTS = ("Interview", "Contract talks", "Supplier meeting", "Visit of partners", "Customer workshop")
GUESTS = ("Ms Lindqvist", "Mr Okafor", "Dr Ferrari", "Ms Tanaka", "Mr Novak", "Ms Haddad", "Mr Silva", "Dr Larsen")
IN_HALLS = ("All hands", "Training: first aid", "Tech talk", "Onboarding day", "Town hall", "Book circle")
REASONS_TO_CANCEL = (None, None, "Working from home", "Ill", "Moved online", "Half of us are away", "No longer needed")


@dataclass(frozen=True, slots=True)
class Cancelled:
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    at: datetime
    period: Period


@dataclass(frozen=True, slots=True)
class Finished:
    at: datetime


Fate = Cancelled | Moved | Finished


@dataclass(frozen=True, slots=True)
class Stay:
    """One booking from its placing to what became of it."""

    key: str
    room: str
    seat: str | None
    period: Period
    member: str
    placed_at: datetime
    placed_by: str
    title: str | None = None
    attendees: int | None = None
    guests: tuple[str, ...] = ()
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """A room or seat out of use; what was booked there before had to give way."""

    room: str
    seat: str | None
    period: Period
    """Up to LATEST: until further notice."""
    reason: str
    closed_at: datetime
    reopened_at: datetime | None = None
    """When the rest of it was taken back."""


@dataclass(frozen=True, slots=True)
class Plan:
    stays: Sequence[Stay]
    closures: Sequence[Closure]


def closures(today: date) -> list[Closure]:
    """What is out of use around a day."""
    midnight = datetime.combine(today, time(), tzinfo=UTC)

    def days(number: float) -> datetime:
        return midnight + timedelta(days=number)

    return [
        Closure("Angara", None, Period(days(-10), days(-5)), "New carpet", days(-13), reopened_at=days(-6.5)),
        Closure("Eiche", None, Period(days(2), days(4)), "The screen is being replaced", days(-1.5)),
        Closure("Cumin", None, Period(days(-3), LATEST), "The ventilation is broken", days(-3)),
        Closure("Library", "L07", Period(days(-1), days(6)), "The desk does not go up any more", days(-1)),
        Closure("Tamarind", None, Period(days(8), days(9)), "Painting", days(-2)),
    ]

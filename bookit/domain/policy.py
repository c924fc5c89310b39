"""Policies: named rules with values, inherited organisation → building → kind of room → room.

A level names only what it changes; what it does not name comes from the level above, in the end from the default.
An effective policy knows of each value where it comes from, so that a refusal can say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bookit.domain.errors import Invalid
from bookit.events.values import Role, RoomKind

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

PolicyValues = Mapping[str, Any]
"""Values of a level by rule name, as they stand in events: plain JSON."""


class Mode(StrEnum):
    """What a booking's times may be."""

    MINUTE = "minute"
    HALF_DAY = "half_day"
    DAY = "day"


class Audience(StrEnum):
    """Who may see."""

    EVERYONE = "everyone"
    MANAGERS = "managers"


class QuotaPer(StrEnum):
    """What a quota counts in: a local calendar period, or whatever is not over yet."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    OPEN = "open"


class QuotaOf(StrEnum):
    """Who shares a quota: each member for themselves, or all members of a group together."""

    MEMBER = "member"
    GROUP = "group"


class Quota(BaseModel):
    """How much may be booked, in bookings or in minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=60)
    per: QuotaPer
    bookings: int | None = Field(None, ge=0, le=100_000)
    minutes: int | None = Field(None, ge=0, le=10_000_000)
    of: QuotaOf = QuotaOf.MEMBER
    group: str | None = Field(None, max_length=60, description="Only members of this group; all when missing.")
    kinds: frozenset[RoomKind] = Field(frozenset(), description="Only rooms of these kinds; all when empty.")


class WaitlistMode(StrEnum):
    """What happens to the first who fits when a place becomes free."""

    BOOK = "book"
    OFFER = "offer"


LONGEST_MINUTES = 31 * 24 * 60
"""No policy allows longer bookings than this."""


class _Values(BaseModel):
    """The shape of a level: every rule may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_minutes: int | None = Field(None, ge=1, le=7 * 24 * 60)
    max_minutes: int | None = Field(None, ge=1, le=LONGEST_MINUTES)
    lead_minutes: int | None = Field(None, ge=0, le=90 * 24 * 60)
    horizon_days: int | None = Field(None, ge=0, le=3 * 366)
    mode: Mode | None = None
    grid_minutes: int | None = Field(None, ge=1, le=24 * 60)
    buffer_before_minutes: int | None = Field(None, ge=0, le=24 * 60)
    buffer_after_minutes: int | None = Field(None, ge=0, le=24 * 60)
    book_roles: list[Role] | None = None
    book_groups: list[str] | None = None
    on_behalf_roles: list[Role] | None = None
    on_behalf_groups: list[str] | None = None
    guests_max: int | None = Field(None, ge=0, le=10_000)
    quotas: list[Quota] | None = Field(None, max_length=20)
    approval_always: bool | None = None
    approval_groups: list[str] | None = None
    approval_above_minutes: int | None = Field(None, ge=0, le=31 * 24 * 60)
    approval_outside_hours: bool | None = None
    approval_deadline_minutes: int | None = Field(None, ge=1, le=31 * 24 * 60)
    check_in: bool | None = None
    check_in_before_minutes: int | None = Field(None, ge=0, le=24 * 60)
    check_in_grace_minutes: int | None = Field(None, ge=1, le=24 * 60)
    cancel_before_minutes: int | None = Field(None, ge=0, le=31 * 24 * 60)
    show_title: Audience | None = None
    show_booker: Audience | None = None
    waitlist: WaitlistMode | None = None
    waitlist_offer_minutes: int | None = Field(None, ge=1, le=7 * 24 * 60)
    series_no_shows: int | None = Field(None, ge=1, le=100)


@dataclass(frozen=True, slots=True)
class Rule(Generic[V_co]):
    """A rule's name, what its value is counted in, its default and what it is for."""

    name: str
    default: V_co
    meaning: str


MIN_MINUTES = Rule("min_minutes", 5, "A booking lasts at least so many minutes.")
MAX_MINUTES = Rule("max_minutes", 24 * 60, "A booking lasts at most so many minutes.")
LEAD_MINUTES = Rule("lead_minutes", 0, "A booking is placed at least so many minutes before it starts.")
HORIZON_DAYS = Rule("horizon_days", 365, "A booking starts at most so many days ahead.")
MODE = Rule("mode", Mode.MINUTE, "Bookings are by the minute, by half days, or by whole days of the building.")
GRID_MINUTES = Rule("grid_minutes", 1, "Bookings start and end on multiples of so many minutes of the local day.")
BUFFER_BEFORE = Rule("buffer_before_minutes", 0, "So many minutes before a booking are kept free with it.")
BUFFER_AFTER = Rule("buffer_after_minutes", 0, "So many minutes after a booking are kept free with it.")
BOOK_ROLES: Rule[Sequence[Role]] = Rule("book_roles", (), "Who has one of these roles may book; everybody when empty.")
BOOK_GROUPS: Rule[Sequence[str]] = Rule(
    "book_groups", (), "Who is in one of these groups may book; everybody when empty."
)
ON_BEHALF_ROLES: Rule[Sequence[Role]] = Rule("on_behalf_roles", (), "Who has one of these roles may book for others.")
ON_BEHALF_GROUPS: Rule[Sequence[str]] = Rule(
    "on_behalf_groups", (), "Who is in one of these groups may book for others."
)
GUESTS_MAX = Rule("guests_max", 100, "A booking names at most so many guests.")
QUOTAS: Rule[Sequence[Quota]] = Rule("quotas", (), "How much one member or group may book.")
APPROVAL_ALWAYS = Rule("approval_always", False, "Every booking waits for a manager's approval.")
APPROVAL_GROUPS: Rule[Sequence[str]] = Rule(
    "approval_groups", (), "Bookings of members of these groups wait for approval."
)
APPROVAL_ABOVE: Rule[int | None] = Rule("approval_above_minutes", None, "Bookings longer than this wait for approval.")
APPROVAL_OUTSIDE = Rule(
    "approval_outside_hours", False, "Outside opening hours a booking waits for approval instead of being refused."
)
APPROVAL_DEADLINE = Rule("approval_deadline_minutes", 2 * 24 * 60, "A request not decided in so many minutes expires.")
CHECK_IN = Rule("check_in", False, "Who does not check in loses the room.")
CHECK_IN_BEFORE = Rule("check_in_before_minutes", 15, "Check-in opens so many minutes before the start.")
CHECK_IN_GRACE = Rule("check_in_grace_minutes", 15, "Check-in is due at most so many minutes after the start.")
CANCEL_BEFORE = Rule("cancel_before_minutes", 0, "A booking is cancelled at least so many minutes before it starts.")
SHOW_TITLE = Rule("show_title", Audience.MANAGERS, "Who sees the title of others' bookings.")
SHOW_BOOKER = Rule("show_booker", Audience.MANAGERS, "Who sees whose the others' bookings are.")
WAITLIST = Rule("waitlist", WaitlistMode.BOOK, "Who waits is booked at once, or offered the place for a while.")
WAITLIST_OFFER = Rule("waitlist_offer_minutes", 60, "An offer to who waits lasts so many minutes.")
SERIES_NO_SHOWS = Rule("series_no_shows", 3, "A series with so many no-shows in a row is ended.")

RULES: Mapping[str, Rule[Any]] = {
    rule.name: rule
    for rule in (
        *(MIN_MINUTES, MAX_MINUTES, LEAD_MINUTES, HORIZON_DAYS, MODE, GRID_MINUTES, BUFFER_BEFORE, BUFFER_AFTER),
        *(BOOK_ROLES, BOOK_GROUPS, ON_BEHALF_ROLES, ON_BEHALF_GROUPS, GUESTS_MAX, QUOTAS),
        *(APPROVAL_ALWAYS, APPROVAL_GROUPS, APPROVAL_ABOVE, APPROVAL_OUTSIDE, APPROVAL_DEADLINE),
        *(CHECK_IN, CHECK_IN_BEFORE, CHECK_IN_GRACE, CANCEL_BEFORE, SHOW_TITLE, SHOW_BOOKER),
        *(WAITLIST, WAITLIST_OFFER, SERIES_NO_SHOWS),
    )
}


class Level(StrEnum):
    """Where a value was set, from the widest to the narrowest."""

    DEFAULT = "default"
    ORGANISATION = "organisation"
    ORGANISATION_KIND = "organisation_kind"
    BUILDING = "building"
    KIND = "kind"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: the level, the stream that holds it and the version that set it."""

    level: Level
    id: UUID | None = None
    version: int = 0

    def as_fields(self) -> dict[str, Any]:
        return {"level": self.level, "id": str(self.id) if self.id else None, "version": self.version}


@dataclass(frozen=True, slots=True)
class Layer:
    """The values that one level sets."""

    source: Source
    values: PolicyValues


BUILT_IN = Source(Level.DEFAULT)
"""Nobody has set it: BookIT has it so."""


class Policy:
    """The effective rules of a room: a value for each, and where it comes from."""

    __slots__ = ("_sources", "_values")

    def __init__(self, layers: Iterable[Layer] = ()) -> None:
        self._values: dict[str, Any] = {name: rule.default for name, rule in RULES.items()}
        self._sources: dict[str, Source] = {}
        for layer in layers:
            for name, value in _as_values(layer.values).items():
                self._values[name] = value
                self._sources[name] = layer.source

    def __getitem__(self, rule: Rule[V]) -> V:
        return cast("V", self._values[rule.name])

    def source(self, rule: Rule[Any]) -> Source:
        return self._sources.get(rule.name, BUILT_IN)

    def why(self, rule: Rule[Any]) -> dict[str, Any]:
        """The rule, its value and where it comes from, as a refusal tells it."""
        return {"rule": rule.name, "value": plain(self[rule]), "source": self.source(rule).as_fields()}


def checked_values(values: PolicyValues, above: Iterable[Layer] = ()) -> dict[str, Any]:
    """The values of a level as they go into an event.

    Raises Invalid, with a pointer to the rule, for unknown rules, values out of range, and values that together
    with those of the levels `above` would let nothing be booked.
    """
    try:
        checked = _Values.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        pointer = "/policy/" + "/".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise Invalid(f"There is no rule {first['loc'][0]!r}.", pointer=pointer) from None
        raise Invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.", pointer=pointer) from None
    named = {name: value for name, value in checked.model_dump(mode="json").items() if value is not None}
    _require_possible(Policy([*above, Layer(BUILT_IN, named)]))
    return named


def _require_possible(policy: Policy) -> None:
    if policy[MIN_MINUTES] > policy[MAX_MINUTES]:
        raise Invalid(
            "min_minutes is more than max_minutes, so nothing could be booked.", pointer="/policy/min_minutes"
        )
    if policy[LEAD_MINUTES] > policy[HORIZON_DAYS] * 24 * 60:
        raise Invalid(
            "lead_minutes is beyond horizon_days, so nothing could be booked.", pointer="/policy/lead_minutes"
        )
    if (24 * 60) % policy[GRID_MINUTES]:
        raise Invalid("grid_minutes must divide a day.", pointer="/policy/grid_minutes")
    if policy[MODE] is Mode.MINUTE and policy[GRID_MINUTES] > policy[MAX_MINUTES]:
        raise Invalid("grid_minutes is more than max_minutes.", pointer="/policy/grid_minutes")
    names = [quota.name for quota in policy[QUOTAS]]
    if len(set(names)) < len(names):
        raise Invalid("Two quotas have the same name.", pointer="/policy/quotas")
    for index, quota in enumerate(policy[QUOTAS]):
        if (quota.bookings is None) == (quota.minutes is None):
            raise Invalid("A quota counts either bookings or minutes.", pointer=f"/policy/quotas/{index}")
        if quota.of is QuotaOf.GROUP and quota.group is None:
            raise Invalid("A quota of a group names the group.", pointer=f"/policy/quotas/{index}/group")


def _as_values(values: PolicyValues) -> dict[str, Any]:
    """Typed values. Facts of the past are taken as they are: what today's rules do not know or allow is left out."""
    typed = {}
    for name, value in values.items():
        try:
            parsed = _Values.model_validate({name: value})
        except ValidationError:
            continue
        typed[name] = getattr(parsed, name)
    return typed


def plain(value: Any) -> Any:
    """A rule's value as JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value

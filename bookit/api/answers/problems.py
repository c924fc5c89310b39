"""Problem documents (RFC 9457): why not."""

from collections.abc import Iterator
from typing import Annotated, Any, NotRequired
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue
from typing_extensions import TypedDict

from bookit.api.answers.values import PeriodSeen, SourceSeen, WhySeen
from bookit.commands.series import DateLeftOut
from bookit.domain.errors import Refusal
from bookit.domain.waitlist import WaitingStatus
from bookit.events.values import BookingStatus
from bookit.files import FileRefused
from bookit.identity import SignInRefused

OF_THE_API = (
    "cross-origin",
    "incomplete",
    "internal-error",
    "malformed",
    "member-suspended",
    "method-not-allowed",
    "misdirected-request",
    "no-such-route",
    "not-signed-in",
    "outcome-unknown",
    "refused",
    "storage-unavailable",
    "too-large",
    "unavailable",
    "unsupported-media-type",
)
"""What the API itself refuses, before the domain is asked."""


def _slugs(refusal: type[Refusal]) -> Iterator[str]:
    yield refusal.slug
    for narrower in refusal.__subclasses__():
        yield from _slugs(narrower)


TYPES = sorted(
    f"/problems/{slug}" for slug in {*OF_THE_API, *_slugs(Refusal), *_slugs(FileRefused), *_slugs(SignInRefused)}
)
"""Every type of problem."""


class FieldProblem(TypedDict):
    """What is wrong with one field of the body, or with one parameter."""

    detail: str
    pointer: NotRequired[Annotated[str, Field(description="In the body (RFC 6901).", examples=["/starts_at"])]]
    parameter: NotRequired[Annotated[str, Field(description="Of the query, or a part of the path.")]]


class DisplacedStay(TypedDict):
    """A booking that stands in the way."""

    booking_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class FactLeft(TypedDict):
    """Something that could not be undone, and why."""

    topic: str
    why: str
    booking_id: NotRequired[UUID]


class Problem(TypedDict):
    """Why not. `type` says which of the other members to expect."""

    type: Annotated[str, Field(json_schema_extra={"enum": list(TYPES)}, examples=["/problems/room-taken"])]
    title: str
    status: int
    detail: Annotated[str, Field(description="In one English sentence, for people.")]
    request_id: Annotated[str | None, Field(description="What the log calls this request.")]

    errors: NotRequired[list[FieldProblem]]
    header: NotRequired[Annotated[str, Field(description="The header that is wrong.")]]

    rule: NotRequired[Annotated[str, Field(description="The rule that says no.", examples=["max_minutes"])]]
    value: NotRequired[Annotated[JsonValue, Field(description="The value of that rule.")]]
    source: NotRequired[Annotated[SourceSeen, Field(description="Who set that rule, and with which version.")]]
    earliest_start: NotRequired[AwareDatetime]
    latest_start: NotRequired[AwareDatetime]
    earliest_end: NotRequired[AwareDatetime]
    latest_end: NotRequired[AwareDatetime]
    earliest: NotRequired[Annotated[AwareDatetime, Field(description="When it will be possible.")]]
    quota: NotRequired[Annotated[str, Field(description="The quota that is used up.")]]
    limit: NotRequired[Annotated[int, Field(description="Of the quota, or of the bytes of a body.")]]
    used: NotRequired[int]
    left: NotRequired[int]
    period: NotRequired[Annotated[str | None, Field(description="What the quota counts: a local day, week or month.")]]

    room_id: NotRequired[UUID]
    seat_id: NotRequired[UUID | None]
    blocking: NotRequired[Annotated[PeriodSeen, Field(description="For how long the place is taken.")]]
    next_free: NotRequired[Annotated[list[PeriodSeen], Field(description="When the same stay would be possible.")]]

    act: NotRequired[Annotated[str, Field(description="What one may not do.")]]
    noun: NotRequired[Annotated[str, Field(description="What was not found.")]]
    id: NotRequired[Annotated[str, Field(description="The id under which it was not found.")]]

    booking_status: NotRequired[BookingStatus]
    waiting_status: NotRequired[WaitingStatus]
    decide_by: NotRequired[AwareDatetime]
    check_in_by: NotRequired[AwareDatetime]
    accept_by: NotRequired[AwareDatetime]
    starts_at: NotRequired[AwareDatetime]
    ends_at: NotRequired[AwareDatetime]
    extend_at: NotRequired[AwareDatetime]
    no_shows: NotRequired[int]
    also: NotRequired[Annotated[list[WhySeen], Field(description="Other rules that say no.")]]
    occurrence: NotRequired[Annotated[str, Field(description="The first date of the series that is refused.")]]
    dates: NotRequired[Annotated[list[DateLeftOut], Field(description="Each date of the series that is refused.")]]
    overlaps: NotRequired[Annotated[str, Field(description="The date of the series that it would overlap.")]]
    closure_id: NotRequired[UUID]
    reason: NotRequired[str]
    displaced: NotRequired[Annotated[list[DisplacedStay], Field(description="What would have to give way.")]]
    not_undone: NotRequired[list[FactLeft]]
    outside: NotRequired[Annotated[list[UUID], Field(description="Rooms and seats that would be off the plan.")]]
    columns: NotRequired[Annotated[list[str], Field(description="That a file may have.")]]
    retry_after: NotRequired[Annotated[int, Field(description="Seconds.")]]


PROBLEM: dict[str, Any] = {
    "description": "Why not, as a problem document (RFC 9457).",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
"""How an OpenAPI document describes what is answered instead."""

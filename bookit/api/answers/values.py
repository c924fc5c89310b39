"""Words that answers share: periods, local times, rules with their sources."""

from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, JsonValue
from typing_extensions import TypedDict

from bookit.domain.policy import Level

NextCursor = Annotated[str | None, Field(description="`cursor` of the next page; null on the last one.")]

LocalTime = Annotated[
    str,
    Field(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$",
        examples=["2026-05-04T09:00:00"],
        description="By the clock on the wall, in the zone named beside it.",
    ),
]

ZoneName = Annotated[str, Field(examples=["Europe/Berlin"], description="IANA zone of the building.")]

Version = Annotated[int, Field(ge=0, description="Of its stream in the ledger.")]

PolicyValues = Annotated[
    dict[str, JsonValue],
    Field(description="Values by rule name; a rule that is not named comes from the level above."),
]


class PictureSeen(BaseModel):
    file_id: UUID
    url: str = Field(description="`/small`, `/medium` or `/large` behind it asks for a smaller form.")


class PeriodSeen(BaseModel):
    """From a moment until just before another."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime


class SourceSeen(BaseModel):
    """Where a rule's value was set."""

    level: Level
    id: UUID | None = Field(description="The organisation, building or room that sets it; null for a default.")
    version: Version


class WhySeen(TypedDict):
    """A rule that had a say, with the value it had and where that came from."""

    rule: Annotated[str, Field(examples=["max_minutes"])]
    value: NotRequired[JsonValue]
    source: NotRequired[SourceSeen]
    detail: NotRequired[str]

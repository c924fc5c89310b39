"""What happened, event by event."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, JsonValue

from bookit.api.answers.values import NextCursor
from bookit.domain.actor import AddressClass


class ChangeSeen(BaseModel):
    """A field that an event set to something else."""

    field: str
    before: JsonValue
    after: JsonValue


class EventSeen(BaseModel):
    position: int
    version: Annotated[int, Field(ge=1, description="Of the stream, after this.")]
    topic: str = Field(examples=["booking.placed"])
    recorded_at: AwareDatetime
    actor_id: UUID = Field(description="Who gave the command; all zeros is BookIT itself.")
    actor_name: str | None = Field(description="Null for BookIT itself, and for who was forgotten.")
    command: str | None = Field(description="Its name; null where the command log does not know it.")
    command_id: UUID
    address_class: AddressClass | None = Field(description="What sort of network address the command came from.")
    correlation_id: UUID = Field(description="The command that led to this one, if one did.")
    words: str = Field(description="What happened, in one English sentence.")
    changed: list[ChangeSeen]
    data: dict[str, JsonValue] = Field(description="The event as the ledger keeps it.")


class PageOfEvents(BaseModel):
    items: list[EventSeen]
    next_cursor: NextCursor

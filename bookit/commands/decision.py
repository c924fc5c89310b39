"""What a handler sees and what it answers.

A handler is a function of a command and a desk. It reads streams through the desk, lets the domain decide, and
answers a Decision; it writes nothing itself. The executor appends the decision under the conditions that the desk
noted: every stream read is still at the version that was read.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from bookit.domain.actor import Actor
from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import Refusal
from bookit.domain.file import FileKind
from bookit.domain.period import Period
from bookit.events import Event
from bookit.events.sealed import Sealed

A = TypeVar("A", bound=Aggregate)


class Answer(BaseModel):
    """What a command made; kept with it, so that the same key gets the same answer again."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


@dataclass(frozen=True, slots=True)
class Claim:
    """The reservation of a unit over a period; the database refuses overlaps.

    With `places`, the unit is shared by number: all claims together stay within `capacity`.
    """

    unit_id: UUID
    period: Period
    stream_id: UUID
    places: int | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Something that counts against a quota: refused when the bucket's sum would exceed `limit`."""

    holder_id: UUID
    bucket: str
    stream_id: UUID
    amount: int
    limit: int
    until: datetime | None = None
    """When it stops counting by itself, if it does."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Who has a unit, and when."""

    stream_id: UUID
    unit_id: UUID
    period: Period


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A quota that is used up: its bucket, and how much of it is used."""

    bucket: str
    used: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What shall be recorded, all of it or nothing."""

    answer: Answer
    streams: Sequence[Aggregate]
    """Aggregates with the facts that were recorded on them."""
    claims: Sequence[Claim] = ()
    releases: Sequence[UUID] = ()
    """Streams that give back all they hold; what they claim anew is in `claims`."""
    charges: Sequence[Charge] = ()
    new_units: Sequence[UUID] = ()
    released_units: Sequence[UUID] = ()
    """The units that `releases` hold until now, locked like those that are claimed."""
    keeps_charges: bool = False
    """Whether what `releases` count against quotas counts on, because it was used."""
    when_taken: Callable[[Blocker], Awaitable[Refusal]] | None = None
    """Turns a lost race or an occupied unit into words that help; without it the command is decided anew."""
    when_exceeded: Callable[[Exceeded], Awaitable[Refusal]] | None = None
    """Turns a used-up quota into words that help."""

    def together_with(
        self, *streams: Aggregate, releases: Sequence[UUID] = (), released_units: Sequence[UUID] = ()
    ) -> "Decision":
        """The same decision with more streams, and with what they give back."""
        return replace(
            self,
            streams=[*self.streams, *streams],
            releases=[*self.releases, *releases],
            released_units=[*self.released_units, *released_units],
        )


@dataclass(frozen=True, slots=True)
class Act:
    """What a command recorded, or an act of many commands such as an import."""

    name: str | None
    """The command's; None for an act of many."""
    given_by: UUID | None
    """None where several members gave its commands."""
    facts: Sequence[Event]


class Accounts(Protocol):
    """What is kept of members outside the ledger. Each verb may run twice, and does no harm if the append fails."""

    async def register_person(self, member_id: UUID, email: str, display_name: str) -> None:
        """Keep a member's name and address. Raises Conflict for an address that another member has."""
        ...

    async def end_access(self, member_id: UUID) -> None:
        """End all sessions and tokens of a member."""
        ...

    async def seal(self, member_id: UUID, texts: Sequence[str]) -> Sequence[Sealed]:
        """Texts as facts may have them: readable until their member is forgotten."""
        ...


class KeptFiles(Protocol):
    """Files that were uploaded before a command names them."""

    async def claim(self, file_id: UUID, kind: FileKind, owner_id: UUID, *, pointer: str) -> None:
        """Keep a file for good; may run twice, and keeps it too long if the append fails. Raises Invalid unless it is
        of that kind and owner."""
        ...


class Desk(Protocol):
    """What a handler works with."""

    @property
    def actor(self) -> Actor: ...

    @property
    def now(self) -> datetime: ...

    @property
    def command_id(self) -> UUID: ...

    def new_id(self) -> UUID: ...

    async def read(self, kind: type[A], id: UUID) -> A:  # noqa: A002 -- the field's own name
        """A shared aggregate to look at, not to change; raises NotFound."""
        ...

    async def read_if_any(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        """A shared aggregate, or None while its stream has not begun."""
        ...

    async def draft(self, kind: type[A], id: UUID) -> A:  # noqa: A002
        """An aggregate of one's own to change; raises NotFound."""
        ...

    async def peek(self, kind: type[A], id: UUID) -> A | None:  # noqa: A002
        """What is remembered of an aggregate, perhaps not the latest: only to choose what to read."""
        ...

    def door_code(self, room_id: UUID, number: int) -> str:
        """The code at the door of a room after so many rotations."""
        ...

    async def claims_over(self, units: Sequence[UUID], period: Period) -> Sequence[Claim]:
        """What is claimed of these units at any moment of a period, sorted by start."""
        ...

    async def charged(self, charges: Sequence[Charge]) -> Mapping[tuple[UUID, str], int]:
        """How much of the quotas of these charges is used, by holder and bucket; nothing where one is missing."""
        ...

    async def rooms_of(self, building_id: UUID) -> Sequence[UUID]:
        """The rooms of a building; one that is opened at this very moment may be missing."""
        ...

    async def series_of(self, building_id: UUID) -> Sequence[UUID]:
        """The series that were placed in a building; one that is placed at this very moment may be missing."""
        ...

    async def act(self, act_id: UUID) -> Act | None:
        """What a command did, by its id; or an act of many commands, such as an import."""
        ...

    async def as_they_were(self, kind: type[A], versions: Mapping[UUID, int]) -> Mapping[UUID, A]:
        """Streams as they were at a version each."""
        ...

    @property
    def accounts(self) -> "Accounts": ...

    @property
    def files(self) -> "KeptFiles": ...

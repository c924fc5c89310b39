"""What a read model is: its tables, a version, and a fold over events."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import MetaData

from bookit.events import Event, codec
from bookit.projections.rows import Rows
from bookit.projections.views import View

NAMING = {"pk": "pk_%(table_name)s"}
"""Constraints are named after their table, so that the tables of two builds can stand side by side."""


class Recorded:
    """An event as the ledger keeps it; decoded when somebody first looks, once for all projections."""

    __slots__ = (
        "_event",
        "actor_id",
        "command_id",
        "correlation_id",
        "position",
        "recorded_at",
        "state",
        "stream_id",
        "stream_version",
        "topic",
    )

    def __init__(  # noqa: PLR0917 -- the order of the columns that the feed reads
        self,
        position: int,
        stream_id: UUID,
        stream_version: int,
        topic: str,
        state: bytes,
        recorded_at: datetime,
        actor_id: UUID,
        command_id: UUID,
        correlation_id: UUID,
    ) -> None:
        self.position = position
        self.stream_id = stream_id
        self.stream_version = stream_version
        self.topic = topic
        self.state = state
        self.recorded_at = recorded_at
        self.actor_id = actor_id
        self.command_id = command_id
        self.correlation_id = correlation_id
        self._event: Event | None = None

    @property
    def event(self) -> Event:
        """The fact. Raises UnknownTopic or pydantic's ValidationError."""
        if self._event is None:
            self._event = codec.decode(self.topic, self.stream_id, self.stream_version, self.state)
        return self._event


class Projection(ABC):
    """A read model. `fold` gathers row changes in memory; the engine writes them, set by set."""

    NAME: ClassVar[str]
    VERSION: ClassVar[int]
    """Raised with every change of tables or fold: the engine then builds the new version next to the live one."""

    TABLES: ClassVar[MetaData]
    """Each table names in `info["key"]` the column that its rows are changed by."""

    VIEWS: ClassVar[Sequence[View]] = ()
    """What people outside may read of the tables; it stays where it is when the tables are built anew."""

    TOPICS: ClassVar[frozenset[str] | None]
    """The facts it folds; None for every fact."""

    @abstractmethod
    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        """Turn facts, in the ledger's order, into changes of rows."""

    def wants(self, topic: str) -> bool:
        return self.TOPICS is None or topic in self.TOPICS


def topics(*classes: type[Event]) -> frozenset[str]:
    return frozenset(cls.TOPIC for cls in classes)

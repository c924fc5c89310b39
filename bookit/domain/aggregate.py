"""The base of BookIT's aggregates: the `eventsourcing` library's, with facts from our catalogue."""

import copy
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self, cast
from uuid import UUID

from eventsourcing import domain as library
from eventsourcing.utils import register_topic

from bookit.events import Created, Event


class Aggregate(library.Aggregate):
    """A stream of facts and what follows from them.

    Verbs check first and then record one fact through `record`; `when` folds a fact into state and only assigns.
    """

    NOUN: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        register_topic(cls.NOUN, cls)

    @classmethod
    def begin(cls, first: type[Created], *, id: UUID, at: datetime, **fields: Any) -> Self:  # noqa: A002 -- the library's word
        """A new stream whose first fact is `first`."""
        # What the library's `_create` does, without the questions it asks each time; series begin hundreds at once.
        fact = first(originator_id=id, originator_version=1, originator_topic=cls.NOUN, timestamp=at, **fields)
        aggregate = cast("Self", fact.mutate(None))
        aggregate.pending_events.append(fact)
        return aggregate

    def record(self, fact: type[Event], *, at: datetime, **fields: Any) -> None:
        """Note a fact and fold it in."""
        self.trigger_event(fact, timestamp=at, **fields)

    def when(self, event: Event) -> None:
        """Fold one fact; each aggregate has its own."""
        raise NotImplementedError

    @property
    def facts(self) -> Sequence[Event]:
        """What was recorded since the aggregate was read."""
        return cast("Sequence[Event]", self.pending_events)

    def draft(self) -> Self:
        """A copy to change; the original may be shared by other commands."""
        twin = copy.copy(self)
        twin.__dict__ = {
            name: value.copy() if isinstance(value, (list, dict, set)) else value
            for name, value in self.__dict__.items()
        }
        return twin


def replay(events: Sequence[Event]) -> Aggregate | None:
    """The aggregate that a stream of facts makes; None for an empty stream."""
    aggregate: Aggregate | None = None
    for event in events:
        aggregate = event.mutate(aggregate)
    return aggregate

"""Facts to bytes and back, old versions included.

Stored state is the event's JSON without the stream's id and version, which are columns. An event class that
changes raises its `class_version` and keeps a static `upcast_v1_v2(state)` that brings older state up to date.
"""

from typing import Any
from uuid import UUID

import orjson

from bookit.events.base import Created, Event

_NOT_STATE = {"originator_id", "originator_version", "originator_topic"}


class UnknownTopic(LookupError):
    """The ledger holds a topic, or a version of one, that this version of the code does not know."""


def encode(event: Event) -> bytes:
    """The bytes that the ledger keeps and chains."""
    state: bytes = event.__pydantic_serializer__.to_json(event, exclude=_NOT_STATE, exclude_defaults=True)
    if event.class_version == 1:
        return state
    return b'{"class_version":%d,' % event.class_version + state[1:]


class Codec:
    """Decodes stored facts by topic."""

    def __init__(self, classes: list[type[Event]]) -> None:
        self._classes = {cls.TOPIC: cls for cls in classes}

    @property
    def topics(self) -> dict[str, type[Event]]:
        return self._classes

    def decode(self, topic: str, originator_id: UUID, originator_version: int, state: bytes) -> Event:
        """The fact as today's class. Raises UnknownTopic, or pydantic's ValidationError for damaged state."""
        cls = self._classes.get(topic)
        if cls is None:
            raise UnknownTopic(topic)
        fields = orjson.loads(state)
        version = fields.pop("class_version", 1)
        if version > cls.class_version:
            raise UnknownTopic(f"{topic} version {version}")
        while version < cls.class_version:
            upcast: Any = getattr(cls, f"upcast_v{version}_v{version + 1}")
            upcast(fields)
            version += 1
        fields["originator_id"] = originator_id
        fields["originator_version"] = originator_version
        if issubclass(cls, Created):
            fields["originator_topic"] = cls.ORIGIN
        return cls.model_validate(fields)

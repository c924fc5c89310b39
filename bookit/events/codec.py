"""Facts to bytes and back, old versions included.

Stored state is the event's JSON without the stream's id and version, which are columns. An event class that
changes raises its `class_version` and keeps a static `upcast_v1_v2(state)` that brings older state up to date.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
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


class _Known(NamedTuple):
    """What decoding needs of an event class, looked up once: millions of facts are decoded in a row."""

    event: type[Event]
    version: int
    origin: str | None
    validate: Callable[[dict[str, Any]], Event]


def _known(event: type[Event]) -> _Known:
    origin = event.ORIGIN if issubclass(event, Created) else None
    return _Known(event, event.class_version, origin, event.__pydantic_validator__.validate_python)


class Codec:
    """Decodes stored facts by topic."""

    def __init__(self, classes: Mapping[str, type[Event]]) -> None:
        self._known = {topic: _known(event) for topic, event in classes.items()}

    def decode(self, topic: str, originator_id: UUID, originator_version: int, state: bytes) -> Event:
        """The fact as today's class. Raises UnknownTopic, or pydantic's ValidationError for damaged state."""
        known = self._known.get(topic)
        if known is None:
            raise UnknownTopic(topic)
        fields = orjson.loads(state)
        version = fields.pop("class_version", 1)
        if version != known.version:
            _upcast(topic, known, fields, version)
        fields["originator_id"] = originator_id
        fields["originator_version"] = originator_version
        if known.origin is not None:
            fields["originator_topic"] = known.origin
        return known.validate(fields)


def _upcast(topic: str, known: _Known, fields: dict[str, Any], version: int) -> None:
    """Bring older state up to date, a version at a time. Raises UnknownTopic for state of a later version."""
    if version > known.version:
        raise UnknownTopic(f"{topic} version {version}")
    for older in range(version, known.version):
        upcast: Any = getattr(known.event, f"upcast_v{older}_v{older + 1}")
        upcast(fields)

"""Words for tests of aggregates: given facts, when a verb, then facts or an error."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from bookit.domain.aggregate import Aggregate, replay
from bookit.domain.period import Period
from bookit.events import Created, Event

NOW = datetime(2031, 3, 24, 7, 30, tzinfo=UTC)
"""A Monday; Europe changes its clocks on the Sunday after it."""

_STREAM = UUID(int=1)


def named(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(_STREAM, name)


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    """That hour (UTC) of the day of `NOW`, or of a later day."""
    return NOW.replace(hour=hour, minute=minute) + timedelta(days=day)


def period(start: int, end: int, *, day: int = 0) -> Period:
    """From hour to hour (UTC)."""
    return Period(at(0, day=day) + timedelta(hours=start), at(0, day=day) + timedelta(hours=end))


def fact(kind: type[Event], /, **fields: Any) -> Event:
    """A fact of the one stream a story is about."""
    if issubclass(kind, Created):
        fields["originator_topic"] = kind.ORIGIN
    return kind(originator_id=_STREAM, originator_version=1, timestamp=NOW, **fields)


def given(*facts: Event) -> Any:
    """The aggregate to which these things happened."""
    return replay([each.model_copy(update={"originator_version": number}) for number, each in enumerate(facts, 1)])


def recorded(aggregate: Aggregate) -> list[Event]:
    """What happened since, comparable to `fact(...)`."""
    same = {"originator_id": _STREAM, "originator_version": 1, "timestamp": NOW}
    return [
        each.model_copy(update=same | ({"originator_topic": each.ORIGIN} if isinstance(each, Created) else {}))
        for each in aggregate.facts
    ]

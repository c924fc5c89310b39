#!/usr/bin/env python3
"""Writes docs/events.md, the catalogue of events for people who read the ledger, from the event classes."""

import types
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from pydantic.fields import FieldInfo

from bookit.events import CATALOGUE, Created, Event
from bookit.events.sealed import Sealed
from bookit.events.values import Fixture, PlacedUnit, Seat, WeeklyHours

TARGET = Path(__file__).parents[1] / "docs" / "events.md"

HEAD = """\
# Events

<!-- Written by scripts/document_events.py from bookit/events; change it there. -->

Every fact that BookIT records. A fact is a row of the table `events`: the stream it belongs to (`originator_id`,
`originator_version`), its `topic`, its `state` as JSON with the fields below, its position (`notification_id`), when it
was recorded, who caused it with which command, and the hash that chains it to the fact before it.

Besides its own fields each state has the `timestamp` of the decision. Times are UTC; a field that has its default is
left out. An event class that changed keeps a `class_version` in its state, and older state is brought up to date when
it is read.

A *sealed text* is what a member wrote, or what was written about them, encrypted with a key of that member:
`sealed:<member>:<base64url>`. It is readable until the member is forgotten. BookIT's own words are not sealed.
"""

_WORDS: dict[Any, str] = {
    UUID: "id",
    datetime: "time",
    date: "day",
    str: "text",
    bool: "yes or no",
    int: "whole number",
    float: "number",
    Seat: "seat (`seat_id`, `name`)",
    Sealed: "sealed text",
    PlacedUnit: "place of a room or seat (`room_id`, `seat_id`, `x`, `y`, `width`, `height`, `turn`)",
    Fixture: "fixture (`kind`, `name`, `x`, `y`, `width`, `height`, `turn`)",
}


def catalogue() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    for noun, events in groupby(CATALOGUE, key=lambda event: event.TOPIC.split(".")[0]):
        yield f"## {noun.capitalize()}\n"
        # The first fact of a stream comes first.
        for event in sorted(events, key=lambda event: not issubclass(event, Created)):
            yield from _event(event)


def _event(event: type[Event]) -> Iterator[str]:
    version = f" (version {event.class_version})" if event.class_version > 1 else ""
    yield f"### `{event.TOPIC}`{version}\n"
    yield f"{event.__doc__}\n"
    fields = {name: field for name, field in event.model_fields.items() if name not in Created.model_fields}
    if fields:
        yield "| field | value | default |\n|---|---|---|"
        for name, field in fields.items():
            yield f"| `{name}` | {_word(field.annotation)} | {_default(field)} |"
        yield ""


def _word(annotation: Any) -> str:
    """What a value is, in words."""
    if annotation == WeeklyHours:
        return "for each weekday (`mon` …), a list of pairs of wall times `HH:MM`"
    if annotation == dict[str, Any]:
        return "JSON object"
    arguments = get_args(annotation)
    match get_origin(annotation):
        case None if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return "one of " + ", ".join(f"`{value}`" for value in annotation)
        case None:
            return _WORDS[annotation]
        case origin if origin in (types.UnionType, Union):
            return " or ".join(_word(argument) for argument in arguments if argument is not types.NoneType)
        case origin if origin is list:
            return f"list of {_word(arguments[0])}"
        case origin if origin is dict:
            return f"{_word(arguments[1])} for each {_word(arguments[0])}"
    raise TypeError(f"no words for {annotation}")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ""
    match field.default:
        case None:
            return "none"
        case bool():
            return "yes" if field.default else "no"
        case _:
            return "empty"


if __name__ == "__main__":
    TARGET.write_text(catalogue())

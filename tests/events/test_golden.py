"""Each event has a golden file: stored JSON as some ledger has it today, and what it means.

The files are never changed, because the ledgers out there are not. An event that changes gets a new example beside the
old ones, which still have to load. A default that changes would change what old events say: the second part of each
example, with every field of its day written out, notices. A field that was added since has its default.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from bookit.domain.aggregate import Aggregate, replay
from bookit.domain.booking import Booking
from bookit.domain.building import Building
from bookit.domain.member import Member
from bookit.domain.organisation import Organisation
from bookit.domain.plan import FloorPlan
from bookit.domain.room import Room
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitlistEntry
from bookit.events import CATALOGUE, Created, Event, codec, encode

GOLDEN = Path(__file__).parent / "golden"
STREAM = UUID(int=1)
EXAMPLES: list[tuple[str, dict[str, Any]]] = [
    (path.stem, example) for path in sorted(GOLDEN.glob("*.json")) for example in json.loads(path.read_text())
]
each_example = pytest.mark.parametrize(("topic", "example"), EXAMPLES, ids=[topic for topic, _ in EXAMPLES])

HAPPENED_BEFORE = {
    "booking.approved": [("booking.rescheduled", 2)],
    "booking.restored": [("booking.cancelled", 0)],
    "building.day_reopened": [("building.day_closed", 0)],
    "building.reopened": [("building.closed", 0)],
    "member.group_left": [("member.group_joined", 0)],
    "member.reinstated": [("member.suspended", 0)],
    "member.role_revoked": [("member.role_granted", 0)],
    "room.reopened": [("room.closed", 0)],
    "series.revived": [("series.cancelled", 1)],
    "waitlist.offer_lapsed": [("waitlist.offered", 0)],
}
"""Which examples have to be known before a fact can be folded, besides the first fact of its stream."""

AGGREGATES: dict[str, type[Aggregate]] = {
    kind.NOUN: kind for kind in (Booking, Building, FloorPlan, Member, Organisation, Room, Series, WaitlistEntry)
}


def load(topic: str, example: dict[str, Any], version: int = 1) -> Event:
    return codec.decode(topic, STREAM, version, orjson.dumps(example["stored"]))


def an_example(topic: str, number: int = 0) -> dict[str, Any]:
    return [example for name, example in EXAMPLES if name == topic][number]


def test_every_event_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {event.TOPIC for event in CATALOGUE}


@each_example
def test_what_was_stored_still_means_the_same(topic: str, example: dict[str, Any]) -> None:
    event = load(topic, example)
    meaning = event.model_dump(mode="json", exclude={"originator_id", "originator_version", "originator_topic"})
    added_since = meaning.keys() - example["loaded"].keys()

    assert {name: meaning[name] for name in example["loaded"]} == example["loaded"]
    assert {name: getattr(event, name) for name in added_since} == {
        name: type(event).model_fields[name].get_default(call_default_factory=True) for name in added_since
    }


@each_example
def test_what_was_stored_would_be_stored_the_same_way_again(topic: str, example: dict[str, Any]) -> None:
    event = load(topic, example)

    if example["stored"].get("class_version", 1) == event.class_version:
        assert encode(event) == orjson.dumps(example["stored"])


@pytest.mark.parametrize("event", CATALOGUE, ids=lambda event: event.TOPIC)
def test_the_examples_of_an_event_show_each_field_and_its_absence(event: type[Event]) -> None:
    fields = set(event.model_fields) - set(Created.model_fields)
    examples = [example["stored"].keys() for topic, example in EXAMPLES if topic == event.TOPIC]

    assert fields <= set().union(*examples)
    optional = {name for name in fields if not event.model_fields[name].is_required()}
    assert all(any(name not in example for example in examples) for name in optional)


@each_example
def test_every_event_changes_its_aggregate(topic: str, example: dict[str, Any]) -> None:
    kind = AGGREGATES[topic.split(".", maxsplit=1)[0]]
    beginning = next(cls for cls in CATALOGUE if issubclass(cls, Created) and kind.NOUN == cls.ORIGIN)
    if topic == beginning.TOPIC:
        assert isinstance(replay([load(topic, example)]), kind)
        return
    past = [(beginning.TOPIC, 0), *HAPPENED_BEFORE.get(topic, [])]
    history = [load(name, an_example(name, number), version) for version, (name, number) in enumerate(past, 1)]

    before, after = replay(history), replay([*history, load(topic, example, len(past) + 1)])

    assert isinstance(after, kind)
    assert _state(after) != _state(before), f"the fold of {topic} changes nothing"


def _state(aggregate: Aggregate | None) -> dict[str, Any]:
    assert aggregate is not None
    return {name: value for name, value in vars(aggregate).items() if name not in {"_version", "_modified_on"}}


def test_a_closure_of_a_seat_and_of_a_room_are_told_apart() -> None:
    room = load("room.opened", an_example("room.opened"))
    closures = [example for topic, example in EXAMPLES if topic == "room.closed"]
    seats = []
    for example in closures:
        aggregate = replay([room, load("room.closed", example, 2)])
        assert isinstance(aggregate, Room)
        seats += [closure.seat_id for closure in aggregate.closures.values()]

    assert sorted(seat is None for seat in seats) == [False, True]

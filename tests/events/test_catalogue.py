import re
import runpy
from collections import Counter
from pathlib import Path

import pytest
from eventsourcing.utils import get_topic, resolve_topic

from bookit.events import CATALOGUE, Created, Event

ROOT = Path(__file__).parents[2]

each_event = pytest.mark.parametrize("event", CATALOGUE, ids=lambda event: event.TOPIC)


def test_no_two_events_share_a_topic() -> None:
    assert [topic for topic, times in Counter(event.TOPIC for event in CATALOGUE).items() if times > 1] == []


@each_event
def test_a_topic_is_a_noun_and_what_happened_to_it(event: type[Event]) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)*", event.TOPIC)


@each_event
def test_an_event_says_in_one_line_what_it_means(event: type[Event]) -> None:
    assert event.__doc__
    assert "\n" not in event.__doc__
    assert event.__doc__.endswith(".")
    assert event.__doc__ != Event.__doc__


@each_event
def test_the_library_finds_an_event_by_its_topic(event: type[Event]) -> None:
    assert get_topic(event) == event.TOPIC
    assert resolve_topic(event.TOPIC) is event


@each_event
def test_the_first_fact_of_a_stream_names_the_stream(event: type[Event]) -> None:
    noun = event.TOPIC.split(".")[0]

    if issubclass(event, Created):
        assert noun == event.ORIGIN


@each_event
def test_no_event_has_a_field_for_a_name_or_an_address_of_a_person(event: type[Event]) -> None:
    assert not {"email", "display_name", "password", "phone"} & set(event.model_fields)


def test_the_documentation_of_the_catalogue_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "document_events.py"))

    assert (ROOT / "docs" / "events.md").read_text() == script["catalogue"](), "run scripts/document_events.py"

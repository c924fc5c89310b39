"""Facts to bytes and back, old versions included."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar
from uuid import UUID

import orjson
import pytest
from pydantic import ValidationError

from bookit.events import CATALOGUE, Codec, Created, Event, UnknownTopic, codec, encode

STREAM = UUID(int=1)
NOW = datetime(2031, 3, 24, 7, 30, tzinfo=UTC)


# Kept out of the catalogue of the product, which is made from TOPIC: these get theirs when a codec is made of them.
class Lent(Event):
    """A book was lent for a number of weeks."""

    weeks: int


class LentForDays(Event):
    """A book was lent for a number of days, at a desk: what became of `Lent` in two steps."""

    class_version: ClassVar[int] = 3
    days: int
    desk: str

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["days"] = state.pop("weeks") * 7

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["desk"] = "unknown"


def codec_of(event: type[Event]) -> Codec:
    return Codec({"book.lent": event})


def lent(**fields: Any) -> Lent:
    return Lent(originator_id=STREAM, originator_version=4, timestamp=NOW, **fields)


def test_what_was_encoded_is_decoded() -> None:
    assert codec_of(Lent).decode("book.lent", STREAM, 4, encode(lent(weeks=2))) == lent(weeks=2)


def test_the_columns_of_the_ledger_are_not_stored_twice() -> None:
    assert orjson.loads(encode(lent(weeks=2))) == {"timestamp": "2031-03-24T07:30:00Z", "weeks": 2}


def test_a_time_is_the_same_moment_whatever_offset_it_had() -> None:
    moscow = NOW.astimezone(timezone(timedelta(hours=3)))
    event = Lent(originator_id=STREAM, originator_version=4, timestamp=moscow, weeks=1)

    assert codec_of(Lent).decode("book.lent", STREAM, 4, encode(event)).timestamp == NOW


@pytest.mark.parametrize(
    ("state", "desk"),
    [
        ({"weeks": 2}, "unknown"),
        ({"class_version": 2, "days": 14}, "unknown"),
        ({"class_version": 3, "days": 14, "desk": "North"}, "North"),
    ],
)
def test_facts_of_every_age_are_read_as_the_class_of_today(state: dict[str, Any], desk: str) -> None:
    stored = orjson.dumps({"timestamp": "2031-03-24T07:30:00Z", **state})

    event = codec_of(LentForDays).decode("book.lent", STREAM, 4, stored)

    assert event == LentForDays(originator_id=STREAM, originator_version=4, timestamp=NOW, days=14, desk=desk)


def test_a_fact_is_stored_with_the_version_of_its_class() -> None:
    event = LentForDays(originator_id=STREAM, originator_version=4, timestamp=NOW, days=14, desk="North")

    assert orjson.loads(encode(event)) == {
        "class_version": 3,
        "timestamp": "2031-03-24T07:30:00Z",
        "days": 14,
        "desk": "North",
    }


def test_a_fact_from_a_later_version_of_the_code_is_not_misread() -> None:
    stored = b'{"class_version":4,"timestamp":"2031-03-24T07:30:00Z","days":14,"desk":"North"}'

    with pytest.raises(UnknownTopic, match=r"book\.lent version 4"):
        codec_of(LentForDays).decode("book.lent", STREAM, 4, stored)


def test_an_unknown_topic_is_named() -> None:
    with pytest.raises(UnknownTopic, match=r"book\.burnt"):
        codec.decode("book.burnt", STREAM, 1, b"{}")


@pytest.mark.parametrize(
    "state",
    [
        b'{"timestamp":"2031-03-24T07:30:00Z"}',
        b'{"timestamp":"2031-03-24T07:30:00Z","weeks":"many"}',
        b'{"timestamp":"2031-03-24T07:30:00Z","weeks":2,"colour":"red"}',
    ],
)
def test_damaged_state_is_refused(state: bytes) -> None:
    with pytest.raises(ValidationError):
        codec_of(Lent).decode("book.lent", STREAM, 1, state)


def test_state_that_is_no_json_is_refused() -> None:
    with pytest.raises(orjson.JSONDecodeError):
        codec_of(Lent).decode("book.lent", STREAM, 1, b"\x00")


def test_the_class_of_an_aggregate_is_not_stored() -> None:
    """It is named by the event, so that classes may move between files."""
    opened = next(event for event in CATALOGUE if issubclass(event, Created))

    assert "originator_topic" in opened.model_fields
    decoded = codec.decode("member.invited", STREAM, 1, b'{"timestamp":"2031-03-24T07:30:00Z"}')
    assert isinstance(decoded, Created)
    assert decoded.originator_topic == "member"
    assert orjson.loads(encode(decoded)) == {"timestamp": "2031-03-24T07:30:00Z"}

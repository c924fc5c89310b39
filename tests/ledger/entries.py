"""Commands in the shape that the append function takes, without anybody who decided them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from bookit.commands.decision import Claim
from bookit.domain.aggregate import Aggregate
from bookit.domain.booking import Booking, Place
from bookit.domain.member import Member
from bookit.domain.period import Period
from bookit.events import encode
from bookit.ledger.append import Entry, Fact
from tests.organisation import NINE, NOW

SOMEBODY = uuid7()
HOUR = timedelta(hours=1)


def entry(*streams: Aggregate, command_id: UUID | None = None, **conditions: Any) -> Entry:
    """A command that records what is new in these streams."""
    command_id = command_id or uuid7()
    facts = [
        Fact(fact.originator_id, fact.originator_version, fact.TOPIC, encode(fact))
        for stream in streams
        for fact in stream.facts
    ]
    wanted = {"request_hash": b"body", "answer": b'{"first":true}', "facts": facts, **conditions}
    return Entry(command_id=command_id, name="test", actor_id=SOMEBODY, correlation_id=command_id, **wanted)


def member() -> Member:
    """A stream that claims nothing."""
    return Member.invite(uuid7(), at=NOW)


def stay(*units: UUID, start: datetime = NINE, length: timedelta = HOUR, places: int | None = None) -> Booking:
    """A booking of these units that nobody checked."""
    return Booking.book(
        uuid7(),
        Place(uuid7(), units[0], None, "UTC", units, places),
        Period(start, start + length),
        member_id=SOMEBODY,
        attendees=None,
        title=None,
        guests=[],
        at=NOW,
    )


def claims(booking: Booking, capacity: int | None = None) -> list[Claim]:
    """What a booking claims."""
    place = booking.place
    return [Claim(unit, booking.period, booking.id, place.places, capacity) for unit in place.units]


def booking(
    *units: UUID,
    start: datetime = NINE,
    length: timedelta = HOUR,
    places: int | None = None,
    capacity: int | None = None,
    **conditions: Any,
) -> Entry:
    """A command that books units, with the claims it makes."""
    booked = stay(*units, start=start, length=length, places=places)
    return entry(booked, claims=claims(booked, capacity), **conditions)


def units(count: int) -> Sequence[UUID]:
    return [uuid7() for _ in range(count)]

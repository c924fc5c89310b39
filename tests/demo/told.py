"""Reads a ledger back as a story without ids, to compare two of them; and tells one in a process of its own."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg import sql

from bookit.domain.aggregate import replay
from bookit.domain.booking import Booking
from bookit.domain.building import Building
from bookit.domain.member import Member
from bookit.domain.room import Room
from bookit.events import Event, codec
from bookit.settings import Settings


@dataclass(frozen=True)
class Story:
    """What is in a ledger, and the facts in their order."""

    facts: Sequence[Event]
    recorded_at: Sequence[datetime]
    buildings: dict[UUID, Building]
    rooms: dict[UUID, Room]
    members: dict[UUID, Member]
    bookings: dict[UUID, Booking]
    emails: dict[UUID, str]

    def booking_words(self) -> Counter[tuple[object, ...]]:
        """Each booking with names in the place of ids."""
        return Counter(
            (
                self.rooms[booking.place.room_id].name,
                booking.place.seat_id and self.rooms[booking.place.room_id].seats[booking.place.seat_id],
                self.emails[booking.member_id],
                booking.period,
                booking.status,
                booking.attendees,
                booking.created_on,
                booking.modified_on,
            )
            for booking in self.bookings.values()
        )

    def bookings_of(self, email: str) -> list[Booking]:
        return [booking for booking in self.bookings.values() if self.emails[booking.member_id] == email]


def demo_data_process(settings: Settings) -> "subprocess.Popen[str]":
    """`python -m bookit.demo`, as `bookit demo` starts it."""
    environment = {
        **settings.as_environment(),
        "BOOKIT_SECRET_KEY": os.environ["BOOKIT_SECRET_KEY"],
    }
    command = [sys.executable, "-m", "bookit.demo"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def load_demo_data(settings: Settings) -> str:
    """What it said; it must not fail."""
    with demo_data_process(settings) as process:
        assert process.stdout is not None
        said = process.stdout.read()
    assert process.returncode == 0, said
    return said


def read_story(settings: Settings) -> Story:
    schema = sql.Identifier(settings.database_schema)
    with psycopg.connect(settings.direct_dsn) as connection:
        rows = connection.execute(
            sql.SQL(
                "SELECT topic, originator_id, originator_version, state, recorded_at FROM {}.events"
                " ORDER BY notification_id"
            ).format(schema)
        ).fetchall()
        people = connection.execute(sql.SQL("SELECT member_id, email FROM {}.people").format(schema)).fetchall()
    facts = [codec.decode(*row[:4]) for row in rows]
    streams: dict[UUID, list[Event]] = {}
    for fact in facts:
        streams.setdefault(fact.originator_id, []).append(fact)
    aggregates = {stream_id: replay(its_facts) for stream_id, its_facts in streams.items()}
    return Story(
        facts,
        [row[4] for row in rows],
        {key: found for key, found in aggregates.items() if isinstance(found, Building)},
        {key: found for key, found in aggregates.items() if isinstance(found, Room)},
        {key: found for key, found in aggregates.items() if isinstance(found, Member)},
        {key: found for key, found in aggregates.items() if isinstance(found, Booking)},
        dict(people),
    )

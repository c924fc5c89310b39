"""News: what has happened, in messages just large enough to know which views are out of date.

Whoever may not see a booking learns only that something changed in what is taken of a room.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

from bookit.domain.actor import Actor
from bookit.events.base import concrete_events
from bookit.events.bookings import (
    BookingCancelled,
    BookingDisplaced,
    BookingExpired,
    BookingFinished,
    BookingHandedOver,
    BookingPartyChanged,
    BookingPlaced,
    BookingRejected,
    BookingReleased,
    BookingRescheduled,
    BookingRestored,
    BookingRetitled,
)
from bookit.events.rooms import RoomCodeRotated
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"directory", "calendar", "availability", "waitlist", "series", "history"})
"""News is told when these read models know it, so that whoever asks again sees it."""

ACTS: Mapping[str, str] = {
    "booking": "see-booking",
    "series": "see-booking",
    "waitlist": "see-waitlist",
    "building": "see-spaces",
    "room": "see-spaces",
    "plan": "see-spaces",
    "organisation": "see-spaces",
    "member": "see-member",
}
"""What one must be allowed to see to be told of an event, by the noun of its topic."""

_ID: Mapping[str, str] = {"plan": "floor_id"}
"""What the id of a stream is called where it is not the noun's own: a plan has the id of its floor."""

_SECRETIVE: Mapping[str, str] = {RoomCodeRotated.TOPIC: "see-room-code"}

_FELT_BY_OTHERS = frozenset(
    event.TOPIC
    for event in (
        BookingPlaced,
        BookingRescheduled,
        BookingRetitled,
        BookingPartyChanged,
        BookingHandedOver,
        BookingCancelled,
        BookingDisplaced,
        BookingRestored,
        BookingRejected,
        BookingExpired,
        BookingReleased,
        BookingFinished,
    )
)
"""Facts that change what a booking looks like to those who may only see that a room is busy."""

_CONTEXT = sorted(
    event.TOPIC for event in concrete_events() if {"building_id", "room_id", "member_id"} & event.model_fields.keys()
)
"""Facts that say where something is, or whose: later facts of their streams are about the same."""

_TELLING = ("member_id", "building_id", "room_id", "seat_id")

_CHECKPOINTS = "SELECT name, position FROM {schema}.projections WHERE build = 'live'"

# With what their streams said before about whose they are and where: streams are short.
_EVENTS = """
    SELECT event.notification_id AS position, event.originator_id AS stream_id, event.topic, event.state
    FROM {schema}.events event
    WHERE event.notification_id <= :upto AND (
        event.notification_id > :after OR (
            event.topic = ANY(CAST(:context AS text[])) AND event.originator_id IN (
                SELECT told.originator_id FROM {schema}.events told
                WHERE told.notification_id > :after AND told.notification_id <= :upto)))
    ORDER BY event.notification_id
"""


@dataclass(frozen=True, slots=True)
class About:
    """Whose something is, and where."""

    member_id: UUID | None = None
    building_id: UUID | None = None
    room_id: UUID | None = None
    seat_id: UUID | None = None

    def after(self, fields: Mapping[str, Any]) -> "About":
        """The same after a fact with these fields."""
        seat_id = None if fields.get("room_id") else self.seat_id
        told = {name: UUID(fields[name]) for name in _TELLING if fields.get(name)}
        return replace(self, **({"seat_id": seat_id} | told))


@dataclass(frozen=True)
class News:
    """One event as its readers are told of it. What moves is about two: what it was, and what it has become."""

    position: int
    topic: str
    stream_id: UUID
    about: Sequence[About]
    _told: dict[tuple[int, bool], bytes] = field(default_factory=dict, compare=False)

    @property
    def noun(self) -> str:
        return self.topic.partition(".")[0]

    @cached_property
    def act(self) -> str | None:
        """What one must be allowed to see; None where no noun of ours is meant."""
        return _SECRETIVE.get(self.topic) or ACTS.get(self.noun)

    def for_reader(self, reader: Actor) -> list[bytes]:
        """What this reader is told, each a JSON object; nothing where nothing may be known."""
        if self.act is None:
            return []
        felt = self.topic in _FELT_BY_OTHERS and reader.may("see-availability")
        told: list[bytes] = []
        for side, about in enumerate(self.about):
            if reader.may(self.act, owner=about.member_id, building=about.building_id):
                told.append(self._message(side, full=True))
            elif felt:
                told.append(self._message(side, full=False))
        return told

    def _message(self, side: int, *, full: bool) -> bytes:
        """Encoded once for all readers."""
        if (side, full) not in self._told:
            about = self.about[side]
            place = {"building_id": about.building_id, "room_id": about.room_id}
            if full:
                message = {
                    "position": self.position,
                    "topic": self.topic,
                    "member_id": about.member_id,
                    **place,
                    "seat_id": about.seat_id,
                    _ID.get(self.noun, f"{self.noun}_id"): self.stream_id,
                }
            else:
                message = {"position": self.position, "topic": "availability.changed", **place}
            self._told[side, full] = orjson.dumps({name: value for name, value in message.items() if value is not None})
        return self._told[side, full]


# Told a moment ago: what is committed late is still found, and who was told of it already is for the caller to know.
_TOLD = """
    SELECT notification_id, member_id, told_at FROM {schema}.notifications
    WHERE told_at > clock_timestamp() - CAST(:lately AS interval) AND in_inbox
      AND member_id = ANY(CAST(:members AS uuid[]))
"""

INBOX_CHANGED = b'{"topic":"inbox.changed"}'


async def told_lately(
    queries: Queries, members: Collection[UUID], within: timedelta
) -> dict[tuple[UUID, datetime], UUID]:
    """What these members were told within that time: the notification and when, and whose it is."""
    rows = await queries.rows(_TOLD, {"members": list(members), "lately": within})
    return {(row.notification_id, row.told_at): row.member_id for row in rows}


async def reached(queries: Queries) -> int:
    """The position up to which news may be told."""
    positions: dict[str, int] = {row.name: row.position for row in await queries.rows(_CHECKPOINTS)}
    return min(positions.get(name, 0) for name in PROJECTIONS)


async def news_between(queries: Queries, after: int, upto: int) -> list[News]:
    """What happened in `(after, upto]`, in order."""
    if after >= upto:
        return []
    rows = await queries.rows(_EVENTS, {"after": after, "upto": upto, "context": _CONTEXT})
    return [news for news in _told(rows) if news.position > after]


def _told(rows: Iterable[Any]) -> Iterator[News]:
    known: dict[UUID, About] = {}
    for position, stream_id, topic, state in rows:
        before = known.get(stream_id)
        now = known[stream_id] = _after(_beginning(topic, stream_id) if before is None else before, state)
        about = (now,) if before is None or before == now else (before, now)
        yield News(position, topic, stream_id, about)


def _after(about: About, state: bytes) -> About:
    try:
        return about.after(orjson.loads(state))
    except (ValueError, TypeError, AttributeError):
        # An event that nobody can read is parked by the read models, and must not silence the news of all others.
        return about


def _beginning(topic: str, stream_id: UUID) -> About:
    """What is known of a stream by its id alone."""
    match topic.partition(".")[0]:
        case "building":
            return About(building_id=stream_id)
        case "room":
            return About(room_id=stream_id)
        case "member":
            return About(member_id=stream_id)
        case _:
            return About()

"""The catalogue of facts."""

from eventsourcing.utils import register_topic

from bookit.events import bookings, buildings, members, organisation, plans, rooms, series, waitlist
from bookit.events.base import Created, Event, concrete_events
from bookit.events.codec import Codec, UnknownTopic, encode

CATALOGUE: list[type[Event]] = sorted(concrete_events(), key=lambda cls: cls.TOPIC)
"""Every event class, by topic."""

for _event_class in CATALOGUE:
    register_topic(_event_class.TOPIC, _event_class)

codec = Codec({event.TOPIC: event for event in CATALOGUE})

__all__ = [
    "CATALOGUE",
    "Codec",
    "Created",
    "Event",
    "UnknownTopic",
    "bookings",
    "buildings",
    "codec",
    "encode",
    "members",
    "organisation",
    "plans",
    "rooms",
    "series",
    "waitlist",
]

"""Who waited for what, and what became of it."""

from collections.abc import Sequence

from bookit.events.waitlist import (
    WaitlistExpired,
    WaitlistJoined,
    WaitlistLeft,
    WaitlistOffered,
    WaitlistOfferLapsed,
    WaitlistPromoted,
)
from bookit.projections.projection import Recorded, topics
from bookit.projections.reporting.tables import MEMBERS, WAITLIST
from bookit.projections.rows import Row, Rows

TOPICS = topics(WaitlistJoined, WaitlistOffered, WaitlistOfferLapsed, WaitlistPromoted, WaitlistLeft, WaitlistExpired)


class Fold:
    def __init__(self, events: Sequence[Recorded], rows: Rows) -> None:
        self._entries = rows.table(WAITLIST)
        self._members = rows.table(MEMBERS)
        self._members.load(
            recorded.event.member_id
            for recorded in events
            if recorded.topic == WaitlistJoined.TOPIC and isinstance(recorded.event, WaitlistJoined)
        )

    def fold(self, recorded: Recorded) -> None:
        entries, waitlist_id, at = self._entries, recorded.stream_id, recorded.event.timestamp
        match event := recorded.event:
            case WaitlistJoined():
                entries.insert(self._joined(event))
            case WaitlistOffered():
                entries.patch(waitlist_id, status="offered", offered_at=at)
            case WaitlistOfferLapsed() if event.waits_on:
                entries.patch(waitlist_id, status="waiting", lapsed_at=at)
            case WaitlistOfferLapsed():
                entries.patch(waitlist_id, status="expired", lapsed_at=at, ended_at=at)
            case WaitlistPromoted():
                entries.patch(waitlist_id, status="promoted", ended_at=at, booking_id=event.booking_id)
            case WaitlistLeft():
                entries.patch(waitlist_id, status="left", ended_at=at)
            case WaitlistExpired():
                entries.patch(waitlist_id, status="expired", ended_at=at)
            case _:
                raise TypeError(f"the waitlist of reports does not know {event.TOPIC}")

    def _joined(self, event: WaitlistJoined) -> Row:
        groups = self._members.of(event.member_id)
        return {
            "waitlist_id": event.originator_id,
            "member_id": event.member_id,
            "joined_at": event.timestamp,
            "building_id": event.building_id,
            "room_id": event.room_id,
            "seat_id": event.seat_id,
            "kind": event.kind,
            "starts_at": event.starts_at,
            "ends_at": event.ends_at,
            "attendees": event.attendees,
            "groups": groups[0]["groups"] if groups else [],
            "status": "waiting",
            "offered_at": None,
            "lapsed_at": None,
            "ended_at": None,
            "booking_id": None,
        }

"""Inbox: what a member was told, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})

MOST_ITEMS = 20
"""Shown of what one act did; `count` says how many there are."""


@dataclass(frozen=True, slots=True)
class Notification:
    notification_id: UUID
    kind: str
    act_id: UUID
    actor_id: UUID
    told_at: datetime
    read_at: datetime | None
    count: int
    items: Sequence[dict[str, Any]]
    """The first of them: their facts, with names."""


@dataclass(frozen=True, slots=True)
class Inbox:
    unread: int
    items: Sequence[Notification]
    next_cursor: str | None


async def inbox(
    queries: Queries,
    viewer: Actor,
    *,
    unread_only: bool = False,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> Inbox:
    """A page of what the viewer was told. Raises Forbidden for a token that may not read it."""
    viewer.require("see-inbox", owner=viewer.member_id)
    cursors = queries.cursors("inbox", viewer.member_id, unread_only)
    parameters: dict[str, Any] = {"member_id": viewer.member_id, "limit": checked_limit(limit) + 1, "most": MOST_ITEMS}
    after = ""
    if cursor is not None:
        told_at, notification_id = cursors.read(cursor)
        after = " AND (told_at, notification_id) < (:told_at, CAST(:notification_id AS uuid))"
        parameters |= {"told_at": datetime.fromisoformat(told_at), "notification_id": notification_id}
    condition = " AND read_at IS NULL" if unread_only else ""
    rows = await queries.rows(_PAGE.replace("<conditions>", condition + after), parameters)
    shown = [Notification(**row._mapping) for row in rows[:limit]]
    ((unread,),) = await queries.rows(_UNREAD, {"member_id": viewer.member_id})
    last = shown[-1] if len(rows) > limit else None
    return Inbox(
        unread,
        shown,
        cursors.after([last.told_at.astimezone(UTC).isoformat(), str(last.notification_id)]) if last else None,
    )


_UNREAD = """
    SELECT count(*) FROM {schema}.notifications WHERE member_id = :member_id AND in_inbox AND read_at IS NULL
"""

_PAGE = """
    SELECT notification_id, kind, act_id, actor_id, told_at, read_at, number AS count, shown AS items
    FROM (
        SELECT * FROM {schema}.notifications WHERE member_id = :member_id AND in_inbox <conditions>
        ORDER BY told_at DESC, notification_id DESC LIMIT :limit
    ) told
    CROSS JOIN LATERAL (
        SELECT count(*) AS number, coalesce(json_agg(json_build_object(
            'subject_id', item.subject_id, 'facts', item.facts, 'building', building.name, 'room', room.name,
            'seat', seat.name, 'room_before', room_before.name, 'seat_before', seat_before.name,
            'title', booking.title, 'reason', booking.reason
        ) ORDER BY turn) FILTER (WHERE turn <= :most), '[]') AS shown
        FROM (
            SELECT item.*, row_number() OVER (ORDER BY position, facts ->> 'starts_at', subject_id) AS turn
            FROM {schema}.notification_items item WHERE item.notification_id = told.notification_id
        ) item
        LEFT JOIN {schema}.directory_buildings building
            ON building.building_id = CAST(item.facts ->> 'building_id' AS uuid)
        LEFT JOIN {schema}.directory_rooms room ON room.room_id = CAST(item.facts ->> 'room_id' AS uuid)
        LEFT JOIN {schema}.directory_seats seat ON seat.seat_id = CAST(item.facts ->> 'seat_id' AS uuid)
        LEFT JOIN {schema}.directory_rooms room_before
            ON room_before.room_id = CAST(item.facts -> 'before' ->> 'room_id' AS uuid)
        LEFT JOIN {schema}.directory_seats seat_before
            ON seat_before.seat_id = CAST(item.facts -> 'before' ->> 'seat_id' AS uuid)
        LEFT JOIN {schema}.calendar_bookings booking ON booking.booking_id = item.subject_id
    ) items
    ORDER BY told_at DESC, notification_id DESC
"""

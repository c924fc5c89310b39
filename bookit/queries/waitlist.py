"""The waitlist: who waits for what, and how many come before."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor, Reach
from bookit.domain.errors import Forbidden, NotFound
from bookit.domain.waitlist import WaitingStatus
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"waitlist", "directory"})

_VISIBLE = "(:everything OR member_id = :me OR building_id = ANY(CAST(:managed AS uuid[])))"

# How many joined earlier for what may be the same place. Who they are, they alone and managers see.
_AHEAD = """
    CASE WHEN entry.status = 'waiting' THEN (
        SELECT count(*) FROM {schema}.waitlist_entries other
        WHERE other.status = 'waiting' AND other.place_in_line < entry.place_in_line
          AND other.building_id = entry.building_id
          AND (other.room_id IS NULL OR entry.room_id IS NULL OR other.room_id = entry.room_id)
          AND (other.seat_id IS NULL OR entry.seat_id IS NULL OR other.seat_id = entry.seat_id)
          AND other.starts_at < entry.ends_at AND entry.starts_at < other.ends_at
    ) END
"""

_BODY = f"""
    json_build_object(
        'waitlist_id', waitlist_id, 'status', status, 'member_id', member_id,
        'member_name', person.display_name, 'title', title,
        'building_id', entry.building_id, 'building_name', building.name,
        'room_id', entry.room_id, 'room_name', room.name, 'seat_id', entry.seat_id, 'seat_name', seat.name,
        'any_seat', any_seat, 'kind', entry.kind, 'features', entry.features, 'attendees', attendees,
        'starts_at', starts_at, 'ends_at', ends_at,
        'starts_local', starts_at AT TIME ZONE building.time_zone,
        'ends_local', ends_at AT TIME ZONE building.time_zone, 'time_zone', building.time_zone,
        'ahead', {_AHEAD},
        'offer', CASE WHEN status = 'offered' THEN json_build_object(
            'room_id', offered_room_id, 'room_name', offered.name, 'seat_id', offered_seat_id,
            'accept_by', accept_by) END,
        'booking_id', booking_id)::text
"""

_NAMES = """
    LEFT JOIN {schema}.people person USING (member_id)
    LEFT JOIN {schema}.directory_buildings building ON building.building_id = entry.building_id
    LEFT JOIN {schema}.directory_rooms room ON room.room_id = entry.room_id
    LEFT JOIN {schema}.directory_seats seat ON seat.seat_id = entry.seat_id
    LEFT JOIN {schema}.directory_rooms offered ON offered.room_id = entry.offered_room_id
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to list; what is not named does not matter."""

    mine: bool = False
    building_id: UUID | None = None
    room_id: UUID | None = None
    status: Collection[WaitingStatus] = ()

    def conditions(self) -> list[str]:
        conditions = [_VISIBLE]
        if self.mine:
            conditions.append("member_id = :me")
        if self.building_id is not None:
            conditions.append("building_id = :building_id")
        if self.room_id is not None:
            conditions.append("room_id = :room_id")
        if self.status:
            conditions.append("status = ANY(CAST(:status AS text[]))")
        return conditions

    def parameters(self) -> dict[str, Any]:
        return {
            "building_id": self.building_id,
            "room_id": self.room_id,
            "status": sorted(map(str, self.status)),
        }


async def waitlist(
    queries: Queries, viewer: Actor, which: Filter, *, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> bytes:
    """A page of those who wait, or waited, by when: one's own, and others' where one manages. Raises Forbidden."""
    sees = _sees(viewer)
    parameters = which.parameters() | sees
    cursors = queries.cursors("waitlist", which.mine, *parameters.values())
    conditions = which.conditions()
    if cursor is not None:
        starts_at, joined = cursors.read(cursor)
        parameters |= {"after_start": datetime.fromisoformat(starts_at), "after_id": UUID(joined)}
        conditions.append("(starts_at, waitlist_id) > (:after_start, :after_id)")
    rows = await queries.rows(
        f"SELECT {_BODY}, starts_at, waitlist_id FROM (SELECT * FROM {{schema}}.waitlist_entries"
        f" WHERE {' AND '.join(conditions)} ORDER BY starts_at, waitlist_id LIMIT :limit) entry {_NAMES}"
        " ORDER BY starts_at, waitlist_id",
        parameters | {"limit": checked_limit(limit) + 1},
    )
    return cut([_sortable(row) for row in rows], limit, cursors)


async def waitlist_entry(queries: Queries, viewer: Actor, waitlist_id: UUID) -> bytes:
    """One who waits. Raises NotFound, also for one that the viewer may not see."""
    rows = await queries.rows(
        f"SELECT {_BODY} FROM (SELECT * FROM {{schema}}.waitlist_entries"
        f" WHERE waitlist_id = :waitlist_id AND {_VISIBLE}) entry {_NAMES}",
        _sees(viewer) | {"waitlist_id": waitlist_id},
    )
    if not rows:
        raise NotFound("waitlist", waitlist_id)
    body: str = rows[0][0]
    return body.encode()


def _sees(viewer: Actor) -> dict[str, Any]:
    """What the viewer may see, as parameters. Raises Forbidden for a token that may not read."""
    reach = viewer.reach("see-waitlist")
    if reach is Reach.NONE:
        raise Forbidden("You may not do this.", act="see-waitlist")
    return {
        "everything": reach is Reach.EVERYWHERE,
        "me": viewer.member_id,
        "managed": sorted(viewer.managed_buildings) if reach is Reach.MANAGED else [],
    }


def _sortable(row: Sequence[Any]) -> tuple[str, str, str]:
    body, starts_at, waitlist_id = row
    return body, starts_at.astimezone(UTC).isoformat(), str(waitlist_id)

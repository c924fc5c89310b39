"""Bookings: who has what when.

Whoever may not see a booking learns that the place is busy, and what the rules of the room let everyone see.
"""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor, Reach
from bookit.domain.booking import LIVE
from bookit.domain.errors import Forbidden, NotFound
from bookit.domain.period import Period
from bookit.domain.policy import SHOW_BOOKER, SHOW_TITLE, Audience
from bookit.events.values import BookingStatus
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.policies import LEVELS_OF_ROOM, POLICY_OF_ROOM
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})

_VISIBLE = "(:everything OR member_id = :me OR building_id = ANY(CAST(:managed AS uuid[])))"

_DEFAULTS = {rule.name: str(rule.default) for rule in (SHOW_TITLE, SHOW_BOOKER)}

_WHERE_AND_WHEN = """
    'building_id', building_id, 'building_name', building.name,
    'room_id', room_id, 'room_name', room.name, 'seat_id', seat_id, 'seat_name', seat.name,
    'starts_at', starts_at, 'ends_at', ends_at,
    'starts_local', starts_at AT TIME ZONE booking.time_zone, 'ends_local', ends_at AT TIME ZONE booking.time_zone,
    'time_zone', booking.time_zone, 'places', places
"""

BODY = f"""
    json_build_object(
        'booking_id', booking_id, 'status', status, 'member_id', member_id,
        'member_name', person.display_name, 'title', title, 'guests', guests,
        'attendees', attendees, 'reason', reason, 'version', booking.version, {_WHERE_AND_WHEN},
        'approval', approval, 'decide_by', decide_by,
        'check_in_from', check_in_from, 'check_in_by', check_in_by, 'checked_in_by', checked_in_by, 'why', why,
        'overridden', overridden, 'override_reason', override_reason,
        'claimed_from', claimed_from, 'claimed_to', claimed_to,
        'series_id', series_id, 'waitlist_id', waitlist_id, 'rating', rating, 'feedback', feedback,
        'feedback_pictures', coalesce((SELECT json_agg(json_build_object(
             'file_id', picture, 'url', '/api/files/' || picture) ORDER BY turn)
         FROM unnest(feedback_pictures) WITH ORDINALITY taken (picture, turn)), '[]'))::text
"""
"""A booking as those see it who may."""

_AS_OTHERS_SEE_IT = f"""
    json_build_object(
        'booking_id', null, 'status', 'busy',
        'member_id', CASE WHEN shows_booker THEN member_id END,
        'member_name', CASE WHEN shows_booker THEN person.display_name END,
        'title', CASE WHEN shows_title THEN title END,
        'guests', CAST('[]' AS json), 'attendees', null, 'reason', null, 'version', null, {_WHERE_AND_WHEN})::text
"""

# What today's rules of the room let everyone see; asked only about bookings that are not visible anyway.
SHOWN = f"""
    LEFT JOIN LATERAL (
        SELECT coalesce(in_force ->> 'show_title', :show_title) = '{Audience.EVERYONE}' AS shows_title,
               coalesce(in_force ->> 'show_booker', :show_booker) = '{Audience.EVERYONE}' AS shows_booker
        FROM (SELECT {POLICY_OF_ROOM} AS in_force FROM {{schema}}.directory_rooms room {LEVELS_OF_ROOM}
              WHERE NOT booking.visible AND room.room_id = booking.room_id) effective
    ) shown ON true
"""

NAMES = """
    LEFT JOIN {schema}.directory_buildings building USING (building_id)
    LEFT JOIN {schema}.directory_rooms room USING (building_id, room_id)
    LEFT JOIN {schema}.directory_seats seat USING (room_id, seat_id)
    LEFT JOIN {schema}.people person USING (member_id)
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bookings to list; what is not named does not matter. A period lists what overlaps it."""

    mine: bool = False
    member_id: UUID | None = None
    room_id: UUID | None = None
    floor_id: UUID | None = None
    building_ids: Collection[UUID] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    status: Collection[BookingStatus] = ()

    def conditions(self) -> list[str]:
        conditions = ["true"]
        if self.mine:
            conditions.append("member_id = :me")
        if self.member_id is not None:
            conditions.append("member_id = :member_id")
        if self.room_id is not None:
            conditions.append("room_id = :room_id")
        if self.floor_id is not None:
            conditions.append(
                "room_id = ANY(ARRAY(SELECT room_id FROM {schema}.directory_rooms WHERE floor_id = :floor_id))"
            )
        if self.building_ids:
            conditions.append("building_id = ANY(CAST(:building_ids AS uuid[]))")
        if self.status:
            conditions.append("status = ANY(CAST(:status AS text[]))")
        if self.ends_at is not None:
            conditions.append("starts_at < :to")
        conditions.append(_VISIBLE if self.tells_who else f"({_VISIBLE} OR status = ANY(CAST(:live AS text[])))")
        return conditions

    @property
    def tells_who(self) -> bool:
        """Whether being listed at all would tell more than that a place is busy."""
        return self.mine or self.member_id is not None or bool(self.status)

    def parameters(self) -> dict[str, Any]:
        return {
            "member_id": self.member_id,
            "room_id": self.room_id,
            "floor_id": self.floor_id,
            "building_ids": sorted(self.building_ids),
            "status": sorted(map(str, self.status)),
            "from": self.starts_at,
            "to": self.ends_at,
            "live": sorted(map(str, LIVE)),
        }


async def bookings(
    queries: Queries,
    viewer: Actor,
    which: Filter,
    *,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of bookings by their start. Raises Invalid for an inverted period or a foreign cursor."""
    seen = sees(viewer)
    if which.starts_at is not None and which.ends_at is not None:
        Period(which.starts_at, which.ends_at)
    parameters = which.parameters() | seen
    cursors = queries.cursors("bookings", which.mine, *parameters.values())
    conditions = which.conditions()
    if cursor is not None:
        starts_at, position = cursors.read(cursor)
        parameters |= {"after_start": datetime.fromisoformat(starts_at), "after_position": position}
        conditions.append("(starts_at, position) > (:after_start, :after_position)")
    rows = await queries.rows(
        f"SELECT CASE WHEN visible THEN {BODY} ELSE {_AS_OTHERS_SEE_IT} END, starts_at, position"
        f" FROM ({page_of(conditions, which.starts_at)}) booking {NAMES} {SHOWN} ORDER BY starts_at, position",
        parameters | {"limit": checked_limit(limit) + 1},
    )
    return cut([sortable(row) for row in rows], limit, cursors)


async def booking(queries: Queries, viewer: Actor, booking_id: UUID) -> bytes:
    """One booking. Raises NotFound, also for one that the viewer may not see."""
    rows = await queries.rows(
        f"SELECT {BODY} FROM (SELECT * FROM {{schema}}.calendar_bookings"
        f" WHERE booking_id = :booking_id AND {_VISIBLE}) booking {NAMES}",
        sees(viewer) | {"booking_id": booking_id},
    )
    if not rows:
        raise NotFound("booking", booking_id)
    body: str = rows[0][0]
    return body.encode()


def page_of(conditions: Sequence[str], starts_at: datetime | None) -> str:
    """The bookings of a page. What is on at a time is found by its start, except for the few over a day long."""
    if starts_at is None:
        return _select(conditions)
    ordinary = [*conditions, "NOT over_a_day", "starts_at > :from - interval '1 day'", "ends_at > :from"]
    long = [*conditions, "over_a_day", "ends_at > :from"]
    return (
        f"SELECT * FROM (({_select(ordinary)}) UNION ALL ({_select(long)})) either"
        " ORDER BY starts_at, position LIMIT :limit"
    )


def _select(conditions: Sequence[str]) -> str:
    return (
        f"SELECT *, {_VISIBLE} AS visible FROM {{schema}}.calendar_bookings"
        f" WHERE {' AND '.join(conditions)} ORDER BY starts_at, position LIMIT :limit"
    )


def sees(viewer: Actor) -> dict[str, Any]:
    """What the viewer may see, as parameters. Raises Forbidden for a token that may not read."""
    reach = viewer.reach("see-booking")
    if reach is Reach.NONE:
        raise Forbidden("You may not do this.", act="see-booking")
    return {
        "everything": reach is Reach.EVERYWHERE,
        "me": viewer.member_id,
        "managed": sorted(viewer.managed_buildings) if reach is Reach.MANAGED else [],
        **_DEFAULTS,
    }


def sortable(row: Sequence[Any]) -> tuple[str, str, int]:
    body, starts_at, position = row
    return body, starts_at.astimezone(UTC).isoformat(), position

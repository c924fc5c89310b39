"""Series: which there are, the dates of one, and the dates that stand where zone rules of yesterday put them."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor, Reach
from bookit.domain.booking import LIVE
from bookit.domain.errors import Forbidden, NotFound
from bookit.domain.period import Period
from bookit.domain.series import Series
from bookit.queries.calendar import NAMES
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"series", "calendar", "directory"})

_VISIBLE = "(:everything OR member_id = :me OR building_id = ANY(CAST(:managed AS uuid[])))"

_BODY = """json_build_object(
    'series_id', series_id, 'member_id', member_id, 'member_name', person.display_name,
    'building_id', building_id, 'building_name', building.name, 'room_id', room_id, 'room_name', room.name,
    'seat_id', seat_id, 'seat_name', seat.name, 'time_zone', series.time_zone,
    'starts', starts, 'ends', ends, 'rrule', rrule, 'title', title,
    'skipped', skipped, 'continues_with', continues_with, 'live', live, 'why', why, 'no_shows', no_shows
)::jsonb"""

_DATES = """
    SELECT jsonb_agg(jsonb_build_object(
        'booking_id', date.booking_id, 'occurrence', date.occurrence, 'starts_at', booking.starts_at,
        'ends_at', booking.ends_at, 'status', booking.status, 'room_id', booking.room_id, 'changed_alone', date.apart
    ) ORDER BY date.occurrence)
    FROM {schema}.series_bookings date JOIN {schema}.calendar_bookings booking USING (booking_id)
    WHERE date.series_id = :series_id
"""

_AHEAD = """
    SELECT series.series_id, series.position, booking.booking_id, date.occurrence, booking.starts_at, booking.ends_at
    FROM (
        SELECT series_id, position FROM {schema}.series_series
        WHERE building_id = :building_id AND live AND position > :after ORDER BY position LIMIT :limit
    ) series
    LEFT JOIN {schema}.series_bookings date ON date.series_id = series.series_id AND NOT date.apart
    LEFT JOIN {schema}.calendar_bookings booking
        ON booking.booking_id = date.booking_id AND booking.starts_at > :now
        AND booking.status = ANY(CAST(:live AS text[]))
    ORDER BY series.position, date.occurrence
"""


async def all_series(
    queries: Queries,
    viewer: Actor,
    *,
    mine: bool = False,
    building_id: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of the series that the viewer may see, the oldest first."""
    cursors = queries.cursors("series", viewer.member_id, mine, building_id)
    conditions = [_VISIBLE, "position > :after"]
    if mine:
        conditions.append("member_id = :me")
    if building_id is not None:
        conditions.append("building_id = :building_id")
    rows = await queries.rows(
        f"SELECT {_BODY}::text, position FROM {{schema}}.series_series series {NAMES} WHERE {' AND '.join(conditions)}"
        " ORDER BY position LIMIT :limit",
        _sees(viewer)
        | {
            "building_id": building_id,
            "after": cursors.read(cursor)[0] if cursor is not None else 0,
            "limit": checked_limit(limit) + 1,
        },
    )
    return cut(rows, limit, cursors)


async def one_series(queries: Queries, viewer: Actor, series_id: UUID) -> bytes:
    """A series with its dates. Raises NotFound, also for one that the viewer may not see."""
    rows = await queries.rows(
        f"SELECT ({_BODY} || jsonb_build_object('dates', coalesce(({_DATES}), '[]')))::text"
        f" FROM {{schema}}.series_series series {NAMES} WHERE series_id = :series_id AND {_VISIBLE}",
        _sees(viewer) | {"series_id": series_id},
    )
    if not rows:
        raise NotFound("series", series_id)
    body: str = rows[0][0]
    return body.encode()


@dataclass(frozen=True, slots=True)
class DateAhead:
    """Where a date of a series stands."""

    booking_id: UUID
    occurrence: str
    period: Period


@dataclass(frozen=True, slots=True)
class DatesAhead:
    """The dates of some series that have not begun and were not changed one by one."""

    by_series: dict[UUID, list[DateAhead]]
    next_cursor: str | None


async def dates_ahead(
    queries: Queries, viewer: Actor, building_id: UUID, *, now: datetime, limit: int, cursor: str | None = None
) -> DatesAhead:
    """A page of the series of a building. Raises Forbidden for those who could not move them."""
    viewer.require("apply-zone-change", building=building_id)
    cursors = queries.cursors("series zone changes", viewer.member_id, building_id)
    rows = await queries.rows(
        _AHEAD,
        {
            "building_id": building_id,
            "after": cursors.read(cursor)[0] if cursor is not None else 0,
            "limit": checked_limit(limit),
            "now": now,
            "live": sorted(map(str, LIVE)),
        },
    )
    by_series: dict[UUID, list[DateAhead]] = {}
    for row in rows:
        dates = by_series.setdefault(row.series_id, [])
        if row.booking_id is not None:
            dates.append(DateAhead(row.booking_id, row.occurrence, Period(row.starts_at, row.ends_at)))
    more = len(by_series) == limit
    return DatesAhead(by_series, cursors.after([rows[-1].position]) if more else None)


def drifted(series: Series, dates: Sequence[DateAhead]) -> Iterator[dict[str, Any]]:
    """The dates that would be at another time by today's rules of the zone, with both times."""
    for date in dates:
        should_be = series.stay(date.occurrence)
        if should_be.period != date.period:
            yield {
                "series_id": series.id,
                "booking_id": date.booking_id,
                "occurrence": date.occurrence,
                "starts_at": date.period.start.astimezone(UTC),
                "ends_at": date.period.end.astimezone(UTC),
                "would_start_at": should_be.period.start,
                "would_end_at": should_be.period.end,
                "note": should_be.note,
            }


def _sees(viewer: Actor) -> dict[str, Any]:
    """What the viewer may see, as parameters. Raises Forbidden for a token that may not read."""
    reach = viewer.reach("see-booking")
    if reach is Reach.NONE:
        raise Forbidden("You may not do this.", act="see-booking")
    return {
        "everything": reach is Reach.EVERYWHERE,
        "me": viewer.member_id,
        "managed": sorted(viewer.managed_buildings) if reach is Reach.MANAGED else [],
    }

"""Calendar feeds: my bookings, and those of a place as I may see them, as calendar programs keep them."""

from datetime import datetime, timedelta
from typing import Final

from bookit.domain.actor import Actor
from bookit.domain.booking import LIVE
from bookit.events.values import BookingStatus
from bookit.queries.calendar import NAMES, SHOWN, Filter, page_of, sees
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})

KEPT: Final = timedelta(days=30)
"""So long a booking that is over stays in the calendar of its member."""
MOST: Final = 500
MOST_OF_A_PLACE: Final = 1000

_HELD = frozenset({*LIVE, BookingStatus.FINISHED})

_FEED = """
    SELECT coalesce(json_agg(json_build_object(
        'booking_id', booking_id, 'version', booking.version, 'status', status, 'title', title,
        'seat', seat.name, 'room', room.name, 'building', building.name,
        'starts_at', starts_at, 'ends_at', ends_at, 'time_zone', booking.time_zone, 'changed_at', changed.recorded_at
    ) ORDER BY starts_at, position), '[]')::text
"""

_CHANGED = """
    {schema}.events changed
    ON changed.originator_id = booking_id AND changed.originator_version = booking.version
"""

_FEED_OF_A_PLACE = """
    SELECT coalesce(json_agg(json_build_object(
        'booking_id', booking_id, 'visible', visible,
        'version', CASE WHEN visible THEN booking.version ELSE 1 END,
        'status', CASE WHEN visible THEN status ELSE 'confirmed' END,
        'title', CASE WHEN visible OR shows_title THEN title END,
        'member', CASE WHEN visible OR shows_booker THEN person.display_name END,
        'seat', seat.name, 'room', room.name, 'building', building.name,
        'starts_at', starts_at, 'ends_at', ends_at, 'time_zone', booking.time_zone,
        'changed_at', changed.recorded_at
    ) ORDER BY starts_at, position), '[]')::text
"""


async def bookings_to_carry(queries: Queries, viewer: Actor, *, now: datetime) -> bytes:
    """What the viewer has ahead and had lately, the first `MOST` by their start; nothing that was given up."""
    since = now - KEPT
    mine = Filter(mine=True, starts_at=since, status=_HELD)
    ((body,),) = await queries.rows(
        f"{_FEED} FROM ({page_of(mine.conditions(), since)}) booking {NAMES} JOIN {_CHANGED}",
        mine.parameters() | sees(viewer) | {"limit": MOST},
    )
    return str(body).encode()


async def bookings_of_a_place(queries: Queries, viewer: Actor, place: Filter) -> bytes:
    """What is held of a place from the start of the filter on, the next `MOST_OF_A_PLACE`, as the viewer may see it.

    Of what is not `visible` to them, the id is for telling one booking from another and not to be shown.
    """
    held = [*place.conditions(), "status = ANY(CAST(:live AS text[]))"]
    ((body,),) = await queries.rows(
        f"{_FEED_OF_A_PLACE} FROM ({page_of(held, place.starts_at)}) booking {NAMES} {SHOWN}"
        f" LEFT JOIN {_CHANGED} AND booking.visible",
        place.parameters() | sees(viewer) | {"limit": MOST_OF_A_PLACE},
    )
    return str(body).encode()

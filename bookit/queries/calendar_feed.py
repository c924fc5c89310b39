"""Calendar feed: my bookings as calendar programs keep them, with when each changed last."""

from datetime import datetime, timedelta
from typing import Final

from bookit.domain.actor import Actor
from bookit.domain.booking import LIVE
from bookit.events.values import BookingStatus
from bookit.queries.calendar import NAMES, Filter, page_of, sees
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})

KEPT: Final = timedelta(days=30)
"""So long a booking that is over stays in the calendar."""
MOST: Final = 500

_HELD = frozenset({*LIVE, BookingStatus.FINISHED})

_FEED = """
    SELECT coalesce(json_agg(json_build_object(
        'booking_id', booking_id, 'version', booking.version, 'status', status, 'title', title,
        'seat', seat.name, 'room', room.name, 'building', building.name,
        'starts_at', starts_at, 'ends_at', ends_at, 'time_zone', booking.time_zone, 'changed_at', changed.recorded_at
    ) ORDER BY starts_at, position), '[]')::text
"""


async def bookings_to_carry(queries: Queries, viewer: Actor, *, now: datetime) -> bytes:
    """What the viewer has ahead and had lately, the first `MOST` by their start; nothing that was given up."""
    since = now - KEPT
    mine = Filter(mine=True, starts_at=since, status=_HELD)
    ((body,),) = await queries.rows(
        f"{_FEED} FROM ({page_of(mine.conditions(), since)}) booking {NAMES}"
        " JOIN {schema}.events changed"
        " ON changed.originator_id = booking_id AND changed.originator_version = booking.version",
        mine.parameters() | sees(viewer) | {"limit": MOST},
    )
    return str(body).encode()

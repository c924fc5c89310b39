"""My bookings: the calendar's rows by member and time (docs/adr/0013)."""

from datetime import datetime

from bookit.domain.actor import Actor
from bookit.domain.booking import LIVE
from bookit.queries.calendar import Filter, bookings
from bookit.queries.paging import DEFAULT_LIMIT
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory"})


async def agenda(
    queries: Queries,
    viewer: Actor,
    *,
    now: datetime,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """What the viewer has ahead, running stays included, the next first.

    `now` is a part of the question that a cursor belongs to: ask for further pages with the same one.
    """
    ahead = Filter(mine=True, starts_at=now, status=LIVE)
    return await bookings(queries, viewer, ahead, limit=limit, cursor=cursor)

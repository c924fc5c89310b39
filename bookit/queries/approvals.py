"""Approvals: the pending bookings that one may decide about, the most urgent first."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this module; values are parameters

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor, Reach
from bookit.domain.errors import Forbidden
from bookit.queries.calendar import BODY, NAMES
from bookit.queries.paging import DEFAULT_LIMIT, checked_limit, cut
from bookit.queries.reading import Queries

PROJECTIONS = frozenset({"calendar", "directory", "deadlines"})


async def approvals(
    queries: Queries,
    viewer: Actor,
    *,
    building_id: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of what waits for approval, by when it has to be decided. Raises Forbidden for who decides nothing."""
    reach = viewer.reach("see-approvals")
    if reach is Reach.NONE:
        raise Forbidden("You may not do this.", act="see-approvals")
    parameters: dict[str, Any] = {
        "everywhere": reach is Reach.EVERYWHERE,
        "managed": sorted(viewer.managed_buildings),
        "building_id": building_id,
    }
    cursors = queries.cursors("approvals", viewer.member_id, *parameters.values())
    after = ""
    if cursor is not None:
        decide_by, position = cursors.read(cursor)
        after = " AND (due.decide_by, position) > (:after_decide_by, :after_position)"
        parameters |= {"after_decide_by": datetime.fromisoformat(decide_by), "after_position": position}
    rows = await queries.rows(
        f"SELECT {BODY}, decide_by, position FROM ("
        "   SELECT booking.* FROM {schema}.deadlines_bookings due"
        "   JOIN {schema}.calendar_bookings booking USING (booking_id)"
        "   WHERE due.live AND due.pending AND status = 'pending'"
        "     AND (:everywhere OR building_id = ANY(CAST(:managed AS uuid[])))"
        "     AND (CAST(:building_id AS uuid) IS NULL OR building_id = :building_id)"
        f"    {after} ORDER BY due.decide_by, position LIMIT :limit"
        f") booking {NAMES} ORDER BY decide_by, position",
        parameters | {"limit": checked_limit(limit) + 1},
    )
    return cut([_sortable(row) for row in rows], limit, cursors)


def _sortable(row: Sequence[Any]) -> tuple[str, str, int]:
    body, decide_by, position = row
    return body, decide_by.astimezone(UTC).isoformat(), position

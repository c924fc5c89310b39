"""Feedback: how stays were, as those told who stayed; for whoever manages the place, the latest first."""

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

PROJECTIONS = frozenset({"calendar", "directory"})


async def feedback(
    queries: Queries,
    viewer: Actor,
    *,
    building_id: UUID | None = None,
    room_id: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
    cursor: str | None = None,
) -> bytes:
    """A page of the bookings that were rated, in buildings that one manages. Raises Forbidden for who manages none."""
    reach = viewer.reach("see-feedback")
    if reach is Reach.NONE:
        raise Forbidden("You may not do this.", act="see-feedback")
    parameters: dict[str, Any] = {
        "everywhere": reach is Reach.EVERYWHERE,
        "managed": sorted(viewer.managed_buildings),
        "building_id": building_id,
        "room_id": room_id,
    }
    cursors = queries.cursors("feedback", viewer.member_id, *parameters.values())
    before = ""
    if cursor is not None:
        feedback_at, position = cursors.read(cursor)
        before = " AND (feedback_at, position) < (:before_feedback_at, :before_position)"
        parameters |= {"before_feedback_at": datetime.fromisoformat(feedback_at), "before_position": position}
    rows = await queries.rows(
        f"SELECT {BODY}, feedback_at, position FROM ("
        "   SELECT * FROM {schema}.calendar_bookings"
        "   WHERE rating IS NOT NULL"
        "     AND (:everywhere OR building_id = ANY(CAST(:managed AS uuid[])))"
        "     AND (CAST(:building_id AS uuid) IS NULL OR building_id = :building_id)"
        "     AND (CAST(:room_id AS uuid) IS NULL OR room_id = :room_id)"
        f"    {before} ORDER BY feedback_at DESC, position DESC LIMIT :limit"
        f") booking {NAMES} ORDER BY feedback_at DESC, position DESC",
        parameters | {"limit": checked_limit(limit) + 1},
    )
    return cut([_sortable(row) for row in rows], limit, cursors)


def _sortable(row: Sequence[Any]) -> tuple[str, str, int]:
    body, feedback_at, position = row
    return body, feedback_at.astimezone(UTC).isoformat(), position

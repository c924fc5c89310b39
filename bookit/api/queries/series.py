"""Series: which there are, what would become of one, and which dates zone rules have moved."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.history import PageOfEvents
from bookit.api.answers.series import PageOfDriftedDates, PageOfSeries, SeriesWithDates
from bookit.api.queries.asking import Cursor, Instant, Limit, MinPosition, asked, instant, viewer_of
from bookit.api.requests import system_of
from bookit.commands.series import SeriesPreview, SeriesWish, preview_series
from bookit.domain.recurrence import LONGEST_RULE, MOST_OCCURRENCES
from bookit.domain.series import Series
from bookit.queries import history
from bookit.queries import series as reading

router = APIRouter()

LocalDates = Annotated[list[Annotated[str, Query(max_length=40)]] | None, Query(max_length=MOST_OCCURRENCES)]


@router.get("/series/preview", summary="What would become of each date of a series")
async def preview(
    request: Request,
    room_id: UUID,
    starts_at: Instant,
    ends_at: Instant,
    seat_id: UUID | None = None,
    rrule: Annotated[str | None, Query(max_length=LONGEST_RULE, examples=["FREQ=WEEKLY;COUNT=10"])] = None,
    rdates: LocalDates = None,
    exdates: LocalDates = None,
    booked_for: UUID | None = None,
    attendees: Annotated[int | None, Query(ge=1, le=10_000)] = None,
) -> SeriesPreview:
    """Each date with its verdict, as `place-series` would decide now: free, taken, closed, refused, and why."""
    wish = SeriesWish(
        room_id=room_id,
        seat_id=seat_id,
        starts_at=starts_at,
        ends_at=ends_at,
        rrule=rrule,
        rdates=rdates or [],
        exdates=exdates or [],
        booked_for=booked_for,
        attendees=attendees,
    )
    instant(starts_at, "starts_at")
    instant(ends_at, "ends_at")
    executor = system_of(request).executor
    return await executor.consider(await viewer_of(request), lambda desk: preview_series(wish, desk))


@router.get("/series", summary="Series", response_model=PageOfSeries)
async def all_series(
    request: Request,
    mine: Annotated[bool, Query(description="Only my own.")] = False,
    building_id: UUID | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of the series that one may see, the oldest first."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(
        await reading.all_series(
            question.queries, question.viewer, mine=mine, building_id=building_id, limit=limit, cursor=cursor
        )
    )


@router.get(
    "/series/zone-changes",
    summary="Dates that a change of zone rules has moved",
    response_model=PageOfDriftedDates,
)
async def zone_changes(
    request: Request, building_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> dict[str, Any]:
    """The dates ahead, of a page of the building's series, that no longer are at their wall time.

    `apply-zone-change` moves those of a series.
    """
    question = await asked(request, reading.PROJECTIONS, min_position)
    ahead = await reading.dates_ahead(
        question.queries, question.viewer, building_id, now=datetime.now(UTC), limit=limit, cursor=cursor
    )
    streams = system_of(request).streams
    found: list[dict[str, Any]] = []
    for series_id, dates in ahead.by_series.items():
        series = await streams.get(Series, series_id)
        if series is not None:
            found.extend(reading.drifted(series, dates))
    return {"items": found, "next_cursor": ahead.next_cursor}


@router.get("/series/{series_id}", summary="One series", response_model=SeriesWithDates)
async def one_series(request: Request, series_id: UUID, min_position: MinPosition = None) -> Response:
    """A series with its dates and those that were skipped."""
    question = await asked(request, reading.PROJECTIONS, min_position)
    return await question.answer(await reading.one_series(question.queries, question.viewer, series_id))


@router.get("/series/{series_id}/history", summary="History of a series", response_model=PageOfEvents)
async def series_history(
    request: Request, series_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """Every event of a series in words: who, when, what changed."""
    question = await asked(request, reading.PROJECTIONS | history.PROJECTIONS, min_position)
    return await question.answer(
        await history.series_history(question.queries, question.viewer, series_id, limit=limit, cursor=cursor)
    )

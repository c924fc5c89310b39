"""Reports for analysts, as JSON or as CSV."""

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.reports import ReportSeen
from bookit.api.queries.asking import Asked, MinPosition, asked, instant, local_day
from bookit.domain.errors import NotFound
from bookit.events.values import RoomKind
from bookit.importing.cells import escaped
from bookit.queries.reports import PROJECTIONS, REPORTS, Answer, Question

router = APIRouter()

_Day = Annotated[date | AwareDatetime, Query(examples=["2026-05-04"])]


@router.get(
    "/reports/{report}",
    summary="Report",
    response_model=ReportSeen,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def report(
    request: Request,
    report: Annotated[str, Path(json_schema_extra={"enum": list(REPORTS)})],
    first: Annotated[_Day, Query(alias="from", description="The first local day; of a time its day counts.")],
    end: Annotated[_Day, Query(alias="to", description="The day after the last.")],
    group_by: Annotated[
        list[str] | None, Query(description="Up to three, repeated or with commas; docs/reporting.md says which.")
    ] = None,
    building_id: Annotated[list[UUID] | None, Query()] = None,
    room_id: Annotated[list[UUID] | None, Query()] = None,
    kind: RoomKind | None = None,
    min_position: MinPosition = None,
) -> Response:
    """What was booked, used, given up, waited for or refused on some days. `Accept: text/csv` gives a CSV file."""
    if report not in REPORTS:
        raise NotFound("report", report)
    question = Question(
        _day(first, "from"),
        _day(end, "to", up=True),
        [name for names in group_by or () for name in names.split(",")],
        building_ids=building_id or (),
        room_ids=room_id or (),
        kind=kind,
    )
    asking = await asked(request, PROJECTIONS, min_position)
    answer = await REPORTS[report].answer(asking.queries, asking.viewer, question)
    if _wants_csv(request):
        return await _as_csv(asking, answer, f"{report}-{question.first}-{question.end}.csv")
    return await asking.answer(_as_json(question, answer))


def _day(value: date | datetime, name: str, *, up: bool = False) -> date:
    """The day of a time, or the day after it where `up` and the day has begun."""
    if not isinstance(value, datetime):
        return local_day(value, name) or value
    instant(value, name)
    begun = value.time() > time()
    return value.date() + timedelta(days=1 if up and begun else 0)


def _wants_csv(request: Request) -> bool:
    """Whether CSV is asked for, and before JSON."""
    accepted = [part.partition(";")[0].strip().lower() for part in request.headers.get("accept", "").split(",")]
    return "text/csv" in accepted and "application/json" not in accepted[: accepted.index("text/csv")]


def _as_json(question: Question, answer: Answer) -> bytes:
    return orjson.dumps(
        {
            "from": question.first,
            "to": question.end,
            "group_by": list(question.group_by),
            "items": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows],
            "next_cursor": None,
        }
    )


async def _as_csv(asking: Asked, answer: Answer, name: str) -> Response:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(answer.columns)
    writer.writerows([escaped(value) if isinstance(value, str) else value for value in row] for row in answer.rows)
    response = await asking.answer(table.getvalue().encode())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

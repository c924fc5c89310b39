"""What every query shares: who asks, how fresh the answer must be, and the shape of the answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Header, Query
from pydantic import AwareDatetime
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.problems import Problem
from bookit.api.requests import actor_of, system_of
from bookit.domain.actor import Actor
from bookit.domain.period import EARLIEST, LATEST
from bookit.events.values import Role
from bookit.identity import MemberKeys
from bookit.queries import Queries
from bookit.wiring import System

MinPosition = Annotated[
    int | None,
    Header(
        alias="Bookit-Min-Position",
        ge=0,
        description="Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Items on a page.")]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next_cursor` of the page before.")]
Instant = Annotated[AwareDatetime, Query(examples=["2026-05-04T09:00:00+02:00"])]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be asked now."""

    viewer: Actor
    queries: Queries
    position: int | None
    member_keys: MemberKeys

    async def answer(self, body: bytes) -> Response:
        """The JSON of an answer, with what members wrote readable."""
        headers = {} if self.position is None else {"Bookit-Position": str(self.position)}
        return Response(await self.member_keys.open_json(body), headers=headers, media_type="application/json")


_NOT_KEPT = frozenset({"name", "email", "guests", "cursor"})
"""Parameters with names of people in them."""


async def viewer_of(request: Request) -> Actor:
    """Who asks. What auditors ask, and what anybody asks of the ledger, is noted before it is answered."""
    viewer = await actor_of(request)
    path = request.url.path.removeprefix("/api/queries/")
    of_ledger = path.startswith("ledger/") and viewer.may("see-ledger")
    if of_ledger or Role.AUDITOR in viewer.roles:
        parameters: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items()[:50]:
            parameters.setdefault(name[:50], []).append("(not kept)" if name in _NOT_KEPT else value[:100])
        await system_of(request).identity.readings.note(viewer.member_id, viewer.came_from, path, parameters)
    return viewer


async def asked(request: Request, projections: Collection[str], min_position: int | None) -> Asked:
    """Who asks, after the read models have caught up with what the asker has seen, or two seconds.

    A replica that has caught up answers; else the primary.
    """
    return await asked_by(await viewer_of(request), system_of(request), projections, min_position)


async def asked_by(viewer: Actor, system: System, projections: Collection[str], min_position: int | None) -> Asked:
    """The same for who is known already."""
    replica = system.replica
    if replica is not None and (reached := await replica.knows(min_position, projections)) is not None:
        return Asked(viewer, replica, None if min_position is None else reached, system.identity.member_keys)
    return await _of_primary(viewer, system, projections, min_position)


async def asked_of_primary(request: Request, projections: Collection[str], min_position: int | None) -> Asked:
    """The same, for what also rests on rows that are written beside the ledger: no position tells how old they are."""
    return await _of_primary(await viewer_of(request), system_of(request), projections, min_position)


async def _of_primary(viewer: Actor, system: System, projections: Collection[str], min_position: int | None) -> Asked:
    queries = system.queries
    position = None if min_position is None else await queries.freshness.wait_for(min_position, projections)
    return Asked(viewer, queries, position, system.identity.member_keys)


async def refuse_nul(request: Request) -> None:
    """Raises Problem 400 for a parameter that Postgres could not compare with anything."""
    found = [name for name, value in request.query_params.multi_items() if "\0" in name or "\0" in value]
    if found:
        errors = [{"parameter": name, "detail": "Text can't hold a NUL character."} for name in found]
        raise Problem(400, "malformed", "The request does not fit its schema.", errors=errors)


def instant(value: datetime | None, name: str) -> datetime | None:
    """A time within the years that BookIT knows. Raises Problem 400."""
    if value is not None and not EARLIEST <= value <= LATEST:
        raise _out_of_range(name)
    return value


def local_day(value: date | None, name: str) -> date | None:
    """A day within the years that BookIT knows. Raises Problem 400."""
    if value is not None and not EARLIEST.date() <= value < LATEST.date():
        raise _out_of_range(name)
    return value


def _out_of_range(name: str) -> Problem:
    detail = f"A time must lie between {EARLIEST:%Y} and {LATEST:%Y}."
    return Problem(400, "malformed", detail, errors=[{"parameter": name, "detail": "out of range"}])

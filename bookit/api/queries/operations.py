"""Operations: the machinery behind the answers, for who keeps it running."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.operations import (
    AllDeadlines,
    Builds,
    PageOfActs,
    PageOfJobs,
    Parked,
    Processes,
    Queue,
    Queues,
    SessionsSeen,
    State,
    StorageSeen,
)
from bookit.api.queries.asking import Cursor, Limit, viewer_of
from bookit.api.requests import system_of
from bookit.queries import Queries, jobs, operations
from bookit.queries.operations import body_of

router = APIRouter(prefix="/ops")


@router.get("/projections", summary="Read models", response_model=Builds)
async def projections(request: Request) -> Response:
    """How far and how fast each read model is, in events and in seconds; a rebuild with an estimate of its end."""
    return _json(body_of(await operations.projections(await _queries(request))))


@router.get("/queues", summary="Queues", response_model=Queues)
async def queues(request: Request) -> Response:
    """What waits, runs and failed in each queue, and how far the ledger was looked through for new jobs."""
    queries = await _queries(request)
    return _json(body_of({"items": await jobs.queues(queries), "reactions": await jobs.reactions(queries)}))


@router.get("/processes", summary="Processes", response_model=Processes)
async def processes(request: Request) -> Response:
    """The processes of this organisation and when each was last heard of."""
    return _json(body_of(await operations.processes(await _queries(request))))


@router.get("/jobs", summary="Jobs", response_model=PageOfJobs)
async def all_jobs(
    request: Request,
    state: State | None = None,
    kind: Annotated[str | None, Query(max_length=100)] = None,
    queue: Queue | None = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Response:
    """A page of jobs, the latest first."""
    queries = await _queries(request)
    return _json(await jobs.jobs(queries, jobs.Filter(state, kind, queue), limit=limit, cursor=cursor))


@router.get("/parked", summary="What is parked", response_model=Parked)
async def parked(request: Request) -> Response:
    """Events that read models can't digest, and jobs that failed for good, each by what was wrong."""
    queries = await _queries(request)
    return _json(body_of({"events": await operations.parked_events(queries), "jobs": await jobs.parked_jobs(queries)}))


@router.get("/deadlines", summary="Deadlines", response_model=AllDeadlines)
async def deadlines(request: Request) -> Response:
    """What time will do by itself: how much of each kind is due, and what comes next."""
    await _queries(request)
    return _json(body_of([waiting.as_item() for waiting in await system_of(request).timers.waiting()]))


@router.get("/sessions", summary="Sessions", response_model=SessionsSeen)
async def sessions(request: Request) -> Response:
    """How many are signed in; nobody by name."""
    queries = await _queries(request)
    settings = system_of(request).settings
    idle, longest = timedelta(minutes=settings.session_idle_minutes), timedelta(days=settings.session_days)
    return _json(body_of(await operations.sessions(queries, idle=idle, longest=longest)))


@router.get("/storage", summary="Storage", response_model=StorageSeen)
async def storage(request: Request) -> Response:
    """The size of the database and of each table; rows as Postgres estimates them."""
    return _json(body_of(await operations.storage(await _queries(request))))


@router.get("/acts", summary="Acts of operators", response_model=PageOfActs)
async def acts(request: Request, limit: Limit = 100, cursor: Cursor = None) -> Response:
    """What operators did, the latest first."""
    (await viewer_of(request)).require("see-operator-acts")
    return _json(await operations.acts(system_of(request).queries, limit=limit, cursor=cursor))


async def _queries(request: Request) -> Queries:
    """The read side, for who may look behind it. Raises Forbidden."""
    (await viewer_of(request)).require("see-operations")
    return system_of(request).queries


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")

"""For those who watch over the service: is it alive, is it ready, which version, how is it doing."""

import asyncio

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import bookit
from bookit.api.requests import organisations_of
from bookit.operations.measurements import text_of

PATHS = frozenset({"/livez", "/readyz", "/version", "/metrics"})
"""What is asked of a process, whichever organisation it serves and by whatever name."""

router = APIRouter(tags=["health"])


@router.get("/livez", summary="Alive")
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


class Health(BaseModel):
    status: str = Field(examples=["ok"])
    waiting: int = Field(0, description="Organisations that can't be served yet; the log says which and why.")


@router.get("/readyz", summary="Ready", response_model=Health, responses={503: {"model": Health}})
async def readyz(request: Request) -> Response:
    """Somebody's commands and queries can be served. Redis is not asked: bookings do without."""
    organisations = organisations_of(request)
    served = organisations.served
    waiting = len(organisations.places) - len(served)
    if not served:
        status = "no organisation can be served yet"
    elif await served[0].system.is_database_up():
        return JSONResponse({"status": "ok", "waiting": waiting})
    else:
        status = "the database does not answer"
    return JSONResponse({"status": status, "waiting": waiting}, 503, {"Retry-After": "2"})


@router.get("/version", summary="Version")
async def version() -> dict[str, str]:
    return {"version": bookit.__version__}


@router.get("/metrics", summary="Metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Prometheus text, of this process and of the organisations it serves; keep it away from the public."""
    served = organisations_of(request).served
    measured = await asyncio.gather(*(each.measurements.now() for each in served))
    organisations = [each.settings.in_logs for each in served]
    text = generate_latest() + text_of(zip(organisations, measured, strict=True))
    return Response(text, media_type=CONTENT_TYPE_LATEST)

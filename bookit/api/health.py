"""For those who watch over the service: is it alive, is it ready, which version, how is it doing."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import bookit
from bookit.api.requests import measurements_of, system_of

router = APIRouter(tags=["health"])


@router.get("/livez", summary="Alive")
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


class Health(BaseModel):
    status: str = Field(examples=["ok"])


@router.get("/readyz", summary="Ready", response_model=Health, responses={503: {"model": Health}})
async def readyz(request: Request) -> Response:
    """The database answers, so commands and queries can be served. Redis is not asked: bookings do without."""
    if await system_of(request).is_database_up():
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "the database does not answer"}, 503, {"Retry-After": "2"})


@router.get("/version", summary="Version")
async def version() -> dict[str, str]:
    return {"version": bookit.__version__}


@router.get("/metrics", summary="Metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Prometheus text, of this process and of the organisation; keep it away from the public."""
    of_the_organisation = await measurements_of(request).text()
    return Response(generate_latest() + of_the_organisation, media_type=CONTENT_TYPE_LATEST)

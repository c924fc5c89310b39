"""The HTTP application: commands on one side, queries on the other."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import Response

import bookit
from bookit.api import (
    accounts,
    calendar_feed,
    dev_mail,
    docs,
    files,
    health,
    imports,
    notifications,
    operations,
    session,
)
from bookit.api.answers.problems import PROBLEM
from bookit.api.commands import PUBLIC, CommandSide, described
from bookit.api.errors import ANSWERED, answer_to
from bookit.api.middleware import Surroundings
from bookit.api.organisations import Organisations
from bookit.api.queries import query_routes
from bookit.api.site import Site
from bookit.logs import configure_logs
from bookit.settings import Settings

_Shown = tuple[type[BaseModel], Literal["validation", "serialization"]]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment when not given."""
    settings = settings or Settings()
    configure_logs(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.organisations = organisations = Organisations(settings)
        async with organisations.kept():
            _spare_the_collector()
            yield

    app = FastAPI(
        title="BookIT",
        version=bookit.__version__,
        summary="Rooms and seats booked on an event-sourced ledger.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,  # the redirect would lead to whatever host the request names
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name.replace("_", "-"),
        responses={"default": PROBLEM},
    )
    app.add_middleware(Site)
    app.add_middleware(CommandSide)
    app.add_middleware(Surroundings)
    app.include_router(query_routes())
    app.include_router(session.router)
    app.include_router(accounts.router)
    app.include_router(imports.router)
    app.include_router(files.router)
    app.include_router(operations.operation_routes())
    app.include_router(notifications.router)
    app.include_router(calendar_feed.router)
    if settings.dev_mail is not None:
        app.include_router(dev_mail.router)
    app.include_router(health.router)
    app.include_router(docs.router)
    for error in ANSWERED:
        app.add_exception_handler(error, _answer)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def end_streams(app: FastAPI) -> None:
    """End the streams of live news, which go on for ever otherwise; for a server that is about to stop."""
    if hasattr(app.state, "organisations"):
        for served in app.state.organisations.served:
            served.live.close()


def _spare_the_collector() -> None:
    """What is there after the start stays for good; requests make few cycles, so looking for them can be rare."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


async def _answer(request: Request, error: Exception) -> Response:
    return answer_to(request, error)


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes, tags=app.openapi_tags
        )
        document["paths"] = described() | document["paths"]
        bodies: list[_Shown] = [
            (body, "validation")
            for body in (
                *(entry.command for entry in PUBLIC.values()),
                *session.BODIES,
                *notifications.BODIES,
                *operations.BODIES,
            )
        ]
        answers: list[_Shown] = [
            (answer, "serialization") for answer in dict.fromkeys(entry.answer for entry in PUBLIC.values())
        ]
        _, definitions = models_json_schema(bodies + answers, ref_template="#/components/schemas/{model}")
        components = document.setdefault("components", {})
        components.setdefault("schemas", {}).update(definitions["$defs"])
        app.openapi_schema = document
    return app.openapi_schema

"""The HTTP application: commands on one side, queries on the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import bookit
from bookit.api import accounts, health, session
from bookit.api.commands import command_routes
from bookit.api.middleware import Surroundings
from bookit.api.problems import Problem, malformed_parameters, problem_response, refusal_response
from bookit.api.queries import query_routes
from bookit.commands import CATALOGUE
from bookit.domain.errors import Refusal
from bookit.ledger.append import OutcomeUnknown
from bookit.logs import configure_logs
from bookit.settings import Settings
from bookit.wiring import DATABASE_UNAVAILABLE, System, running

log = structlog.get_logger()

RETRY_AFTER_SECONDS = 2

_Shown = tuple[type[BaseModel], Literal["validation", "serialization"]]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment when not given."""
    settings = settings or Settings()
    configure_logs(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings) as system:
            app.state.system = system
            await _announce_setup(system)
            yield

    app = FastAPI(
        title="BookIT",
        version=bookit.__version__,
        summary="Rooms and seats booked on an event-sourced ledger.",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.add_middleware(Surroundings, secure_cookies=settings.uses_https)
    app.include_router(command_routes())
    app.include_router(query_routes())
    app.include_router(session.router)
    app.include_router(accounts.router)
    app.include_router(health.router)
    _translate_errors(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


async def _announce_setup(system: System) -> None:
    """While nobody can sign in yet, the log is the only way to become the first owner."""
    token = await system.identity.first_run.open()
    if token is not None:
        log.warning("setup.open", how="POST /api/session/setup with this token, or `bookit create-owner`", token=token)


def _translate_errors(app: FastAPI) -> None:
    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        return refusal_response(request, error)

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return problem_response(request, error)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        return problem_response(request, malformed_parameters(error.errors()))

    @app.exception_handler(HTTPException)
    async def http_problem(request: Request, error: HTTPException) -> Response:
        slug = {404: "no-such-route", 405: "method-not-allowed"}.get(error.status_code, "refused")
        response = problem_response(request, Problem(error.status_code, slug, str(error.detail)))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(OutcomeUnknown)
    async def outcome_unknown(request: Request, error: OutcomeUnknown) -> Response:
        detail = (
            "The database went away, so it is not known whether this was recorded."
            " Send it again with the same Idempotency-Key."
        )
        return problem_response(request, Problem(503, "outcome-unknown", detail, retry_after=RETRY_AFTER_SECONDS))

    async def unavailable(request: Request, error: Exception) -> Response:
        log.warning("database.unavailable", error=str(error), request_id=request.scope.get("request_id"))
        detail = "The database does not answer; nothing was recorded."
        return problem_response(request, Problem(503, "unavailable", detail, retry_after=RETRY_AFTER_SECONDS))

    for unavailability in DATABASE_UNAVAILABLE:
        app.add_exception_handler(unavailability, unavailable)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("request.failed", request_id=request.scope.get("request_id"), exc_info=error)
        return problem_response(request, Problem(500, "internal-error", "BookIT made a mistake; it is in the log."))


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes, tags=app.openapi_tags
        )
        public = [entry for entry in CATALOGUE.values() if not entry.internal]
        bodies: list[_Shown] = [(body, "validation") for body in (*(e.command for e in public), *session.BODIES)]
        answers: list[_Shown] = [(answer, "serialization") for answer in {entry.answer for entry in public}]
        _, definitions = models_json_schema(bodies + answers, ref_template="#/components/schemas/{model}")
        components = document.setdefault("components", {})
        components.setdefault("schemas", {}).update(definitions["$defs"])
        components["schemas"]["Problem"] = _PROBLEM
        components["responses"] = {
            "Problem": {
                "description": "Why not, as a problem document (RFC 9457).",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }
        }
        app.openapi_schema = document
    return app.openapi_schema


_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/room-taken"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "rule": {"type": "string", "description": "The rule that says no."},
        "value": {"description": "The value of that rule."},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": True,
}

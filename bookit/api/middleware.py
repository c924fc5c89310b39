"""What happens around every request: whose it is, an id, safe headers, a log line, a measurement."""

import re
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import structlog
from prometheus_client import Counter, Histogram
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars
from uuid_utils.compat import uuid7

from bookit.api import health
from bookit.api.errors import RETRY_AFTER_SECONDS, answer_to
from bookit.api.organisations import Place
from bookit.api.problems import Problem
from bookit.api.requests import SESSION_COOKIE
from bookit.settings import Settings
from bookit.tracing import is_tracing, request_span

REQUESTS = Counter("bookit_http_requests_total", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "bookit_http_request_seconds",
    "Time to answer a request.",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)

_PLAIN_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),
]
_API_HEADERS = [(b"cache-control", b"no-store")]


class Surroundings:
    """ASGI middleware; a request's id stands in its scope, its log line and its answer. Its scope says whose it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # Bound once, as the application has set logging up: looking that up costs more than writing the line.
        self._log = structlog.get_logger().bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope["request_id"] = _request_id(scope)
        place: Place | None = scope["app"].state.organisations.of(scope)
        whose = {} if place is None else place.settings.in_logs
        with bound_contextvars(request_id=request_id, **whose), _traced(scope, whose) as current:
            status = await self._answer(scope, receive, send, request_id, place)
            if current is not None:
                route = _route_of(scope)
                current.update_name(f"{scope['method']} {route}")
                current.set_attributes({"http.route": route, "http.response.status_code": status})

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str, place: Place | None) -> int:
        started = time.perf_counter()
        status = 500
        started_to_answer = False

        async def send_with_headers(message: Message) -> None:
            nonlocal status, started_to_answer
            if message["type"] == "http.response.start":
                started_to_answer = True
                status = message["status"]
                headers = message.setdefault("headers", [])
                present = {name for name, _ in headers}
                extra = _HEADERS + _API_HEADERS if scope["path"].startswith("/api/") else _HEADERS
                headers.extend(header for header in extra if header[0] not in present)
                headers.append((b"x-request-id", request_id.encode()))
                if place is not None and (rotated := scope.get("rotated_session")):
                    headers.append((b"set-cookie", _session_cookie(place.settings, rotated)))
            await send(message)

        try:
            _note_whose(scope, place)
            await self._app(scope, receive, send_with_headers)
        except Exception as error:
            if started_to_answer:
                raise
            await answer_to(Request(scope), error)(scope, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - started
            route = _route_of(scope)
            REQUESTS.labels(route, scope["method"], status).inc()
            if "is_stream" not in scope:
                SECONDS.labels(route).observe(seconds)
            self._log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round(seconds * 1000, 1),
                actor_id=str(scope.get("actor_id", "")),
                **scope.get("noted", {}),
            )
        return status


def _note_whose(scope: Scope, place: Place | None) -> None:
    """Raises Problem 421 for a request that is nobody's, and 503 for one whose organisation can't be served yet,
    unless it asks after the process itself."""
    if place is not None and place.served is not None:
        scope["served"] = place.served
    elif scope["path"] in health.PATHS:
        return
    elif place is None:
        raise Problem(421, "misdirected-request", "Nobody is at home at the host that this request names.")
    else:
        detail = "This organisation can't be served yet; the log says why. Nothing was recorded."
        raise Problem(503, "unavailable", detail, retry_after=RETRY_AFTER_SECONDS)


def _session_cookie(settings: Settings, token: str) -> bytes:
    secure = "; Secure" if settings.uses_https else ""
    seconds = settings.session_days * 86_400
    return f"{SESSION_COOKIE}={token}; HttpOnly; Max-Age={seconds}; Path=/; SameSite=lax{secure}".encode()


def _traced(scope: Scope, whose: Mapping[str, str]) -> AbstractContextManager[Any]:
    """The span of a request; costs nothing while traces are off."""
    if not is_tracing():
        return nullcontext()
    headers = {str(name, "latin-1"): str(value, "latin-1") for name, value in scope["headers"]}
    facts = {"http.request.method": scope["method"], "url.path": scope["path"], "request_id": scope["request_id"]}
    return request_span(scope["method"], headers, **facts, **whose)


def _route_of(scope: Scope) -> str:
    """The path with names in place of ids. A route knows only its end of it; what routers put before has no names."""
    if "site" in scope:
        return "site"
    if "route" not in scope:
        return "unknown"
    end: str = scope["route"].path
    return str(scope["path"].rsplit("/", end.count("/"))[0]) + end


def _request_id(scope: Scope) -> str:
    """The caller's X-Request-ID if it is plain, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _PLAIN_ID.fullmatch(value):
            return str(value, "ascii")
    return str(uuid7())

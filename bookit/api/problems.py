"""Refusals as problem documents (RFC 9457): what was wrong, in which field, by which rule."""

import http
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import Response

from bookit.domain import errors
from bookit.files import FileRefused
from bookit.identity import SignInRefused, TooManyAttempts

_STATUS: Mapping[type[errors.Refusal], int] = {
    errors.Invalid: 422,
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.RuleBroken: 422,
    SignInRefused: 401,
    TooManyAttempts: 429,
    FileRefused: 422,
    errors.Refusal: 422,
}


class Problem(Exception):
    """Something the API itself refuses, before the domain is asked."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)
        self.fields = fields


def malformed(error: ValidationError, within: str = "") -> Problem:
    """The problem of input that does not fit its schema, with a pointer to each field."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return Problem(
        400,
        "malformed",
        "The request does not fit its schema.",
        errors=[{"pointer": within + pointer_to(item["loc"]), "detail": item["msg"]} for item in details],
    )


def malformed_parameters(details: Iterable[ErrorDetails]) -> Problem:
    """The problem of query parameters or path parts that do not fit."""
    return Problem(
        400,
        "malformed",
        "The request does not fit its schema.",
        errors=[{"parameter": ".".join(map(str, item["loc"][1:])), "detail": item["msg"]} for item in details],
    )


def pointer_to(location: Iterable[int | str]) -> str:
    """A place in a JSON document (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def refusal_response(request: Request, refusal: errors.Refusal) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if isinstance(refusal, TooManyAttempts) else {}
    return _response(refusal_document(request, refusal), headers)


def refusal_document(request: Request, refusal: errors.Refusal) -> dict[str, Any]:
    """The problem document of a refusal."""
    status = next(_STATUS[cls] for cls in type(refusal).__mro__ if cls in _STATUS)
    return _document(request, status, refusal.slug, refusal.title, refusal.detail, refusal.fields)


def problem_response(request: Request, problem: Problem) -> Response:
    title = http.HTTPStatus(problem.status).phrase
    document = _document(request, problem.status, problem.slug, title, problem.detail, problem.fields)
    return _response(document, problem.headers)


def _document(  # noqa: PLR0917
    request: Request, status: int, slug: str, title: str, detail: str, fields: Mapping[str, Any]
) -> dict[str, Any]:
    # The standard's own members stand last: no field of a refusal may replace them.
    return {
        **fields,
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": request.scope.get("request_id"),
    }


def _response(document: dict[str, Any], headers: dict[str, str]) -> Response:
    status = document["status"]
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(orjson.dumps(document), status, headers, media_type="application/problem+json")

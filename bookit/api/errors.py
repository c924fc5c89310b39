"""Every error has one answer: refusals as they are, a lost database as 503, our own mistakes as 500 and in the log."""

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bookit.api.problems import Problem, malformed_parameters, problem_response, refusal_response
from bookit.connections import NotReplicated
from bookit.domain.errors import Refusal
from bookit.files import Busy, StorageDown
from bookit.ledger.append import OutcomeUnknown
from bookit.wiring import DATABASE_UNAVAILABLE

log = structlog.get_logger()

RETRY_AFTER_SECONDS = 2
STORAGE_RETRY_AFTER_SECONDS = 10

ANSWERED = (
    Refusal,
    Problem,
    RequestValidationError,
    HTTPException,
    OutcomeUnknown,
    StorageDown,
    Busy,
    *DATABASE_UNAVAILABLE,
)
"""What the framework shall ask us about. Anything else goes up to `Surroundings`, which asks as well."""

_SLUGS = {404: "no-such-route", 405: "method-not-allowed"}


def answer_to(request: Request, error: Exception) -> Response:
    """The problem document for an error."""
    if isinstance(error, Refusal):
        return refusal_response(request, error)
    return problem_response(request, _problem(request, error))


def _problem(request: Request, error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return malformed_parameters(error.errors())
        case HTTPException():
            slug = _SLUGS.get(error.status_code, "refused")
            return Problem(error.status_code, slug, str(error.detail), headers=error.headers)
        case OutcomeUnknown() | NotReplicated():
            detail = (
                "The database went away or could not confirm it, so it is not known whether this was recorded."
                " Send it again with the same Idempotency-Key."
            )
            return Problem(503, "outcome-unknown", detail, retry_after=RETRY_AFTER_SECONDS)
        case StorageDown():
            log.warning("storage.unavailable", error=str(error))
            detail = "The object storage does not answer; nothing was recorded. Booking goes on without it."
            return Problem(503, "storage-unavailable", detail, retry_after=STORAGE_RETRY_AFTER_SECONDS)
        case Busy():
            detail = "Too many uploads at once; nothing was recorded."
            return Problem(503, "unavailable", detail, retry_after=RETRY_AFTER_SECONDS)
        case ClientDisconnect():
            return Problem(400, "incomplete", "The request ended before its body did.")
        case _ if isinstance(error, DATABASE_UNAVAILABLE):
            log.warning("database.unavailable", error=str(error))
            detail = "The database does not answer; nothing was recorded."
            return Problem(503, "unavailable", detail, retry_after=RETRY_AFTER_SECONDS)
        case _:
            log.error("request.failed", exc_info=error)
            return Problem(500, "internal-error", "BookIT made a mistake; it is in the log.")

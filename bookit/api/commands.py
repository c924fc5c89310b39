"""`POST /api/commands/<name>`: one way in for every command of the catalogue.

Commands are answered ahead of the framework's routing, which costs as much as deciding and recording a booking
(docs/adr/0008); errors become the same problem documents, and OpenAPI describes every command.
"""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bookit.api.answers.problems import PROBLEM
from bookit.api.errors import answer_to
from bookit.api.problems import Problem
from bookit.api.requests import actor_of, body_of, idempotency_key_of, system_of
from bookit.commands import CATALOGUE
from bookit.commands.catalogue import Entry
from bookit.domain.errors import Refusal
from bookit.ledger.execution import Receipt

PREFIX = "/api/commands/"

PUBLIC = {name: entry for name, entry in CATALOGUE.items() if not entry.internal}
"""The commands that people may give, by name."""


@dataclass(frozen=True, slots=True)
class _Route:
    """What the log and the metrics call this request."""

    path: str


class CommandSide:
    """ASGI middleware that answers requests below `/api/commands/` and passes on all others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._routes = {PREFIX + name: (_Route(PREFIX + name), entry) for name, entry in PUBLIC.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._routes.get(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        scope["route"], entry = found
        request = Request(scope, receive)
        try:
            response = await _execute(request, entry)
        except Exception as error:  # noqa: BLE001 -- every error has an answer, unexpected ones are logged there
            response = answer_to(request, error)
        await response(scope, receive, send)


async def _execute(request: Request, entry: Entry) -> Response:
    if request.method != "POST":
        raise Problem(405, "method-not-allowed", "Commands are sent by POST.", headers={"Allow": "POST"})
    actor = await actor_of(request)
    command = await body_of(request, entry.command)
    system, key = system_of(request), idempotency_key_of(request)
    try:
        receipt = await system.executor.execute(command, actor, key)
    except Refusal as refusal:
        system.refusals.note(command, refusal)
        raise
    request.scope["noted"] = {"command_id": str(receipt.command_id), "position": receipt.position}
    return _answer(receipt, 201 if entry.creates else 200)


def _answer(receipt: Receipt, status: int) -> Response:
    closing = b'"command_id":"%s","position":%d}' % (str(receipt.command_id).encode(), receipt.position)
    headers = {"Bookit-Position": str(receipt.position)}
    if receipt.replayed:
        headers["Idempotent-Replayed"] = "true"
    return Response(receipt.answer[:-1] + b"," + closing, status, headers, media_type="application/json")


def described() -> dict[str, Any]:
    """The commands as paths of an OpenAPI document; their schemas are named, not included."""
    return {PREFIX + name: {"post": _described(name, entry)} for name, entry in PUBLIC.items()}


_KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same body runs once and answers the same; a UUIDv7 is a good choice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _described(name: str, entry: Entry) -> dict[str, Any]:
    answered = {
        "type": "object",
        "required": ["command_id", "position"],
        "properties": {"command_id": {"type": "string", "format": "uuid"}, "position": {"type": "integer"}},
    }
    return {
        "tags": ["commands"],
        "operationId": name,
        "summary": name.replace("-", " ").capitalize(),
        "description": entry.command.__doc__,
        "parameters": [_KEY_HEADER],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _reference(entry.command)}}},
        "responses": {
            "201" if entry.creates else "200": {
                "description": "Recorded, now or the first time this key was sent.",
                "headers": {"Bookit-Position": {"schema": {"type": "integer"}}},
                "content": {"application/json": {"schema": {"allOf": [_reference(entry.answer), answered]}}},
            },
            "default": PROBLEM,
        },
    }


def _reference(model: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}

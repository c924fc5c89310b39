"""`POST /api/commands/<name>`: one route for each command of the catalogue."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.requests import actor_of, body_of, idempotency_key_of, system_of
from bookit.commands import CATALOGUE
from bookit.commands.catalogue import Entry
from bookit.ledger.execution import Receipt

Endpoint = Callable[[Request], Awaitable[Response]]

_KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same body runs once and answers the same; a UUIDv7 is a good choice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def command_routes() -> APIRouter:
    """Routes for every command that people may give."""
    router = APIRouter(prefix="/api/commands", tags=["commands"])
    for name, entry in CATALOGUE.items():
        if entry.internal:
            continue
        router.add_api_route(
            f"/{name}",
            _endpoint(entry),
            methods=["POST"],
            name=name,
            summary=name.replace("-", " ").capitalize(),
            description=entry.command.__doc__,
            status_code=201 if entry.creates else 200,
            response_model=None,
            openapi_extra=_documentation(entry),
        )
    return router


def _endpoint(entry: Entry) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        actor = await actor_of(request)
        command = await body_of(request, entry.command)
        receipt = await system_of(request).executor.execute(command, actor, idempotency_key_of(request))
        return _answer(receipt, 201 if entry.creates else 200)

    return endpoint


def _answer(receipt: Receipt, status: int) -> Response:
    closing = b'"command_id":"%s","position":%d}' % (str(receipt.command_id).encode(), receipt.position)
    headers = {"Bookit-Position": str(receipt.position)}
    if receipt.replayed:
        headers["Idempotent-Replayed"] = "true"
    return Response(receipt.answer[:-1] + b"," + closing, status, headers, media_type="application/json")


def _documentation(entry: Entry) -> dict[str, Any]:
    status = "201" if entry.creates else "200"
    answered = {
        "type": "object",
        "required": ["command_id", "position"],
        "properties": {"command_id": {"type": "string", "format": "uuid"}, "position": {"type": "integer"}},
    }
    return {
        "parameters": [_KEY_HEADER],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _reference(entry.command)}}},
        "responses": {
            status: {
                "description": "Recorded, now or the first time this key was sent.",
                "headers": {"Bookit-Position": {"schema": {"type": "integer"}}},
                "content": {"application/json": {"schema": {"allOf": [_reference(entry.answer), answered]}}},
            },
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }


def _reference(model: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}

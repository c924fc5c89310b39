"""`POST /api/ops/<act>`: what operators may do, once for each Idempotency-Key, on record."""

import asyncio
from collections.abc import Awaitable, Callable

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.requests import actor_of, body_of, idempotency_key_of, system_of
from bookit.operations.acts import ACTS, OperatorAct, perform

BODIES = ACTS


def operation_routes() -> APIRouter:
    """A route for each act."""
    router = APIRouter(prefix="/api/ops", tags=["operations"])
    for act in ACTS:
        router.add_api_route(
            f"/{act.NAME}",
            _endpoint(act),
            methods=["POST"],
            operation_id=act.NAME,
            summary=act.NAME.replace("-", " ").capitalize(),
            description=act.__doc__,
            response_class=Response,
            openapi_extra=_described(act),
        )
    return router


def _endpoint(act: type[OperatorAct]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        actor = await actor_of(request)
        actor.require(act.NAME)
        body = await body_of(request, act)
        key = idempotency_key_of(request)
        done = await asyncio.to_thread(perform, system_of(request).settings, body, actor, key)
        headers = {"Idempotent-Replayed": "true"} if done.replayed else {}
        answer = orjson.dumps({**done.answer, "act_id": done.act_id})
        return Response(answer, headers=headers, media_type="application/json")

    return endpoint


def _described(act: type[OperatorAct]) -> dict[str, object]:
    body = {"$ref": f"#/components/schemas/{act.__name__}"}
    answered = {
        "type": "object",
        "required": ["act_id"],
        "properties": {
            "act_id": {"type": "string", "format": "uuid"},
            "retried": {"type": "integer", "description": "How many went through, or are on their way again."},
            "discarded": {"type": "integer", "description": "How many were given up for good."},
        },
    }
    return {
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {
                "description": "Done, now or the first time this key was sent.",
                "content": {"application/json": {"schema": answered}},
            }
        },
    }

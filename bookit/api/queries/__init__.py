"""`GET /api/queries/…`: one file per noun; each route translates, asks one question and passes the answer on."""

from fastapi import APIRouter

from bookit.api.queries import availability, bookings, members, spaces


def query_routes() -> APIRouter:
    """Every query."""
    router = APIRouter(prefix="/api/queries", tags=["queries"])
    for noun in (spaces, availability, bookings, members):
        router.include_router(noun.router)
    return router

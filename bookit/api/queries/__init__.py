"""`GET /api/queries/…`: one file per noun; each route translates, asks one question and passes the answer on."""

from fastapi import APIRouter, Depends

from bookit.api.queries import (
    approvals,
    availability,
    bookings,
    checks,
    displaced,
    doors,
    feedback,
    inbox,
    ledger,
    members,
    operations,
    organisation,
    plans,
    reports,
    series,
    spaces,
    stream,
    waitlist,
)
from bookit.api.queries.asking import refuse_nul


def query_routes() -> APIRouter:
    """Every query."""
    router = APIRouter(prefix="/api/queries", tags=["queries"], dependencies=[Depends(refuse_nul)])
    for noun in (
        spaces,
        plans,
        availability,
        checks,
        bookings,
        displaced,
        approvals,
        waitlist,
        doors,
        feedback,
        inbox,
        members,
        series,
        stream,
        reports,
        operations,
        ledger,
        organisation,
    ):
        router.include_router(noun.router)
    return router

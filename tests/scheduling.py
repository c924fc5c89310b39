"""What time brings, as tests wait for it while schedulers are at work."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from tests.organisation import Organisation

COMES = {"check_in": True, "check_in_grace_minutes": 1}
"""The policy of a room that is released when nobody comes."""


def now() -> datetime:
    return datetime.now(UTC)


def this_minute() -> datetime:
    return now().replace(second=0, microsecond=0)


async def until(org: Organisation, text: str, *parameters: object) -> list[Any]:
    """The rows of a query once there are any."""
    while not (rows := await org.rows(text, *parameters)):  # noqa: ASYNC110 -- another process makes it so
        await asyncio.sleep(0.01)
    return rows

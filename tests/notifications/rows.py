"""The rows behind news and letters, and time that passes for them."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from tests.running import Organisation


async def until(holds: Callable[[], object]) -> None:
    """Return when something holds."""
    for _ in range(1200):
        if holds():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to that")


class Shelf:
    """The rows behind letters, and time that passes for them."""

    def __init__(self, org: Organisation) -> None:
        self._org = org
        self._schema = sql.Identifier(org.settings.database_schema)

    def run(self, text: Any, *parameters: object) -> list[dict[str, Any]]:
        with psycopg.connect(self._org.settings.direct_dsn, autocommit=True, row_factory=dict_row) as connection:
            cursor = connection.execute(sql.SQL(text).format(schema=self._schema), parameters)
            return cursor.fetchall() if cursor.description else []

    def letters(self, member_id: str) -> list[dict[str, Any]]:
        return self.run("SELECT * FROM {schema}.letters WHERE member_id = %s ORDER BY opened_at", member_id)

    async def wait_for_letters(self, member_id: str, bundle: str) -> dict[str, Any]:
        """The open letter of a bundle, when there is one."""

        def found() -> list[dict[str, Any]]:
            return [each for each in self.letters(member_id) if each["bundle"] == bundle and not each["closed_at"]]

        await until(found)
        return found()[0]

    async def wait_for_items(self, count: int) -> None:
        """Return when letters have so many items."""
        items = "SELECT 1 FROM {schema}.notification_items WHERE letter_id IS NOT NULL"
        await until(lambda: len(self.run(items)) == count)

    def effect(self, letter: dict[str, Any]) -> dict[str, Any]:
        (row,) = self.run("SELECT * FROM {schema}.effects WHERE dedupe_key = %s", f"letter.send:{letter['letter_id']}")
        return row

    def time_passes(self) -> None:
        """What waits for its time is due; letters of the last hour are older."""
        self.run("UPDATE {schema}.letters SET closed_at = closed_at - interval '2 hours'")
        self.run("UPDATE {schema}.effects SET due_at = now(), rung_at = NULL WHERE state = 'waiting'")

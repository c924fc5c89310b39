"""What must hold after every scenario, as far as the write side goes; the numbers are those of the project's list.

I1  every acknowledged command is in the ledger
I2  no two live claims overlap on a unit, capacity and quotas are never exceeded
I3  a definite refusal left no event
I4  an acknowledged command has one truth: sent again, it gets the same answer
I5  claims, and what counts against quotas, are the fold of the ledger
I9  the ledger is append-only, versions have no gaps, the chain is intact

I2, I5 and I9 are what `bookit verify` checks; here comes what only those who were there can know.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from bookit.ledger.execution import Receipt
from bookit.ledger.verify import Report, verify
from bookit.settings import Settings


@dataclass(slots=True)
class Witness:
    """Remembers what commands were told, until it was compared with the ledger."""

    receipts: list[Receipt] = field(default_factory=list)
    refused: list[UUID] = field(default_factory=list)
    """Ids of commands that were refused."""
    head: tuple[int, bytes] = (0, b"")
    """Position and hash of the last event that was seen."""


async def hold(settings: Settings, witness: Witness) -> Report:
    """Check a scenario that is over. Raises AssertionError naming the invariant."""
    return await asyncio.to_thread(check, settings, witness)


def check(settings: Settings, witness: Witness) -> Report:
    """The same, for those who don't await."""
    report = verify(settings)
    assert report.clean, f"I2, I5 or I9: {report.summary}: {report.faults}"
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        ledger = _Ledger(connection, settings.database_schema)
        ledger.has_done(witness.receipts)
        ledger.has_not_done(witness.refused)
        witness.head = ledger.goes_on_from(*witness.head)
    witness.receipts.clear()
    witness.refused.clear()
    return report


class _Ledger:
    """Questions to the rows behind the ledger's back."""

    def __init__(self, connection: psycopg.Connection[TupleRow], schema: str) -> None:
        self._connection = connection
        self._schema = sql.Identifier(schema)

    def has_done(self, receipts: Sequence[Receipt]) -> None:
        told = {receipt.command_id: (bytes(receipt.answer), receipt.position) for receipt in receipts}
        kept = {
            command_id: (answer, position)
            for command_id, answer, position in self._rows(
                "SELECT command_id, answer, position FROM {}.commands WHERE command_id = ANY (%s)", list(told)
            )
        }
        assert kept == told, (
            f"I1, I4: the command log does not say what the acknowledged commands were told: {_differences(told, kept)}"
        )
        last_events = self._rows(
            "SELECT command_id, max(notification_id) FROM {}.events WHERE command_id = ANY (%s) GROUP BY 1", list(told)
        )
        positions = {command_id: position for command_id, (_, position) in told.items()}
        assert dict(last_events) == positions, (
            "I1: an acknowledged command is not in the ledger where it was said to be: "
            f"{_differences(positions, dict(last_events))}"
        )

    def has_not_done(self, refused: Sequence[UUID]) -> None:
        for table in ("events", "commands"):
            found = self._rows(f"SELECT command_id FROM {{}}.{table} WHERE command_id = ANY (%s)", list(refused))
            assert not found, f"I3: refused commands left rows in {table}: {found}"

    def goes_on_from(self, position: int, digest: bytes) -> tuple[int, bytes]:
        """The head of the ledger."""
        seen = self._rows("SELECT hash FROM {}.events WHERE notification_id = %s", position)
        assert position == 0 or seen == [(digest,)], "I9: what was recorded before has changed"
        ((now_at, now_digest),) = self._rows("SELECT position, hash FROM {}.ledger_head")
        assert now_at >= position, "I9: the ledger became shorter"
        return now_at, now_digest

    def _rows(self, text: str, *parameters: object) -> list[TupleRow]:
        return self._connection.execute(sql.SQL(text).format(self._schema), parameters).fetchall()


def _differences(told: Mapping[UUID, object], kept: Mapping[UUID, object]) -> str:
    """How many commands differ, and what the first of them were told and what was kept (None: nothing)."""
    different = [command_id for command_id in told if kept.get(command_id) != told[command_id]]
    some = "; ".join(f"{each}: told {told[each]}, kept {kept.get(each)}" for each in different[:10])
    return f"{len(different)} of {len(told)} differ: {some}"

"""What became of each row of an import."""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bookit.domain.errors import Refusal
from bookit.importing.cells import escaped


class Kind(StrEnum):
    """What the rows of a file are."""

    ROOMS = "rooms"
    SEATS = "seats"
    MEMBERS = "members"
    BOOKINGS = "bookings"


class Outcome(StrEnum):
    DONE = "done"
    """Recorded now."""
    REPEATED = "repeated"
    """Was imported before, or is so already."""
    POSSIBLE = "possible"
    """Would be recorded, said by a dry run."""
    REFUSED = "refused"


class RowReport(BaseModel):
    """One row: `row` is the number that a spreadsheet shows, or the number of the event in a calendar."""

    model_config = ConfigDict(frozen=True)

    row: int
    outcome: Outcome
    ids: dict[str, UUID] = Field({}, description="What the row made or changed, such as booking_id.")
    problem: dict[str, Any] | None = Field(None, description="Why not: as the problem document of the command.")


class Report(BaseModel):
    """What became of a file, row by row."""

    model_config = ConfigDict(frozen=True)

    import_id: UUID = Field(description="The `command_id` that undoes all of it.")
    kind: Kind
    dry_run: bool
    done: int = 0
    repeated: int = 0
    possible: int = 0
    refused: int = 0
    position: int | None = Field(None, description="Of the last fact that this import recorded, now or before.")
    rows: list[RowReport]

    @classmethod
    def of(
        cls, import_id: UUID, kind: Kind, rows: Sequence[RowReport], *, dry_run: bool, position: int | None
    ) -> "Report":
        counts = {outcome.value: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
        in_order = sorted(rows, key=lambda row: row.row)
        return cls(import_id=import_id, kind=kind, dry_run=dry_run, position=position, rows=in_order, **counts)

    def as_csv(self) -> str:
        """The rows for a spreadsheet; nothing in them is a formula there."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["row", "outcome", "ids", "why", "rule", "columns"])
        for row in self.rows:
            problem = row.problem or {}
            columns = "|".join(str(error.get("pointer", "")).strip("/") for error in problem.get("errors", []))
            ids = "|".join(f"{name}={value}" for name, value in row.ids.items())
            cells = (row.row, row.outcome, ids, problem.get("detail"), problem.get("rule"), columns)
            writer.writerow([escaped(cell) for cell in cells])
        return file.getvalue()


def refused(row: int, refusal: Refusal) -> RowReport:
    """A row that was refused, with the same words as the command would be."""
    problem = {"type": f"/problems/{refusal.slug}", "title": refusal.title, "detail": refusal.detail, **refusal.fields}
    return RowReport(row=row, outcome=Outcome.REFUSED, problem=problem)

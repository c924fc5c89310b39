"""What reports answer."""

from datetime import date

from pydantic import BaseModel, Field


class ReportSeen(BaseModel):
    """A table: its columns are the groups asked for, and then the figures that docs/reporting.md names."""

    first: date = Field(alias="from", description="The first local day.")
    end: date = Field(alias="to", description="The day after the last.")
    group_by: list[str]
    items: list[dict[str, str | int | float | bool | None]]
    next_cursor: None

#!/usr/bin/env python3
"""Writes the second half of docs/reporting.md, every report and every column, from the code that answers them."""

from collections.abc import Iterator
from pathlib import Path

from bookit.projections.reporting.views import VIEWS
from bookit.projections.views import View
from bookit.queries.reports import REPORTS, Report

TARGET = Path(__file__).parents[1] / "docs" / "reporting.md"

MARK = "<!-- From here on written by scripts/document_reporting.py; change it there. -->\n"


def page(written: str) -> str:
    """The page: what people wrote, up to the mark, and what follows from the code."""
    return "\n".join([written.partition(MARK)[0] + MARK, *_sections()])


def _sections() -> Iterator[str]:
    yield "## Every report\n"
    for name, report in REPORTS.items():
        yield from _report(name, report)
    yield "## Every column\n"
    for view in VIEWS:
        yield from _view(view)


def _report(name: str, report: Report) -> Iterator[str]:
    yield f"### `reports/{name}`\n"
    yield f"{report.meaning}\n"
    yield "| `group_by` | shown as | |\n|---|---|---|"
    for group_name, group in report.groups.items():
        shown = ", ".join(f"`{column}`" for column in group.shown)
        yield f"| `{group_name}` | {shown} | {group.meaning} |"
    yield ""
    yield "| measure | |\n|---|---|"
    for measure in report.measures:
        yield f"| `{measure.name}` | {measure.meaning} |"
    yield ""


def _view(view: View) -> Iterator[str]:
    yield f"### `{view.name}`\n"
    yield f"{view.meaning}\n"
    yield "| column | type | |\n|---|---|---|"
    for column in view.columns:
        yield f"| `{column.name}` | {column.type} | {column.meaning} |"
    yield ""


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text()))

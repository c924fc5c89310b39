"""CSV files as rows: UTF-8, with or without a byte order mark; comma or semicolon; names in the first row."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookit.domain.errors import Invalid
from bookit.importing.cells import unescaped

MOST_ROWS = 20_000
SEVERAL = "|"
"""Between the values of a cell that holds several."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file, by the number that a spreadsheet shows; empty cells are left out."""

    number: int
    cells: Mapping[str, str]

    def several(self, column: str) -> list[str]:
        """The values of a cell, such as `screen|whiteboard`."""
        return [part for value in self.cells.get(column, "").split(SEVERAL) if (part := value.strip())]


def read_table(data: bytes, *, columns: Sequence[str], required: Sequence[str]) -> list[Line]:
    """The rows of a CSV file. Raises Invalid for a file that is not one, or that has other columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"The file is not UTF-8 (byte {error.start}).") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: list[Line] = []
    names: list[str] | None = None
    try:
        for number, row in enumerate(reader, 1):
            if names is None:
                names = _checked_names(row, columns, required)
            elif any(cell.strip() for cell in row):
                lines.append(_line(number, names, row))
            if len(lines) > MOST_ROWS:
                raise Invalid(f"A file has at most {MOST_ROWS} rows.")
    except csv.Error as error:
        raise Invalid(f"Row {reader.line_num} is not CSV: {error}.") from None
    if names is None:
        raise Invalid("The file is empty.")
    return lines


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _checked_names(row: Sequence[str], columns: Sequence[str], required: Sequence[str]) -> list[str]:
    names = [cell.strip().lower() for cell in row]
    known = ", ".join(columns)
    if unknown := [name for name in names if name not in columns]:
        raise Invalid(f"There is no column {unknown[0]!r} here; the columns are {known}.", columns=list(columns))
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise Invalid(f"The column {twice[0]!r} is there twice.")
    if missing := [name for name in required if name not in names]:
        raise Invalid(f"The column {missing[0]!r} is missing; the columns are {known}.", columns=list(columns))
    return names


def _line(number: int, names: Sequence[str], row: Sequence[str]) -> Line:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        raise Invalid(f"Row {number} has {len(row)} cells for {len(names)} columns.")
    cells = {name: unescaped(cell.strip()) for name, cell in zip(names, row, strict=False)}
    return Line(number, {name: cell for name, cell in cells.items() if cell})

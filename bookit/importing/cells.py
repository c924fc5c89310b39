"""Cells of a spreadsheet: text that some programs take for a formula, on the way in and out."""

_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def escaped(value: object) -> str:
    """How a value is written into a CSV file, so that no spreadsheet runs it (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_BEGINS) else text


def unescaped(text: str) -> str:
    """What was meant: `escaped` taken back. A formula that was not escaped is text like any other."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_BEGINS) else text

"""Writes docs/settings.md from the class that reads the settings: `python -m scripts.document_settings`."""

from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from bookit.settings import SINCE, Settings, default_home

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"

_BEGINNING = """\
# Settings

Each is an environment variable, read once when a process starts. A wrong value ends the process with one line that
names it. Instead of a value, `BOOKIT_<NAME>_FILE` may name a file that holds it, for secrets.

This page is made from `bookit/settings.py` by `python -m scripts.document_settings`; change it there.

| variable | default | what it is |
|---|---|---|
"""


def document() -> str:
    """The page as it should be."""
    return _BEGINNING + "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        since = f" Since {SINCE[name]}." if name in SINCE else ""
        yield f"| `BOOKIT_{name.upper()}` | {_default(field)} | {field.description or ''}{since} |"


def _default(field: FieldInfo) -> str:
    if field.default_factory is default_home:
        return "`~/.local/share/bookit`; for root `/var/lib/bookit`"
    return "" if field.default is None or field.default_factory is not None else f"`{field.default}`"


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")

"""Rules about the tree that no linter knows; each says why."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookit.commands import CATALOGUE
from bookit.domain.actor import MATRIX

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("bookit", "workers", "migrations") for path in (ROOT / folder).rglob("*.py"))
SQL_FILES = sorted((ROOT / "migrations").rglob("*.sql"))


@pytest.mark.parametrize("name", [name for name, entry in CATALOGUE.items() if not entry.internal])
def test_each_command_has_a_row_in_the_authorisation_matrix(name: str) -> None:
    """A command without one would be open to everybody, or to nobody."""
    assert name in MATRIX


@pytest.mark.parametrize("name", [name for name, entry in CATALOGUE.items() if entry.internal])
def test_what_only_bookit_itself_does_is_nobodys_right(name: str) -> None:
    assert name not in MATRIX


def test_no_statement_names_the_schema_public() -> None:
    """Each organisation lives in a schema of its own; what names `public` would be shared by all of them."""
    assert not _lines_with(re.compile(r"\bpublic\s*\.|\bschema\s+\"?public\b", re.IGNORECASE))


def test_no_statement_relies_on_search_path() -> None:
    """A pooler hands the same connection to several organisations: a path that was set would be theirs as well.

    Functions pin theirs to the system's, which is the opposite of relying on it.
    """
    assert not _lines_with(re.compile(r"search_path(?!\s*(=|TO)\s*pg_catalog)", re.IGNORECASE))


def test_every_table_is_named_with_its_schema() -> None:
    """Without it a statement would find whatever the connection's path happens to hold."""
    tables = "|".join(_tables())
    bare = re.compile(rf"\b(FROM|JOIN|INTO|UPDATE|TABLE|ON)\s+(ONLY\s+)?({tables})\b(?!\s*\()")

    assert bare.search("SELECT position FROM events")
    assert not _lines_with(bare)


def test_there_is_no_file_for_odds_and_ends() -> None:
    """What has no home has not been understood yet: a module is named after what it does."""
    odds = {"utils", "util", "helpers", "misc", "common", "tools"}

    assert not [path for path in SOURCES if path.stem in odds]


def _tables() -> set[str]:
    created = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?\{schema\}\.(\w+)")
    return {name for path in SQL_FILES for name in created.findall(path.read_text())}


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in [*SOURCES, *SQL_FILES]
        for line in _statements(path)
        if pattern.search(line)
    ]


def _statements(path: Path) -> Iterator[str]:
    """The lines that may be SQL: a SQL file without its comments, the strings of a Python file without docstrings."""
    if path.suffix == ".sql":
        yield from (line.split("--")[0] for line in path.read_text().splitlines())
        return
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from node.value.splitlines()


@pytest.mark.parametrize("path", sorted((ROOT / "migrations" / "versions").glob("*.py")), ids=lambda path: path.stem)
def test_a_migration_that_takes_something_away_says_which_version_can_do_without(path: Path) -> None:
    """While an install is upgraded the version before runs on the new schema (docs/upgrading.md)."""
    text = path.read_text()
    texts = [
        text,
        *((ROOT / "migrations" / "sql" / name).read_text() for name in re.findall(r'run_sql\("(.+?)"\)', text)),
    ]
    takes_away = any(re.search(r"\bDROP (TABLE|COLUMN|FUNCTION|VIEW)\b|\bRENAME\b", each) for each in texts)
    before_any_release = path.stem < "0011"
    assert before_any_release or not takes_away or re.search(r'^NEEDS_VERSION = "\d+\.\d+\.\d+"$', text, re.MULTILINE)

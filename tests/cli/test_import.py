"""`bookit import` as an operator runs it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bookit.cli import app
from bookit.settings import Settings
from tests.schemas import migrated

MEMBERS = "email,name\nada@example.org,Ada Lovelace\nnobody,Nobody\n"


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS)
    return path


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *map(str, words)], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_rows_are_imported_and_those_refused_are_named(settings: Settings, file: Path, tmp_path: Path) -> None:
    migrated(settings)

    first = run("members", file, "--report", tmp_path / "report.csv")
    again = run("members", file)

    assert first[0] == 1
    assert "2 rows: 1 done, 1 refused." in first[1]
    assert "3" in first[1]
    assert "email" in first[1]
    assert "1 imported before, 1 refused" in again[1]
    report = (tmp_path / "report.csv").read_text().splitlines()
    assert report[0] == "row,outcome,ids,why,rule,columns"
    assert report[1].startswith("2,done,member_id=")
    assert report[2].startswith("3,refused,")


def test_a_dry_run_imports_nothing(settings: Settings, file: Path) -> None:
    migrated(settings)

    assert "1 possible" in run("members", file, "--dry-run")[1]
    assert "1 possible" in run("members", file, "--dry-run")[1]


def test_a_file_without_faults_ends_well(settings: Settings, file: Path) -> None:
    migrated(settings)
    file.write_text("email,name\nada@example.org,Ada Lovelace\n")

    assert run("members", file)[0] == 0


def test_what_is_no_table_is_refused(settings: Settings, file: Path) -> None:
    migrated(settings)
    file.write_text("mail,name\n")

    code, said = run("members", file)

    assert code == 1
    assert "There is no column 'mail' here" in said


def test_a_database_that_is_not_prepared_is_named(file: Path) -> None:
    code, said = run("members", file)

    assert code == 1
    assert "bookit migrate" in said

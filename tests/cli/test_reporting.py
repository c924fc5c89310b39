"""What a server's command line has for analysts: a role that only reads, and files."""

import csv
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pyarrow import parquet
from typer.testing import CliRunner, Result

from bookit.cli import app
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.reporting.views import VIEWS
from bookit.projections.views import schema_of_views
from bookit.settings import Settings
from tests.projections.story import Story, at
from tests.schemas import migrated


@pytest.fixture
def story(settings: Settings) -> Iterator[Story]:
    migrated(settings)
    story = Story(settings)
    building = story.building("=Quay", time_zone="Europe/Berlin")
    story.booking(story.room(building, "Aquarium"), at(9), at(10), building_id=building, time_zone="Europe/Berlin")
    with Engine(settings, PROJECTIONS) as engine:
        engine.catch_up("reporting")
    yield story
    story.close()


@pytest.fixture
def role(story: Story) -> Iterator[str]:
    name = f"analyst_{uuid.uuid4().hex[:12]}"
    yield name
    for statement in ("DROP OWNED BY {}", "DROP ROLE {}"):
        story.connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@pytest.fixture(autouse=True)
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)


def _bookit(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, words, input=stdin)


def test_the_role_reads_the_views_and_nothing_else(story: Story, role: str) -> None:
    made = _bookit("reporting-role", role)
    assert made.exit_code == 0, made.stderr
    password = made.stdout.split()[-1]
    # Again, and a password of one's own: the rights are renewed.
    again = _bookit("reporting-role", role, "--password-stdin", stdin="another password\n")
    assert again.exit_code == 0, again.stderr
    assert password not in again.stdout

    home = schema_of_views(story.schema)
    as_analyst = make_conninfo(story.settings.direct_dsn, user=role, password="another password")
    with psycopg.connect(as_analyst, autocommit=True) as connection:
        for view in VIEWS:
            connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(home, view.name)))
        for table in ("events", "reporting_bookings", "people", "refused_demand"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(story.schema, table)))
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(sql.SQL("CREATE TABLE {} ()").format(sql.Identifier(home, "mine")))


def test_the_own_role_is_not_made_poorer(story: Story) -> None:
    refused = _bookit("reporting-role", story.connection.info.user)
    assert refused.exit_code == 1
    assert "choose another name" in refused.stderr


def test_every_view_becomes_a_file(story: Story, tmp_path: Path) -> None:
    written = _bookit("export", "reporting", "--output", str(tmp_path / "csv"))
    assert written.exit_code == 0, written.stderr
    assert written.stdout.split() == [str(tmp_path / "csv" / f"{view.name}.csv") for view in VIEWS]
    with (tmp_path / "csv" / "bookings.csv").open(newline="") as file:
        ((booking),) = csv.DictReader(file)
    assert (booking["building"], booking["room"], booking["starts_local"]) == (
        "'=Quay",
        "Aquarium",
        "2026-06-01 11:00:00",
    )

    assert _bookit("export", "reporting", "-o", str(tmp_path / "arrow"), "--format", "parquet").exit_code == 0
    for view in VIEWS:
        with (tmp_path / "csv" / f"{view.name}.csv").open(newline="") as file:
            lines = list(csv.reader(file))
        table = parquet.read_table(tmp_path / "arrow" / f"{view.name}.parquet")
        assert table.column_names == lines[0]
        assert table.num_rows == len(lines) - 1
    booked = parquet.read_table(tmp_path / "arrow" / "bookings.parquet").to_pylist()[0]
    assert (booked["building"], booked["starts_at"], booked["groups"]) == ("=Quay", at(9), [])
    assert not list(tmp_path.rglob("*.part"))

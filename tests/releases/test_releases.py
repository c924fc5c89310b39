"""A database of each released version is led on to this one, and nothing of it is lost."""

import re
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import TupleRow

from bookit.ledger.migrate import due, known_migrations, make_extension, migrate, require_current
from bookit.ledger.verify import verify
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_progress, rebuild_start
from bookit.settings import SINCE, Settings
from tests.organisation import at, open_organisation
from tests.projections.story import Story
from tests.releases import DUMPS, SCHEMA, SECRET_KEY, dump_of, settings_of

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
DUMPED = sorted(path.stem for path in DUMPS.glob("*.sql"))


def released(changelog: str, tags: str) -> set[str]:
    """Versions that the changelog has a chapter for, or that are tagged."""
    chapters = re.findall(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    return {*chapters, *re.findall(r"^v(\d+\.\d+\.\d+)$", tags, re.MULTILINE)}


def test_a_release_is_seen_in_the_changelog_and_in_tags() -> None:
    changelog = "# Changes\n\n## Unreleased\n\n## 0.2.0\n\n## [0.1.1] - 2031-01-01\n\n### 9.9.9\n"
    assert released(changelog, "v0.1.0\nv0.1.0-rc1\nnightly\n") == {"0.2.0", "0.1.1", "0.1.0"}


def released_here() -> set[str]:
    tags = subprocess.run(
        ["git", "tag"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout  # none, no matter
    return released((ROOT / "CHANGELOG.md").read_text(), tags)


def test_every_released_version_left_its_dump() -> None:
    missing = released_here() - set(DUMPED)
    assert not missing, "check out each of them and run `python -m tests.releases`"


def unmarked(version: str, names: Iterable[str], since: Mapping[str, str]) -> set[str]:
    """Settings that a version did not have, and of which nobody says that they came later."""
    known = settings_of(version).read_text().split()
    later = {name for name, came in since.items() if numbers(came) > numbers(version)}
    return set(names) - set(known) - later


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_a_setting_that_came_after_a_release_says_so() -> None:
    for version in released_here():
        assert not unmarked(version, Settings.model_fields, SINCE), "say in SINCE which version they come with"


def test_a_setting_that_nobody_has_marked_is_found() -> None:
    names = [*settings_of("0.1.0").read_text().split(), "lamps", "candles"]
    assert unmarked("0.1.0", names, {"lamps": "0.2.0"}) == {"candles"}
    assert unmarked("0.1.0", names, {"lamps": "0.2.0", "candles": "0.10.0"}) == set()
    assert unmarked("0.1.0", names, {"lamps": "0.1.0", "candles": "0.0.9"}) == {"lamps", "candles"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("version", DUMPED)
async def test_a_database_of_a_released_version_goes_on_in_this_one(version: str, settings: Settings) -> None:
    settings = settings.model_copy(update={"secret_key": SECRET_KEY})
    _play(version, settings)
    recorded = _events(settings)
    later = [revision for revision in sorted(known_migrations()) if revision > _dumped_at(version)]

    assert [migration.revision for migration in due(settings)] == later
    migrate(settings)
    require_current(settings)
    report = verify(settings)
    assert report.clean, report.faults
    assert _events(settings) == recorded
    assert report.events == len(recorded) > 0

    _build_anew(settings)
    async with open_organisation(settings) as org:
        ((room,), *_) = await org.rows(
            "SELECT originator_id FROM {schema}.events WHERE topic = 'room.opened' ORDER BY notification_id"
        )
        await org.book(room, at(9, day=3), at(10, day=3))
    _build_anew(settings)
    assert verify(settings).clean


def _dumped_at(version: str) -> str:
    """The migration that a release ended with."""
    (found,) = re.findall(r"INTO \w+\.schema_version VALUES \('(\w+)'\)", dump_of(version).read_text())
    return str(found)


def _play(version: str, settings: Settings) -> None:
    with psycopg.connect(settings.direct_dsn) as connection:
        make_extension(connection)
        connection.execute(dump_of(version).read_bytes().replace(SCHEMA.encode(), settings.database_schema.encode()))


def _events(settings: Settings) -> list[TupleRow]:
    query = sql.SQL("SELECT * FROM {} ORDER BY notification_id")
    with psycopg.connect(settings.direct_dsn) as connection:
        return connection.execute(query.format(sql.Identifier(settings.database_schema, "events"))).fetchall()


def _build_anew(settings: Settings) -> None:
    """Every read model, which comes to what it was."""
    story = Story(settings)
    with closing(story), Engine(settings.direct, PROJECTIONS) as engine:
        engine.prepare()
        engine.catch_up_all()
        live = {projection.NAME: story.tables(projection) for projection in PROJECTIONS}
        assert live["calendar"]["calendar_bookings"]
        for projection in PROJECTIONS:
            rebuild_start(engine.connection, settings.database_schema, projection)
        engine.catch_up_all()
        assert not rebuild_progress(engine.connection, settings.database_schema)
        assert {projection.NAME: story.tables(projection) for projection in PROJECTIONS} == live
        assert not [name for name in live if engine.parked(name)]

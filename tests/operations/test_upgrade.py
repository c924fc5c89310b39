"""What an upgrade would do, told by the version that is to be installed while the other one runs."""

import json
from collections.abc import Sequence

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import scalar_row
from typer.testing import CliRunner
from uuid_utils.compat import uuid7

import bookit
from bookit.cli import app
from bookit.ledger.migrate import Due, due, require_current
from bookit.operations.doctor import Finding, State
from bookit.operations.upgrade import look, migrations, new_settings, required, variables
from bookit.settings import Settings
from tests.projections.story import Story, at
from tests.schemas import migrated

ADDS = Due("0098", "A table of lamps.", None)
TAKES_AWAY = Due("0099", "Nobody needs the table of candles any more.", "0.3.0")


def of(findings: Sequence[Finding], check: str) -> list[str]:
    return [finding.text for finding in findings if finding.check == check]


def hindrances(findings: Sequence[Finding]) -> list[str]:
    return [finding.check for finding in findings if finding.state is State.PROBLEM]


def told(settings: Settings, statement: str, *values: object) -> None:
    """Change the install's own tables, as another version would have."""
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        schema = sql.Identifier(settings.database_schema)
        connection.execute(sql.SQL(statement).format(schema=schema), values)


def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    answer = CliRunner().invoke(app, ["upgrade", *arguments])
    return answer.exit_code, answer.output


def test_an_install_of_this_very_version_has_nothing_to_do(settings: Settings) -> None:
    migrated(settings)
    findings = look(settings)
    assert hindrances(findings) == []
    assert of(findings, "migrations") == ["None is due."]
    assert of(findings, "read models") == ["None is built anew."]


def test_a_new_install_is_told_so(settings: Settings) -> None:
    assert of(look(settings), "migrations") == ["A new install: `bookit migrate` makes everything."]


def test_due_migrations_are_named_in_their_order(settings: Settings) -> None:
    migrated(settings)
    told(settings, "UPDATE {schema}.schema_version SET version_num = '0008'")
    found = due(settings)
    assert [each.revision for each in found][:2] == ["0009", "0010"]
    assert {each.needs for each in found} == {None}
    assert of(look(settings), "migrations")[0].startswith("0009 is due: The secret key")


def test_a_migration_that_only_adds_is_run_under_old_processes_and_one_that_takes_away_is_not() -> None:
    fine, hindered = migrations([ADDS, TAKES_AWAY], {"0.2.4": 2, "0.3.0": 1})
    assert (fine.state, hindered.state) == (State.FINE, State.PROBLEM)
    assert "Processes of 0.2.4 fail after it" in hindered.text
    assert hindered.remedy == "Upgrade to 0.3.0 first, or stop all processes."
    assert {finding.state for finding in migrations([ADDS, TAKES_AWAY], {"0.3.1": 3, "0.10.0": 1})} == {State.FINE}
    assert {finding.state for finding in migrations([ADDS, TAKES_AWAY], {})} == {State.FINE}


def test_a_newer_database_or_a_newer_process_is_not_upgraded_from(settings: Settings) -> None:
    migrated(settings)
    told(
        settings,
        "INSERT INTO {schema}.processes VALUES (%s, 'api', 'here', 1, '99.0.0', clock_timestamp(), clock_timestamp())",
        uuid7(),
    )
    findings = look(settings)
    assert hindrances(findings) == ["processes"]
    assert of(findings, "processes") == [f"Processes of 99.0.0 are alive; this is {bookit.__version__}, an older one."]
    told(settings, "UPDATE {schema}.schema_version SET version_num = '9999'")
    assert hindrances(look(settings)) == ["migrations"]


def test_read_models_that_are_built_anew_are_named_with_the_time_it_takes(settings: Settings) -> None:
    migrated(settings)
    story = Story(settings)
    story.booking(story.room(story.building()), at(9), at(10))
    story.close()
    told(settings, "UPDATE {schema}.projections SET version = version - 1 WHERE name IN ('calendar', 'series')")
    told(settings, "DELETE FROM {schema}.projections WHERE name = 'waitlist'")
    before = tables(settings)
    lines = of(look(settings), "read models")
    assert tables(settings) == before, "the trial leaves nothing"
    assert len(lines) == len({line.split()[0] for line in lines}) >= 2
    assert all(" beside the others, which takes one worker about 0:00:01." in line for line in lines)
    assert "waitlist is new, and empty until it has caught up" in " ".join(lines)


def tables(settings: Settings) -> list[str]:
    with psycopg.connect(settings.direct_dsn) as connection, connection.cursor(row_factory=scalar_row) as cursor:
        query = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = %s ORDER BY 1"
        return cursor.execute(query, [settings.database_schema]).fetchall()


def test_variables_that_mean_nothing_are_named() -> None:
    given = {
        "BOOKIT_COLOR": "#fff",
        "BOOKIT_SECRET_KEY_FILE": "/run/key",
        "BOOKIT_PORT": "80",
        "BOOKIT_OLD": "",
        "X": "1",
    }
    (finding,) = variables(given)
    assert (finding.state, finding.text) == (State.WARNING, "This version knows nothing of BOOKIT_COLOR.")
    assert [finding.state for finding in variables({"BOOKIT_PORT": "80"})] == [State.FINE]


def test_a_setting_that_is_required_and_missing_is_named(settings: Settings) -> None:
    (finding,) = required(settings)
    assert (finding.state, finding.text.split()[0]) == (State.WARNING, "BOOKIT_BASE_URL")
    assert list(required(settings.model_copy(update={"base_url": "https://book.example.org"}))) == []
    migrated(settings)
    assert finding in look(settings)


def test_settings_are_named_that_the_oldest_running_version_does_not_know() -> None:
    since = {"tracing_url": "0.2.0", "map_tiles": "0.10.0"}

    def named(*versions: str) -> list[str]:
        return [finding.text.split()[0] for finding in new_settings(dict.fromkeys(versions, 1), since)]

    assert named("0.1.0", "0.10.0") == ["BOOKIT_TRACING_URL", "BOOKIT_MAP_TILES"]
    assert named("0.2.0") == ["BOOKIT_MAP_TILES"]
    assert named("0.10.0") == named() == []


def test_the_command_looks_only_when_asked_to_and_migrates_when_nothing_is_in_the_way(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, output = run(settings, monkeypatch, "--check")
    assert (code, "A new install" in output) == (0, True)
    with pytest.raises(Exception, match="There is no BookIT in the schema"):
        require_current(settings)
    assert run(settings, monkeypatch)[0] == 0
    require_current(settings)


def test_what_stands_in_the_way_keeps_everything_as_it_was(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    migrated(settings)
    told(settings, "UPDATE {schema}.schema_version SET version_num = '9999'")
    code, output = run(settings, monkeypatch, "--json")
    assert (code, json.loads(output)["well"]) == (1, False)
    assert run(settings, monkeypatch)[0] == 1

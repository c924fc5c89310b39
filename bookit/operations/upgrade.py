"""What an upgrade to this version would do to an install, and whether anything stands in its way. Changes nothing."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import psycopg
from psycopg import sql

import bookit
from bookit.ledger.migrate import Due, due, standing
from bookit.operations.doctor import Finding, State, backups, database, restore, secret_key
from bookit.projections import PROJECTIONS
from bookit.projections.checkpoints import Checkpoint, Checkpoints
from bookit.projections.projection import Projection
from bookit.projections.rebuilding import seconds_to_rebuild
from bookit.settings import REQUIRED, SINCE, Settings

Versions = Mapping[str, int]
"""How many processes of each version are alive."""


def look(settings: Settings) -> list[Finding]:
    """Everything that an upgrade touches. A finding that is a problem stands in its way."""
    findings = list(database(settings))
    if all(finding.state is not State.PROBLEM for finding in findings):
        findings += restore(settings)
    if any(finding.state is State.PROBLEM for finding in findings):
        return findings
    at = standing(settings)
    findings += variables(os.environ)
    findings += required(settings)
    if at.current is None:
        return [*findings, Finding("migrations", State.FINE, "A new install: `bookit migrate` makes everything.")]
    if not at.is_known:
        text = f"The database is at migration {at.current}, which this version does not know: it is newer than ours."
        return [*findings, Finding("migrations", State.PROBLEM, text, "Install that version or a later one.")]
    findings += secret_key(settings)
    findings += backups(settings)
    with psycopg.connect(settings.direct_dsn, autocommit=True, connect_timeout=5) as connection:
        alive = _alive(connection, settings.database_schema)
        to_run = due(settings)
        findings += processes(alive)
        findings += new_settings(alive)
        findings += migrations(to_run, alive)
        findings += read_models(connection, settings.database_schema, after_migrations=bool(to_run))
    return findings


def variables(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Variables that look like settings and are none, such as one that an earlier version had."""
    known = {f"BOOKIT_{name.upper()}" for name in Settings.model_fields}
    given = {name for name, value in environment.items() if name.startswith("BOOKIT_") and value}
    unknown = sorted(given - known - {f"{name}_FILE" for name in known})
    if unknown:
        text = f"This version knows nothing of {', '.join(unknown)}."
        yield Finding("settings", State.WARNING, text, "Gone, renamed or misspelt? docs/settings.md has all there are.")
    else:
        yield Finding("settings", State.FINE, f"Each of the {len(given)} that are given means something.")


def required(settings: Settings) -> Iterator[Finding]:
    """Settings without which this version starts no process."""
    for name in REQUIRED:
        if getattr(settings, name) is None:
            text = f"BOOKIT_{name.upper()} is not set here: without it no process of this version starts."
            yield Finding("settings", State.WARNING, text, "See docs/settings.md.")


def new_settings(alive: Versions, since: Mapping[str, str] = SINCE) -> Iterator[Finding]:
    """What can be set now, and could not be in the oldest version that runs."""
    for name, version in since.items():
        if any(_numbers(running) < _numbers(version) for running in alive):
            what = Settings.model_fields[name].description
            yield Finding("settings", State.FINE, f"BOOKIT_{name.upper()} is new with {version}. {what}")


def processes(alive: Versions) -> Iterator[Finding]:
    """Which versions run now; one that is newer than this was not upgraded from."""
    newer = sorted(version for version in alive if _numbers(version) > _numbers(bookit.__version__))
    if newer:
        text = f"Processes of {', '.join(newer)} are alive; this is {bookit.__version__}, an older one."
        yield Finding("processes", State.PROBLEM, text, "Going back: see docs/upgrading.md.")
    elif alive:
        running = ", ".join(f"{number} of {version}" for version, number in sorted(alive.items()))
        yield Finding("processes", State.FINE, f"Alive: {running}. This is {bookit.__version__}.")
    else:
        yield Finding("processes", State.FINE, f"None is alive. This is {bookit.__version__}.")


def migrations(to_run: Sequence[Due], alive: Versions) -> Iterator[Finding]:
    """What is to be run, and whether the processes that are alive go on with it."""
    name = "migrations"
    if not to_run:
        yield Finding(name, State.FINE, "None is due.")
    for each in to_run:
        what = f"{each.revision} is due: {each.summary}"
        left = sorted(version for version in alive if each.needs and _numbers(version) < _numbers(each.needs))
        if left:
            text = f"{what} Processes of {', '.join(left)} fail after it; it needs {each.needs} or newer."
            yield Finding(name, State.PROBLEM, text, f"Upgrade to {each.needs} first, or stop all processes.")
        else:
            yield Finding(name, State.FINE, f"{what} The processes that run go on with it.")


def read_models(connection: psycopg.Connection, schema: str, *, after_migrations: bool) -> Iterator[Finding]:
    """Which of them are built anew beside the live ones, and how long that takes."""
    name = "read models"
    points = {(point.name, point.build): point for point in Checkpoints(connection, schema).all()}
    renewed = [
        projection for projection in PROJECTIONS if _is_renewed(projection, points.get((projection.NAME, "live")))
    ]
    if not renewed:
        yield Finding(name, State.FINE, "None is built anew.")
    for projection in renewed:
        if (projection.NAME, "rebuild") in points:
            yield Finding(name, State.FINE, f"{projection.NAME} is being built anew.")
            continue
        how = "is new, and empty until it has caught up" if (projection.NAME, "live") not in points else "is built anew"
        try:
            seconds = seconds_to_rebuild(connection, schema, projection)
        except psycopg.ProgrammingError:
            if not after_migrations:
                raise
            yield Finding(name, State.FINE, f"{projection.NAME} {how}; how long it takes shows after the migrations.")
        else:
            span = timedelta(seconds=max(round(seconds), 1))
            text = f"{projection.NAME} {how} beside the others, which takes one worker about {span}."
            yield Finding(name, State.FINE, text)


def _is_renewed(projection: Projection, live: Checkpoint | None) -> bool:
    return live is None or live.version < projection.VERSION


def _alive(connection: psycopg.Connection, schema: str) -> Versions:
    query = sql.SQL(
        "SELECT version, count(*) FROM {} WHERE seen_at > clock_timestamp() - interval '35 seconds' GROUP BY version"
    ).format(sql.Identifier(schema, "processes"))
    return {str(version): int(number) for version, number in connection.execute(query).fetchall()}


def _numbers(version: str) -> tuple[int, ...]:
    """A version to compare by; what follows the numbers does not count."""
    return tuple(int(part) for part in version.split("-", 1)[0].split("+", 1)[0].split("."))

"""docs/reporting.md is what the code says, and what the database has."""

import runpy
from pathlib import Path

from bookit.projections import Engine
from bookit.projections.reporting.views import VIEWS
from bookit.projections.views import schema_of_views
from tests.projections.story import Story

ROOT = Path(__file__).parents[2]


def test_the_documentation_of_reports_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "document_reporting.py"))
    written = (ROOT / "docs" / "reporting.md").read_text()

    assert written == script["page"](written), "run scripts/document_reporting.py"


def test_the_database_has_the_columns_that_are_documented(story: Story, engine: Engine) -> None:
    engine.prepare()
    found = story.connection.execute(
        "SELECT relname, attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)"
        " FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        " WHERE relnamespace = %s::regnamespace AND attnum > 0 ORDER BY relname, attnum",
        (schema_of_views(story.schema),),
    ).fetchall()

    assert found == [
        (view.name, column.name, column.type, column.meaning)
        for view in sorted(VIEWS, key=lambda view: view.name)
        for column in view.columns
    ]

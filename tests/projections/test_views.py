"""What analysts read stays where it is, whatever becomes of the tables under it."""

import psycopg
import pytest
from psycopg import sql

from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_start
from bookit.projections.reporting import Reporting
from bookit.projections.views import schema_of_views
from tests.projections.story import Story, at


def test_views_and_what_is_built_on_them_outlive_a_rebuild(story: Story, engine: Engine) -> None:
    building = story.building()
    story.booking(story.room(building), at(9), at(10), building_id=building)
    engine.catch_up_all()
    home = schema_of_views(story.schema)
    mine = sql.SQL("CREATE VIEW {} AS SELECT count(*) AS bookings FROM {}").format(
        sql.Identifier(story.schema, "of_an_analyst"), sql.Identifier(home, "bookings")
    )
    story.connection.execute(mine)

    rebuild_start(engine.connection, story.schema, Reporting())
    story.booking(story.room(building), at(9), at(10), building_id=building)
    engine.catch_up_all()

    assert [row["bookings"] for row in story.rows("of_an_analyst", "1")] == [2]
    assert len(story.view("bookings")) == 2
    left = story.connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename ~ '__'", (story.schema,)
    ).fetchall()
    assert left == []


def test_a_column_can_not_be_taken_back(story: Story, engine: Engine) -> None:
    replaced = sql.SQL("CREATE OR REPLACE VIEW {} AS SELECT 1 AS booking_id").format(
        sql.Identifier(schema_of_views(story.schema), "bookings")
    )
    with pytest.raises(psycopg.errors.InvalidTableDefinition):
        story.connection.execute(replaced)


def test_dropped_views_are_made_again(story: Story, engine: Engine) -> None:
    story.connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema_of_views(story.schema))))
    with Engine(story.settings.direct, PROJECTIONS) as owners:  # who migrates: a writer may make no schema
        owners.prepare()
    for view in (view for projection in PROJECTIONS for view in projection.VIEWS):
        assert story.view(view.name) == []


def test_a_rebuild_tells_the_same(story: Story, engine: Engine) -> None:
    building = story.building()
    room = story.room(building)
    for hour in range(5):
        story.booking(room, at(9 + hour), at(10 + hour), building_id=building)
    story.booking(room, at(20), at(30), building_id=building)
    engine.catch_up_all()
    before = story.tables(Reporting())
    rebuild_start(engine.connection, story.schema, Reporting())
    engine.catch_up_all()
    assert story.tables(Reporting()) == before

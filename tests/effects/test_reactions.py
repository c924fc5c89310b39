from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import psycopg
import pytest
from psycopg import sql
from structlog.typing import EventDict
from uuid_utils.compat import uuid7

from bookit.effects import NewEffect, Reaction, Reactions
from bookit.projections import Recorded
from bookit.settings import Settings
from tests.projections.story import Story, at
from tests.schemas import migrated


class Telling(Reaction):
    """An effect for each fact, under a name that tests may choose."""

    NAME: ClassVar[str] = "telling"

    def effects(self, events: Sequence[Recorded], connection: psycopg.Connection) -> Iterable[NewEffect]:
        return [NewEffect("trace", f"at {event.position}", {}, position=event.position) for event in events]


class Broken(Telling):
    NAME: ClassVar[str] = "broken"

    def effects(self, events: Sequence[Recorded], connection: psycopg.Connection) -> Iterable[NewEffect]:
        raise ValueError("a mistake of ours")


@pytest.fixture
def story(settings: Settings) -> Iterator[Story]:
    migrated(settings)
    story = Story(settings)
    yield story
    story.close()


def known(story: Story, *names: str, position: int = 0) -> None:
    """What a migration does for a reaction."""
    statement = sql.SQL("INSERT INTO {} (name, position) VALUES (%s, %s)")
    for name in names:
        story.connection.execute(statement.format(sql.Identifier(story.schema, "reactions")), [name, position])


def keys(story: Story) -> list[str]:
    return [row["dedupe_key"] for row in story.rows("effects", order="position")]


def test_each_fact_is_reacted_to_once(story: Story) -> None:
    known(story, "telling")
    reactions = Reactions(story.connection, story.schema, [Telling()], batch=2)
    for _ in range(5):
        story.booking(uuid7(), at(9), at(10))
    reactions.catch_up()
    reactions.catch_up()
    assert keys(story) == [f"at {position}" for position in range(1, 6)]
    assert [(reach.name, reach.position, reach.events) for reach in reactions.reach() if reach.name == "telling"] == [
        ("telling", 5, 0)
    ]


def test_what_the_ledger_had_before_is_not_told_again(story: Story) -> None:
    story.booking(uuid7(), at(9), at(10))
    known(story, "telling", position=story.position)
    story.booking(uuid7(), at(9), at(10))
    Reactions(story.connection, story.schema, [Telling()]).catch_up()
    assert keys(story) == ["at 2"]


def test_a_crash_before_the_commit_leaves_neither_effects_nor_checkpoint(story: Story) -> None:
    known(story, "telling")
    story.booking(uuid7(), at(9), at(10))
    with story.connection.transaction(force_rollback=True):
        Reactions(story.connection, story.schema, [Telling()]).work()
    assert keys(story) == []
    Reactions(story.connection, story.schema, [Telling()]).catch_up()
    assert keys(story) == ["at 1"]


def test_of_two_workers_one_reacts_and_the_other_does_not_wait(story: Story) -> None:
    known(story, "telling")
    story.booking(uuid7(), at(9), at(10))
    with psycopg.connect(story.settings.direct_dsn) as other, story.connection.transaction():
        Reactions(story.connection, story.schema, [Telling()]).work()
        assert Reactions(other, story.schema, [Telling()]).work() == 0
    assert keys(story) == ["at 1"]


def test_a_broken_reaction_does_not_hold_up_the_others(story: Story, logs: list[EventDict]) -> None:
    known(story, "telling", "broken")
    story.booking(uuid7(), at(9), at(10))
    Reactions(story.connection, story.schema, [Broken(), Telling()]).catch_up()
    assert keys(story) == ["at 1"]
    assert {log["reaction"] for log in logs if log["event"] == "reaction_failed"} == {"broken"}

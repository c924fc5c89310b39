from collections.abc import Iterator

import pytest
from structlog.typing import EventDict

from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from tests.projections.story import Story
from tests.schemas import migrated


@pytest.fixture(autouse=True)
def _quiet(logs: list[EventDict]) -> None:
    """What is logged is kept from the slow printing of tracebacks that is structlog's default."""


@pytest.fixture
def story(settings: Settings) -> Iterator[Story]:
    """An empty ledger to write facts into."""
    migrated(settings)
    story = Story(settings)
    yield story
    story.close()


@pytest.fixture
def engine(story: Story) -> Iterator[Engine]:
    """A worker's engine over every read model, with its tables made."""
    with Engine(story.settings, PROJECTIONS) as engine:
        engine.prepare()
        yield engine

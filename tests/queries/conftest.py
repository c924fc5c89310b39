from collections.abc import AsyncIterator, Iterator

import pytest

from bookit.projections import PROJECTIONS, Engine
from bookit.queries import Queries
from bookit.settings import Settings
from tests.projections.story import Story
from tests.schemas import migrated


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def story(settings: Settings) -> Iterator[Story]:
    """An empty ledger to write facts into."""
    migrated(settings)
    story = Story(settings)
    yield story
    story.close()


@pytest.fixture
def engine(story: Story) -> Iterator[Engine]:
    with Engine(story.settings, PROJECTIONS) as engine:
        yield engine


@pytest.fixture
async def queries(story: Story) -> AsyncIterator[Queries]:
    async with Queries(story.settings) as queries:
        yield queries

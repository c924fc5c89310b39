import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bookit.embedded.home import Home
from bookit.embedded.redis import Redis
from bookit.queries import Queries
from bookit.settings import Settings
from tests.projections.story import Story
from tests.schemas import migrated


@pytest.fixture(scope="session")
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
async def queries(story: Story) -> AsyncIterator[Queries]:
    async with Queries(story.settings) as queries:
        yield queries


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[Redis]:
    """A Redis of this test alone, to be started and stopped as it likes; not started yet."""
    home = Home(tmp_path / "home")
    with home.locked():
        server = Redis(home)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def process(module: str, settings: Settings, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m module` with these settings and variables, until the test is done with it."""
    environment = os.environ | {
        **settings.as_environment(),
        **variables,
    }
    with subprocess.Popen([sys.executable, "-m", module], env=environment, stderr=subprocess.PIPE) as running:
        try:
            yield running
        finally:
            running.kill()


def wait_for_line(running: subprocess.Popen[bytes], word: bytes) -> None:
    """Read the log of a process until a line has this word."""
    assert running.stderr is not None
    for line in running.stderr:
        if word in line:
            return
    raise AssertionError(f"the process ended without saying {word!r}")

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bookit.effects import Shelf
from bookit.settings import Settings
from tests.effects.shelves import Shelves, open_shelves
from tests.schemas import migrated


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[EventDict]]:
    """What is logged, kept from the slow printing of tracebacks that is structlog's default."""
    with capture_logs() as logs:
        yield logs


@pytest.fixture
def shelves(settings: Settings) -> Iterator[Shelves]:
    """The effects of an organisation of this test alone."""
    migrated(settings)
    with open_shelves(settings) as shelves:
        yield shelves


@pytest.fixture
def shelf(shelves: Shelves) -> Shelf:
    return shelves.shelf

from collections.abc import Iterator

import psycopg
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bookit.effects import Shelf
from bookit.ledger.migrate import migrate
from bookit.settings import Settings
from tests.effects.shelves import Shelves


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[EventDict]]:
    """What is logged, kept from the slow printing of tracebacks that is structlog's default."""
    with capture_logs() as logs:
        yield logs


@pytest.fixture
def shelves(settings: Settings) -> Iterator[Shelves]:
    """The effects of an organisation of this test alone."""
    migrate(settings)
    with psycopg.connect(settings.dsn, autocommit=True) as connection:
        yield Shelves(settings, connection)


@pytest.fixture
def shelf(shelves: Shelves) -> Shelf:
    return shelves.shelf

"""One organisation for each module, with a worker and a mail server; tests take members of their own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from pydantic import AnyUrl

from bookit.settings import Settings
from tests.notifications.mailbox import Mailbox, mail_server
from tests.running import Organisation, organisation, settings_of_its_own
from workers.running import Workforce


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@dataclass
class Told:
    """An organisation whose members are told what happens."""

    org: Organisation
    mailbox: Mailbox


@contextmanager
def worker_of(settings: Settings) -> Iterator[Workforce]:
    worker = Workforce(settings, threads=2, poll_seconds=0.05)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


@pytest.fixture(scope="module")
async def told(anyio_backend: str, postgres_dsn: str, redis_url: str) -> AsyncIterator[Told]:
    with mail_server() as mailbox:
        mail = {
            "smtp_url": AnyUrl(mailbox.url),
            "mail_from": "Harbour House <rooms@harbour.test>",
            "organisation": "Harbour House",
            "colour": "#aa3311",
            "base_url": "http://bookit.test",
        }
        with settings_of_its_own(postgres_dsn, redis_url, **mail) as settings:
            async with organisation(settings) as running:
                with worker_of(settings):
                    yield Told(running, mailbox)


@pytest.fixture
def org(told: Told) -> Organisation:
    return told.org


@pytest.fixture
def mailbox(told: Told) -> Mailbox:
    return told.mailbox

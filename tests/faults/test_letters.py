"""Letters under faults, by real processes: each arrives, and mail programs show it once."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psycopg
import pytest
import redis
from dramatiq import Message
from psycopg import sql
from pydantic import AnyUrl
from uuid_utils.compat import uuid7

from bookit.doorbell import redis_broker
from bookit.effects import Queue
from bookit.embedded.ports import free_ports
from tests.faults.aftermath import hold
from tests.faults.load import TITLE, receipt_of
from tests.installation import Installation, at_work, kill, open_rooms, restart
from tests.notifications.mailbox import Mailbox, mail_server
from tests.running import settings_of_its_own, stay
from workers.react import name_of

PATIENCE_SECONDS = 90


@dataclass
class House:
    installation: Installation
    mailbox: Mailbox
    since: int = 0
    """How many letters there were before this test."""
    ended: threading.Event = field(default_factory=threading.Event)

    def book(self, hour: int = 9) -> str:
        """A booking for somebody new; the address that hears of it."""
        email = f"{uuid7().hex}@bookit.test"
        with self.installation.client() as client:
            invited = client.post("/api/commands/invite-member", json={"email": email, "name": "Ada"}).json()
            (room,) = open_rooms(client, 1)
            wish = {"room_id": room, "booked_for": invited["member_id"], "title": TITLE, **stay(hour)}
            placed = client.post("/api/commands/place-booking", json=wish).raise_for_status()
        self.installation.witness.receipts.append(receipt_of(placed.content))
        return email

    def time_passes(self) -> None:
        """Pauses between attempts are over; what a worker holds stays as it is."""
        statement = sql.SQL(
            "UPDATE {0} SET due_at = clock_timestamp(), rung_at = NULL WHERE effect_id IN ("
            " SELECT effect_id FROM {0} WHERE state IN ('waiting', 'running') FOR UPDATE SKIP LOCKED)"
        ).format(sql.Identifier(self.installation.settings.database_schema, "effects"))
        with psycopg.connect(self.installation.settings.direct_dsn, autocommit=True) as connection:
            connection.execute(statement)

    def effects(self, state: str) -> list[str]:
        """The errors of this test's letters in a state."""
        query = sql.SQL(
            "SELECT coalesce(last_error, '') FROM (SELECT * FROM {} WHERE kind = 'letter.send'"
            " ORDER BY created_at OFFSET %s) letters WHERE state = %s"
        ).format(sql.Identifier(self.installation.settings.database_schema, "effects"))
        with psycopg.connect(self.installation.settings.direct_dsn, autocommit=True) as connection:
            return [error for (error,) in connection.execute(query, [self.since, state])]

    def send_messages(self, again: int) -> None:
        """Tell workers of all that they know already, again and again, in any order and with rubbish in between."""
        query = sql.SQL("SELECT effect_id FROM {}").format(
            sql.Identifier(self.installation.settings.database_schema, "effects")
        )
        with psycopg.connect(self.installation.settings.direct_dsn) as connection:
            known = [str(effect_id) for (effect_id,) in connection.execute(query)]
        told = [*known, str(uuid7()), "rubbish"] * again
        random.Random(4711).shuffle(told)
        broker, name = redis_broker(self.installation.settings), name_of(Queue.ORDINARY)
        assert broker is not None
        for word in told:
            broker.enqueue(Message(queue_name=name, actor_name=name, args=(word,), kwargs={}, options={}))
        broker.client.close()

    def for_another_test(self) -> "House":
        states = ("waiting", "running", "done", "parked")
        before = self.since + sum(len(self.effects(state)) for state in states)
        return House(self.installation, self.mailbox, before)

    def end_worker(self) -> None:
        """By a kill -9, and for good until it is restarted."""
        kill(self.installation.worker)
        self.ended.set()

    def restart_worker(self) -> None:
        """Once it was killed; all messages in Redis are lost meanwhile."""
        assert self.ended.wait(PATIENCE_SECONDS)
        with redis.Redis.from_url(str(self.installation.settings.redis_url)) as client:
            client.flushdb()
        restart(self.installation.worker)

    def wait_for(self, state: str) -> str:
        """The error of the only letter, when it has come to a state."""
        self.wait_until(lambda: self.effects(state))
        (error,) = self.effects(state)
        return error

    def wait_until(self, holds: Callable[[], object]) -> None:
        """Return when something holds; pauses pass as if they were nothing."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < deadline
            self.time_passes()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def shared(postgres_dsn: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """API and worker of this module, told of a mail server that is there when a test says so."""
    mailbox = Mailbox(free_ports(1)[0])
    with (
        settings_of_its_own(postgres_dsn, redis_url, smtp_url=AnyUrl(mailbox.url)) as settings,
        at_work(settings, tmp_path_factory.mktemp("letters")) as installation,
    ):
        yield House(installation, mailbox)


@pytest.fixture
def home(shared: House) -> Iterator[House]:
    """As this test finds it; in the end every invariant holds."""
    shared.mailbox.delivered.clear()
    yield shared.for_another_test()
    hold(shared.installation)


@pytest.mark.parametrize(
    ("moment", "delivered"),
    [
        pytest.param(lambda mailbox: mailbox.before_hearing, 1, id="before it sends"),
        pytest.param(lambda mailbox: mailbox.before_taking, 1, id="while it sends"),
        pytest.param(lambda mailbox: mailbox.before_saying_so, 2, id="when it has sent"),
    ],
)
def test_a_worker_killed_over_a_letter_leaves_one_letter(
    home: House, moment: Callable[[Mailbox], list[Callable[[], None]]], delivered: int
) -> None:
    mailbox = home.mailbox
    with mail_server(mailbox):
        moment(mailbox).append(home.end_worker)
        address = home.book()
        home.restart_worker()
        home.wait_for("done")
        assert [to for to, _ in mailbox.delivered] == [address] * delivered
        assert len(mailbox.of(address)) == 1, "what has the same Message-ID is one letter"


def test_a_mail_server_that_was_away_gets_every_letter_once(home: House) -> None:
    addresses = [home.book(hour) for hour in (8, 9, 10)]
    home.wait_until(lambda: sum("refused" in error for error in home.effects("waiting")) == 3)
    with mail_server(home.mailbox):
        home.wait_until(lambda: len(home.effects("done")) == 3)
    assert sorted(to for to, _ in home.mailbox.delivered) == sorted(addresses)


def test_messages_that_come_again_and_in_any_order_send_each_letter_once(home: House) -> None:
    addresses = [home.book(hour) for hour in (8, 9, 10)]
    home.wait_until(lambda: len(home.effects("waiting")) == 3)
    with mail_server(home.mailbox):
        home.time_passes()
        home.send_messages(again=10)
        home.wait_until(lambda: len(home.effects("done")) == 3)
    assert sorted(to for to, _ in home.mailbox.delivered) == sorted(addresses)


def test_a_letter_that_is_refused_for_good_is_parked_with_what_the_server_said_until_it_is_tried_again(
    home: House,
) -> None:
    with mail_server(home.mailbox):
        home.mailbox.answers += ["451 Not now", "550 No such mailbox"]
        home.book()
        assert "No such mailbox" in home.wait_for("parked")
        assert home.mailbox.delivered == []
        with home.installation.client() as client:
            client.post("/api/ops/retry-jobs", json={"kind": "letter.send"}).raise_for_status()
        home.wait_for("done")
        assert len(home.mailbox.delivered) == 1

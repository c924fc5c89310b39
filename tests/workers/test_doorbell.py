import threading

import pytest
from structlog.typing import EventDict

from bookit.doorbell import QUEUE, Doorbell, redis_broker
from bookit.embedded.redis import Redis
from bookit.settings import Settings


def _waiting(settings: Settings) -> int:
    broker = redis_broker(settings)
    assert broker is not None
    waiting: int = broker.do_qsize(QUEUE)
    broker.client.close()
    return waiting


def test_many_rings_are_few_messages(settings: Settings) -> None:
    doorbell = Doorbell(settings)
    for _ in range(1000):
        doorbell.ring()
    doorbell.start()
    while not _waiting(settings):
        pass
    doorbell.close()
    assert _waiting(settings) == 1


def test_nobody_is_told_much_when_nobody_listens(settings: Settings) -> None:
    """Redis does not fill up while workers are away."""
    doorbell = Doorbell(settings)
    doorbell.start()
    before = -1
    while (waiting := _waiting(settings)) < 50:
        doorbell.ring()
        assert waiting >= before
        before = waiting
    for _ in range(10):
        doorbell.ring()
    doorbell.close()
    assert _waiting(settings) == 50


def test_ringing_without_redis_is_quiet_and_harmless(
    settings: Settings, own_redis: Redis, logs: list[EventDict]
) -> None:
    doorbell = Doorbell(settings.model_copy(update={"redis_url": own_redis.url}))
    doorbell.start()
    doorbell.ring()
    while not logs:
        doorbell.ring()
    own_redis.start()
    own_redis.wait_until_ready()
    while len(logs) < 2:
        doorbell.ring()
    doorbell.close()
    assert [entry["event"] for entry in logs] == ["doorbell_silent", "doorbell_rings_again"]


@pytest.mark.parametrize("rung", [False, True])
def test_an_install_without_redis_has_a_silent_doorbell(settings: Settings, rung: bool) -> None:
    before = set(threading.enumerate())
    doorbell = Doorbell(settings.model_copy(update={"redis_url": None}))
    doorbell.start()
    if rung:
        doorbell.ring()
    doorbell.close()
    assert "doorbell" not in {thread.name for thread in set(threading.enumerate()) - before}

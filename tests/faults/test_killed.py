"""Processes end, mostly by kill -9, while people book: nothing acknowledged is lost, nothing happens twice."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import orjson

from tests.faults.aftermath import hold
from tests.faults.load import PATIENCE_SECONDS, Load
from tests.installation import Installation, kill, restart, worker_process
from tests.running import Body

KILLS = 3


def test_an_api_process_killed_under_load_loses_nothing_it_acknowledged(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        for _ in range(KILLS):
            load.wait_for_bookings(100)
            kill(installation.api)
            restart(installation.api)
        load.wait_for_bookings(100)
    assert load.statuses[0] >= KILLS
    hold(installation, load)


def test_an_api_process_told_to_stop_answers_what_it_has_begun(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        load.wait_for_bookings(100)
        installation.api.stop()
        restart(installation.api)
        load.wait_for_bookings(50)
    assert set(load.statuses) <= {0, 201}
    hold(installation, load)


def test_a_worker_killed_under_load_is_made_up_for_by_the_next(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        for _ in range(KILLS):
            load.wait_for_bookings(50)
            kill(installation.worker)
            load.wait_for_bookings(20)
            restart(installation.worker)
        load.wait_for_bookings(100)
    assert set(load.statuses) == {201}
    hold(installation, load)


def test_two_workers_one_of_which_dies_apply_every_event_once(installation: Installation) -> None:
    load = Load.on(installation)
    second = worker_process(installation.settings, installation.folder, "second worker")
    restart(second)
    with load.going():
        load.wait_for_bookings(150)
        kill(second)
        load.wait_for_bookings(100)
    second.stop()
    assert set(load.statuses) == {201}
    hold(installation, load)


def test_who_listens_hears_of_every_booking_though_the_api_is_killed(installation: Installation) -> None:
    load = Load.on(installation)
    with listening(installation) as listener:
        with load.going():
            for _ in range(2):
                load.wait_for_bookings(50)
                kill(installation.api)
                restart(installation.api)
            load.wait_for_bookings(50)
        load.settle()
        listener.wait_for({str(orjson.loads(answer)["booking_id"]) for answer in load.acknowledged.values()})
        hold(installation, load)
    assert listener.beginnings[0] is False
    assert set(listener.beginnings[1:]) == {True}
    assert not listener.resyncs


@dataclass
class Listener:
    """Reads the stream as a browser does: from the last id on, whenever it broke off."""

    installation: Installation
    heard: set[str] = field(default_factory=set)
    beginnings: list[bool] = field(default_factory=list)
    """Whether each connection went on where the one before had ended."""
    resyncs: int = 0
    _last_event_id: str = ""
    _told: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)

    def wait_for(self, bookings: set[str]) -> None:
        """Return when all of these were heard of."""
        with self._told:
            assert self._told.wait_for(lambda: bookings <= self.heard, PATIENCE_SECONDS)

    def listen(self) -> None:
        while not self._enough.is_set():
            headers = {"Last-Event-ID": self._last_event_id} if self._last_event_id else {}
            try:
                with (
                    self.installation.client() as client,
                    client.stream("GET", "/api/queries/stream", headers=headers) as answer,
                ):
                    self._read(answer.iter_lines())
            except httpx.TransportError:
                self._enough.wait(0.05)

    def stop(self) -> None:
        self._enough.set()

    def _read(self, lines: Iterator[str]) -> None:
        for line in lines:
            name, _, value = line.partition(": ")
            with self._told:
                match name:
                    case "id":
                        self._last_event_id = value
                    case "event":
                        self.resyncs += value == "resync"
                    case "data":
                        self._note(orjson.loads(value))
                self._told.notify_all()
            if self._enough.is_set():
                return

    def _note(self, message: Body) -> None:
        if "resumed" in message:
            self.beginnings.append(message["resumed"])
        elif message["topic"] == "booking.placed":
            self.heard.add(message["booking_id"])


@contextmanager
def listening(installation: Installation) -> Iterator[Listener]:
    """Somebody listens; the API is stopped at the end, which ends the last connection."""
    listener = Listener(installation)
    thread = threading.Thread(target=listener.listen, name="listener")
    thread.start()
    try:
        yield listener
    finally:
        listener.stop()
        installation.api.stop()
        thread.join()

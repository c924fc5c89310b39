"""Processes end, mostly by kill -9, while people book: nothing acknowledged is lost, nothing happens twice."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import orjson

from tests.faults.aftermath import hold
from tests.faults.load import PATIENCE_SECONDS, Load
from tests.installation import Installation, kill, open_rooms, restart, worker_process
from tests.running import Body

KILLS = 2


def test_an_api_process_killed_under_load_loses_nothing_and_who_listens_hears_of_every_booking(
    house: Installation,
) -> None:
    load = Load.on(house)
    with listening(house) as listener:
        with load.going():
            for _ in range(KILLS):
                load.wait_for_bookings(50)
                kill(house.api)
                restart(house.api)
            load.wait_for_bookings(50)
        assert load.statuses[0] >= KILLS
        hold(house, load)
        listener.wait_for({str(orjson.loads(answer)["booking_id"]) for answer in load.acknowledged.values()})
    assert listener.beginnings[0] is False
    assert set(listener.beginnings[1:]) == {True}
    assert not listener.resyncs


def test_an_api_process_told_to_stop_answers_what_it_has_begun(house: Installation) -> None:
    load = Load.on(house)
    with load.going():
        load.wait_for_bookings(50)
        house.api.stop()
        restart(house.api)
        load.wait_for_bookings(50)
    assert set(load.statuses) <= {0, 201}
    hold(house, load)


def test_a_worker_killed_under_load_is_made_up_for_by_the_next(house: Installation) -> None:
    load = Load.on(house)
    with load.going():
        for _ in range(KILLS):
            load.wait_for_bookings(50)
            kill(house.worker)
            load.wait_for_bookings(20)
            restart(house.worker)
        load.wait_for_bookings(50)
    assert set(load.statuses) == {201}
    hold(house, load)


def test_two_workers_one_of_which_dies_apply_every_event_once(house: Installation) -> None:
    load = Load.on(house)
    second = worker_process(house.settings, house.folder, "second worker")
    restart(second)
    with load.going():
        load.wait_for_bookings(100)
        kill(second)
        load.wait_for_bookings(50)
    second.stop()
    assert set(load.statuses) == {201}
    hold(house, load)


@dataclass
class Listener:
    """Reads the stream as a browser does: from the last id on, whenever it broke off."""

    house: Installation
    heard: set[str] = field(default_factory=set)
    beginnings: list[bool] = field(default_factory=list)
    """Whether each connection went on where the one before had ended."""
    resyncs: int = 0
    _last_event_id: str = ""
    _told: threading.Condition = field(default_factory=threading.Condition)
    _enough: threading.Event = field(default_factory=threading.Event)

    def wait_for_begin(self) -> None:
        """Return when the first connection is there."""
        with self._told:
            assert self._told.wait_for(lambda: self.beginnings, PATIENCE_SECONDS)

    def wait_for(self, bookings: set[str]) -> None:
        """Return when all of these were heard of."""
        with self._told:
            assert self._told.wait_for(lambda: bookings <= self.heard, PATIENCE_SECONDS)

    def listen(self) -> None:
        while not self._enough.is_set():
            headers = {"Last-Event-ID": self._last_event_id} if self._last_event_id else {}
            try:
                with (
                    self.house.client() as client,
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
def listening(house: Installation) -> Iterator[Listener]:
    """Somebody listens, until news comes after the context."""
    listener = Listener(house)
    thread = threading.Thread(target=listener.listen, name="listener")
    thread.start()
    try:
        listener.wait_for_begin()
        yield listener
    finally:
        listener.stop()
        with house.client() as client:
            open_rooms(client, 1)
        thread.join()

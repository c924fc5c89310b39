"""The load generator counts what really happened."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

import pytest

from bench.load import BadAnswer, Load, request, run, run_here

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"
CONFLICT = b"HTTP/1.1 409 Conflict\r\ncontent-length: 5\r\n\r\ntaken"
REQUEST = request("POST", "/", {"host": "localhost"}, b"{}")


@contextmanager
def server_saying(*answers: list[bytes]) -> Iterator[int]:
    """A server that gives these answers in turn, each in the given pieces; an empty answer hangs up."""
    turns = cycle(answers)
    started = threading.Event()
    ports: list[int] = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readexactly(len(REQUEST)):
                pieces = next(turns)
                if not pieces:
                    break
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            pass  # the client has seen enough
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
        started.set()
        async with server:
            await stopping.wait()

    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert started.wait(10)
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join()
        loop.close()


def test_each_answer_is_counted_by_its_status() -> None:
    with server_saying([CREATED], [CONFLICT]) as port:
        outcome = run_here(Load(port, [REQUEST] * 100, connections=4))

    assert outcome.statuses == {201: 50, 409: 50}
    assert outcome.first_bodies == {201: b"{}", 409: b"taken"}
    assert (outcome.sent, outcome.unanswered, len(outcome.latencies)) == (100, 0, 100)


def test_an_answer_in_pieces_is_one_answer() -> None:
    with server_saying([CREATED[:10], CREATED[10:-1], CREATED[-1:]]) as port:
        outcome = run_here(Load(port, [REQUEST] * 10, connections=1))

    assert outcome.statuses == {201: 10}


def test_a_lost_connection_leaves_its_request_unanswered() -> None:
    with server_saying([]) as port:
        outcome = run_here(Load(port, [REQUEST] * 10, connections=2))

    assert (outcome.sent, outcome.unanswered, outcome.statuses) == (2, 2, {})


def test_an_answer_without_a_length_stops_the_run() -> None:
    with server_saying([b"HTTP/1.1 200 OK\r\n\r\n"]) as port, pytest.raises(BadAnswer):
        run_here(Load(port, [REQUEST], connections=1))


def test_a_run_ends_when_its_time_is_over() -> None:
    with server_saying([CREATED]) as port:
        outcome = run(Load(port, [REQUEST] * 1_000_000, connections=2, seconds=0.05, at_most=1_000_000))

    assert 0 < outcome.statuses[201] == outcome.sent < 1_000_000


def test_quantiles_are_of_the_sorted_times() -> None:
    with server_saying([CREATED]) as port:
        outcome = run_here(Load(port, [REQUEST] * 20, connections=1))

    ordered = sorted(outcome.latencies)
    assert outcome.latency(0.5) == ordered[9]
    assert outcome.latency(0.95) == ordered[18]
    assert outcome.latency(1) == ordered[19]

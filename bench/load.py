"""A cheap closed-loop HTTP load generator, the same for everything that is measured.

Each of N keep-alive connections sends a request, waits for the whole answer and sends the next one. It runs in a
process of its own and speaks just enough HTTP/1.1 over a bare asyncio protocol, so that on a machine of two cores
the server keeps nearly all of the processor. `Outcome.cpu_share` tells how much the generator took.
"""

import asyncio
import gc
import math
import multiprocessing
import re
import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import cast

import uvloop

HEAD_END = b"\r\n\r\n"
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class BadAnswer(Exception):
    """The server said something that this small client does not understand."""


@dataclass(frozen=True)
class Load:
    """What to send, over how many connections, and for how long.

    `requests` are whole HTTP requests, ready to be written; it must be picklable. The first `at_most` of them are
    built before the clock starts. The run ends when they are used up or, if `seconds` is given, when that time is
    over; answers still under way then have `patience` seconds.
    """

    port: int
    requests: Iterable[bytes]
    connections: int
    seconds: float | None = None
    at_most: int = 50_000
    patience: float = 30.0
    host: str = "127.0.0.1"


@dataclass(frozen=True)
class Outcome:
    """What came back. Times are in seconds; `elapsed` runs from the first request sent to the last answer."""

    statuses: Mapping[int, int]
    latencies: "array[float]"
    elapsed: float
    sent: int
    cpu_seconds: float
    first_bodies: Mapping[int, bytes]

    @property
    def unanswered(self) -> int:
        """Requests whose connection was lost or whose answer did not come in time."""
        return self.sent - len(self.latencies)

    @property
    def cpu_share(self) -> float:
        """Part of one core that the generator itself used."""
        return self.cpu_seconds / self.elapsed

    def throughput(self, status: int) -> float:
        """Answers with this status per second."""
        return self.statuses.get(status, 0) / self.elapsed

    def latency(self, part: float) -> float:
        """Quantile of the time from a request to the end of its answer."""
        return quantile(self.latencies, part)


def quantile(values: Iterable[float], part: float) -> float:
    """Nearest-rank quantile."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def request(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """One HTTP/1.1 request as the bytes to write."""
    fields = headers | {"content-length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def run(load: Load) -> Outcome:
    """Put the load on the server from a fresh process and wait for what came back."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as process:
        return process.submit(run_here, load).result()


def run_here(load: Load) -> Outcome:
    """Put the load on the server from this process."""
    run = _Run(load)
    gc.collect()
    gc.freeze()
    return uvloop.run(run.outcome())


class _Run:
    """One load under way: what is left to send and what has been answered."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._requests: Iterator[bytes] = iter(list(islice(load.requests, load.at_most)))
        self._deadline = math.inf
        self._busy = 0
        self._sent = 0
        self._statuses: Counter[int] = Counter()
        self._latencies = array("d")
        self._first_bodies: dict[int, bytes] = {}
        self._last_answer = 0.0

    async def outcome(self) -> Outcome:
        loop = asyncio.get_running_loop()
        self._finished: asyncio.Future[None] = loop.create_future()
        lanes = [await self._connect(loop) for _ in range(self._load.connections)]
        self._busy = len(lanes)
        cpu_before, start = time.process_time(), time.perf_counter()
        self._last_answer = start
        if self._load.seconds is not None:
            self._deadline = start + self._load.seconds
        for lane in lanes:
            lane.send_next()
        try:
            async with asyncio.timeout((self._load.seconds or 0) + self._load.patience):
                await self._finished
        except TimeoutError:
            pass  # what has not come by now counts as unanswered
        finally:
            cpu_seconds = time.process_time() - cpu_before
            for lane in lanes:
                lane.close()
        return Outcome(
            statuses=dict(self._statuses),
            latencies=self._latencies,
            elapsed=self._last_answer - start,
            sent=self._sent,
            cpu_seconds=cpu_seconds,
            first_bodies=self._first_bodies,
        )

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> "_Lane":
        _, lane = await loop.create_connection(lambda: _Lane(self), self._load.host, self._load.port)
        return lane

    def next_request(self) -> bytes | None:
        if time.perf_counter() >= self._deadline:
            return None
        data = next(self._requests, None)
        self._sent += data is not None
        return data

    def answered(self, status: int, sent_at: float, body: bytes) -> None:
        self._last_answer = time.perf_counter()
        self._latencies.append(self._last_answer - sent_at)
        self._statuses[status] += 1
        if status not in self._first_bodies:
            self._first_bodies[status] = body

    def lane_ended(self) -> None:
        self._busy -= 1
        if self._busy == 0 and not self._finished.done():
            self._finished.set_result(None)

    def failed(self, error: BadAnswer) -> None:
        if not self._finished.done():
            self._finished.set_exception(error)


class _Lane(asyncio.Protocol):
    """One keep-alive connection with at most one request under way."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._received = b""
        self._sent_at = 0.0
        self._ended = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports keep asyncio's promise without its base class.
        self._transport = cast("asyncio.Transport", transport)

    def send_next(self) -> None:
        data = self._run.next_request()
        if data is None:
            self._end()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(data)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head_size = self._received.find(HEAD_END)
        if head_size < 0:
            return
        length = CONTENT_LENGTH.search(self._received, 0, head_size)
        if length is None:
            self._run.failed(BadAnswer(f"no content-length in {self._received[:head_size]!r}"))
            return
        body_start = head_size + len(HEAD_END)
        missing = body_start + int(length[1]) - len(self._received)
        if missing > 0:
            return
        if missing < 0:
            self._run.failed(BadAnswer(f"{-missing} bytes more than announced"))
            return
        answer, self._received = self._received, b""
        self._run.answered(int(answer[9:12]), self._sent_at, answer[body_start:])
        self.send_next()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()

    def close(self) -> None:
        self._transport.close()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._run.lane_ended()

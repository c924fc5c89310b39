"""A TCP proxy in front of a server that can cut a connection at the worst moment, or play dead."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import Enum, auto
from urllib.parse import urlsplit

_DONE = b"Z\0\0\0\5I"
"""ReadyForQuery outside of a transaction: what was asked is committed."""


class Cut(Enum):
    """When to cut."""

    BEFORE_THE_SERVER = auto()
    """The server never hears of the request."""
    AFTER_THE_COMMIT = auto()
    """The server has done what it was asked, and the client never hears of it."""


class Proxy:
    """Forwards connections to a server; each planned cut hits the next request that holds `marker`."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._plan: list[tuple[Cut, bytes, Callable[[], None]]] = []
        self._is_dead = False
        self.cuts = 0
        """How many connections were cut so far."""

    @contextmanager
    def dead(self) -> Iterator[None]:
        """Meanwhile the server hears of no request, over old connections and new ones."""
        self._is_dead = True
        try:
            yield
        finally:
            self._is_dead = False

    def cut_next(self, when: Cut, *, marker: bytes = b"", meanwhile: Callable[[], None] = lambda: None) -> None:
        """Cut the connection on which the next request with `marker` in it comes, after something happened."""
        self._plan.append((when, marker, meanwhile))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Handle one client until either side leaves, or a planned cut."""
        try:
            from_server, to_server = await asyncio.open_connection(*self._server)
        except OSError:
            writer.close()
            return
        replies = _Replies(from_server, writer)
        pumping = asyncio.create_task(replies.pump())
        try:
            while request := await reader.read(1 << 20):
                if self._is_dead:
                    break
                cut, meanwhile = self._planned(request)
                if cut is Cut.BEFORE_THE_SERVER:
                    meanwhile()
                    break
                if cut is Cut.AFTER_THE_COMMIT:
                    replies.swallow()
                to_server.write(request)
                if cut is Cut.AFTER_THE_COMMIT:
                    await replies.swallowed.wait()
                    meanwhile()
                    break
        except ConnectionError:
            pass  # one side left: so do we
        finally:
            pumping.cancel()
            for end in (writer, to_server):
                end.transport.abort()

    def _planned(self, request: bytes) -> tuple[Cut | None, Callable[[], None]]:
        if not self._plan or self._plan[0][1] not in request:
            return None, lambda: None
        self.cuts += 1
        cut, _, meanwhile = self._plan.pop(0)
        return cut, meanwhile


class _Replies:
    """What a server answers one client."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._swallowing = False
        self.swallowed = asyncio.Event()

    def swallow(self) -> None:
        """Let nothing through any more; `swallowed` says when the server is done with the request."""
        self._swallowing = True

    async def pump(self) -> None:
        tail = b""
        try:
            while reply := await self._reader.read(1 << 20):
                if not self._swallowing:
                    self._writer.write(reply)
                    continue
                tail = (tail + reply)[-len(_DONE) :]
                if tail == _DONE:
                    self.swallowed.set()
        except ConnectionError:
            pass
        finally:
            self.swallowed.set()
            self._writer.close()


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy in front of the server of a database URL, and the URL through it."""
    parts = urlsplit(url)
    proxy = Proxy(parts.hostname or "127.0.0.1", parts.port or 5432)
    connections: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(proxy.serve(reader, writer))
        connections.add(task)
        task.add_done_callback(connections.discard)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    credentials = parts.netloc.rpartition("@")[0]
    through = parts._replace(netloc=f"{credentials}@127.0.0.1:{port}" if credentials else f"127.0.0.1:{port}")
    try:
        yield proxy, through.geturl()
    finally:
        server.close()
        for task in list(connections):
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

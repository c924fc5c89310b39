"""A browser's side of `GET /api/queries/stream`, within this process: httpx would wait for the end of the answer."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
from fastapi import FastAPI
from starlette.types import Message

PATH = "/api/queries/stream"
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Heard:
    """One message of a stream."""

    kind: str
    """`message` unless it says otherwise."""
    data: dict[str, Any]


@dataclass
class Listener:
    """Who reads a stream."""

    status: int = 0
    last_event_id: str = ""
    _buffer: bytes = b""
    _block: bytes = b""
    _chunks: "asyncio.Queue[bytes | None]" = field(default_factory=asyncio.Queue)
    _begun: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self) -> Heard | None:
        """The next message; None at the end of the stream."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._next_block():
                if (heard := self._parsed()) is not None:
                    return heard
        return None

    async def hear_until(self, position: int) -> list[dict[str, Any]]:
        """Every message up to a position."""
        heard: list[dict[str, Any]] = []
        async with asyncio.timeout(PATIENCE_SECONDS):
            while int(self.last_event_id or 0) < position:
                assert await self._next_block(), "the stream has ended"
                if (message := self._parsed()) is not None:
                    heard.append(message.data)
        return heard

    def stop_reading(self) -> None:
        """Like a client whose network is stuck: what is sent to it is not taken."""
        self._reading.clear()

    def read_on(self) -> None:
        self._reading.set()

    async def _next_block(self) -> bool:
        """False at the end of the stream."""
        while b"\n\n" not in self._buffer:
            chunk = await self._chunks.get()
            if chunk is None:
                return False
            self._buffer += chunk
        self._block, _, self._buffer = self._buffer.partition(b"\n\n")
        return True

    def _parsed(self) -> Heard | None:
        """The message of a block; None for a sign of life."""
        fields: dict[bytes, bytes] = {}
        for line in self._block.split(b"\n"):
            name, _, value = line.partition(b": ")
            fields[name] = value
        self.last_event_id = fields.get(b"id", self.last_event_id.encode()).decode()
        if b"data" not in fields:
            return None
        return Heard(fields.get(b"event", b"message").decode(), orjson.loads(fields[b"data"]))

    async def _send(self, message: Message) -> None:
        await self._reading.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._begun.set()
        elif message["body"]:
            self._chunks.put_nowait(message["body"])
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self._chunks.put_nowait(None)


@asynccontextmanager
async def listening(
    app: FastAPI, client: httpx.AsyncClient, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Listener]:
    """Open the stream as `client`; it is left at the end of the context."""
    request = client.build_request("GET", PATH, headers=headers)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("192.0.2.1", 50000),
        "server": ("bookit.test", 80),
    }
    listener = Listener()
    listener.read_on()
    left = asyncio.Event()
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await left.wait()
        return {"type": "http.disconnect"}

    running = asyncio.create_task(app(scope, receive, listener._send))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await listener._begun.wait()
    try:
        yield listener
    finally:
        left.set()
        listener.read_on()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await running

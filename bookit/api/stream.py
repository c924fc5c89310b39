"""Live news: one tail of the ledger in each process, however many read it, as server-sent events.

Each reader has a bounded heap of what was not sent yet. Who is too slow, or was away for too long, is told to look
anew at everything (`resync`) instead. See docs/adr/0065.
"""

import asyncio
import random
from collections import deque
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

import structlog
from prometheus_client import Counter, Gauge
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bookit.api.problems import Problem
from bookit.domain.actor import Actor
from bookit.domain.member import Member
from bookit.identity import Credential
from bookit.pausing import pause_after
from bookit.queries.news import INBOX_CHANGED, News, news_between, reached, told_lately
from bookit.wiring import DATABASE_UNAVAILABLE, System

PAUSE_SECONDS = 0.1
PAUSE_PER_READER_SECONDS = 0.00015
"""With many readers news comes in larger pieces: so telling them all never takes most of the processor."""
CHECK_SECONDS = 2.0
"""So often sessions are looked at when nothing happens; before news is told they always are."""
LOOK_AT_INBOXES_SECONDS = 0.5
INBOX_OVERLAP = timedelta(seconds=10)
"""A notification that is committed later than this after it was written is found by who looks for it only."""
BEAT_SECONDS = 15.0
"""Proxies take a connection for dead when nothing passes for long, mostly a minute."""
LONGEST_PAUSE_SECONDS = 5.0

MOST_NEWS = 1000
"""Who has missed more looks anew at everything: that is cheaper than so many messages."""
MOST_PENDING_BYTES = 100_000
MOST_READERS = 5000
MOST_READERS_OF_A_MEMBER = 20

READERS = Gauge("bookit_stream_readers", "Open streams of live news.")
MESSAGES = Counter("bookit_stream_messages_total", "Messages of live news handed to readers.")
RESYNCS = Counter("bookit_stream_resyncs_total", "Times that a reader was told to look anew at everything.")

log = structlog.get_logger(__name__)


class Reader:
    """Who reads the stream: what may be told, and what was not sent yet."""

    def __init__(self, credential: Credential, actor: Actor, position: int) -> None:
        self.credential = credential
        self.actor = actor
        self._position = position
        self._pending: list[bytes] = []
        self._size = 0
        self._ended = False
        self._woken = asyncio.Event()

    def tell(self, news: Sequence[News], position: int) -> None:
        """What happened up to a position, as far as this reader may know of it."""
        chunks: list[bytes] = []
        for one in news:
            messages = one.for_reader(self.actor)
            # Only the last one carries the id: who is cut off before it hears the others again.
            chunks += [b"data: %b\n\n" % message for message in messages[:-1]]
            if messages:
                chunks.append(b"id: %d\ndata: %b\n\n" % (one.position, messages[-1]))
        self._position = position
        if chunks:
            MESSAGES.inc(len(chunks))
            self._add(b"".join(chunks))

    def tell_inbox(self) -> None:
        """Something new is in the reader's inbox. It has no position: who comes back looks there anyway."""
        MESSAGES.inc()
        self._add(b"data: %b\n\n" % INBOX_CHANGED)

    def resync(self, position: int) -> None:
        """Everything may have changed up to a position; what was to be sent does not matter any more."""
        RESYNCS.inc()
        self._position = position
        self._pending.clear()
        self._size = 0
        self._add(_event("resync", position))

    def beat(self) -> None:
        """A sign of life; it moves the place from which the reader would resume, and no event is fired by it."""
        if not self._pending:
            self._add(b"id: %d\n\n" % self._position)

    def greet(self, position: int, *, resumed: bool) -> None:
        """The first message. Later readers come back at different moments, so that a restart is no stampede."""
        back_in_ms = random.randint(1000, 4000)  # noqa: S311 -- nobody gains by guessing it
        self._add(b"retry: %d\n" % back_in_ms + _event("ready", position, resumed=resumed))

    def end(self) -> None:
        self._ended = True
        self._woken.set()

    async def next(self) -> bytes | None:
        """What is to be sent, as soon as there is something; None at the end."""
        await self._woken.wait()
        if self._ended:
            return None
        self._woken.clear()
        chunk = b"".join(self._pending)
        self._pending.clear()
        self._size = 0
        return chunk

    def _add(self, chunk: bytes) -> None:
        if self._size + len(chunk) > MOST_PENDING_BYTES:
            self.resync(self._position)
            return
        self._pending.append(chunk)
        self._size += len(chunk)
        self._woken.set()


def _event(kind: str, position: int, *, resumed: bool | None = None) -> bytes:
    more = b"" if resumed is None else b',"resumed":%b' % (b"true" if resumed else b"false")
    return b'event: %b\nid: %d\ndata: {"position":%d%b}\n\n' % (kind.encode(), position, position, more)


class Live:
    """The tail, and its readers. It rests while nobody reads."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._readers: set[Reader] = set()
        self._recent: deque[News] = deque(maxlen=MOST_NEWS)
        self._known_from = 0
        """News of later positions is all in `_recent`."""
        self._position: int | None = None
        """Up to here everybody was told; None while the tail rests."""
        self._in_inboxes: Collection[tuple[UUID, datetime]] = ()
        """The notifications of late that readers know of."""
        self._starting = asyncio.Lock()
        self._tail: asyncio.Task[None] | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self._tail is not None:
            await asyncio.gather(self._tail, return_exceptions=True)

    def close(self) -> None:
        """End all streams, as when the process is asked to stop: their readers come back, to another process."""
        self._closed = True
        for reader in self._readers:
            reader.end()
        if self._tail is not None:
            self._tail.cancel()

    async def enter(self, credential: Credential, actor: Actor, after: int | None) -> Reader:
        """A reader who is told what happens from now on, or after a position where that is still known.

        Raises Problem 503 or 429 when there are too many, or what the database raises.
        """
        self._refuse_too_many(actor.member_id)
        async with self._starting:
            if self._position is None:
                await self._start()
        # From here on nothing is awaited: what is told next is told to this reader as well.
        position = self._position or 0
        reader = Reader(credential, actor, position)
        missed = self._missed(after)
        if after is None or missed is None:
            reader.greet(position, resumed=False)
        else:
            reader.greet(after, resumed=True)
            reader.tell(missed, position)
        self._readers.add(reader)
        READERS.set(len(self._readers))
        if self._closed:
            reader.end()
        return reader

    def leave(self, reader: Reader) -> None:
        self._readers.discard(reader)
        READERS.set(len(self._readers))

    def _refuse_too_many(self, member_id: UUID) -> None:
        of_member = sum(reader.actor.member_id == member_id for reader in self._readers)
        if of_member >= MOST_READERS_OF_A_MEMBER:
            detail = f"A member reads at most {MOST_READERS_OF_A_MEMBER} streams at once."
            raise Problem(429, "too-many-streams", detail, retry_after=30, limit=MOST_READERS_OF_A_MEMBER)
        if len(self._readers) >= MOST_READERS:
            raise Problem(503, "too-many-streams", "This process serves as many streams as it can.", retry_after=30)

    def _missed(self, after: int | None) -> list[News] | None:
        """What happened after a position; None where that is not known here."""
        if after is None or self._position is None or not self._known_from <= after <= self._position:
            return None
        return [news for news in self._recent if news.position > after]

    async def _start(self) -> None:
        queries = self._system.queries
        position = await reached(queries)
        self._known_from = max(0, position - MOST_NEWS)
        self._recent.clear()
        self._recent.extend(await news_between(queries, self._known_from, position))
        self._position = position
        self._tail = asyncio.create_task(self._follow(), name="live")

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        checked_at = beaten_at = looked_at = loop.time()
        try:
            while True:
                await asyncio.sleep(PAUSE_SECONDS + PAUSE_PER_READER_SECONDS * len(self._readers))
                if not self._readers:
                    return
                now = loop.time()
                if now >= beaten_at + BEAT_SECONDS:
                    beaten_at = now
                    for reader in self._readers:
                        reader.beat()
                try:
                    if now >= looked_at + LOOK_AT_INBOXES_SECONDS:
                        await self._tell_inboxes()
                        looked_at = now
                    if await self._tell_news():
                        checked_at = now
                    elif now >= checked_at + CHECK_SECONDS:
                        await self._check_readers()
                        checked_at = now
                except DATABASE_UNAVAILABLE as error:
                    failures += 1
                    if failures == 1:
                        log.warning("live_waits_for_the_database", error=str(error))
                    await asyncio.sleep(pause_after(failures, longest=LONGEST_PAUSE_SECONDS))
                except Exception:
                    # Nobody may stay connected to a tail that is dead: readers come back, and begin anew.
                    log.exception("live_failed")
                    for reader in self._readers:
                        reader.end()
                    return
                else:
                    if failures:
                        log.info("live_goes_on")
                    failures = 0
        finally:
            self._position = None
            self._in_inboxes = ()

    async def _tell_inboxes(self) -> None:
        """Tell readers of what came into their inboxes since the last look."""
        members = {reader.actor.member_id for reader in self._readers}
        found = await told_lately(self._system.queries, members, INBOX_OVERLAP)
        known, self._in_inboxes = self._in_inboxes, found.keys()
        fresh = {member_id for which, member_id in found.items() if which not in known}
        if fresh:
            await self._check_readers()
        for reader in self._readers:
            if reader.actor.member_id in fresh and reader.actor.may("see-inbox", owner=reader.actor.member_id):
                reader.tell_inbox()

    async def _tell_news(self) -> bool:
        """Whether there was any."""
        queries, position = self._system.queries, self._position or 0
        upto = await reached(queries)
        if upto <= position:
            return False
        news = await news_between(queries, max(position, upto - MOST_NEWS), upto)
        await self._check_readers()
        if upto - position > MOST_NEWS:
            self._known_from = upto - MOST_NEWS
            self._recent.clear()
            for reader in self._readers:
                reader.resync(upto)
        else:
            self._known_from = max(self._known_from, upto - MOST_NEWS)
            for reader in self._readers:
                reader.tell(news, upto)
        self._recent.extend(news)
        self._position = upto
        return True

    async def _check_readers(self) -> None:
        """End the streams whose session or token is over; give the others the rights they have now."""
        checked = list(self._readers)
        lasting = await self._system.identity.lasting({reader.credential.credential_id for reader in checked})
        for reader in checked:
            version = lasting.get(reader.credential.credential_id)
            if version is None:
                reader.end()
                self._readers.discard(reader)
            elif version != reader.actor.version:
                await self._refresh(reader, version)
        READERS.set(len(self._readers))

    async def _refresh(self, reader: Reader, version: int) -> None:
        member = await self._system.streams.get(Member, reader.actor.member_id, version=version)
        if member is None or not member.active:
            reader.end()
            self._readers.discard(reader)
        else:
            reader.actor = Actor.of(member, reader.credential.scopes)


class NewsStream(Response):
    """Sends a reader what there is until either side has enough."""

    media_type = "text/event-stream"

    def __init__(self, live: Live, reader: Reader) -> None:
        # Nginx would keep the messages back until it has a bufferful.
        super().__init__(None, headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._live = live
        self._reader = reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["is_stream"] = True
        leaving = asyncio.create_task(self._wait_for_leave(receive))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while (chunk := await self._reader.next()) is not None:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._live.leave(self._reader)
            leaving.cancel()

    async def _wait_for_leave(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._reader.end()

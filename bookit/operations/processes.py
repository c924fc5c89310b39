"""Signs of life: every process says now and then that it is there, and which version it is."""

import asyncio
import os
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import psycopg
import structlog
from psycopg import sql
from uuid_utils.compat import uuid7

import bookit
from bookit.connections import Connection
from bookit.settings import Settings

BEAT_SECONDS = 10.0

Kind = Literal["api", "worker", "scheduler"]

log = structlog.get_logger(__name__)


@asynccontextmanager
async def signs_of_life(settings: Settings, kind: Kind) -> AsyncIterator[None]:
    """`SignsOfLife` for a process with an event loop, which does not wait for the last one."""
    signs = SignsOfLife(settings, kind)
    signs.start()
    try:
        yield
    finally:
        await asyncio.to_thread(signs.stop)


class SignsOfLife:
    """Writes this process into `processes` until stopped, in a thread of its own.

    It connects for each beat: a connection that idles for ten seconds is worth more to others. While the database is
    away nobody sees the signs; that is no news to this process, so it says so only when debugging.
    """

    def __init__(self, settings: Settings, kind: Kind, *, beat_seconds: float = BEAT_SECONDS) -> None:
        self._settings = settings
        self._beat_seconds = beat_seconds
        self._row = {
            "process_id": uuid7(),
            "kind": kind,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "version": bookit.__version__,
        }
        schema = sql.Identifier(settings.database_schema)
        self._beat = sql.SQL(
            "INSERT INTO {}.processes (process_id, kind, host, pid, version, started_at, seen_at)"
            " VALUES (%(process_id)s, %(kind)s, %(host)s, %(pid)s, %(version)s, clock_timestamp(), clock_timestamp())"
            " ON CONFLICT (process_id) DO UPDATE SET seen_at = clock_timestamp()"
        ).format(schema)
        self._leave = sql.SQL("DELETE FROM {}.processes WHERE process_id = %(process_id)s").format(schema)
        # Who died without a word is shown as silent for a day.
        self._forget = sql.SQL("DELETE FROM {}.processes WHERE seen_at < clock_timestamp() - interval '1 day'").format(
            schema
        )
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="signs of life", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Say that it ends."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        self._write(self._beat, self._forget)
        while not self._ended.wait(self._beat_seconds):
            self._write(self._beat)
        self._write(self._leave)

    def _write(self, *statements: sql.Composed) -> None:
        try:
            with Connection.connect(
                self._settings.dsn,
                autocommit=True,
                application_name="bookit signs of life",
                pooled=self._settings.database_pooled,
            ) as connection:
                for statement in statements:
                    connection.execute(statement, self._row)
        except psycopg.Error as error:
            log.debug("sign_of_life_not_written", error=str(error))

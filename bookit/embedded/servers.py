"""The servers an operator hasn't brought, as one context manager."""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from bookit.embedded.home import Home
from bookit.embedded.postgres import Postgres
from bookit.embedded.process import Process
from bookit.embedded.redis import Redis
from bookit.embedded.seaweedfs import SeaweedFS
from bookit.settings import Settings

logger = logging.getLogger(__name__)

_SECRET_KEY = "secret key"  # noqa: S105 -- what it is kept as


class EmbeddedServers:
    """Starts what `settings` lacks; entering gives the settings with every address filled in.

    `processes` are the servers of ours that run, for a supervisor to watch. `pause` is how to wait, in seconds; what
    it raises ends the start. Raises HomeInUse, HomeUnusable or ProcessError.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        durable: bool = True,
        fresh: bool = False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.processes: list[Process] = []
        self._settings = settings
        self._durable = durable
        self._fresh = fresh
        self._pause = pause
        self._cleanup = ExitStack()

    def __enter__(self) -> Settings:
        with ExitStack() as cleanup:
            home = Home(self._settings.home)
            cleanup.enter_context(home.locked())
            if self._fresh:
                for server in (SeaweedFS, Redis, Postgres):
                    server.stop_leftovers(home)
                # What a database of yours has locked with it stays readable.
                secret = home.password(_SECRET_KEY) if self._settings.database_url else None
                home.empty()
                if secret is not None:
                    home.keep_password(_SECRET_KEY, secret)
            found = self._start(home, cleanup)
            self._cleanup = cleanup.pop_all()
        return Settings(**{**self._settings.model_dump(), **found})

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()

    def _start(self, home: Home, cleanup: ExitStack) -> dict[str, Any]:
        """Start all, then wait for all: they get ready side by side."""
        settings = self._settings
        found: dict[str, Any] = {"home": home.path}
        if settings.secret_key is None:
            found["secret_key"] = home.password(_SECRET_KEY)
        if settings.s3_endpoint_url is None:
            seaweedfs = SeaweedFS(home, bucket=settings.s3_bucket, region=settings.s3_region)
            found["s3_endpoint_url"] = seaweedfs.url
            found["s3_access_key"] = seaweedfs.access_key
            found["s3_secret_key"] = seaweedfs.secret_key
            self.processes.append(seaweedfs)
        if settings.redis_url is None:
            redis = Redis(home)
            found["redis_url"] = redis.url
            self.processes.append(redis)
        if settings.database_url is None:
            postgres = Postgres(home, durable=self._durable)
            found["database_url"] = postgres.url
            self.processes.append(postgres)
        for process in self.processes:
            cleanup.callback(process.stop)
            process.start()
        for process in reversed(self.processes):
            process.wait_until_ready(self._pause)
            logger.info("%s is ready", process.name)
        return found

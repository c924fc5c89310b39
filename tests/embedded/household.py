"""A small `bookit demo`: two real servers and a stand-in child, supervised until a signal.

Each thing it reports is a line of JSON on stdout; the first says which processes there are.
"""

import json
import logging
import sys
from contextlib import ExitStack
from pathlib import Path

from bookit.embedded import EmbeddedServers, Program, StopRequested, StopSignals, Supervisor
from bookit.settings import Settings

# It has a child of its own, as a worker process may.
_STAND_IN = "import os, signal; os.fork(); signal.pause()"


class _AsJson(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        say(message=record.getMessage())


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main(home: Path) -> None:
    logging.basicConfig(level=logging.WARNING, handlers=[_AsJson()])
    settings = Settings(home=home, s3_endpoint_url="http://127.0.0.1:9")
    with StopSignals() as signals, ExitStack() as running:
        try:
            servers = EmbeddedServers(settings, durable=False, pause=signals.pause)
            complete = running.enter_context(servers)
            supervisor = running.enter_context(Supervisor(signals.pause))
            supervisor.watch(servers.processes)
            stand_in = Program(
                "stand-in", [sys.executable, "-c", _STAND_IN], folder=home, log_file=home / "logs" / "stand-in.log"
            )
            supervisor.start([stand_in])
            pids = {process.name: process.pid for process in [*servers.processes, stand_in]}
            say(pids=pids, dsn=str(complete.database_url), redis_url=str(complete.redis_url))
            supervisor.run()
        except StopRequested:
            pass


if __name__ == "__main__":
    main(Path(sys.argv[1]))

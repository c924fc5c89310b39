"""Real servers from wheels: Postgres, Redis and S3 on loopback, with their data in one folder.

with EmbeddedServers(settings) as complete:
    complete.dsn, complete.redis_url, complete.s3_endpoint_url
"""

from bookit.embedded.home import Home, HomeError, HomeInUse, HomeUnusable
from bookit.embedded.process import (
    NotReadyYet,
    Process,
    ProcessDied,
    ProcessError,
    ProcessStuck,
    Program,
    how_it_ended,
)
from bookit.embedded.servers import EmbeddedServers
from bookit.embedded.stopping import StopRequested, StopSignals
from bookit.embedded.supervisor import Supervisor

__all__ = [
    "EmbeddedServers",
    "Home",
    "HomeError",
    "HomeInUse",
    "HomeUnusable",
    "NotReadyYet",
    "Process",
    "ProcessDied",
    "ProcessError",
    "ProcessStuck",
    "Program",
    "StopRequested",
    "StopSignals",
    "Supervisor",
    "how_it_ended",
]

"""`python -m workers`: one worker process, until SIGTERM or SIGINT."""

import structlog

from bookit.logs import configure_logs
from bookit.settings import Settings
from workers.broker import make_worker
from workers.project import Projector
from workers.stopping import stop_requested

THREADS = 4
_STOP_MS = 10_000

log = structlog.get_logger(__name__)


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    stop = stop_requested()
    projector = Projector(settings)
    worker = make_worker(settings, on_doorbell=projector.wake, threads=THREADS)
    projector.start()
    if worker is not None:
        worker.start()
    log.info("worker_started", redis=worker is not None)
    stop.wait()
    log.info("worker_stopping")
    if worker is not None:
        worker.stop(timeout=_STOP_MS)
    projector.stop()


if __name__ == "__main__":
    main()

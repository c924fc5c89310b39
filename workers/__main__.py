"""`python -m workers`: one worker process, until SIGTERM or SIGINT."""

import structlog

from bookit.logs import configure_logs
from bookit.operations.exposition import serve_metrics
from bookit.operations.processes import SignsOfLife
from bookit.settings import Settings
from bookit.tracing import configure_tracing
from workers.running import WorkerProcess
from workers.stopping import stop_requested

log = structlog.get_logger(__name__)


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    configure_tracing(settings, "bookit-worker")
    serve_metrics(settings)
    stop = stop_requested()
    signs = SignsOfLife(settings, "worker")
    worker = WorkerProcess(settings)
    signs.start()
    worker.start()
    log.info("worker_started", redis=settings.redis_url is not None)
    stop.wait()
    log.info("worker_stopping")
    worker.stop()
    signs.stop()


if __name__ == "__main__":
    main()

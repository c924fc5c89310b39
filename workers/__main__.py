"""`python -m workers`: one worker process, until SIGTERM or SIGINT, for every organisation of the install."""

from concurrent.futures import ThreadPoolExecutor

import structlog

from bookit.logs import configure_logs
from bookit.operations.exposition import serve_metrics
from bookit.operations.processes import SignsOfLife
from bookit.settings import Settings
from bookit.tracing import configure_tracing
from workers.running import Workforce
from workers.stopping import stop_requested

log = structlog.get_logger(__name__)


def main() -> None:
    settings = Settings()
    configure_logs(settings.log_level)
    configure_tracing(settings, "bookit-worker")
    serve_metrics(settings)
    stop = stop_requested()
    organisations = settings.of_each()
    forces = [Workforce(each) for each in organisations]
    signs = [SignsOfLife(each, "worker") for each in organisations]
    for sign in signs:
        sign.start()
    for force in forces:
        force.start()
    log.info("worker_started", redis=settings.redis_url is not None, organisations=len(organisations))
    stop.wait()
    log.info("worker_stopping")
    with ThreadPoolExecutor(len(forces)) as ending:  # none waits for what another finishes
        list(ending.map(Workforce.stop, forces))
    for sign in signs:
        sign.stop()


if __name__ == "__main__":
    main()

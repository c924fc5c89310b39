"""Metrics of processes that answer no HTTP otherwise."""

import structlog
from prometheus_client import start_http_server

from bookit.settings import Settings

log = structlog.get_logger(__name__)


def serve_metrics(settings: Settings) -> None:
    """Answer Prometheus on the port of the settings, if there is one, until the process ends.

    A port that can't be had is said in the log: work is worth more than watching it.
    """
    if settings.metrics_port is None:
        return
    try:
        start_http_server(settings.metrics_port, addr=settings.host)
    except OSError as error:
        log.error("metrics_not_served", port=settings.metrics_port, error=str(error))  # noqa: TRY400
    else:
        log.info("metrics_served", port=settings.metrics_port)

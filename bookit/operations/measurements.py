"""What the database knows of this organisation, as Prometheus metrics: the same from whichever process is asked."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bookit.ledger.timers import Timers, Waiting
from bookit.queries import Queries, jobs, ledger, operations

KEPT_SECONDS = 5.0
"""Several scrapers, or an impatient one, cost no more than one."""
PATIENCE_SECONDS = 4.0
"""Prometheus gives up after ten."""

log = structlog.get_logger(__name__)

Items = Sequence[dict[str, Any]]


class Measurements:
    """Measures when asked, at most every few seconds."""

    def __init__(self, queries: Queries, timers: Timers) -> None:
        self._queries = queries
        self._timers = timers
        self._measured: list[Metric] = []
        self._measured_at = float("-inf")
        self._measuring = asyncio.Lock()

    async def now(self) -> Sequence[Metric]:
        """The metrics; without the database only that it does not answer."""
        async with self._measuring:
            if time.monotonic() > self._measured_at + KEPT_SECONDS:
                self._measured = await self._measure()
                self._measured_at = time.monotonic()
            return self._measured

    async def _measure(self) -> list[Metric]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return [
                    _gauge("bookit_database_up", "Whether the database answered this time.", [((), 1)]),
                    *_of_projections(await operations.projections(self._queries)),
                    *_of_soundness(await ledger.soundness(self._queries)),
                    *_of_queues(await jobs.queues(self._queries)),
                    *_of_reactions(await jobs.reactions(self._queries)),
                    *_of_parked_jobs(await jobs.parked_jobs(self._queries)),
                    *_of_checks(await operations.ledger_checks(self._queries)),
                    *_of_processes(await operations.processes(self._queries)),
                    *_of_deadlines(await self._timers.waiting()),
                    *_of_storage(await operations.storage(self._queries)),
                    *_of_backups(await operations.newest_backup(self._queries)),
                ]
        except Exception as error:  # noqa: BLE001 -- whoever watches must hear of this one, too
            log.warning("not_measured", error=str(error), kind=type(error).__name__)
            return [_gauge("bookit_database_up", "Whether the database answered this time.", [((), 0)])]


def text_of(measured: Iterable[tuple[Mapping[str, str], Iterable[Metric]]]) -> bytes:
    """Prometheus text of some organisations' metrics, each with labels that tell them apart."""
    families: dict[str, Metric] = {}
    for labels, metrics in measured:
        for metric in metrics:
            family = families.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type))
            family.samples += [sample._replace(labels={**sample.labels, **labels}) for sample in metric.samples]
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Kept(list(families.values())))
    return generate_latest(registry)


class _Kept(Collector):
    def __init__(self, metrics: Sequence[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _gauge(name: str, text: str, values: Iterable[tuple[Sequence[str], float]], *labels: str) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for label_values, value in values:
        family.add_metric(label_values, value)
    return family


def _each(items: Items, value: str | Callable[[dict[str, Any]], float], *labels: str) -> list[tuple[list[str], float]]:
    read = value if callable(value) else lambda item: float(item[value])
    return [([str(item[label]) for label in labels], read(item)) for item in items]


def _of_projections(items: Items) -> list[Metric]:
    which = ("name", "build")
    named = ("projection", "build")
    return [
        _gauge("bookit_ledger_position", "The last position of the ledger.", _each(items[:1], "head")),
        _gauge("bookit_projection_version", "Version of a read model.", _each(items, "version", *which), *named),
        _gauge("bookit_projection_position", "How far a read model is.", _each(items, "position", *which), *named),
        _gauge(
            "bookit_projection_lag_events",
            "Events that a read model has not seen.",
            _each(items, "events_behind", *which),
            *named,
        ),
        _gauge(
            "bookit_projection_lag_seconds",
            "How long the oldest event waits that a read model has not seen.",
            _each(items, "seconds_behind", *which),
            *named,
        ),
        _gauge(
            "bookit_projection_events_per_second",
            "Pace of a read model over the last seconds.",
            _each(items, "events_per_second", *which),
            *named,
        ),
        _gauge(
            "bookit_projection_parked_events",
            "Events that a read model could not digest, and those behind them.",
            _each(items, "parked", *which),
            *named,
        ),
    ]


def _of_soundness(found: dict[str, float]) -> list[Metric]:
    texts = {
        "faults": "Faults that were found in the ledger.",
        "unchecked_events": "Events that were not checked yet.",
        "unsigned_seconds": "How long the oldest event waits that no signed checkpoint covers.",
    }
    return [_gauge(f"bookit_ledger_{name}", text, [((), found[name])]) for name, text in texts.items()]


def _of_queues(items: Items) -> list[Metric]:
    states = ("waiting", "later", "running", "failed", "parked")
    return [
        _gauge(
            "bookit_jobs",
            "Jobs by how they stand; those that failed at least once also wait.",
            [([item["queue"], state], item[state]) for item in items for state in states],
            "queue",
            "state",
        ),
        _gauge(
            "bookit_jobs_oldest_seconds",
            "How long the oldest job has been due.",
            _each(items, "oldest_seconds", "queue"),
            "queue",
        ),
        _gauge(
            "bookit_jobs_done_per_second",
            "Jobs done in the last minute, per second.",
            _each(items, "done_per_second", "queue"),
            "queue",
        ),
    ]


def _of_reactions(items: Items) -> list[Metric]:
    text = "Events that were not yet looked through for new jobs."
    return [_gauge("bookit_reaction_lag_events", text, _each(items, "events_behind", "name"), "reaction")]


def _of_parked_jobs(items: Items) -> list[Metric]:
    of_kind: dict[str, float] = {}
    for item in items:
        of_kind[item["kind"]] = of_kind.get(item["kind"], 0) + item["jobs"]
    values = [([kind], jobs) for kind, jobs in of_kind.items()]
    return [_gauge("bookit_jobs_parked", "Jobs that failed for good.", values, "kind")]


def _of_checks(items: Items) -> list[Metric]:
    return [
        _gauge(
            "bookit_ledger_faults",
            "What the continuous check of the ledger ever found to be wrong.",
            _each(items[:1], "faults"),
        ),
        _gauge(
            "bookit_ledger_unchecked_events",
            "New events whose chain was not checked yet.",
            _each([item for item in items if item["kind"] == "new"], "events_behind"),
        ),
        _gauge(
            "bookit_ledger_round_seconds",
            "How long ago the ledger was last checked from its first event to its last.",
            _each([item for item in items if item["kind"] == "again"], "round_seconds"),
        ),
    ]


def _of_processes(items: Items) -> list[Metric]:
    counted = {(kind, state): 0.0 for kind in ("api", "worker", "scheduler") for state in ("alive", "silent")}
    for item in items:
        counted[item["kind"], "alive" if item["alive"] else "silent"] += 1
    return [
        _gauge(
            "bookit_processes",
            "Processes of this organisation; a silent one died, or does not reach the database.",
            [(list(which), number) for which, number in counted.items()],
            "kind",
            "state",
        )
    ]


def _of_deadlines(waiting: Sequence[Waiting]) -> list[Metric]:
    now = datetime.now(UTC)
    return [
        _gauge(
            "bookit_deadlines_due",
            "Deadlines that have passed.",
            [([each.timer], each.due) for each in waiting],
            "timer",
        ),
        _gauge(
            "bookit_deadlines_oldest_seconds",
            "How long ago the oldest deadline passed that nothing came of.",
            [
                ([each.timer], (now - each.oldest_due_at).total_seconds() if each.oldest_due_at else 0)
                for each in waiting
            ],
            "timer",
        ),
    ]


def _of_storage(storage: dict[str, Any]) -> list[Metric]:
    return [
        _gauge("bookit_database_bytes", "Size of the whole database.", [((), storage["database_bytes"])]),
        _gauge("bookit_database_connections", "Connections to the database.", [((), storage["connections"])]),
        _gauge("bookit_database_most_connections", "Connections it allows.", [((), storage["most_connections"])]),
        _gauge("bookit_table_bytes", "A table with its indexes.", _each(storage["items"], "bytes", "table"), "table"),
    ]


def _of_backups(items: Items) -> list[Metric]:
    """No value where none was ever made: others may make them."""
    text = "How long ago the newest backup by `bookit backup` was begun."
    return [_gauge("bookit_backup_age_seconds", text, _each(items, "seconds"))]

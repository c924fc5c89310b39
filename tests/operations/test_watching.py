"""The dashboard and the alert rules ask for what there is; processes without HTTP answer Prometheus as well."""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from prometheus_client import REGISTRY

import workers.scheduler  # noqa: F401 -- its metrics
from bookit.embedded.ports import free_ports
from bookit.settings import Settings
from tests.running import organisation
from tests.schemas import migrated
from tests.workers.conftest import process, wait_for_line
from workers.running import Workforce  # noqa: F401 -- its metrics

OPS = Path(__file__).parents[2] / "ops"
NAME = re.compile(r"\bbookit_[a-z_]+")
PARTS = ("_bucket", "_sum", "_count", "_total", "_created")


def bare(name: str) -> str:
    for part in PARTS:
        name = name.removesuffix(part)
    return name


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_every_metric_that_is_watched_exists(settings: Settings) -> None:
    async with organisation(settings) as org:
        told = (await org.anonymous().get("/metrics")).text
    known = {bare(line.split()[2]) for line in told.splitlines() if line.startswith("# TYPE bookit_")}
    known |= {metric.name for metric in REGISTRY.collect()}
    for path in (OPS / "grafana" / "bookit.json", OPS / "prometheus" / "alerts.yml"):
        asked = {bare(name) for name in NAME.findall(path.read_text())}
        assert asked - known == set(), path.name
        assert len(asked) > 10


def test_the_dashboard_draws_every_panel_once() -> None:
    panels = json.loads((OPS / "grafana" / "bookit.json").read_text())["panels"]
    places = [tuple(panel["gridPos"].values()) for panel in panels]
    assert len(places) == len(set(places))
    assert len({panel["id"] for panel in panels}) == len(panels)


@pytest.mark.parametrize(
    ("module", "begun", "metric"),
    [
        ("workers", b"worker_started", "bookit_projection_batch_seconds"),
        ("workers.scheduler", b"scheduler_started", "bookit_deadlines_fired"),
    ],
)
def test_processes_without_http_answer_prometheus(settings: Settings, module: str, begun: bytes, metric: str) -> None:
    migrated(settings)
    (port,) = free_ports(1)
    with process(module, settings, BOOKIT_METRICS_PORT=str(port)) as running:
        wait_for_line(running, begun)
        assert f"# TYPE {metric}" in httpx.get(f"http://127.0.0.1:{port}/metrics").text


WITHOUT = """
import sys
sys.modules["opentelemetry.sdk"] = sys.modules["opentelemetry.exporter"] = None  # as if they were not installed
import bookit.api.__main__, workers.__main__, workers.scheduler
from bookit.settings import Settings
from bookit.tracing import configure_tracing, span
configure_tracing(Settings(), "bookit-api")
with span("nothing") as current:
    print(current)
configure_tracing(Settings(tracing_url="http://localhost:4318"), "bookit-api")
"""


def test_everything_runs_without_the_tracing_extra_unless_it_is_asked_for() -> None:
    ended = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "None\n")
    assert ended.stderr.startswith("BOOKIT_TRACING_URL needs `pip install 'bookit[tracing]'`")

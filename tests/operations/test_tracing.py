"""Traces from a real process to a real collector's door."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.installation import at_work, open_rooms
from tests.running import settings_of_its_own, stay

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = "00f067aa0ba902b7"


@contextmanager
def collector(spans: list[tuple[str, Any]]) -> Iterator[str]:
    """Takes spans, each with the name of the service that sent it; its address."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            for sent in ExportTraceServiceRequest.FromString(body).resource_spans:
                (service,) = [
                    fact.value.string_value for fact in sent.resource.attributes if fact.key == "service.name"
                ]
                spans.extend((service, span) for scope in sent.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_booking_is_traced_through_api_ledger_and_worker(postgres_dsn: str, redis_url: str, tmp_path: Path) -> None:
    spans: list[tuple[str, Any]] = []
    with (
        collector(spans) as address,
        settings_of_its_own(postgres_dsn, redis_url, tracing_url=address) as settings,
        at_work(settings, tmp_path) as installation,
    ):
        with installation.client() as client:
            (room,) = open_rooms(client, 1)
            placed = client.post(
                "/api/commands/place-booking",
                json={"room_id": room, **stay()},
                headers={"traceparent": f"00-{TRACE}-{CALLER}-01"},
            ).raise_for_status()
        installation.wait_for_projections()
        installation.worker.stop()  # what is left to send goes out at the end
        installation.api.stop()
    ours = {span.name: span for _, span in spans if span.trace_id.hex() == TRACE}
    assert ours.keys() == {"POST /api/commands/place-booking", "command place-booking", "ledger.append"}
    request, command = ours["POST /api/commands/place-booking"], ours["command place-booking"]
    assert request.parent_span_id.hex() == CALLER
    assert command.parent_span_id == request.span_id
    assert ours["ledger.append"].parent_span_id == command.span_id
    facts = {fact.key: fact.value for fact in command.attributes}
    assert facts["bookit.command_id"].string_value == placed.json()["command_id"]
    assert facts["bookit.position"].int_value == placed.json()["position"]
    assert ("bookit-worker", "projections.batch") in {(service, span.name) for service, span in spans}

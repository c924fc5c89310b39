"""Traces for those who set up OpenTelemetry: requests, commands, the ledger, read models and jobs.

`pip install 'bookit[tracing]'` and BOOKIT_TRACING_URL switch it on. Else nothing of it is imported, and a span costs
a comparison.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from bookit.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

Service = Literal["bookit-api", "bookit-worker", "bookit-scheduler"]
Value = str | int | float | bool

_tracer: "Tracer | None" = None
_provider: "TracerProvider | None" = None
"""Of this process; None while traces are off."""


def configure_tracing(settings: Settings, service: Service) -> None:
    """Send the traces of this process where the settings say. Ends the program without the packages."""
    global _tracer, _provider  # noqa: PLW0603 -- like the logs, traces belong to the process
    if settings.tracing_url is None:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise SystemExit(f"BOOKIT_TRACING_URL needs `pip install 'bookit[tracing]'`: {error}") from None

    import bookit

    facts = {"service.name": service, "service.version": bookit.__version__}
    if not settings.is_one_of_several:  # else each request says whose it is
        facts["bookit.organisation"] = settings.database_schema
    _provider = TracerProvider(resource=Resource.create(facts))
    exporter = OTLPSpanExporter(endpoint=f"{settings.tracing_url.rstrip('/')}/v1/traces")
    _provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracer = _provider.get_tracer("bookit")


def send_what_is_left() -> None:
    """Send the spans that still wait for company; for a process that ends by a signal, which runs no exit handlers."""
    if _provider is not None:
        _provider.force_flush()


@contextmanager
def span(name: str, **facts: Value) -> Iterator["Span | None"]:
    """A span within the one under way, with these facts; None while traces are off. An error is noted in it."""
    if _tracer is None:
        yield None
        return
    with _tracer.start_as_current_span(name, attributes=_named(facts)) as current:
        yield current


@contextmanager
def request_span(name: str, headers: Mapping[str, str], **facts: Value) -> Iterator["Span | None"]:
    """The span of a request, within the caller's trace where its headers name one."""
    if _tracer is None:
        yield None
        return
    from opentelemetry.propagate import extract
    from opentelemetry.trace import SpanKind

    context = extract(headers)
    with _tracer.start_as_current_span(name, context, SpanKind.SERVER, attributes=_named(facts)) as current:
        yield current


def note(current: "Span | None", **facts: Value) -> None:
    """More facts about a span."""
    if current is not None:
        current.set_attributes(_named(facts))


def is_tracing() -> bool:
    return _tracer is not None


def _named(facts: Mapping[str, Value]) -> dict[str, Value]:
    """`command_id` as OpenTelemetry names things: `bookit.command_id`."""
    return {name if "." in name else f"bookit.{name}": value for name, value in facts.items()}

"""Graceful ends: a signal asks, the process finishes what it has in hand."""

import signal
import threading
from types import FrameType


def stop_requested() -> threading.Event:
    """Set when this process is asked to end."""
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    return stop

"""Graceful ends: a signal asks, the process finishes what it has in hand."""

import signal
from queue import SimpleQueue
from types import FrameType


class StopRequest:
    """Comes with a signal, whose handler may run in the middle of `wait`.

    The lock of a threading.Event is then held by the very thread that the handler runs in, which would wait for itself
    for ever; a SimpleQueue may be entered anew.
    """

    def __init__(self) -> None:
        self._asked: SimpleQueue[None] = SimpleQueue()

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked.put(None)

    def wait(self) -> None:
        """Return when this process was asked to end. For one thread, the main one."""
        self._asked.get()


def stop_requested() -> StopRequest:
    """Hear from now on when this process is asked to end."""
    stop = StopRequest()
    signal.signal(signal.SIGTERM, stop.ask)
    signal.signal(signal.SIGINT, stop.ask)
    return stop

"""SIGINT, SIGTERM and SIGHUP, turned into the end of a pause."""

import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Self

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """The operator wants us to stop."""


class StopSignals:
    """While entered, a request to stop is noticed only in `pause`, so cleaning up is never cut in two.

    A dying child (SIGCHLD) ends a pause early too, so that it is noticed at once.
    """

    def __init__(self) -> None:
        self._stopping = False
        self._previous: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._bell, self._button = socket.socketpair()
        self._bell.setblocking(False)
        self._button.setblocking(False)
        self._previous_wakeup = signal.set_wakeup_fd(self._button.fileno(), warn_on_full_buffer=False)
        for name in _STOPPING:
            if name is signal.SIGHUP and signal.getsignal(name) is signal.SIG_IGN:
                continue  # started with nohup: it shall outlive its terminal
            self._previous[name] = signal.signal(name, self._note)
        self._previous[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, handler in self._previous.items():
            signal.signal(name, handler)
        signal.set_wakeup_fd(self._previous_wakeup)
        self._bell.close()
        self._button.close()

    def pause(self, seconds: float) -> None:
        """Wait so long, or until a signal comes. Raises StopRequested once the operator wants us to stop."""
        if not self._stopping and select.select([self._bell], [], [], seconds)[0]:
            self._bell.recv(4096)
        if self._stopping:
            raise StopRequested

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True

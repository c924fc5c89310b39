"""One child process: started, probed until it is ready, stopped; it never outlives its parent.

ProcessError
├── ProcessDied     it ended while we waited for it
└── ProcessStuck    it lives but did not become ready in time
"""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, ClassVar

import psutil

logger = logging.getLogger(__name__)

_POLL_SECONDS = 0.03
_LOG_LIMIT_BYTES = 10_000_000
_PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


class ProcessError(Exception):
    """A child process did not do what we need of it; the text says why and shows the end of its log."""


class ProcessDied(ProcessError):
    """It ended while we waited for it."""


class ProcessStuck(ProcessError):
    """It lives but did not become ready in time."""


class NotReadyYet(Exception):
    """A probe's answer while the process is still starting; the text says what is missing."""


class Process(ABC):
    """A child process with a log file. Start it from a thread that lives as long as it should (see `_die_with`)."""

    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    stop_within: ClassVar[float] = 15.0
    ready_within: ClassVar[float] = 60.0

    def __init__(self, name: str, folder: Path, log_file: Path) -> None:
        self.name = name
        self.folder = folder
        self.log_file = log_file
        self._child: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    @abstractmethod
    def command(self) -> Sequence[str]:
        """The program and its arguments."""

    def prepare(self) -> None:  # noqa: B027 - most need nothing
        """Make what the command needs; called before each start."""

    def probe(self) -> None:  # noqa: B027 - without a question, running is ready
        """Return when the process answers as its clients will ask; raise NotReadyYet until then."""

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def user(self) -> str | None:
        """The system user to run as; ours when None."""
        return None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def exit_code(self) -> int | None:
        """None while it runs; negative when a signal ended it. Raises ProcessError when never started."""
        if self._child is None:
            raise ProcessError(f"{self.name} was not started")
        return self._child.poll()

    def start(self) -> None:
        """Start the process, after ending whatever an earlier run of it left behind; does not wait."""
        self._end_group()
        self.prepare()
        user = self.user()
        with _open_log(self.log_file) as log:
            self._log_start = log.tell()
            self._child = subprocess.Popen(  # noqa: S603 - our own command line
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=dict(self.environment()),
                user=user,
                group=user,
                extra_groups=[] if user else None,
                umask=0o077,
                # A session of its own: Ctrl-C in the terminal reaches only the parent, which stops in order.
                start_new_session=True,
                preexec_fn=_die_with(os.getpid(), self.stop_signal),  # noqa: PLW1509 - see _die_with
            )

    def wait_until_ready(self, pause: Callable[[float], None] = time.sleep) -> None:
        """Return when the probe passes. Raises ProcessDied, ProcessStuck, or what `pause` raises."""
        deadline = time.monotonic() + self.ready_within
        while True:
            try:
                self.probe()
            except NotReadyYet as missing:
                reason = str(missing)
            else:
                return
            if (code := self.exit_code()) is not None:
                raise ProcessDied(f"{self.name} {how_it_ended(code)} while starting\n{self.log_tail()}")
            if time.monotonic() > deadline:
                raise ProcessStuck(
                    f"{self.name} is not ready after {self.ready_within:.0f} s: {reason}\n{self.log_tail()}"
                )
            pause(_POLL_SECONDS)

    def stop(self) -> None:
        """End the process and everything it started: politely first, by force after `stop_within` seconds."""
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(self.stop_within)
        self._end_group()
        self._child = None

    def log_tail(self, lines: int = 15) -> str:
        """The last lines it wrote since it was started, headed by the path of the log."""
        return "\n".join([f"--- {self.log_file}", *self._written()[-lines:]])

    def last_line(self) -> str:
        """What it wrote last, to show how far it is; empty when nothing yet."""
        return "".join(self._written()[-1:])

    def _written(self) -> list[str]:
        with self.log_file.open("rb") as log:
            log.seek(max(self._log_start, self.log_file.stat().st_size - 8_000))
            return log.read().decode(errors="replace").splitlines()

    def _end_group(self) -> None:
        if self._child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()


class Program(Process):
    """A process given by its command line, ready as soon as it runs or when its probe says so."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        folder: Path,
        log_file: Path,
        environment: Mapping[str, str] | None = None,
        probe: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(name, folder, log_file)
        self._command = command
        self._environment = environment
        self._probe = probe

    def command(self) -> Sequence[str]:
        return self._command

    def environment(self) -> Mapping[str, str]:
        return os.environ if self._environment is None else {**os.environ, **self._environment}

    def probe(self) -> None:
        if self._probe is not None:
            self._probe()


def how_it_ended(code: int) -> str:
    """`-9` in words: "was ended by SIGKILL"."""
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def stop_leftovers(program: str, folder: Path, stop_signal: signal.Signals) -> None:
    """End processes of an earlier run: those named `program` that work in `folder`. Raises ProcessError if it can't.

    Every server is started with its data folder as working folder, so that is what tells ours from others'.
    """
    leftovers = [process for process in psutil.process_iter() if _works_in(process, program, folder)]
    if leftovers:
        logger.info("ending the %s that an earlier run left on %s", program, folder)
    for process in leftovers:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(stop_signal)
    _, stubborn = psutil.wait_procs(leftovers, timeout=15)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    _, immortal = psutil.wait_procs(stubborn, timeout=5)
    if immortal:
        raise ProcessError(f"{program} still runs on {folder} as process {immortal[0].pid}; end it first")


def _works_in(process: psutil.Process, program: str, folder: Path) -> bool:
    try:
        return process.name() == program and Path(process.cwd()) == folder
    except psutil.Error:  # gone meanwhile, or somebody else's
        return False


def _die_with(parent: int, stop_signal: signal.Signals) -> Callable[[], None]:
    """A step between fork and exec: have the kernel send `stop_signal` when the parent ends, however it ends.

    Linux clears this wish on setuid, so it is made after it, and ties it to the parent's *thread*. Elsewhere
    there is no such call; there the next start ends the leftovers.
    """

    def wish() -> None:
        if _prctl is not None:
            _prctl(_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before the wish was made
            os._exit(1)

    return wish


def _open_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")

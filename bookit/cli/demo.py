"""`bookit demo`: the whole product on one machine, with servers of its own, until Ctrl-C."""

import http.client
import logging
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

import typer
from rich.console import Console
from rich.markup import escape

from bookit.cli.settings import read_settings
from bookit.settings import Settings

if TYPE_CHECKING:
    from bookit.embedded import Home, Program, Supervisor

ACCOUNTS = ("owner", "admin", "manager", "member", "auditor", "analyst", "operator")
PASSWORD = "demo-bookit"  # noqa: S105 - known to everybody: the demo prints it


class CannotListen(Exception):
    """The API's address can't be had; the text says why."""


def demo(
    fresh: bool = typer.Option(False, "--fresh", help="Start over: forget the data of the embedded servers."),
    no_data: bool = typer.Option(False, "--no-data", help="Load no demo data."),
) -> None:
    """Run it all on this machine: Postgres, Redis and S3 of its own, the API, a worker and the scheduler.

    BOOKIT_DATABASE_URL, BOOKIT_REDIS_URL and BOOKIT_S3_* replace any of the three servers by yours.
    """
    console = Console(highlight=False, soft_wrap=True)
    try:
        from bookit.embedded import HomeError, ProcessError, StopRequested, StopSignals
    except ModuleNotFoundError as error:
        _fail(f"{error.name} is missing: `bookit demo` needs `pip install 'bookit[embedded]'`")
    logging.basicConfig(level=logging.WARNING, handlers=[_OnScreen(console)])
    logging.getLogger("bookit.embedded").setLevel(logging.INFO)
    with StopSignals() as signals:
        try:
            _run(read_settings(), console, signals.pause, fresh=fresh, data=not no_data)
        except StopRequested:
            console.print("Stopped.")
        except (CannotListen, HomeError, ProcessError) as error:
            _fail(str(error))


def _run(settings: Settings, console: Console, pause: Callable[[float], None], *, fresh: bool, data: bool) -> None:
    from bookit.embedded import EmbeddedServers, Home, Supervisor

    home = Home(settings.home)
    with home.locked():  # who runs it twice shall hear of that, not of the port
        settings = _with_free_port(settings)
    if fresh and settings.database_url is not None:
        console.print("--fresh leaves the data of your own servers as they are.", style="yellow")

    with ExitStack() as running, _Progress(console) as progress:
        running.callback(progress.show, "Stopping")
        progress.show("Starting the servers")
        servers = EmbeddedServers(settings, fresh=fresh, pause=pause)
        complete = _with_mail(running.enter_context(servers), home)
        supervisor = running.enter_context(Supervisor(pause))
        supervisor.watch(servers.processes)

        child = partial(_python, home, complete)
        progress.show("Preparing the database")
        _finish(child("migrate", "bookit.cli", "migrate"), running, supervisor, progress.show)
        progress.show("Starting BookIT")
        if complete.dev_mail is not None and complete.smtp_url is not None:
            mail = ("bookit.embedded.mail", str(complete.smtp_url.port), str(complete.dev_mail))
            supervisor.start([child("mail", *mail)])
        supervisor.start(
            [
                child("serve", "bookit.api", probe=partial(_ask_whether_alive, complete)),
                child("worker", "workers"),
            ]
        )
        loaded = home.path / "demo-data-loaded"
        # In a database of yours the loader itself sees whether it has been there.
        if data and not (settings.database_url is None and loaded.exists()):
            progress.show("Loading demo data")
            _finish(child("demo-data", "bookit.demo"), running, supervisor, progress.show)
            loaded.touch()
        # Not before: it would do what is due while the past is still being told, and the story does that itself.
        supervisor.start([child("scheduler", "workers.scheduler")])
        progress.hide()
        _welcome(console, complete, home.path, with_accounts=data or loaded.exists())
        supervisor.run()


def _with_mail(settings: Settings, home: "Home") -> Settings:
    """Catch all mail, unless there is a mail server."""
    if settings.smtp_url is not None:
        return settings
    (port,) = home.ports("mail", 1)
    caught = {"smtp_url": f"smtp://127.0.0.1:{port}", "dev_mail": home.path / "mail"}
    return Settings(**{**settings.model_dump(), **caught})


def _python(
    home: "Home",
    settings: Settings,
    name: str,
    *module_and_words: str,
    probe: Callable[[], None] | None = None,
) -> "Program":
    """A child process `python -m module words…` that sees these settings."""
    from bookit.embedded import Program

    return Program(
        name,
        # -P: the working folder is no place to import from
        [sys.executable, "-P", "-m", *module_and_words],
        folder=home.path,
        log_file=home.log_file(name),
        environment={**settings.as_environment(), "PYTHONUNBUFFERED": "1"},
        probe=probe,
    )


def _finish(program: "Program", running: ExitStack, supervisor: "Supervisor", show: Callable[[str], None]) -> None:
    """Run a program to its end, showing the last line it wrote. Raises ProcessDied when it fails."""
    from bookit.embedded import ProcessDied, how_it_ended

    running.callback(program.stop)
    program.start()

    def has_ended() -> bool:
        if line := program.last_line():
            show(line)
        return program.exit_code() is not None

    supervisor.run(until=has_ended)
    if code := program.exit_code():
        raise ProcessDied(f"{program.name} {how_it_ended(code)}\n{program.log_tail(40)}")


def _with_free_port(settings: Settings) -> Settings:
    """Refuse a taken port before anything starts; port 0 means any."""
    from bookit.embedded.ports import free_ports, is_free

    if settings.port == 0:
        return Settings(**{**settings.model_dump(), "port": free_ports(1)[0]})
    try:
        free = is_free(settings.host, settings.port)
    except OSError as error:
        raise CannotListen(f"can't listen on {settings.host}, port {settings.port}: {error.strerror}") from error
    if not free:
        raise CannotListen(
            f"port {settings.port} on {settings.host} is in use; stop what listens there or set BOOKIT_PORT"
        )
    return settings


def _ask_whether_alive(settings: Settings) -> None:
    from bookit.embedded import NotReadyYet

    connection = http.client.HTTPConnection(_near(settings.host), settings.port, timeout=5)
    try:
        connection.request("GET", "/livez")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise NotReadyYet(str(error)) from error
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        raise NotReadyYet(f"/livez answers {status}")


def _near(host: str) -> str:
    """Where to reach from here a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not listened on


def _welcome(console: Console, settings: Settings, home: Path, *, with_accounts: bool) -> None:
    host = _near(settings.host)
    address = settings.base_url or f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    console.print(f"\nBookIT is ready: [bold]{address}[/bold]  (API: {address}/api/docs)\n")
    if settings.dev_mail is not None:
        console.print(f"Mail that it sends is caught: {address}/dev/mail\n")
    if with_accounts:
        console.print(f"Sign in with the password [bold]{PASSWORD}[/bold] as")
        for account in ACCOUNTS:
            console.print(f"  {account}@demo.example")
        console.print()
    else:
        console.print(f"No accounts yet: {home}/logs/serve.log shows the token for the first owner.")
    console.print(f"Data and logs: {home}. Ctrl-C stops everything.", style="dim")


class _Progress:
    """One line that says what is going on: moving on a terminal, written once per change elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("Starting")
        self._shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hide()

    def show(self, text: str) -> None:
        if text == self._shown:
            return
        self._shown = text
        if self._console.is_terminal:
            self._status.update(escape(text))
            self._status.start()
        else:
            self._console.print(text, markup=False)

    def hide(self) -> None:
        self._status.stop()


class _OnScreen(logging.Handler):
    """Shows what the supervisor reports between the lines of the demo."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        style = "yellow" if record.levelno >= logging.WARNING else "dim"
        self._console.print(record.getMessage(), style=style, markup=False)


def _fail(text: str) -> NoReturn:
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, style="red", markup=False)
    raise typer.Exit(1)

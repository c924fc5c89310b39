"""Words about the database: `migrate`, and what others say when it is away or not prepared."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bookit.cli.settings import AnyOrganisation, read_settings_of_each

if TYPE_CHECKING:
    from bookit.settings import Settings

UNPREPARED = 3
"""Exit code: nothing is known to be wrong, but the database can't be asked."""


def migrate(organisation: AnyOrganisation = None) -> None:
    """Bring the database's schema up to this version; make it if it is missing."""
    for_each(read_settings_of_each(organisation, "database_url", "secret_key"), migrate_one)


def migrate_one(settings: "Settings") -> None:
    """Ends the program with a sentence where a database can't or must not be migrated."""
    import psycopg

    from bookit.identity.secret_key import WrongSecretKey
    from bookit.ledger.migrate import HalfRestored, SchemaTooNew, WrongEncoding, require_whole
    from bookit.ledger.migrate import migrate as migrate_ledger
    from bookit.roles import RoleRefused

    try:
        with answering_database():
            with psycopg.connect(settings.direct_dsn) as connection:
                require_whole(connection, settings.database_schema)
            migrate_ledger(settings)
    except (HalfRestored, RoleRefused, SchemaTooNew, WrongEncoding, WrongSecretKey) as error:
        typer.secho(of_whom(settings) + str(error), fg="red", err=True)
        raise typer.Exit(1) from None


def for_each(several: "Sequence[Settings]", do: "Callable[[Settings], None]") -> None:
    """Do something for organisations one by one. One for which the program would end keeps no other from its turn: the
    program ends after the last, with the gravest of the exit codes, which is the lowest."""
    codes = []
    for settings in several:
        try:
            do(settings)
        except typer.Exit as end:
            codes.append(end.exit_code)
    if codes:
        raise typer.Exit(min(codes))


def of_whom(settings: "Settings") -> str:
    """What a line begins with that speaks of one organisation of several."""
    return f"{settings.database_schema}: " if settings.is_one_of_several else ""


@contextmanager
def prepared_database(settings: "Settings") -> Iterator[None]:
    """For a command that needs this version's tables: ends the program with a sentence where they are not there."""
    from bookit.ledger.migrate import HalfRestored, NotMigrated, SchemaTooNew, WrongEncoding, require_current

    try:
        with answering_database():
            require_current(settings)
            yield
    except (HalfRestored, NotMigrated, SchemaTooNew, WrongEncoding) as error:
        typer.secho(of_whom(settings) + str(error), fg="red", err=True)
        raise typer.Exit(UNPREPARED) from None


def refuse_wrong_database(settings: "Settings") -> None:
    """Ends the program where the database was set up with another secret key, or restored by half.

    A database that is away or not prepared is for the process itself to wait for.
    """
    import psycopg

    from bookit.identity.secret_key import WrongSecretKey
    from bookit.ledger.migrate import HalfRestored, NotMigrated, require_ready

    try:
        require_ready(settings)
    except (HalfRestored, WrongSecretKey) as error:
        typer.secho(of_whom(settings) + str(error), fg="red", err=True)
        raise typer.Exit(2) from None
    except (psycopg.OperationalError, NotMigrated):
        return


@contextmanager
def answering_database() -> Iterator[None]:
    """Ends the program with a sentence when the database does not answer."""
    import psycopg
    from sqlalchemy import exc

    try:
        yield
    except (psycopg.OperationalError, exc.OperationalError) as error:
        reason = error.orig if isinstance(error, exc.OperationalError) else error
        typer.secho(f"The database does not answer: {str(reason).strip()}", fg="red", err=True)
        raise typer.Exit(UNPREPARED) from None

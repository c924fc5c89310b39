"""Reading the settings, with a plain word to the operator when one is wrong."""

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from bookit.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment. Ends the program with exit code 2 when they are not valid."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            name = ".".join(str(part) for part in problem["loc"]).upper()
            typer.secho(f"BOOKIT_{name}: {problem['msg']}", fg="red", err=True)
        raise typer.Exit(2) from None
    except SettingsError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from None


def read_settings_with_database() -> Settings:
    """The same, for a process that works on a database; exit code 2 when none is set."""
    settings = read_settings()
    if settings.database_url is None:
        typer.secho("BOOKIT_DATABASE_URL is not set; `bookit demo` is what brings its own servers", fg="red", err=True)
        raise typer.Exit(2)
    return settings

"""Reading the settings, with a plain word to the operator when one is wrong or missing."""

from typing import Literal

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


Required = Literal["database_url", "secret_key", "base_url"]

_CURES: dict[Required, str] = {
    "database_url": "`bookit demo` is what brings its own servers",
    "secret_key": "set it to the output of `openssl rand -hex 32`, and keep a copy of that",
    "base_url": "set it to the address people use, such as https://book.example.org",
}


def read_settings_with(*required: Required) -> Settings:
    """The same, for what can't do without some of them; exit code 2 and a line for each that is not set."""
    settings = read_settings()
    missing = [name for name in required if getattr(settings, name) is None]
    for name in missing:
        typer.secho(f"BOOKIT_{name.upper()} is not set; {_CURES[name]}", fg="red", err=True)
    if missing:
        raise typer.Exit(2)
    return settings


def read_settings_with_database() -> Settings:
    """For a command that looks at a database, and locks or opens nothing there."""
    return read_settings_with("database_url")

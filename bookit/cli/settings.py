"""Reading the settings, with a plain word to the operator when one is wrong or missing, and of which organisation."""

from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from bookit.settings import Required, Settings


def read_settings() -> Settings:
    """The settings of the environment. Ends the program with exit code 2 when they are not valid."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            # What is wrong with several settings together names them itself.
            name = "BOOKIT_" + ".".join(map(str, problem["loc"])).upper() + ": " if problem["loc"] else ""
            typer.secho(f"{name}{problem['msg']}", fg="red", err=True)
        raise typer.Exit(2) from None
    except SettingsError as error:
        typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(2) from None


OneOrganisation = Annotated[
    str | None,
    typer.Option("--organisation", metavar="SCHEMA", help="Which organisation, where an install has several."),
]
AnyOrganisation = Annotated[
    str | None,
    typer.Option("--organisation", metavar="SCHEMA", help="Only this one, where an install has several; else all."),
]

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


def read_settings_of_one(organisation: str | None, *required: Required) -> Settings:
    """The same, for what is about one organisation; exit code 2 when it is not said which of several."""
    several = read_settings_of_each(organisation, *required)
    if len(several) > 1:
        _fail("Say which organisation with --organisation", several)
    return several[0]


def read_settings_of_each(organisation: str | None, *required: Required) -> list[Settings]:
    """The same, for what can be done for every organisation; exit code 2 when there is none of that name."""
    several = read_settings_with(*required).of_each()
    found = [each for each in several if organisation in {None, each.database_schema}]
    if not found:
        _fail(f"There is no organisation {organisation}", several)
    return found


def _fail(text: str, several: list[Settings]) -> NoReturn:
    typer.secho(f"{text}: {', '.join(each.database_schema for each in several)}.", fg="red", err=True)
    raise typer.Exit(2)

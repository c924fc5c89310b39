"""Reading the settings, with a plain word to the operator when one is wrong."""

import typer
from pydantic import ValidationError

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

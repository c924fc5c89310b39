"""What each released version left in a database, small: later versions have to lead it on. And which settings it had.

Dump and list of a version are made by that version, when it is released: `python -m tests.releases`. From then on they
stay as they are. Those of a version which is not released yet are made anew when one of its migrations is changed.
"""

from pathlib import Path

from pydantic import SecretStr

DUMPS = Path(__file__).parent
SCHEMA = "the_schema_of_a_release"
SECRET_KEY = SecretStr("the secret key of all dumps of releases")


def dump_of(version: str) -> Path:
    return DUMPS / f"{version}.sql"


def settings_of(version: str) -> Path:
    """Their names, one a line."""
    return DUMPS / f"{version}.settings"

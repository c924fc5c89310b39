"""What each released version left in a database, small: later versions have to lead it on.

The dump of a version is made by that version, when it is released: `python -m tests.releases`. From then on it stays
as it is. That of a version which is not released yet is made anew when one of its migrations is changed.
"""

from pathlib import Path

from pydantic import SecretStr

DUMPS = Path(__file__).parent
SCHEMA = "the_schema_of_a_release"
SECRET_KEY = SecretStr("the secret key of all dumps of releases")


def dump_of(version: str) -> Path:
    return DUMPS / f"{version}.sql"

"""`python -m bookit.demo`: load the demo data into the database of the settings, once."""

import asyncio
import sys

from bookit.demo.loading import CannotLoad, load
from bookit.logs import configure_logs
from bookit.settings import Settings


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- `bookit demo` shows the last line as progress


def main() -> int:
    settings = Settings()
    configure_logs(settings.log_level)
    try:
        asyncio.run(load(settings, say=_say))
    except CannotLoad as error:
        _say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

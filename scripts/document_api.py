"""Print the OpenAPI document, from the application itself: `python -m scripts.document_api` needs no server."""

import json
import sys

from bookit.api.app import create_app
from bookit.settings import Settings


def main() -> None:
    json.dump(create_app(Settings()).openapi(), sys.stdout)


if __name__ == "__main__":
    main()

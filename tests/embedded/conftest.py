"""A home of its own for each test that starts servers."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def home_path() -> Iterator[Path]:
    """A folder that does not exist yet; short, and reachable for other users, which pytest's own are not for root."""
    parent = Path(tempfile.mkdtemp(prefix="bookit-"))
    parent.chmod(0o711)
    yield parent / "home"
    shutil.rmtree(parent)


@pytest.fixture
def listening_port() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]

"""BOOKIT_HOME: one folder, one user of it at a time, nobody else's files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bookit.embedded import Home, HomeInUse, HomeUnusable
from bookit.embedded.ports import free_ports, is_free

_CHOOSER = """
import json, sys
from bookit.embedded.ports import free_ports
for line in sys.stdin:
    print(json.dumps(free_ports(*json.loads(line))), flush=True)
"""


@contextmanager
def _chooser() -> Iterator[Callable[..., list[int]]]:
    """`free_ports` in a process of its own, which ends with the context."""
    command = [sys.executable, "-c", _CHOOSER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asked, answered = process.stdin, process.stdout
        assert asked is not None
        assert answered is not None

        def choose(*arguments: object) -> list[int]:
            asked.write(json.dumps(arguments) + "\n")
            asked.flush()
            return list(json.loads(answered.readline()))

        yield choose


def test_a_home_has_one_user_at_a_time(home_path: Path) -> None:
    second = Home(home_path)
    with Home(home_path).locked(), pytest.raises(HomeInUse, match=f"process {os.getpid()}"), second.locked():
        pass
    with second.locked():
        pass


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(HomeUnusable, match="holds other files"), Home(tmp_path).locked():
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeUnusable, match="can't be used"), Home(tmp_path / "file").locked():
        pass


def test_a_password_is_made_once_and_readable_for_us_alone(home_path: Path) -> None:
    home = Home(home_path)
    with home.locked():
        assert home.password("postgres") == Home(home_path).password("postgres")
        assert home.password("postgres") != home.password("redis")
        assert (home_path / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_ports_are_remembered_while_they_are_free(home_path: Path) -> None:
    home = Home(home_path)
    with home.locked():
        ports = home.ports("server", 3)
        assert len(set(ports)) == 3
        assert all(is_free("127.0.0.1", port) for port in ports)
        assert home.ports("server", 3) == ports


def test_a_preferred_port_in_use_is_not_given(listening_port: int) -> None:
    assert not is_free("127.0.0.1", listening_port)
    assert listening_port not in free_ports(1, [listening_port])


def test_a_port_is_given_to_one_process_before_anybody_listens() -> None:
    with _chooser() as one, _chooser() as other:
        ours, theirs = one(500), other(500)
        assert not set(ours) & set(theirs)
        assert not set(ours) & set(one(500))
        assert one(1, ours[:1]) == ours[:1]
        assert other(1, ours[:1]) != ours[:1]
    with _chooser() as next_one:
        assert next_one(1, ours[:1]) == ours[:1]


def test_emptying_removes_all_but_the_lock_and_follows_no_link(home_path: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").touch()
    home = Home(home_path)
    with home.locked():
        home.password("postgres")
        (home_path / "postgres").mkdir()
        (home_path / "link").symlink_to(tmp_path)
        home.empty()
    assert [path.name for path in home_path.iterdir()] == ["bookit.lock"]
    assert (tmp_path / "precious").exists()

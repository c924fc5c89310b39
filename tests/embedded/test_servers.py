"""Real servers, started and stopped."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import psutil
import psycopg
import pytest

from bookit.embedded import EmbeddedServers, Home, HomeUnusable
from bookit.embedded.postgres import Postgres
from bookit.embedded.redis import Redis
from bookit.embedded.seaweedfs import SOCKETS, SeaweedFS
from bookit.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def s3_client(settings: Settings) -> "S3Client":
    assert settings.s3_secret_key is not None
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key.get_secret_value(),
    )


def test_a_second_start_finds_the_data_of_the_first(home_path: Path) -> None:
    with EmbeddedServers(Settings(home=home_path)) as first:
        with psycopg.connect(first.dsn) as connection:
            connection.execute("CREATE TABLE room (name text)")
            connection.execute("INSERT INTO room VALUES ('Baikal')")
        client = s3_client(first)
        client.put_object(Bucket=first.s3_bucket, Key="plan", Body=b"a drawing")
        client.close()

    (home_path / "ports.json").unlink()  # even when their ports are taken meanwhile
    with EmbeddedServers(Settings(home=home_path)) as second:
        assert second.database_url != first.database_url
        with psycopg.connect(second.dsn) as connection:
            assert connection.execute("SELECT name FROM room").fetchall() == [("Baikal",)]
        client = s3_client(second)
        assert client.get_object(Bucket=second.s3_bucket, Key="plan")["Body"].read() == b"a drawing"
        client.close()


def test_starting_fresh_forgets_the_data(home_path: Path) -> None:
    settings = Settings(home=home_path, redis_url="redis://127.0.0.1:9", s3_endpoint_url="http://127.0.0.1:9")
    with EmbeddedServers(settings, durable=False) as first, psycopg.connect(first.dsn) as connection:
        connection.execute("CREATE TABLE room (name text)")
    with EmbeddedServers(settings, durable=False, fresh=True) as second, psycopg.connect(second.dsn) as connection:
        assert connection.execute("SELECT to_regclass('room')").fetchone() == (None,)


def test_servers_the_operator_brings_are_not_started(home_path: Path) -> None:
    settings = Settings(
        home=home_path,
        database_url="postgresql://db.example.org/bookit",
        redis_url="redis://redis.example.org",
        s3_endpoint_url="https://s3.example.org",
    )
    servers = EmbeddedServers(settings)
    with servers as complete:
        assert complete == settings
        assert servers.processes == []


@pytest.fixture
def home(home_path: Path) -> Home:
    home = Home(home_path)
    with home.locked():
        return home


def test_postgres_keeps_what_it_acknowledged_and_has_btree_gist(home: Home) -> None:
    server = Postgres(home)
    server.start()
    try:
        server.wait_until_ready()
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE EXTENSION btree_gist")
            shown = [
                connection.execute(f"SHOW {name}").fetchone()
                for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "server_encoding")
            ]
            assert shown == [("on",), ("on",), ("on",), ("on",), ("UTF8",)]
    finally:
        server.stop()


def test_postgres_wants_the_password(home: Home) -> None:
    server = Postgres(home, durable=False)
    server.start()
    try:
        server.wait_until_ready()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url, password="guessed")
    finally:
        server.stop()
    assert (home.path / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_postgres_starts_again_after_kill(home: Home) -> None:
    server = Postgres(home)
    server.start()
    server.wait_until_ready()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE room (name text)")
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        assert (home.path / "postgres" / "postmaster.pid").exists()
    again = Postgres(home)
    again.start()
    try:
        again.wait_until_ready()
        with psycopg.connect(again.url) as connection:
            assert connection.execute("SELECT count(*) FROM room").fetchone() == (0,)
    finally:
        again.stop()
        server.stop()


@pytest.mark.parametrize("kind", [Postgres, Redis])
def test_a_server_left_alive_on_the_folder_is_ended_first(home: Home, kind: type[Postgres] | type[Redis]) -> None:
    orphan = kind(home)
    orphan.start()
    orphan.wait_until_ready()
    assert orphan.pid is not None
    left_alive = psutil.Process(orphan.pid)
    server = kind(home)
    server.start()
    try:
        server.wait_until_ready()
        assert orphan.exit_code() is not None
        assert server.pid != left_alive.pid
    finally:
        server.stop()
        orphan.stop()


def test_postgres_refuses_data_of_another_version(home: Home) -> None:
    folder = home.path / "postgres"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("17\n")
    with pytest.raises(HomeUnusable, match="was made by Postgres 17"):
        Postgres(home).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs Postgres as another user")
def test_as_root_a_closed_parent_folder_is_named(home: Home) -> None:
    home.path.parent.chmod(0o700)
    with pytest.raises(HomeUnusable, match=f"{home.path.parent} is closed to other users"):
        Postgres(home).start()


def test_seaweedfs_wants_its_keys_and_cleans_up_its_sockets(home: Home) -> None:
    server = SeaweedFS(home, bucket="pictures", region="us-east-1")
    server.start()
    try:
        server.wait_until_ready()
        stranger = boto3.client(
            "s3",
            endpoint_url=server.url,
            region_name=server.region,
            aws_access_key_id="somebody",
            aws_secret_access_key="guessed",
        )
        with pytest.raises(stranger.exceptions.ClientError, match="InvalidAccessKeyId"):
            stranger.list_buckets()
        stranger.close()
        with pytest.raises(HTTPError, match="401"):
            urlopen(f"http://127.0.0.1:{server.filer_port}/buckets")
    finally:
        server.stop()
    sockets = [path for port in server.ports for path in SOCKETS.glob(f"seaweedfs-*-{port}.sock")]
    assert sockets == []

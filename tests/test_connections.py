"""Connections give up a server that is gone or silent, and find the one that takes writes."""

from urllib.parse import urlsplit

import anyio.to_thread
import psycopg
import pytest

from bookit.connections import AsyncConnection, Connection
from bookit.embedded.ports import free_ports

pytestmark = pytest.mark.anyio

NEVER = "SELECT pg_sleep(250)"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_a_server_that_does_not_answer_is_hung_up(postgres_dsn: str) -> None:
    async with await AsyncConnection.connect(postgres_dsn, patience=1, autocommit=True) as connection:
        with pytest.raises(psycopg.OperationalError):
            await connection.execute(NEVER)
        assert connection.broken


async def test_so_it_is_by_a_thread(postgres_dsn: str) -> None:
    def ask() -> bool:
        with Connection.connect(postgres_dsn, patience=1, autocommit=True) as connection:
            with pytest.raises(psycopg.OperationalError):
                connection.execute(NEVER)
            return connection.broken

    assert await anyio.to_thread.run_sync(ask)


async def test_of_several_servers_the_one_is_found_that_takes_writes(postgres_dsn: str) -> None:
    (nobody,) = free_ports(1)
    parts = urlsplit(postgres_dsn)
    several = parts._replace(netloc=parts.netloc.replace("@", f"@127.0.0.1:{nobody},")).geturl()
    async with await AsyncConnection.connect(several) as connection:
        assert connection.info.port == parts.port


async def test_a_server_that_takes_no_writes_is_none(postgres_dsn: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="read-only"):
        await AsyncConnection.connect(postgres_dsn, options="-c default_transaction_read_only=on")


async def test_an_address_that_says_otherwise_is_believed(postgres_dsn: str) -> None:
    anyone = f"{postgres_dsn}?target_session_attrs=any"
    options = "-c default_transaction_read_only=on"
    async with await AsyncConnection.connect(anyone, options=options) as connection:
        cursor = await connection.execute("SHOW transaction_read_only")
        assert await cursor.fetchone() == ("on",)

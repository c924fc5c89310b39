"""Owner, writer, reader and analyst: each does its work and nothing more, around a pooler and through it."""

import re
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege
from pydantic import PostgresDsn

from bookit.ledger.append import append_call, append_parameters
from bookit.ledger.migrate import migrate
from bookit.ledger.verify import verify
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.calendar import Calendar
from bookit.projections.views import schema_of_views
from bookit.reporting.role import make_role
from bookit.roles import SESSION, RoleRefused
from bookit.settings import Settings
from tests.notifications.test_inbox import inbox_with
from tests.roles import three_roles
from tests.running import organisation, stay
from tests.servers import shared_server
from tests.workers.conftest import process

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module", params=["direct", "pooled"])
def settings(
    request: pytest.FixtureRequest, postgres_dsn: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """A database of an owner who is no superuser, at first with one role for all, then with three."""
    given: dict[str, Any] = {"redis_url": None, "port": 0, "home": tmp_path_factory.mktemp("home")}
    with three_roles(postgres_dsn) as roles, roles.database() as database, ExitStack() as stack:
        migrate(Settings(database_url=roles.url(roles.owner, database), **given))
        ways = roles.ways(database)
        migrate(Settings(**given, **ways))
        if request.param == "pooled":
            ways = stack.enter_context(roles.ways_behind_a_pooler(database))
        yield Settings(**given, **ways)


def as_role(settings: Settings, url: object) -> psycopg.Connection:
    """A direct connection as the role of a URL."""
    user = conninfo_to_dict(str(url))["user"]
    return psycopg.connect(settings.direct_dsn, user=user, password="secret", autocommit=True)


async def test_the_product_books_and_answers_as_writer_and_reader(settings: Settings) -> None:
    async with organisation(settings) as org:
        room = await org.room()
        booked = await org.owner.do("place-booking", room_id=room, **stay(9))
        again = await org.owner.give("place-booking", {"room_id": room, **stay(9)})
        assert again.status_code == 409
        agenda = await org.owner.learn("agenda", seen=booked["position"])
        assert [entry["booking_id"] for entry in agenda["items"]] == [booked["booking_id"]]
        assert (await org.owner.get("/api/queries/ops/sessions")).json()["sessions"] == 1
        await org.owner.do("cancel-booking", booking_id=booked["booking_id"])
        await org.caught_up()
        assert await org.parked() == []
    assert verify(settings).clean


async def test_who_waits_in_vain_is_told_to_come_again(settings: Settings) -> None:
    """For a lock that somebody holds, and for a connection when all are in use."""
    async with organisation(settings.model_copy(update={"database_pool_size": 2}), founded=False) as org:
        await org.found()
        room = await org.room()
        with psycopg.connect(settings.direct_dsn) as other:
            other.execute("SELECT FROM bookit.units FOR UPDATE")
            locked = await org.owner.give("place-booking", {"room_id": room, **stay(12)})
        async with org.system.pool.connection() as one, org.system.pool.connection():
            cursor = await one.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            assert await cursor.fetchall() == [("5s", "2s")]
            crowded = await org.owner.give("place-booking", {"room_id": room, **stay(12)})
        for answer in (locked, crowded):
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert answer.json()["type"] == "/problems/unavailable"
        await org.owner.do("place-booking", room_id=room, **stay(12))


async def test_a_worker_and_a_scheduler_do_their_work(settings: Settings) -> None:
    """Somebody gets the room they waited for, and is told so."""
    async with organisation(settings, founded=False) as org:
        await org.found()
        room, mia = await org.room(), await org.client(await org.member())
        held = await org.owner.do("place-booking", room_id=room, **stay(15))
        await mia.do("join-waitlist", room_id=room, **stay(15))
        await org.owner.do("cancel-booking", booking_id=held["booking_id"])
        with process("workers", settings), process("workers.scheduler", settings):
            (told,) = (await inbox_with(mia, 1))["items"]
        assert told["subject"] == "waitlist"
        (entry,) = (await mia.learn("agenda", seen=await org.head()))["items"]
        assert entry["room_id"] == room
    assert verify(settings).clean


def test_a_writer_builds_a_read_model_anew_and_the_reader_reads_it(settings: Settings) -> None:
    class NewerCalendar(Calendar):
        VERSION = Calendar.VERSION + 1

    others = [projection for projection in PROJECTIONS if projection.NAME != Calendar.NAME]
    with Engine(settings, [*others, NewerCalendar()]) as engine:
        engine.prepare()
        engine.catch_up_all()
        assert {lag.version for lag in engine.lag() if lag.name == Calendar.NAME} == {NewerCalendar.VERSION}
    with as_role(settings, settings.database_reader_url) as reader:
        reader.execute("SELECT * FROM bookit.calendar_bookings")
    with Engine(settings, PROJECTIONS) as engine:
        engine.connection.execute("UPDATE bookit.projections SET version = version - 1 WHERE name = 'calendar'")
    migrate(settings)


FORBIDDEN_TO_WRITERS = [
    "INSERT INTO bookit.events SELECT * FROM bookit.events",
    "UPDATE bookit.events SET topic = topic",
    "DELETE FROM bookit.events",
    "TRUNCATE bookit.events",
    "ALTER TABLE bookit.events DISABLE TRIGGER ALL",
    "DROP TABLE bookit.events",
    "UPDATE bookit.ledger_head SET position = 0",
    "UPDATE bookit.ledger_identity SET ledger_id = gen_random_uuid()",
    "DELETE FROM bookit.claims",
    "INSERT INTO bookit.claims SELECT * FROM bookit.claims",
    "DELETE FROM bookit.units",
    "UPDATE bookit.charges SET amount = 1",
    "DELETE FROM bookit.commands",
    "UPDATE bookit.commands SET answer = ''",
    "UPDATE bookit.schema_version SET version_num = '0001'",
    "UPDATE bookit.secret_key SET fingerprint = fingerprint",
    "DROP FUNCTION bookit.append",
    "ALTER FUNCTION bookit.append SECURITY INVOKER",
    "ALTER FUNCTION bookit.forget_member RESET ALL",
    "TRUNCATE bookit.people CASCADE",
    "CREATE ROLE another",
    "CREATE SCHEMA another",
]


@pytest.mark.parametrize("statement", FORBIDDEN_TO_WRITERS)
def test_a_writer_changes_nothing_that_was_recorded(settings: Settings, statement: str) -> None:
    with as_role(settings, settings.database_url) as writer, pytest.raises(InsufficientPrivilege):
        writer.execute(statement.encode())


FORBIDDEN_TO_READERS = [
    "SELECT * FROM bookit.passwords",
    "SELECT * FROM bookit.member_keys",
    "SELECT * FROM bookit.one_time_tokens",
    "SELECT * FROM bookit.secret_key",
    "SELECT token_hash FROM bookit.sessions",
    "SELECT token_hash FROM bookit.api_tokens",
    "DELETE FROM bookit.events",
    "DELETE FROM bookit.sessions",
    "UPDATE bookit.people SET display_name = 'Eve'",
    "DELETE FROM bookit.calendar_bookings",
    "CREATE TABLE bookit.mine ()",
]


@pytest.mark.parametrize("statement", FORBIDDEN_TO_READERS)
def test_a_reader_changes_nothing_and_opens_nothing(settings: Settings, statement: str) -> None:
    with as_role(settings, settings.database_reader_url) as reader, pytest.raises(InsufficientPrivilege):
        reader.execute(statement.encode())


def test_a_reader_appends_nothing(settings: Settings) -> None:
    call = append_call(settings.database_schema)
    with as_role(settings, settings.database_reader_url) as reader, pytest.raises(InsufficientPrivilege):
        reader.execute(call, append_parameters([]))


def test_names_of_temporary_things_do_not_mislead_what_has_the_owners_rights(settings: Settings) -> None:
    query = """
        SELECT proname, proconfig FROM pg_proc
        WHERE pronamespace = 'bookit'::regnamespace AND (prosecdef OR prorettype = 'trigger'::regtype)
    """
    with as_role(settings, settings.database_url) as writer:
        found: dict[str, list[str] | None] = dict(writer.execute(query).fetchall())
        assert found.keys() == {"append", "forget_member", "refuse_change"}
        assert all("search_path=pg_catalog, pg_temp" in (config or ()) for config in found.values())


def test_an_analyst_reads_the_views_whoever_made_them(settings: Settings) -> None:
    owner = conninfo_to_dict(settings.direct_dsn)["user"]
    analyst = f"{owner}_analyst"
    make_role(settings, analyst, "secret")
    views = schema_of_views(settings.database_schema)
    with Engine(settings, PROJECTIONS) as engine:
        engine.connection.execute(sql.SQL("DROP VIEW {} CASCADE").format(sql.Identifier(views, "bookings")))
        engine.prepare()
    with psycopg.connect(settings.direct_dsn, user=analyst, password="secret", autocommit=True) as connection:
        connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(views, "bookings")))
        with pytest.raises(InsufficientPrivilege):
            connection.execute("SELECT * FROM bookit.events")


def test_a_session_of_a_role_has_its_limits_by_itself(settings: Settings) -> None:
    with psycopg.connect(settings.reader_dsn, autocommit=True, prepare_threshold=None) as connection:
        query = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
        assert connection.execute(query).fetchall() == [("5s", "2s")]


def test_an_administrator_who_follows_the_guide_spares_the_owner_making_roles(
    postgres_dsn: str, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    (guide,) = re.findall(r"```sql\n(CREATE ROLE bookit_writer .*?)```", page, re.DOTALL)
    with three_roles(postgres_dsn) as roles, roles.database() as database:
        ours = {
            "bookit_writer": roles.writer,
            "bookit_reader": roles.reader,
            "TO bookit;": f"TO {roles.owner};",
            "IN DATABASE bookit ": f"IN DATABASE {database} ",
            "…": "secret",
        }
        for theirs, name in ours.items():
            assert theirs in guide
            guide = guide.replace(theirs, name)
        with psycopg.connect(postgres_dsn, autocommit=True) as admin:
            admin.execute(sql.SQL("ALTER ROLE {} NOCREATEROLE").format(sql.Identifier(roles.owner)))
        psql = Path(shared_server("postgres")["programs"]) / "psql"
        subprocess.run([psql, "--set", "ON_ERROR_STOP=1", postgres_dsn], input=guide, text=True, check=True)
        settings = Settings(home=tmp_path, **roles.ways(database))
        migrate(settings)
        for dsn in (settings.dsn, settings.reader_dsn):
            with psycopg.connect(dsn) as connection:
                found = {name: connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in SESSION}
            assert found.pop("datestyle") == ("ISO, MDY",)
            assert found == {name: (value,) for name, value in SESSION.items() if name != "datestyle"}


def test_an_owner_who_may_not_make_roles_is_told_so(settings: Settings, postgres_dsn: str) -> None:
    owner = sql.Identifier(str(conninfo_to_dict(settings.direct_dsn)["user"]))
    nobody = PostgresDsn(f"postgresql://nobody_{uuid.uuid4().hex[:8]}:secret@127.0.0.1/bookit")
    with psycopg.connect(postgres_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER ROLE {} NOCREATEROLE").format(owner))
        try:
            with pytest.raises(RoleRefused, match="may not make or change the roles nobody_"):
                migrate(settings.model_copy(update={"database_url": nobody}))
        finally:
            admin.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(owner))

"""Checked while it grows, signed, exported, verified elsewhere: whatever is changed afterwards is found and named."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql
from typer.testing import CliRunner

from bookit.cli import app
from bookit.ledger.chain import START, link
from bookit.ledger.checking import Checker
from bookit.ledger.exporting import NothingSigned, export_ledger
from bookit.ledger.faults import Check
from bookit.ledger.signing import NotAKey, PublicKey, SigningKey
from bookit.ledger.verify import verify
from bookit.ledger.verify_export import ExportReport, verify_export
from bookit.settings import Settings
from tests.ledger.story import tell
from tests.organisation import open_organisation
from tests.running import settings_of_its_own
from tests.schemas import migrated


@dataclass(frozen=True)
class Ledger:
    """A ledger with a story in it, its export, and the power of a database administrator."""

    settings: Settings
    connection: psycopg.Connection[Any]

    def run(self, text: str, *parameters: object) -> list[Any]:
        statement = sql.SQL(text).format(schema=sql.Identifier(self.settings.database_schema))
        cursor = self.connection.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []

    @property
    def key(self) -> PublicKey:
        return SigningKey.load(self.settings.signing_key_path).public

    def faults(self) -> list[tuple[str, int | None]]:
        """What the checks have found so far."""
        return [(name, position) for name, position in self.run(
            "SELECT check_name, position FROM {schema}.ledger_faults ORDER BY fault_id"
        )]  # fmt: skip


async def _tell(settings: Settings) -> None:
    async with open_organisation(settings) as org:
        await tell(org)


async def _tell_more(settings: Settings) -> None:
    async with open_organisation(settings) as org:
        await org.room(await org.building())
        await org.room(await org.building())


@contextmanager
def told(settings: Settings) -> Iterator[Ledger]:
    """A ledger with a story in it while the context lasts."""
    migrated(settings)
    asyncio.run(_tell(settings))
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        ledger = Ledger(settings, connection)
        ledger.run("ALTER TABLE {schema}.events DISABLE TRIGGER USER")
        yield ledger


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    """Of this test alone, with its append-only trigger taken off."""
    with told(settings) as ledger_:
        yield ledger_


@pytest.fixture(scope="module")
def lines(postgres_dsn: str) -> tuple[list[bytes], PublicKey]:
    """An export, line by line, and the key that signed it."""
    with settings_of_its_own(postgres_dsn, None) as settings, told(settings) as ledger_:
        written: list[bytes] = []
        export_ledger(settings, written.append)
        key = ledger_.key
    return b"".join(written).splitlines(keepends=True), key


def named(report: ExportReport) -> set[tuple[Check, int | None]]:
    return {(fault.check, fault.position) for fault in report.faults}


def test_an_export_is_verified_with_nothing_but_the_file_and_the_key(lines: tuple[list[bytes], PublicKey]) -> None:
    written, key = lines

    report = verify_export(written, [key])

    assert report.faults == ()
    assert report.events == len(written) - 1
    assert report.checkpoint is not None
    assert report.checkpoint.position == report.events


def test_each_line_is_a_cloud_event(lines: tuple[list[bytes], PublicKey]) -> None:
    written, _ = lines
    for line in written:
        event = json.loads(line)
        assert event["specversion"] == "1.0"
        assert {"id", "source", "type", "time", "data"} <= event.keys()
        assert all(name.isalnum() and name.islower() for name in event)


def test_a_change_of_any_byte_is_found_and_named(lines: tuple[list[bytes], PublicKey]) -> None:
    """In a few events and in the signed end."""
    written, key = lines
    end = len(written)
    for number in (1, 2, 8, end):
        line = written[number - 1]
        for place in range(len(line)):
            changed = bytes([*line[:place], line[place] ^ (0x20 if place % 2 else 0x01), *line[place + 1 :]])
            file = b"".join([*written[: number - 1], changed, *written[number:]])
            report = verify_export(BytesIO(file), [key])
            places = {fault.position for fault in report.faults}
            lines_named = [fault.text for fault in report.faults if fault.text.startswith(f"line {number}:")]
            assert lines_named or places & {number, end - 1}, (changed, [str(fault) for fault in report.faults])


def test_a_line_that_is_missing_is_found_and_named(lines: tuple[list[bytes], PublicKey]) -> None:
    written, key = lines
    for number in range(len(written) - 1):
        report = verify_export([*written[:number], *written[number + 1 :]], [key])
        expected = Check.CHECKPOINTS if number == len(written) - 2 else Check.POSITIONS
        assert expected in {fault.check for fault in report.faults}
        assert number + 1 in {fault.position for fault in report.faults}


def test_lines_that_were_swapped_are_found_and_named(lines: tuple[list[bytes], PublicKey]) -> None:
    written, key = lines
    for number in range(len(written) - 2):
        swapped = [*written[:number], written[number + 1], written[number], *written[number + 2 :]]
        assert (Check.POSITIONS, number + 1) in named(verify_export(swapped, [key]))


def test_a_line_that_is_there_twice_is_found_and_named(lines: tuple[list[bytes], PublicKey]) -> None:
    written, key = lines
    for number in range(len(written)):
        report = verify_export([*written[: number + 1], *written[number:]], [key])
        assert not report.clean


def test_an_export_that_was_cut_short_is_found(lines: tuple[list[bytes], PublicKey]) -> None:
    written, key = lines
    for end in range(len(written)):
        report = verify_export(written[:end], [key])
        assert f"events after {end} may be missing" in report.faults[-1].text


def test_a_past_that_was_made_up_anew_does_not_fit_what_was_signed(ledger: Ledger) -> None:
    """Whoever has the database can chain another past, but not sign it."""
    with Checker(ledger.settings) as checker:
        checker.catch_up()
        assert checker.sign(at_once=True)
    assert verify(ledger.settings, [ledger.key]).clean
    position, state = ledger.run("SELECT notification_id, state FROM {schema}.events WHERE topic = 'booking.placed'")[0]
    ledger.run("UPDATE {schema}.events SET state = %s WHERE notification_id = %s", state + b" ", position)
    _chain_anew(ledger)

    report = verify(ledger.settings, [ledger.key])

    assert {fault.check for fault in report.faults} == {Check.CHECKPOINTS}


def test_another_key_is_noticed(ledger: Ledger) -> None:
    written: list[bytes] = []
    export_ledger(ledger.settings, written.append)
    stranger = PublicKey(Ed25519PrivateKey.generate().public_key().public_bytes_raw())

    report = verify_export(b"".join(written).splitlines(keepends=True), [stranger])
    of_database = verify(ledger.settings, [stranger])

    assert [fault.check for fault in report.faults] == [Check.CHECKPOINTS]
    assert [fault.check for fault in of_database.faults] == [Check.CHECKPOINTS]


def test_what_is_new_is_checked_and_signed_and_what_is_damaged_is_not(ledger: Ledger) -> None:
    with Checker(ledger.settings) as checker:
        checker.catch_up()
        first = checker.sign()
        assert first is not None
        assert ledger.key.has_signed(first)
        assert checker.sign(at_once=True) is None  # nothing is new

        asyncio.run(_tell_more(ledger.settings))
        ((position,),) = ledger.run("SELECT max(notification_id) - 2 FROM {schema}.events")
        ledger.run("UPDATE {schema}.events SET actor_id = gen_random_uuid() WHERE notification_id = %s", position)
        checker.catch_up()

        assert ledger.faults() == [("chain", position)]
        assert checker.sign(at_once=True) is None


def test_what_was_sound_is_checked_again_round_by_round(ledger: Ledger) -> None:
    with Checker(ledger.settings) as checker:
        checker.catch_up()
        while checker.check("again"):
            pass
        assert ledger.faults() == []
        assert checker.check("again") == 0  # rests until tomorrow
        ledger.run("UPDATE {schema}.events SET state = state || ' ' WHERE notification_id = 3")
        ledger.run("UPDATE {schema}.ledger_checks SET finished_at = finished_at - interval '2 days'")

        while checker.check("again"):
            pass

    assert ledger.faults() == [("chain", 3)]


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("DELETE FROM {schema}.events WHERE notification_id = 4", "positions"),
        ("UPDATE {schema}.events SET originator_version = 9 WHERE notification_id = 4", "versions"),
        ("UPDATE {schema}.events SET recorded_at = recorded_at - interval '1 day' WHERE notification_id = 4", "clock"),
        ("UPDATE {schema}.events SET topic = 'booking.painted' WHERE notification_id = 4", "decoding"),
        ("UPDATE {schema}.events SET hash = sha256('') WHERE notification_id = 4", "chain"),
    ],
)
def test_the_check_names_what_was_done_to_a_row(ledger: Ledger, damage: str, check: str) -> None:
    ledger.run(damage)
    with Checker(ledger.settings) as checker:
        checker.catch_up()

    assert (check, 4) in ledger.faults()


def test_two_that_make_the_key_at_once_have_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "signing-key.pem"

    keys = {SigningKey.load_or_make(path).public.key_id for _ in range(3)}

    assert len(keys) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("no key")
    with pytest.raises(NotAKey):
        SigningKey.load_or_make(path)


@pytest.mark.parametrize(
    "text", ["", "AAAA", "not base64!", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"]
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        PublicKey.read(text)


def test_without_a_key_nothing_is_signed_and_an_export_says_so(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    without = Settings(**ledger.settings.model_dump() | {"signing_key_file": tmp_path / "a file" / "key.pem"})

    with pytest.raises(NothingSigned):
        export_ledger(without, lambda _: None)


def test_the_command_line_exports_and_verifies(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ledger.settings.as_environment().items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "ledger.jsonl"
    runner = CliRunner()

    exported = runner.invoke(app, ["export", "ledger", "--output", str(file)])
    assert exported.exit_code == 0, exported.output
    for name in ledger.settings.as_environment():
        monkeypatch.delenv(name)
    verified = runner.invoke(app, ["verify", str(file), "--key", ledger.key.text])
    assert verified.exit_code == 0, verified.output
    assert "0 faults" in verified.output
    file.write_bytes(file.read_bytes().replace(b"Aquarium", b"Aquariun", 1))
    found = runner.invoke(app, ["verify", str(file), "--key", ledger.key.text])
    assert found.exit_code == 1
    assert "chain: position" in found.output
    assert runner.invoke(app, ["verify", str(file)]).exit_code == 2
    assert runner.invoke(app, ["verify", str(file), "--key", "nonsense"]).exit_code == 2


def _chain_anew(ledger: Ledger) -> None:
    """What somebody would do who wants to hide a change."""
    digest = START
    for position, stream, version, recorded, actor, command, correlation, topic, state in ledger.run(
        "SELECT notification_id, uuid_send(originator_id), originator_version, timestamptz_send(recorded_at),"
        " uuid_send(actor_id), uuid_send(command_id), uuid_send(correlation_id), topic, state"
        " FROM {schema}.events ORDER BY notification_id"
    ):
        row = (position, stream, version, recorded, actor, command, correlation, topic.encode(), state)
        digest = link(digest, *row)
        ledger.run("UPDATE {schema}.events SET hash = %s WHERE notification_id = %s", digest, position)
    ledger.run("UPDATE {schema}.ledger_head SET hash = %s", digest)

"""The demo's own mail server and its page `/dev/mail`: what is caught opens as the invitation it is."""

import asyncio
import smtplib
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import AnyUrl

from bookit.embedded import NotReadyYet, Program
from bookit.embedded.ports import free_ports
from tests.installation import restart
from tests.notifications.conftest import worker_of
from tests.notifications.mailbox import calendar_of
from tests.running import Organisation, organisation, settings_of_its_own, stay, tomorrow

pytestmark = pytest.mark.anyio

PATIENCE_SECONDS = 60


@dataclass
class Demo:
    """An organisation whose letters the demo's mail server takes."""

    org: Organisation
    port: int
    folder: Path

    def letters(self) -> list[EmailMessage]:
        """What was caught, the first first."""
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in self.files()]

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.eml"))

    async def caught(self, count: int) -> list[EmailMessage]:
        """The letters, once there are so many."""
        await asyncio.to_thread(self._wait_for, count)
        return self.letters()

    def _wait_for(self, count: int) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.files()) < count:
            assert time.monotonic() < deadline, self.files()
            time.sleep(0.05)


@pytest.fixture
async def demo(postgres_dsn: str, redis_url: str, tmp_path: Path) -> AsyncIterator[Demo]:
    (port,) = free_ports(1)
    folder = tmp_path / "mail"

    def probe() -> None:
        try:
            smtplib.SMTP("127.0.0.1", port, timeout=5).quit()
        except OSError as error:
            raise NotReadyYet(str(error)) from error

    server = Program(
        "mail",
        [sys.executable, "-m", "bookit.embedded.mail", str(port), str(folder)],
        folder=tmp_path,
        log_file=tmp_path / "mail.log",
        probe=probe,
    )
    restart(server)
    try:
        mail = {"smtp_url": AnyUrl(f"smtp://127.0.0.1:{port}"), "dev_mail": folder, "base_url": "http://bookit.test"}
        with settings_of_its_own(postgres_dsn, redis_url, **mail) as settings:
            async with organisation(settings) as org:
                with worker_of(settings):
                    yield Demo(org, port, folder)
    finally:
        server.stop()


async def test_what_the_demo_caught_is_one_appointment_that_changes_and_is_cancelled(demo: Demo) -> None:
    org, member = demo.org, await demo.org.member()
    room = await org.room(await org.building(time_zone="Europe/Berlin"))
    booked = await org.owner.do("place-booking", room_id=room, booked_for=member.id, title="Plan", **stay(8))
    await demo.caught(1)
    await org.owner.do("reschedule-booking", booking_id=booked["booking_id"], **stay(10))
    await demo.caught(2)
    await org.owner.do("cancel-booking", booking_id=booked["booking_id"])
    calendars = [calendar_of(letter) for letter in await demo.caught(3)]

    assert [calendar.method.value for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [calendar.vevent for calendar in calendars]
    assert {event.uid.value for event in events} == {f"{booked['booking_id']}@bookit"}
    assert [event.dtstart.value for event in events] == [tomorrow(8), tomorrow(10), tomorrow(10)]
    sequences = [int(event.sequence.value) for event in events]
    assert sequences == sorted(set(sequences))
    assert events[-1].status.value == "CANCELLED"
    assert {calendar.vtimezone.tzid.value for calendar in calendars} == {"Europe/Berlin"}


async def test_a_caught_letter_is_there_once_and_is_shown_and_does_nothing(demo: Demo) -> None:
    org, member = demo.org, await demo.org.member(name="Mia <script>alert(1)</script>")
    await org.owner.do("place-booking", room_id=await org.room(), booked_for=member.id, **stay(8))
    (letter,) = await demo.caught(1)
    with smtplib.SMTP("127.0.0.1", demo.port, timeout=30) as server:
        server.send_message(letter, "bookit@localhost", [member.email])
    (file,) = demo.files()

    visitor = org.anonymous()
    listed, shown = await visitor.get("/dev/mail"), await visitor.get(f"/dev/mail/{file.stem}")

    assert listed.status_code == shown.status_code == 200
    assert f"/dev/mail/{file.stem}" in listed.text
    assert member.email in listed.text
    assert "BEGIN:VCALENDAR" in shown.text
    assert "<script>" not in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert (await visitor.get("/dev/mail/..%2Fmail.log")).status_code == 404

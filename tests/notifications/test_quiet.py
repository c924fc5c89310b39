"""Quiet rules: acts of many commands, digests, and too much for one hour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from pydantic import AnyUrl

from bookit import effects
from bookit.effects import NewEffect
from bookit.notifications import REMIND
from tests.notifications.conftest import worker_of
from tests.notifications.mailbox import Mailbox, mail_server, text_of
from tests.notifications.rows import Shelf, until
from tests.running import Organisation, organisation, settings_of_its_own, stay, tomorrow

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def house(postgres_dsn: str, redis_url: str, **values: Any) -> AsyncIterator[tuple[Organisation, Mailbox]]:
    with mail_server() as mailbox:
        values = {"smtp_url": AnyUrl(mailbox.url)} | values
        with settings_of_its_own(postgres_dsn, redis_url, **values) as settings:
            async with organisation(settings) as org:
                with worker_of(settings):
                    yield org, mailbox


async def test_nobody_gets_more_letters_an_hour_than_allowed(postgres_dsn: str, redis_url: str) -> None:
    """What is too much comes in one letter when the hour is over, and nothing is lost."""
    async with house(postgres_dsn, redis_url, mails_per_hour=2) as (org, mailbox):
        member, room = await org.member(), await org.room()
        for hour in range(6, 18):
            await org.owner.do("place-booking", room_id=room, booked_for=member.id, **stay(hour))
            if hour < 8:
                await asyncio.to_thread(mailbox.wait_for, member.email, hour - 5)
        shelf = Shelf(org)
        await shelf.wait_for_letters(member.id, "overflow")
        await shelf.wait_for_items(12)
        await until(
            lambda: {each["bundle"] for each in shelf.letters(member.id) if not each["closed_at"]} == {"overflow"}
        )
        assert len(mailbox.of(member.email)) == 2
        shelf.time_passes()
        *_, rest = await asyncio.to_thread(mailbox.wait_for, member.email, 3)
        assert "10 bookings were made for you" in str(rest["Subject"])


async def test_an_act_of_many_commands_is_one_letter(postgres_dsn: str, redis_url: str) -> None:
    async with house(postgres_dsn, redis_url) as (org, mailbox):
        member = await org.member()
        name = f"Hall {member.id}"
        await org.room(name=name)
        await org.caught_up()
        rows = "".join(
            f"{name},{period['starts_at']},{period['ends_at']},{member.email}\n"
            for period in (stay(hour) for hour in range(6, 18))
        )
        imported = await org.owner.post(
            "/api/imports/bookings",
            content=f"room,starts_at,ends_at,booked_for\n{rows}",
            headers={"content-type": "text/csv"},
        )
        assert imported.json()["done"] == 12, imported.text
        shelf = Shelf(org)
        letter = await shelf.wait_for_letters(member.id, f"act:{imported.json()['import_id']}")
        await shelf.wait_for_items(12)
        assert shelf.effect(letter)["due_at"] > letter["opened_at"], "it waits for more"
        shelf.time_passes()
        (only,) = await asyncio.to_thread(mailbox.wait_for, member.email, 1)
        assert "12 bookings were made for you" in str(only["Subject"])
        assert len(shelf.letters(member.id)) == 1


async def test_a_digest_gathers_what_happened_until_the_morning(postgres_dsn: str, redis_url: str) -> None:
    async with house(postgres_dsn, redis_url) as (org, mailbox):
        member = await org.member()
        client = await org.client(member)
        daily = {"bookings": {"inbox": "now", "mail": "daily"}}
        await client.put("/api/notifications/choices", json={"reminder_minutes": 15, "choices": daily})
        room = await org.room(await org.building(time_zone="Asia/Kolkata"))
        booking = await org.owner.do("place-booking", room_id=room, booked_for=member.id, **stay(9))
        shelf = Shelf(org)
        letter = await shelf.wait_for_letters(member.id, "digest")
        await org.owner.do("cancel-booking", booking_id=booking["booking_id"])
        due_at = shelf.effect(letter)["due_at"]
        assert (due_at.hour, due_at.minute) == (2, 30), "8:00 in Kolkata"
        await shelf.wait_for_items(2)
        assert mailbox.delivered == []
        shelf.time_passes()
        (digest,) = await asyncio.to_thread(mailbox.wait_for, member.email, 1)
        assert "2 pieces of news" in str(digest["Subject"])
        assert "Booked for you" in text_of(digest)
        assert "Cancelled" in text_of(digest)


async def test_who_has_a_booking_that_begins_soon_is_noted_once(postgres_dsn: str, redis_url: str) -> None:
    async with house(postgres_dsn, redis_url) as (org, _):
        client = await org.client(await org.member())
        room = await org.room()
        bookings = [
            (await client.do("place-booking", room_id=room, **stay(hour)))["booking_id"] for hour in (9, 10, 11)
        ]
        cancelled = await client.do("cancel-booking", booking_id=bookings[2])
        await org.learn_position(cancelled["position"])
        shelf, notifications = Shelf(org), org.system.notifications

        assert await notifications.note_reminders() == 0, "it is too early"
        begins = (
            "UPDATE {schema}.calendar_bookings SET starts_at = now() + %s * interval '1 minute' WHERE booking_id = %s"
        )
        shelf.run(begins, 15, bookings[0])
        shelf.run(begins, 10, bookings[1])
        shelf.run(begins, 15, bookings[2])
        assert await notifications.note_reminders() == 1, "not who booked when it was to begin as soon as this"
        assert await notifications.note_reminders() == 0


async def test_a_reminder_comes_only_while_the_booking_stands_as_it_was(postgres_dsn: str, redis_url: str) -> None:
    async with house(postgres_dsn, redis_url) as (org, _):
        client = await org.client(await org.member())
        room = await org.room(name="Aquarium")
        standing, moved, cancelled = [
            (await client.do("place-booking", room_id=room, **stay(hour)))["booking_id"] for hour in (9, 10, 11)
        ]
        await client.do("reschedule-booking", booking_id=moved, **stay(15))
        await client.do("cancel-booking", booking_id=cancelled)
        with psycopg.connect(org.settings.direct_dsn, autocommit=True) as connection:
            effects.Shelf(connection, org.settings.database_schema).put(
                NewEffect(REMIND, booking, {"booking_id": booking, "starts_at": tomorrow(hour).isoformat()})
                for booking, hour in ((moved, 10), (cancelled, 11), (standing, 9))
            )
        shelf = Shelf(org)
        await until(lambda: not shelf.run("SELECT 1 FROM {schema}.effects WHERE kind = %s AND state <> 'done'", REMIND))
        (told,) = (await client.learn("inbox", seen=await org.head()))["items"]
        assert told["headline"].startswith("Soon: Aquarium")
        assert told["items"][0]["subject_id"] == standing

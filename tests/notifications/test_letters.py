"""Letters as they arrive: told once, in the reader's language, and understood by calendars."""

import asyncio
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from psycopg import sql

from bookit.events.values import Role
from tests.notifications.mailbox import Mailbox, calendar_of, calendar_part, page_of, text_of
from tests.running import Body, Client, Member, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def letters(mailbox: Mailbox, member: Member, count: int) -> list[EmailMessage]:
    """So many letters to a member."""
    return await asyncio.to_thread(mailbox.wait_for, member.email, count)


async def book_for(org: Organisation, member: Member, room: str, **period: Any) -> str:
    """The owner books for a member."""
    made = await org.owner.do("place-booking", room_id=room, booked_for=member.id, **(period or stay()))
    return str(made["booking_id"])


def event_of(message: EmailMessage) -> Any:
    return calendar_of(message).vevent


async def test_a_new_a_moved_and_a_cancelled_booking_are_one_appointment(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member(name="Mia Member")
    building = await org.building(name="Harbour House", time_zone="Europe/Berlin")
    room = await org.room(building, name="Aquarium")
    booking = await book_for(org, member, room, **stay(8), title="Plan")
    await letters(mailbox, member, 1)
    await org.owner.do("reschedule-booking", booking_id=booking, **stay(10, 90))
    await letters(mailbox, member, 2)
    await org.owner.do("cancel-booking", booking_id=booking, reason="The roof leaks")
    new, moved, cancelled = await letters(mailbox, member, 3)

    assert [calendar_part(each).get_param("method") for each in (new, moved, cancelled)] == [
        "REQUEST",
        "REQUEST",
        "CANCEL",
    ]
    events = [event_of(each) for each in (new, moved, cancelled)]
    assert len({event.uid.value for event in events}) == 1
    sequences = [int(event.sequence.value) for event in events]
    assert sequences == sorted(set(sequences))
    assert [event.status.value for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event.dtstart.value for event in events] == [tomorrow(8), tomorrow(10), tomorrow(10)]
    assert events[1].dtend.value == tomorrow(11, 30)
    assert events[0].summary.value == "Plan", "what members write is sealed, and opened for them"
    assert events[0].location.value == "Aquarium, Harbour House"
    assert events[0].attendee.value == f"mailto:{member.email}"
    assert events[0].organizer.value == "mailto:rooms@harbour.test"
    calendar = calendar_of(new)
    assert calendar.method.value == "REQUEST"
    assert calendar.vtimezone.tzid.value == "Europe/Berlin"
    assert "The roof leaks" in text_of(cancelled)
    assert "Before: Aquarium" in text_of(moved)


async def test_a_letter_is_in_the_readers_language_with_name_and_colour(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member(name="Мария <b>")
    client = await org.client(member)
    await choose(client, language="ru")
    await book_for(org, member, await org.room(name="Аквариум & Ко"))
    (letter,) = await letters(mailbox, member, 1)

    assert "Забронировано для вас: Аквариум & Ко" in str(letter["Subject"])
    assert "Harbour House" in str(letter["Subject"])
    assert "Здравствуйте, Мария" in text_of(letter)
    page = page_of(letter)
    assert "#aa3311" in page
    assert "Мария &lt;b&gt;" in page
    assert "<b>" not in page


async def test_a_letter_has_the_name_and_colour_that_admins_chose(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member()
    await org.owner.do("set-branding", name="Quay\r\nBcc: all@bookit.test", colour="#0b7285")
    try:
        await book_for(org, member, await org.room())
        (letter,) = await letters(mailbox, member, 1)
    finally:
        await org.owner.do("set-branding", name=None, colour=None)

    assert "Quay" in str(letter["Subject"])
    assert letter["Bcc"] is None
    assert "#0b7285" in page_of(letter)


async def test_nothing_people_write_gets_into_a_header(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member(name='Eve" <eve@evil.test>, "')
    room = await org.room(name="Room\r\nBcc: all@bookit.test")
    await book_for(org, member, room, **stay(12), title="A\r\nBcc: all@bookit.test\r\n\r\nEND:VEVENT")
    (letter,) = await letters(mailbox, member, 1)

    assert letter["Bcc"] is None
    assert [address.addr_spec for address in letter["To"].addresses] == [member.email]
    calendar = calendar_of(letter)
    assert len(calendar.vevent_list) == 1
    assert "Bcc" not in calendar.vevent.contents
    assert not [to for to, _ in mailbox.delivered if to in {"eve@evil.test", "all@bookit.test"}]


async def test_a_bulk_act_is_one_letter_and_one_row_in_the_inbox(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member()
    client = await org.client(member)
    building = await org.building()
    room = await org.room(building)
    for hour in range(6, 21):
        await client.do("place-booking", room_id=room, **stay(hour))
    closed = await org.owner.do(
        "close-room",
        room_id=room,
        period={"starts_at": tomorrow().isoformat(), "ends_at": tomorrow(days=1).isoformat()},
        reason="Paint",
    )
    (letter,) = await letters(mailbox, member, 1)
    assert "15 of your bookings were cancelled because of a closure" in str(letter["Subject"])
    assert text_of(letter).count("\n* ") == 15
    page = await client.learn("inbox", seen=closed["position"])
    assert [(each["kind"], each["count"]) for each in page["items"]] == [("booking.displaced", 15)]


async def test_what_one_does_oneself_is_told_to_nobody_unless_wanted(org: Organisation, mailbox: Mailbox) -> None:
    quiet, keen = await org.member(), await org.member()
    rooms = [await org.room(), await org.room()]
    keen_client, quiet_client = await org.client(keen), await org.client(quiet)
    await choose(keen_client, own={"inbox": "off", "mail": "now"})
    await quiet_client.do("place-booking", room_id=rooms[0], **stay())
    booking = (await keen_client.do("place-booking", room_id=rooms[1], **stay()))["booking_id"]
    await letters(mailbox, keen, 1)
    await keen_client.do("cancel-booking", booking_id=booking)
    first, second = await letters(mailbox, keen, 2)

    assert event_of(first).uid.value == event_of(second).uid.value
    assert calendar_of(second).method.value == "CANCEL"
    assert mailbox.of(quiet.email) == []
    assert (await keen_client.learn("inbox"))["items"] == []


async def test_what_a_letter_brought_into_a_calendar_does_not_go_stale_there(
    org: Organisation, mailbox: Mailbox
) -> None:
    """Booked by somebody else, cancelled by the member."""
    member = await org.member()
    booking = await book_for(org, member, await org.room())
    await letters(mailbox, member, 1)
    await (await org.client(member)).do("cancel-booking", booking_id=booking)
    _, second = await letters(mailbox, member, 2)
    assert calendar_of(second).method.value == "CANCEL"


async def test_another_title_reaches_the_calendar_and_others_who_come_are_told(
    org: Organisation, mailbox: Mailbox
) -> None:
    """Booked by somebody else, renamed by the member, given guests by a manager."""
    member = await org.member()
    booking = await book_for(org, member, await org.room(), title="Plan", **stay())
    await letters(mailbox, member, 1)
    client = await org.client(member)
    await client.do("change-booking", booking_id=booking, title="Review", guests=["Bob"], attendees=2)
    await letters(mailbox, member, 2)
    await client.do("change-booking", booking_id=booking, guests=[])  # no calendar has them
    await org.owner.do("change-booking", booking_id=booking, guests=["Eve"])
    first, renamed, changed = await letters(mailbox, member, 3)

    assert [calendar_of(each).method.value for each in (first, renamed, changed)] == ["REQUEST"] * 3
    events = [event_of(each) for each in (first, renamed, changed)]
    assert len({event.uid.value for event in events}) == 1
    assert [event.summary.value for event in events] == ["Plan", "Review", "Review"]
    sequences = [int(event.sequence.value) for event in events]
    assert sequences == sorted(set(sequences))
    assert str(renamed["Subject"]).startswith("You have changed")
    assert str(changed["Subject"]).startswith("Changed")
    kinds = [each["kind"] for each in (await client.learn("inbox"))["items"]]
    assert kinds == ["booking.changed", "booking.booked"]


async def test_approvers_are_asked_and_the_member_is_told_the_decision(org: Organisation, mailbox: Mailbox) -> None:
    building = await org.building()
    manager = await org.member(Role.MANAGER, buildings=[building])
    member = await org.member(name="Ada Asks")
    room = await org.room(building, policy={"approval_always": True})
    made = await (await org.client(member)).do("place-booking", room_id=room, **stay())
    assert made["status"] == "pending"
    (asked,) = await letters(mailbox, manager, 1)
    await (await org.client(manager)).do("approve-booking", booking_id=made["booking_id"])
    (decided,) = await letters(mailbox, member, 1)

    assert "To approve" in str(asked["Subject"])
    assert "For Ada Asks" in text_of(asked)
    assert not [part for part in asked.walk() if part.get_content_type() == "text/calendar"]
    assert "Approved" in str(decided["Subject"])
    assert event_of(decided).status.value == "CONFIRMED"


async def test_the_suspended_get_no_mail(org: Organisation, mailbox: Mailbox) -> None:
    suspended, other = await org.member(), await org.member()
    room = await org.room()
    booking = await book_for(org, suspended, room)
    await letters(mailbox, suspended, 1)
    await org.owner.do("suspend-member", member_id=suspended.id, reason="Has left")
    await org.owner.do("cancel-booking", booking_id=booking)
    await book_for(org, other, room, **stay(15))
    await letters(mailbox, other, 1)
    assert len(mailbox.of(suspended.email)) == 1


async def test_nothing_is_kept_for_the_forgotten_nor_sent_to_them(org: Organisation, mailbox: Mailbox) -> None:
    forgotten, other = await org.member(), await org.member()
    room = await org.room()
    booking = await book_for(org, forgotten, room)
    await letters(mailbox, forgotten, 1)
    await org.owner.do("forget-member", member_id=forgotten.id)
    await org.owner.do("cancel-booking", booking_id=booking)
    await book_for(org, other, room, **stay(15))
    await letters(mailbox, other, 1)

    assert len(mailbox.of(forgotten.email)) == 1
    async with org.system.pool.connection() as connection:
        for table in ("notifications", "letters", "calendar_entries"):
            statement = sql.SQL("SELECT count(*) FROM {} WHERE member_id = %s").format(
                sql.Identifier(org.settings.database_schema, table)
            )
            cursor = await connection.execute(statement, [forgotten.id])
            assert await cursor.fetchone() == (0,)


async def test_a_link_stops_letters_of_its_kind_and_nothing_else(org: Organisation, mailbox: Mailbox) -> None:
    member = await org.member()
    room = await org.room()
    await book_for(org, member, room)
    (letter,) = await letters(mailbox, member, 1)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = urlsplit(str(letter["List-Unsubscribe"]).strip("<>"))
    somebody = org.anonymous()

    asked = await somebody.get(f"{link.path}?{link.query}")
    assert asked.status_code == 200
    assert "What others do with my bookings" in asked.text
    before = (await (await org.client(member)).get("/api/notifications/choices")).json()
    assert before["choices"]["bookings"]["mail"] == "now", "looking at the page changes nothing"

    stopped = await somebody.post(f"{link.path}?{link.query}", data={"List-Unsubscribe": "One-Click"})
    assert stopped.status_code == 200
    after = (await (await org.client(member)).get("/api/notifications/choices")).json()
    assert after["choices"]["bookings"] == {"inbox": "now", "mail": "off"}
    assert after["choices"]["decisions"] == before["choices"]["decisions"]
    for token in (link.query.removeprefix("token=")[:-2] + "AA", "x", "é"):
        refused = await somebody.post(link.path, params={"token": token})
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/link-refused")


async def choose(client: Client, *, language: str | None = None, **choices: Body) -> Body:
    answer = await client.put(
        "/api/notifications/choices", json={"language": language, "reminder_minutes": 15, "choices": choices}
    )
    assert answer.is_success, answer.text
    return dict(answer.json())

"""The inbox over HTTP: what it shows, what is read, how one is told."""

import asyncio
from typing import Any

import pytest

from bookit.events.values import Role
from bookit.notifications import REMIND_APPROVERS
from tests.notifications.mailbox import Mailbox
from tests.notifications.rows import Shelf, until
from tests.running import Body, Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


async def inbox_with(client: Client, count: int) -> Body:
    """A member's inbox once it has so many notifications."""
    page: Body = {"items": []}
    for _ in range(3000):
        page = await client.learn("inbox")
        if len(page["items"]) >= count:
            return page
        await asyncio.sleep(0.02)
    raise AssertionError(page)


async def booked_for(org: Organisation, client: Client, *hours: int, **fields: Any) -> None:
    """The owner books rooms for a member, one act for each."""
    room = await org.room(name="Aquarium")
    for hour in hours:
        await org.owner.do("place-booking", room_id=room, booked_for=client.member_id, **stay(hour), **fields)


async def test_the_inbox_tells_what_happened_where_and_when(org: Organisation) -> None:
    client = await org.client(await org.member())
    await booked_for(org, client, 9, title="Plan")
    page = await inbox_with(client, 1)

    (told,) = page["items"]
    assert page["unread"] == 1
    assert (told["kind"], told["subject"], told["count"], told["read_at"]) == ("booking.booked", "bookings", 1, None)
    assert told["headline"].startswith("Booked for you: Aquarium")
    assert told["actor_id"] == org.the_owner.id
    (item,) = told["items"]
    assert item["room"] == "Aquarium"
    assert item["title"] == "Plan"
    assert item["facts"]["starts_at"] == tomorrow(9).isoformat()


async def test_pages_go_back_in_time_and_each_is_shown_once(org: Organisation) -> None:
    client = await org.client(await org.member())
    await booked_for(org, client, *range(8, 13))
    everything = await inbox_with(client, 5)
    shown, cursor = [], None
    while True:
        page = await client.learn("inbox", {"limit": 2} | ({"cursor": cursor} if cursor else {}))
        shown += [each["notification_id"] for each in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert shown == [each["notification_id"] for each in everything["items"]]
    assert len(set(shown)) == 5
    stolen = await (await org.client(await org.member())).ask("inbox", {"limit": 2, "cursor": "AAAA"})
    assert stolen.status_code == 422


async def test_what_was_read_stays_read_and_nobody_reads_for_others(org: Organisation) -> None:
    client, other = await org.client(await org.member()), await org.client(await org.member())
    await booked_for(org, client, 8, 9, 10)
    page = await inbox_with(client, 3)
    latest, *_, oldest = page["items"]

    theirs = await other.post("/api/notifications/read", json={"notification_ids": [latest["notification_id"]]})
    assert theirs.json() == {"count": 0}
    for count in (1, 0):
        read = await client.post("/api/notifications/read", json={"upto": oldest["told_at"]})
        assert read.json() == {"count": count}
    unread = await client.learn("inbox", {"unread": True})
    assert unread["unread"] == 2
    assert oldest["notification_id"] not in [each["notification_id"] for each in unread["items"]]
    assert (await other.learn("inbox"))["items"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"reminder_minutes": 121}, "/reminder_minutes"),
        ({"reminder_minutes": 5, "language": "de"}, "/language"),
        ({"reminder_minutes": 5, "choices": {"weather": {"inbox": "now", "mail": "now"}}}, "/choices/weather/[key]"),
        ({"reminder_minutes": 5, "choices": {"own": {"inbox": "daily", "mail": "now"}}}, "/choices/own/inbox"),
        ({"reminder_minutes": 5, "colour": "red"}, "/colour"),
    ],
)
async def test_what_can_not_be_chosen_is_refused_by_name(org: Organisation, body: Body, pointer: str) -> None:
    answer = await org.owner.put("/api/notifications/choices", json=body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_who_wants_no_news_of_a_kind_gets_none(org: Organisation, mailbox: Mailbox) -> None:
    member, other = await org.member(), await org.member()
    client, other_client = await org.client(member), await org.client(other)
    off = {"bookings": {"inbox": "off", "mail": "off"}}
    chosen = await client.put("/api/notifications/choices", json={"reminder_minutes": 0, "choices": off})
    assert chosen.json()["choices"]["bookings"] == {"inbox": "off", "mail": "off"}
    await booked_for(org, client, 8)
    await booked_for(org, other_client, 8)
    await inbox_with(other_client, 1)
    assert (await client.learn("inbox"))["items"] == []
    assert mailbox.of(member.email) == []


async def test_every_manager_of_the_building_is_asked(org: Organisation) -> None:
    building, elsewhere = await org.building(), await org.building()
    one, two = [await org.client(await org.member(Role.MANAGER, buildings=[building])) for _ in range(2)]
    other = await org.client(await org.member(Role.MANAGER, buildings=[elsewhere]))
    room = await org.room(building, policy={"approval_always": True})
    await (await org.client(await org.member())).do("place-booking", room_id=room, **stay())
    for client in (one, two):
        page = await inbox_with(client, 1)
        assert [each["kind"] for each in page["items"]] == ["approval.wanted"]
    assert (await other.learn("inbox"))["items"] == []
    assert (await org.owner.learn("inbox"))["items"] == []


async def test_approvers_are_reminded_once_of_what_is_still_open(org: Organisation) -> None:
    """In time: when three quarters of what they have are over."""
    building = await org.building()
    manager = await org.client(await org.member(Role.MANAGER, buildings=[building]))
    room = await org.room(building, policy={"approval_always": True, "approval_deadline_minutes": 400})
    member = await org.client(await org.member())
    wishes = [await member.do("place-booking", room_id=room, **stay(hour)) for hour in (9, 10)]
    await inbox_with(manager, 2)
    shelf = Shelf(org)
    asked = [each["booking_id"] for each in wishes]

    def reminders() -> list[Body]:
        """Those of these bookings; the organisation has others."""
        return shelf.run(
            """SELECT * FROM {schema}.effects
               WHERE kind = %s AND position IN (
                   SELECT notification_id FROM {schema}.events WHERE originator_id = ANY (%s::uuid[]))""",
            REMIND_APPROVERS,
            asked,
        )

    await until(lambda: len(reminders()) == 2)
    for reminder in reminders():
        assert 290 < (reminder["due_at"] - reminder["created_at"]).total_seconds() / 60 <= 300

    await manager.do("approve-booking", booking_id=wishes[0]["booking_id"])
    await org.caught_up()
    due = [each["effect_id"] for each in reminders()]
    shelf.run("UPDATE {schema}.effects SET due_at = now() WHERE effect_id = ANY (%s)", due)
    page = await inbox_with(manager, 3)
    await until(lambda: {each["state"] for each in reminders()} == {"done"})

    assert [each["kind"] for each in page["items"]] == ["approval.still_wanted", "approval.wanted", "approval.wanted"]
    assert page["items"][0]["items"][0]["subject_id"] == wishes[1]["booking_id"]
    assert len((await manager.learn("inbox"))["items"]) == 3

"""Live news over HTTP: told when queries know it, to those who may know it, resumable, over when the session is."""

from typing import Any

import httpx
import pytest
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.api import stream as streaming
from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.installation import Installation, open_rooms
from tests.listening import Heard, Listener, listening
from tests.running import Organisation, stay

pytestmark = pytest.mark.anyio

Message = dict[str, Any]


async def heard_by(org: Organisation, *listeners: Listener) -> list[list[Message]]:
    """What each listener is told up to now."""
    marker = await org.building()  # everybody is told of it
    return [await heard_before(listener, marker) for listener in listeners]


async def heard_before(listener: Listener, building_id: str) -> list[Message]:
    """What a listener is told before that building; everything, where the stream ends before."""
    heard: list[Message] = []
    while (message := await listener.hear()) is not None and message.data.get("building_id") != building_id:
        heard.append(message.data)
    return heard


async def attend(org: Organisation, *listeners: Listener) -> None:
    """Have listeners hear everything up to now: a stream begins where the tail stands, which may be a moment ago."""
    for listener in listeners:
        await ready(listener)
    await heard_by(org, *listeners)


async def ready(listener: Listener) -> Message:
    message = await listener.hear()
    assert message is not None
    assert message.kind == "ready"
    return message.data


async def test_who_listens_is_told_when_queries_know_it(org: Organisation) -> None:
    room = await org.room()
    await org.caught_up()
    async with listening(org.app, org.owner) as listener:
        await attend(org, listener)
        placed = await org.owner.do("place-booking", room_id=room, **stay())
        message = await listener.hear()
        assert message is not None
        assert message.kind == "message"
        assert message.data["booking_id"] == placed["booking_id"]
        assert (message.data["topic"], message.data["room_id"]) == ("booking.placed", room)
        assert listener.last_event_id == str(placed["position"])
        # Without a word about a position: it is there already.
        assert (await org.owner.learn(f"bookings/{placed['booking_id']}"))["status"] == "confirmed"


async def test_others_are_told_of_the_room_and_not_of_the_booking(org: Organisation) -> None:
    building = await org.building()
    room = await org.room(building, policy={"approval_always": True})
    mia, ben, eve = await org.member(), await org.member(), await org.member(Role.MANAGER, buildings=[building])
    await org.caught_up()
    async with (
        listening(org.app, await org.client(mia)) as hers,
        listening(org.app, await org.client(ben)) as his,
        listening(org.app, await org.client(eve)) as managers,
    ):
        await attend(org, hers, his, managers)
        placed = await (await org.client(mia)).do("place-booking", room_id=room, **stay())
        await org.owner.do("approve-booking", booking_id=placed["booking_id"])
        await org.owner.do("cancel-booking", booking_id=placed["booking_id"])
        told_her, told_him, told_manager = await heard_by(org, hers, his, managers)
    assert [message["topic"] for message in told_her] == ["booking.placed", "booking.approved", "booking.cancelled"]
    assert told_manager == told_her
    place = {"building_id": building, "room_id": room}
    assert [{k: message[k] for k in message if k != "position"} for message in told_him] == [
        {"topic": "availability.changed", **place}
    ] * 2
    assert mia.id not in str(told_him)


async def test_what_moves_is_news_where_it_was_and_where_it_is(org: Organisation) -> None:
    here, there = await org.room(), await org.room()
    placed = await org.owner.do("place-booking", room_id=here, **stay())
    await org.caught_up()
    async with listening(org.app, org.owner) as listener:
        await attend(org, listener)
        await org.owner.do("reschedule-booking", booking_id=placed["booking_id"], room_id=there)
        (heard,) = await heard_by(org, listener)
    assert [message["room_id"] for message in heard] == [here, there]


async def test_members_are_told_of_themselves_and_those_who_see_members_of_all(org: Organisation) -> None:
    mia, ben, auditor = await org.member(), await org.member(), await org.member(Role.AUDITOR)
    await org.caught_up()
    async with (
        listening(org.app, await org.client(mia)) as hers,
        listening(org.app, await org.client(ben)) as his,
        listening(org.app, await org.client(auditor)) as auditors,
    ):
        await attend(org, hers, his, auditors)
        await org.owner.do("join-group", member_id=mia.id, group="choir")
        told_her, told_him, told_auditor = await heard_by(org, hers, his, auditors)
    assert [message["topic"] for message in told_her] == ["member.group_joined"]
    assert [message["topic"] for message in told_auditor] == ["member.group_joined"]
    assert told_him == []


async def test_the_code_of_a_door_is_no_news_for_everybody(org: Organisation) -> None:
    room, mia = await org.room(), await org.member()
    await org.caught_up()
    async with listening(org.app, await org.client(mia)) as hers, listening(org.app, org.owner) as owners:
        await attend(org, hers, owners)
        await org.owner.do("rotate-room-code", room_id=room)
        told_her, told_owner = await heard_by(org, hers, owners)
        assert told_her == []
        assert [message["topic"] for message in told_owner] == ["room.code_rotated"]


async def test_a_member_is_told_that_something_is_in_the_inbox_and_nobody_else(org: Organisation) -> None:
    mia, ben = await org.member(), await org.member()
    await org.caught_up()
    async with (
        listening(org.app, await org.client(mia)) as hers,
        listening(org.app, await org.client(ben)) as his,
    ):
        await attend(org, hers, his)
        tell = sql.SQL(
            "INSERT INTO {}.notifications (member_id, kind, act_id, actor_id, in_inbox)"
            " VALUES (%s, 'test', %s, %s, true)"
        ).format(sql.Identifier(org.settings.database_schema))
        async with org.system.pool.connection() as connection:
            await connection.execute(tell, [mia.id, uuid7(), uuid7()])
        message = await hers.hear()
        assert message is not None
        assert message.data == {"topic": "inbox.changed"}
        told_her, told_him = await heard_by(org, hers, his)
    assert told_her == told_him == []


async def test_who_comes_back_is_told_what_was_missed_once(org: Organisation) -> None:
    room = await org.room()
    await org.caught_up()
    async with listening(org.app, org.owner) as listener:
        await attend(org, listener)
        since = int(listener.last_event_id)
    placed = [await org.owner.do("place-booking", room_id=room, **stay(hour)) for hour in (9, 10, 11)]
    await org.caught_up()
    async with listening(org.app, org.owner, {"Last-Event-ID": str(since)}) as listener:
        assert await ready(listener) == {"position": since, "resumed": True}
        missed = await listener.hear_until(placed[1]["position"])
        assert [message["booking_id"] for message in missed] == [each["booking_id"] for each in placed[:2]]
    async with listening(org.app, org.owner, {"Last-Event-ID": listener.last_event_id}) as listener:
        assert (await ready(listener))["resumed"] is True
        message = await listener.hear()
        assert message is not None
        assert message.data["booking_id"] == placed[2]["booking_id"]


async def tail_of(org: Organisation) -> int:
    """Where a stream that begins now would begin."""
    async with listening(org.app, org.owner) as listener:
        return int((await ready(listener))["position"])


async def test_who_was_away_for_too_long_begins_anew(org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_NEWS", 2)
    for _ in range(4):
        await org.building()
    while await tail_of(org) < await org.head():
        pass
    for position in (1, await org.head() + 1000):  # long ago; from another ledger
        async with listening(org.app, org.owner, {"Last-Event-ID": str(position)}) as listener:
            assert await ready(listener) == {"position": await org.head(), "resumed": False}


async def test_a_malformed_position_is_refused(org: Organisation) -> None:
    for position in ("-1", "soon", str(2**70)):
        async with listening(org.app, org.owner, {"Last-Event-ID": position}) as listener:
            assert listener.status == 400


async def test_who_is_too_slow_is_told_to_look_anew(org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_PENDING_BYTES", 300)
    async with listening(org.app, org.owner) as slow, listening(org.app, org.owner) as quick:
        await attend(org, slow, quick)
        slow.stop_reading()
        for _ in range(6):
            await org.building()
            head = await org.head()
            while int(quick.last_event_id) < head:
                assert await quick.hear()
        slow.read_on()
        heard: list[Heard] = []
        while int(slow.last_event_id) < head:
            message = await slow.hear()
            assert message is not None
            heard.append(message)
    assert "resync" in {message.kind for message in heard}
    assert len(heard) < 6


@pytest.mark.parametrize("what", ["signed out", "suspended", "token revoked"])
async def test_the_stream_ends_with_the_session(org: Organisation, what: str) -> None:
    mia = await org.member()
    session = await org.client(mia)
    client = await org.script(mia, Scope.READ) if what == "token revoked" else session
    await org.caught_up()
    async with listening(org.app, client) as listener:
        await ready(listener)
        match what:
            case "signed out":
                assert (await session.delete("/api/session")).status_code == 204
            case "suspended":
                await org.owner.do("suspend-member", member_id=mia.id, reason="Left")
            case _:
                (token,) = (await session.get("/api/session/tokens")).json()["items"]
                assert (await session.delete(f"/api/session/tokens/{token['token_id']}")).status_code == 204
        building = await org.building()
        while (message := await listener.hear()) is not None:
            assert message.data.get("building_id") != building


async def test_rights_given_and_taken_count_at_once(org: Organisation) -> None:
    building, mia = await org.building(), await org.member()
    room = await org.room(building)
    await org.caught_up()
    async with listening(org.app, await org.client(mia)) as listener:
        await ready(listener)
        await org.owner.do("grant-role", member_id=mia.id, role="manager", building_ids=[building])
        await org.owner.do("place-booking", room_id=room, **stay(9))
        await org.owner.do("revoke-role", member_id=mia.id, role="manager")
        await org.caught_up()
        await heard_by(org, listener)
        await org.owner.do("place-booking", room_id=room, **stay(10))
        (told,) = await heard_by(org, listener)
    assert told[-1]["topic"] == "availability.changed"


async def test_a_member_has_only_so_many_streams(org: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_READERS_OF_A_MEMBER", 1)
    client = await org.client(await org.member())
    async with listening(org.app, client) as first, listening(org.app, client) as second:
        assert (first.status, second.status) == (200, 429)
    async with listening(org.app, client) as third:
        assert third.status == 200


async def test_a_sign_of_life_moves_the_place_to_resume_from(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "BEAT_SECONDS", 0.0)
    mia, other = await org.client(await org.member()), await org.member()
    await org.caught_up()
    async with listening(org.app, mia) as listener:
        await ready(listener)
        head = await org.head()  # what was invited before may still be told
        joined = await org.owner.do("join-group", member_id=other.id, group="choir")  # no news for her
        heard = await listener.hear_until(joined["position"])
        assert [news for news in heard if news["position"] > head] == []


def test_a_stopping_server_ends_its_streams(house: Installation) -> None:
    """Uvicorn waits for open connections; ten seconds of it would be seen as an error in its log."""
    with (
        httpx.Client(
            base_url=house.address, headers={"authorization": f"Bearer {house.owner.token}"}, timeout=60
        ) as client,
        client.stream("GET", "/api/queries/stream") as answer,
    ):
        chunks = answer.iter_bytes()
        assert b"event: ready" in next(chunks)
        open_rooms(client, 1)
        assert b"building.added" in next(chunks)
        house.api.stop()
        assert b"event" not in b"".join(chunks)
    assert "timeout graceful shutdown" not in house.api.log_tail(50)
    house.api.start()
    house.api.wait_until_ready()

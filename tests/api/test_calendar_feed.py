"""A member's bookings in calendar programs: at a secret address, as another make of parser reads them."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
import vobject

from bookit.domain.actor import Scope
from bookit.events.values import Role
from tests.api.test_commands import problem
from tests.running import Client, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio


@dataclass
class Program:
    """A calendar program that somebody gave the address of a feed to."""

    org: Organisation
    url: str
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.org.anonymous()

    async def fetch(self, **headers: str) -> httpx.Response:
        """What the address answers, once the read models know everything."""
        await self.org.caught_up()
        return await self.client.get(self.url, headers={key.replace("_", "-"): value for key, value in headers.items()})

    async def events(self) -> list[Any]:
        """What is in the calendar, by its start."""
        answer = await self.fetch()
        assert answer.status_code == 200, answer.text
        events = vobject.readOne(answer.text).contents.get("vevent", [])
        return sorted(events, key=lambda event: event.dtstart.value)


async def subscribed(org: Organisation, client: Client) -> Program:
    """A program of somebody who has just made their address."""
    made = await client.post("/api/calendar")
    assert made.status_code == 201
    return Program(org, made.json()["url"])


@pytest.fixture
async def mia(org: Organisation) -> Client:
    return await org.client(await org.member())


async def test_a_calendar_program_gets_what_its_member_has_in_the_time_of_the_building(
    org: Organisation, mia: Client
) -> None:
    building = await org.building(name="Harbour; House", time_zone="Europe/Berlin")
    room = await org.room(building, name="Bay", kind="open_space", capacity=2, seats=["D1"])
    seat = (await org.owner.learn(f"rooms/{room}", seen=await org.head()))["seats"][0]["seat_id"]
    booked = await mia.do("place-booking", room_id=room, seat_id=seat, title="Планёрка\r\nX-EVIL:1", **stay(9))
    await org.owner.do("place-booking", room_id=await org.room(building), **stay(9))
    program = await subscribed(org, mia)
    answer = await program.fetch()
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    (event,) = await program.events()
    assert event.uid.value == f"{booked['booking_id']}@bookit"
    assert event.summary.value == "Планёрка X-EVIL:1"
    assert event.location.value == "D1, Bay, Harbour; House"
    assert event.dtstart.value == tomorrow(9)
    assert event.dtstart.value.utcoffset() != timedelta(0)
    assert event.dtend.value == tomorrow(10)
    assert event.url.value.endswith(f"/bookings/{booked['booking_id']}")
    assert vobject.readOne(answer.text).vtimezone.tzid.value == "Europe/Berlin"


async def test_what_moves_moves_there_and_what_is_given_up_leaves(org: Organisation, mia: Client) -> None:
    room = await org.room(policy={"approval_above_minutes": 90})
    short = await mia.do("place-booking", room_id=room, **stay(9))
    await mia.do("place-booking", room_id=room, **stay(12, 120))
    program = await subscribed(org, mia)
    before, pending = await program.events()
    assert (before.status.value, pending.status.value) == ("CONFIRMED", "TENTATIVE")

    await mia.do("reschedule-booking", booking_id=short["booking_id"], **stay(10))
    after, _ = await program.events()
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.last_modified.value >= before.last_modified.value
    assert after.dtstart.value == tomorrow(10)

    await mia.do("cancel-booking", booking_id=short["booking_id"])
    assert [event.uid.value for event in await program.events()] == [pending.uid.value]


async def test_a_calendar_without_bookings_is_still_a_calendar(org: Organisation, mia: Client) -> None:
    program = await subscribed(org, mia)
    calendar = vobject.readOne((await program.fetch()).text)
    assert list(calendar.components())
    assert await program.events() == []


async def test_stays_of_the_last_month_remain(org: Organisation, mia: Client) -> None:
    room = await org.room()
    told = {"override": {"rules": ["not_past"], "reason": "Moving in"}, "booked_for": mia.member_id}
    for days in (-20, -50):
        await org.owner.do("place-booking", room_id=room, **stay(9, days=days), **told)
    (event,) = await (await subscribed(org, mia)).events()
    assert event.dtstart.value == tomorrow(9, days=-20)


async def test_what_is_known_is_not_sent_again(org: Organisation, mia: Client) -> None:
    room = await org.room()
    booking = await mia.do("place-booking", room_id=room, **stay())
    program = await subscribed(org, mia)
    first = await program.fetch()
    by_tag = {"if_none_match": first.headers["etag"]}
    by_time = {"if_modified_since": first.headers["last-modified"]}
    for known in (by_tag, by_time, {"if_none_match": "*"}, {**by_tag, "if_modified_since": "Thu, 01 Jan 1970"}):
        again = await program.fetch(**known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    unreadable = ("yesterday", "Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +2300")
    for unknown in ({"if_none_match": '"other"', **by_time}, *({"if_modified_since": each} for each in unreadable)):
        assert (await program.fetch(**unknown)).status_code == 200

    await mia.do("cancel-booking", booking_id=booking["booking_id"])
    for known in (by_tag, by_time):
        assert (await program.fetch(**known)).status_code == 200
    later = await program.fetch()
    assert parsedate_to_datetime(later.headers["last-modified"]) > parsedate_to_datetime(first.headers["last-modified"])


async def test_another_name_of_the_room_is_news_as_well(org: Organisation, mia: Client) -> None:
    room = await org.room()
    await mia.do("place-booking", room_id=room, **stay())
    program = await subscribed(org, mia)
    known = {"if_none_match": (await program.fetch()).headers["etag"]}
    await org.owner.do("rename-room", room_id=room, name="Renamed")
    assert "Renamed" in (await program.fetch(**known)).text


async def test_programs_may_ask_by_head(org: Organisation, mia: Client) -> None:
    program = await subscribed(org, mia)
    answer = await program.client.head(program.url)
    assert (answer.status_code, "etag" in answer.headers) == (200, True)


async def test_an_address_is_shown_again_and_says_when_it_was_used(org: Organisation, mia: Client) -> None:
    assert (await mia.get("/api/calendar")).json() == {"url": None, "created_at": None, "last_used_at": None}
    program = await subscribed(org, mia)
    shown = (await mia.get("/api/calendar")).json()
    assert (shown["url"], shown["last_used_at"]) == (program.url, None)
    await program.fetch()
    used = datetime.fromisoformat((await mia.get("/api/calendar")).json()["last_used_at"])
    assert used > datetime.fromisoformat(shown["created_at"])


async def test_a_new_address_voids_the_one_before_and_revoking_voids_it_all(org: Organisation, mia: Client) -> None:
    old = await subscribed(org, mia)
    new = await subscribed(org, mia)
    assert problem(await old.fetch()) == "not-found"
    assert (await new.fetch()).status_code == 200
    assert (await mia.delete("/api/calendar")).status_code == 204
    assert problem(await new.fetch()) == "not-found"
    assert problem(await mia.delete("/api/calendar")) == "not-found"


async def test_of_renewals_at_once_one_address_stays(org: Organisation, mia: Client) -> None:
    made = await asyncio.gather(*(mia.post("/api/calendar") for _ in range(5)))
    assert {answer.status_code for answer in made} == {201}
    program = Program(org, (await mia.get("/api/calendar")).json()["url"])
    assert (await program.fetch()).status_code == 200


async def test_an_address_opens_the_calendar_and_nothing_else(org: Organisation, mia: Client) -> None:
    program = await subscribed(org, mia)
    secret = program.url.partition("token=")[2]
    script = org.anonymous(authorization=f"Bearer {secret}")
    assert (await script.get("/api/session")).status_code == 401
    assert (await script.give("place-booking", {})).status_code == 401
    for guess in (f"{secret}=", f"{secret[:-1]}%0A", secret[:-4] + "AAAA", secret.swapcase(), "", "ключ"):
        answer = await program.client.get(f"/api/calendar/bookings.ics?token={guess}")
        assert problem(answer) == "not-found"
        assert secret not in answer.text
    assert problem(await program.client.get("/api/calendar/bookings.ics")) == "malformed"


async def test_a_token_can_not_find_out_or_make_an_address(org: Organisation) -> None:
    script = await org.script(await org.member(), *Scope)
    for method in ("GET", "POST"):
        assert problem(await script.request(method, "/api/calendar")) == "forbidden"


async def test_another_site_can_not_renew_or_revoke_an_address(org: Organisation) -> None:
    client = await org.client(await org.member())
    client.headers["origin"] = "http://evil.example"
    for method in ("POST", "DELETE"):
        assert problem(await client.request(method, "/api/calendar")) == "cross-origin"


@pytest.mark.parametrize("end", ["suspend-member", "forget-member"])
async def test_the_address_of_somebody_who_has_left_is_void_for_good(org: Organisation, end: str) -> None:
    member = await org.member()
    program = await subscribed(org, await org.client(member))
    why = {"reason": "Gone"} if end == "suspend-member" else {}
    await org.owner.do(end, member_id=member.id, **why)
    assert problem(await program.fetch()) == "not-found"
    if end == "suspend-member":
        await org.owner.do("reinstate-member", member_id=member.id)
        assert problem(await program.fetch()) == "not-found"


async def test_a_booking_that_was_handed_over_changes_calendars(org: Organisation, mia: Client) -> None:
    other = await org.member()
    theirs, mine = await subscribed(org, await org.client(other)), await subscribed(org, mia)
    booking = await mia.do("place-booking", room_id=await org.room(), title="Mine", **stay())
    await mia.do("hand-over-booking", booking_id=booking["booking_id"], member_id=other.id)
    assert await mine.events() == []
    assert [event.uid.value for event in await theirs.events()] == [f"{booking['booking_id']}@bookit"]


async def test_managers_get_their_own_bookings_only(org: Organisation, mia: Client) -> None:
    await mia.do("place-booking", room_id=await org.room(), **stay())
    assert await (await subscribed(org, await org.client(await org.member(Role.ADMIN)))).events() == []


async def calendar_of(org: Organisation, client: Client, kind: str, place_id: str) -> Program:
    """A program of a member who has addresses, with that of a room or building."""
    await org.caught_up()
    return Program(org, (await client.get(f"/api/calendar/{kind}/{place_id}")).json()["url"])


async def test_the_calendar_of_a_place_tells_what_its_reader_may_see(org: Organisation, mia: Client) -> None:
    building = await org.building(name="Harbour House")
    open_room = await org.room(building, name="Aquarium", policy={"show_title": "everyone"})
    shy_room = await org.room(building, name="Bay")
    mine = await mia.do("place-booking", room_id=shy_room, title="Mine", **stay(8))
    for room, hour in ((open_room, 9), (shy_room, 10)):
        await org.owner.do("place-booking", room_id=room, title="Budget", **stay(hour))
    cancelled = await org.owner.do("place-booking", room_id=shy_room, **stay(12))
    await org.owner.do("cancel-booking", booking_id=cancelled["booking_id"])
    await subscribed(org, mia)

    house = await calendar_of(org, mia, "buildings", building)
    own, shown, hidden = await house.events()
    assert [event.summary.value for event in (own, shown, hidden)] == ["Mine", "Budget", "Busy"]
    assert own.uid.value == f"{mine['booking_id']}@bookit"
    assert own.url.value.endswith(f"/bookings/{mine['booking_id']}")
    assert hidden.location.value == "Bay, Harbour House"
    assert {"url"}.isdisjoint(shown.contents.keys() | hidden.contents.keys())
    text = (await house.fetch()).text
    assert "X-WR-CALNAME:Harbour House" in text
    booked = (await org.owner.learn("bookings", seen=await org.head()))["items"]
    assert not [each for each in booked if each["booking_id"] != mine["booking_id"] and each["booking_id"] in text]

    (alone,) = await (await calendar_of(org, mia, "rooms", open_room)).events()
    assert alone.uid.value == shown.uid.value

    await subscribed(org, org.owner)
    everything = await (await calendar_of(org, org.owner, "buildings", building)).events()
    assert [event.summary.value for event in everything] == ["Mine", "Budget", "Budget"]


async def test_the_address_of_a_place_opens_that_calendar_alone(org: Organisation, mia: Client) -> None:
    building = await org.building()
    room, other = await org.room(building), await org.room(building)
    asked = f"/api/calendar/rooms/{room}"
    await org.caught_up()
    assert (await mia.get(asked)).json() == {"url": None}
    own = await subscribed(org, mia)
    program = await calendar_of(org, mia, "rooms", room)
    secret = program.url.partition("token=")[2]
    assert (await program.fetch()).status_code == 200
    assert (await mia.get("/api/calendar")).json()["last_used_at"] is not None
    elsewhere = (
        f"/api/calendar/rooms/{other}.ics",
        f"/api/calendar/buildings/{building}.ics",
        "/api/calendar/bookings.ics",
    )
    for url in elsewhere:
        assert problem(await program.client.get(f"{url}?token={secret}")) == "not-found"
    assert problem(await program.client.get(program.url.replace(secret, own.url.partition("token=")[2]))) == "not-found"
    script = await org.script(await org.member(), *Scope)
    assert problem(await script.get(asked)) == "forbidden"
    assert problem(await mia.get(f"/api/calendar/rooms/{building}")) == "not-found"
    assert problem(await mia.get("/api/calendar/rooms/x.ics?token=x")) == "malformed"

    again = await calendar_of(org, mia, "rooms", room)
    assert again.url == program.url
    await subscribed(org, mia)
    assert problem(await program.fetch()) == "not-found"


async def test_a_place_s_calendar_is_not_sent_again_until_something_of_it_changes(
    org: Organisation, mia: Client
) -> None:
    room = await org.room()
    await subscribed(org, mia)
    program = await calendar_of(org, mia, "rooms", room)
    assert await program.events() == []
    known = {"if_none_match": (await program.fetch()).headers["etag"]}
    assert (await program.fetch(**known)).status_code == 304
    await org.owner.do("place-booking", room_id=room, **stay())
    assert (await program.fetch(**known)).status_code == 200
    known = {"if_none_match": (await program.fetch()).headers["etag"]}
    assert (await mia.put("/api/notifications/choices", json={"language": "ru", "reminder_minutes": 30})).is_success
    (busy,) = await program.events()
    assert busy.summary.value == "Занято"
    assert (await program.fetch(**known)).status_code == 200

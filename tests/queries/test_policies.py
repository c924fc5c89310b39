"""The rules in force, as queries see them: told with their sources, and obeyed when time is called free."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from uuid_utils.compat import uuid7

from bookit.domain.actor import Actor
from bookit.domain.errors import NotFound
from bookit.domain.organisation import ORGANISATION_ID
from bookit.domain.policy import RULES
from bookit.events.bookings import BookingCancelled, BookingFinished, BookingRestored
from bookit.events.buildings import BuildingKindPolicySet, BuildingPolicySet
from bookit.events.organisation import OrganisationFounded, OrganisationKindPolicySet, OrganisationPolicySet
from bookit.events.rooms import RoomClosed, RoomHoursSet, RoomPolicySet
from bookit.events.values import BookingStatus, Role, RoomKind
from bookit.projections import Engine
from bookit.queries import Queries
from bookit.queries.availability import Wish, availability, free_rooms
from bookit.queries.calendar import Filter, bookings
from bookit.queries.policies import level_policy, room_policy
from tests.projections.story import MONDAY, NINE_TO_SIX, Story, at

pytestmark = pytest.mark.anyio

VIEWER = Actor(uuid7())
Spans = list[tuple[datetime, datetime]]


def organisation(story: Story, policy: dict[str, Any], **kinds: dict[str, Any]) -> None:
    story.record(OrganisationFounded, ORGANISATION_ID)
    story.record(OrganisationPolicySet, ORGANISATION_ID, policy=policy)
    for kind, values in kinds.items():
        story.record(OrganisationKindPolicySet, ORGANISATION_ID, kind=kind, policy=values)


async def rules_of(queries: Queries, room: UUID) -> dict[str, Any]:
    answer = orjson.loads(await room_policy(queries, VIEWER, room))
    return {rule["rule"]: rule for rule in answer["rules"]}


async def free(queries: Queries, room: UUID, start: datetime, end: datetime, now: datetime = MONDAY) -> Spans:
    """When a room is free."""
    answer = orjson.loads(await availability(queries, VIEWER, starts_at=start, ends_at=end, now=now, room_ids=[room]))
    ((item),) = answer["items"]
    return [
        (datetime.fromisoformat(span["starts_at"]), datetime.fromisoformat(span["ends_at"])) for span in item["free"]
    ]


async def fitting(queries: Queries, viewer: Actor = VIEWER, now: datetime = MONDAY, **wish: Any) -> dict[str, Any]:
    """Start and end in each room that fits, by its name."""
    items = orjson.loads(await free_rooms(queries, viewer, Wish(**wish), now=now))["items"]
    return {
        item["name"]: (datetime.fromisoformat(item["starts_at"]), datetime.fromisoformat(item["ends_at"]))
        for item in items
    }


async def test_the_rules_above_rooms_are_told_for_each_level(story: Story, engine: Engine, queries: Queries) -> None:
    async def told(rule: str, **where: Any) -> tuple[Any, str]:
        answer = orjson.loads(await level_policy(queries, VIEWER, **where))
        (found,) = (each for each in answer["rules"] if each["rule"] == rule)
        return found["value"], found["source"]["level"]

    building = story.building()
    organisation(story, {"max_minutes": 480}, parking={"max_minutes": 600})
    story.record(BuildingPolicySet, building, policy={"max_minutes": 240})
    story.record(BuildingKindPolicySet, building, kind=RoomKind.PARKING, policy={"max_minutes": 720})
    engine.catch_up_all()
    assert await told("min_minutes") == (5, "default")
    assert await told("max_minutes") == (480, "organisation")
    assert await told("max_minutes", kind=RoomKind.PARKING) == (600, "organisation_kind")
    assert await told("max_minutes", building_id=building) == (240, "building")
    assert await told("max_minutes", building_id=building, kind=RoomKind.EQUIPMENT) == (240, "building")
    assert await told("max_minutes", building_id=building, kind=RoomKind.PARKING) == (720, "kind")
    with pytest.raises(NotFound):
        await told("max_minutes", building_id=uuid7())


async def test_each_rule_of_a_room_comes_from_the_narrowest_level(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building, elsewhere = story.building(), story.building()
    room = story.room(building, policy={"max_minutes": 30})
    booth = story.room(building, kind=RoomKind.PHONE_BOOTH)
    organisation(
        story,
        {"max_minutes": 480, "horizon_days": 30, "lead_minutes": 5, "check_in": True},
        meeting_room={"lead_minutes": 10, "min_minutes": 15},
        parking={"mode": "day"},
    )
    story.record(BuildingPolicySet, building, policy={"horizon_days": 14, "grid_minutes": 15})
    story.record(BuildingPolicySet, elsewhere, policy={"horizon_days": 1})
    story.record(BuildingKindPolicySet, building, kind=RoomKind.MEETING_ROOM, policy={"grid_minutes": 30})
    story.record(BuildingKindPolicySet, building, kind=RoomKind.PHONE_BOOTH, policy={"grid_minutes": 5})
    engine.catch_up_all()

    rules = await rules_of(queries, room)
    assert rules.keys() == RULES.keys()
    sources = {
        name: (rules[name]["value"], rules[name]["source"]["level"], rules[name]["source"]["version"])
        for name in ("max_minutes", "horizon_days", "lead_minutes", "min_minutes", "grid_minutes", "check_in", "mode")
    }
    assert sources == {
        "max_minutes": (30, "room", 1),
        "horizon_days": (14, "building", 2),
        "lead_minutes": (10, "organisation_kind", 3),
        "min_minutes": (15, "organisation_kind", 3),
        "grid_minutes": (30, "kind", 3),
        "check_in": (True, "organisation", 2),
        "mode": ("minute", "default", 0),
    }
    assert rules["horizon_days"]["source"]["id"] == str(building)
    assert rules["horizon_days"]["meaning"] == RULES["horizon_days"].meaning
    assert (await rules_of(queries, booth))["grid_minutes"]["value"] == 5

    story.record(RoomPolicySet, room, policy={})
    story.record(BuildingPolicySet, building, policy={})
    engine.catch_up_all()
    answer = orjson.loads(await room_policy(queries, VIEWER, room))
    assert [level["level"] for level in answer["levels"]] == [
        "organisation",
        "organisation_kind",
        "building",
        "kind",
        "room",
    ]
    rules = {rule["rule"]: rule for rule in answer["rules"]}
    assert (rules["max_minutes"]["value"], rules["horizon_days"]["value"]) == (480, 30)
    with pytest.raises(NotFound):
        await room_policy(queries, VIEWER, building)


async def test_free_is_what_lead_time_horizon_and_length_allow(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    room = story.room(building, policy={"max_minutes": 60})
    story.record(BuildingPolicySet, building, policy={"lead_minutes": 120, "horizon_days": 1, "min_minutes": 30})
    story.booking(room, at(9), at(10))
    story.booking(room, at(10, day=0) + timedelta(minutes=20), at(12))
    engine.catch_up_all()

    # Booked at 6: from 8 on, and for an hour after the same time of the next day.
    assert await free(queries, room, at(0), at(48), at(6)) == [(at(8), at(9)), (at(12), at(31))]


async def test_buffers_keep_stays_apart_also_at_the_edges_of_the_question(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building()
    room = story.room(building, seats=["A"], policy={"buffer_before_minutes": 15, "buffer_after_minutes": 30})
    plain = story.room(building, "Plain")
    for each in (room, plain):
        units = [each, *story.seats(each)]
        story.booking(each, at(9), at(10), units=units)
        claimed = {"claimed_from": at(11.75), "claimed_to": at(13.5)}
        story.booking(each, at(12), at(13), units=units, **claimed)
    engine.catch_up_all()

    assert await free(queries, plain, at(8), at(14)) == [(at(8), at(9)), (at(10), at(11.75)), (at(13.5), at(14))]
    assert await free(queries, room, at(8), at(14)) == [(at(8), at(8.5)), (at(10.25), at(11.25)), (at(13.75), at(14))]
    assert await free(queries, room, at(10), at(11.75)) == [(at(10.25), at(11.25))]
    names = await fitting(queries, starts_at=at(10), ends_at=at(11))
    assert names.keys() == {"Plain"}
    assert (await fitting(queries, starts_at=at(10.25), ends_at=at(11.25))).keys() == {"Plain", "Room"}


async def test_a_room_is_open_within_its_own_hours_and_those_of_its_building(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building(opening_hours=NINE_TO_SIX)
    room = story.room(building)
    early = {day: [("07:00", "12:00")] for day in NINE_TO_SIX}
    story.record(RoomHoursSet, room, opening_hours=early)
    engine.catch_up_all()

    assert await free(queries, room, at(0), at(24)) == [(at(9), at(12))]
    assert await fitting(queries, starts_at=at(11), ends_at=at(13)) == {}
    story.record(RoomHoursSet, room, opening_hours=None)
    engine.catch_up_all()
    assert await free(queries, room, at(0), at(24)) == [(at(9), at(18))]
    assert (await fitting(queries, starts_at=at(11), ends_at=at(13))).keys() == {"Room"}


async def test_rooms_fit_only_by_their_rules_in_force(story: Story, engine: Engine, queries: Queries) -> None:
    building = story.building()
    for name, policy in {
        "Plain": {},
        "Short": {"max_minutes": 30},
        "Long": {"min_minutes": 120},
        "Announced": {"lead_minutes": 600},
        "Half hours": {"grid_minutes": 30},
        "Today": {"horizon_days": 0},
        "Choir": {"book_groups": ["choir"]},
        "Admins": {"book_roles": ["admin"]},
        "Days": {"mode": "day"},
    }.items():
        story.room(building, name, policy=policy)
    booth = story.room(building, "Booth", kind=RoomKind.PHONE_BOOTH)
    organisation(story, {}, phone_booth={"max_minutes": 15})
    engine.catch_up_all()

    odd = await fitting(queries, now=at(8), starts_at=at(9.25), ends_at=at(10.25))
    even = await fitting(queries, now=at(8), starts_at=at(9), ends_at=at(10))
    singer = Actor(uuid7(), groups=frozenset({"choir"}))
    owner = Actor(uuid7(), frozenset({Role.MEMBER, Role.OWNER}))
    assert odd.keys() == {"Plain"}
    assert even.keys() == {"Plain", "Half hours"}
    wish: dict[str, Any] = {"starts_at": at(9), "ends_at": at(10), "now": at(8)}
    assert (await fitting(queries, singer, **wish)).keys() - even.keys() == {"Choir"}
    assert (await fitting(queries, owner, **wish)).keys() - even.keys() == {"Choir", "Admins"}
    assert (await fitting(queries, starts_at=at(9), ends_at=at(9.25), now=at(8))).keys() >= {"Booth"}
    assert "Booth" not in await fitting(queries, starts_at=at(9), ends_at=at(9.25), now=at(8), other_than=booth)
    days: dict[str, Any] = {"now": at(-12), "starts_at": at(0, day=1), "ends_at": at(24, day=1)}
    assert "Days" in await fitting(queries, **days)
    assert "Announced" in await fitting(queries, **days)
    # What has begun can't be booked, except in the minute that runs.
    assert await fitting(queries, now=at(9.5), starts_at=at(9), ends_at=at(10)) == {}
    just_now = at(9) + timedelta(seconds=30)
    assert "Plain" in await fitting(queries, now=just_now, starts_at=at(9), ends_at=at(10))


async def test_time_of_a_day_is_found_on_the_grid_and_by_whole_days(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building(opening_hours=NINE_TO_SIX, time_zone="Asia/Kolkata")
    grid = story.room(building, "Grid", policy={"grid_minutes": 60})
    story.room(building, "Day", policy={"mode": "day"})
    taken = story.room(building, "Taken day", policy={"mode": "day"})
    story.booking(grid, at(3.5), at(4.25))
    story.booking(taken, at(3.5), at(4.25))
    engine.catch_up_all()

    # 09:00 in Kolkata is 03:30 UTC; the first full hour there after 09:45 begins at 04:30 UTC.
    found = await fitting(queries, now=at(-12), day=date(2026, 6, 1), minutes=45)
    assert found == {"Grid": (at(4.5), at(5.5)), "Day": (at(-5.5), at(18.5))}


async def test_what_is_given_back_is_free_and_what_is_restored_is_not(
    story: Story, engine: Engine, queries: Queries
) -> None:
    room = story.room(story.building())
    given_up = story.booking(room, at(9), at(10), claimed_from=at(8.5), claimed_to=at(10))
    finished = story.booking(room, at(12), at(14), claimed_from=at(12), claimed_to=at(14.5))
    story.record(BookingCancelled, given_up)
    story.record(BookingFinished, finished, ended_at=at(13), claimed_to=at(13.5))
    engine.catch_up_all()
    assert await free(queries, room, at(8), at(15)) == [(at(8), at(12)), (at(13.5), at(15))]

    story.record(
        BookingRestored,
        given_up,
        undone_command_id=uuid7(),
        status=BookingStatus.CONFIRMED,
        starts_at=at(9),
        ends_at=at(10),
        units=[room],
        claimed_from=at(8.5),
        claimed_to=at(10),
    )
    engine.catch_up_all()
    assert await free(queries, room, at(8), at(15)) == [(at(8), at(8.5)), (at(10), at(12)), (at(13.5), at(15))]


async def test_a_room_that_is_closed_for_good_is_not_free_beside_its_buffers(
    story: Story, engine: Engine, queries: Queries
) -> None:
    room = story.room(story.building(), policy={"buffer_before_minutes": 30})
    forever = datetime.fromisoformat("2200-01-01T00:00:00+00:00")
    story.record(RoomClosed, room, closure_id=uuid7(), starts_at=at(12), ends_at=forever, reason="-", units=[room])
    engine.catch_up_all()

    assert await free(queries, room, at(8), at(20)) == [(at(8), at(12))]


async def test_titles_and_bookers_are_shown_where_the_rules_say_so(
    story: Story, engine: Engine, queries: Queries
) -> None:
    building = story.building()
    member = uuid7()
    secret = {"building_id": building, "member_id": member, "title": "Merger", "guests": ["Rival"]}
    closed = story.room(building, "Closed")
    open_room = story.room(building, "Open", policy={"show_title": "everyone", "show_booker": "everyone"})
    booth = story.room(building, "Booth", kind=RoomKind.PHONE_BOOTH)
    for number, room in enumerate((closed, open_room, booth)):
        story.booking(room, at(9 + number), at(10 + number), **secret)
    story.record(BuildingKindPolicySet, building, kind=RoomKind.PHONE_BOOTH, policy={"show_booker": "everyone"})
    engine.catch_up_all()

    async def seen(viewer: Actor = VIEWER) -> list[tuple[str | None, str | None]]:
        answer = await bookings(queries, viewer, Filter(building_ids=[building]))
        items = orjson.loads(answer)["items"]
        assert viewer is not VIEWER or b"Rival" not in answer
        return [(item["title"], item["member_id"]) for item in items]

    assert await seen() == [(None, None), ("Merger", str(member)), (None, str(member))]
    assert await seen(Actor(member)) == [("Merger", str(member))] * 3
    # A filter by member would tell who it is even where rules hide it.
    assert orjson.loads(await bookings(queries, VIEWER, Filter(member_id=member)))["items"] == []

    # Today's rules count, whenever it was booked.
    organisation(story, {"show_title": "everyone"})
    story.record(RoomPolicySet, open_room, policy={})
    engine.catch_up_all()
    assert await seen() == [("Merger", None), ("Merger", None), ("Merger", str(member))]

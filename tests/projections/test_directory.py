from datetime import date

from uuid_utils.compat import uuid7

from bookit.domain.organisation import ORGANISATION_ID
from bookit.domain.policy import Level
from bookit.domain.room import Room
from bookit.events.buildings import (
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingKindPolicySet,
    BuildingPolicySet,
    BuildingRenamed,
)
from bookit.events.organisation import OrganisationFounded, OrganisationKindPolicySet, OrganisationPolicySet
from bookit.events.rooms import (
    RoomClosed,
    RoomFeaturesSet,
    RoomHoursSet,
    RoomPolicySet,
    RoomRenamed,
    RoomReopened,
    RoomSeatsAdded,
    RoomSeatsRenamed,
)
from bookit.events.values import RoomKind, Seat
from bookit.projections import Engine
from tests.projections.story import MONDAY, NINE_TO_SIX, Story, at


def test_a_building_is_as_its_facts_left_it(story: Story, engine: Engine) -> None:
    building = story.building("Old", latitude=55.75, longitude=37.62, time_zone="Europe/Moscow")
    story.record(BuildingRenamed, building, name="New")
    story.record(BuildingHoursSet, building, opening_hours=NINE_TO_SIX)
    story.record(BuildingDayClosed, building, day=date(2026, 6, 12), reason="Holiday")
    engine.catch_up("directory")
    story.record(BuildingDayClosed, building, day=date(2026, 6, 13), reason="Moving")
    story.record(BuildingDayReopened, building, day=date(2026, 6, 12))
    floor = story.floor(building, "Ground", 0)
    engine.catch_up("directory")

    (row,) = story.rows("directory_buildings")
    assert row["name"] == "New"
    assert row["opening_hours"]["mon"] == [["09:00", "18:00"]]
    assert row["closed_days"] == {"2026-06-13": "Moving"}
    assert (row["time_zone"], row["latitude"], row["version"]) == ("Europe/Moscow", 55.75, 7)
    (row,) = story.rows("directory_floors")
    assert (row["floor_id"], row["building_id"], row["name"], row["level"]) == (floor, building, "Ground", 0)


def test_a_room_is_as_its_facts_left_it(story: Story, engine: Engine) -> None:
    building = story.building()
    room = story.room(building, "Old", seats=["A", "B"], features=["tv"], policy={"max_minutes": 60})
    engine.catch_up("directory")
    story.record(RoomRenamed, room, name="New")
    story.record(RoomFeaturesSet, room, features=["tv", "whiteboard"])
    story.record(RoomPolicySet, room, policy={"max_minutes": 90})
    story.record(RoomSeatsRenamed, room, seats=[Seat(seat_id=story.seats(room)[1], name="Window")])
    engine.catch_up("directory")

    (row,) = story.rows("directory_rooms")
    assert (row["name"], row["features"], row["policy"]) == ("New", ["tv", "whiteboard"], {"max_minutes": 90})
    assert row["units"] == [room, *story.seats(room)]
    assert row["version"] == 5
    assert [seat["name"] for seat in story.rows("directory_seats", "place")] == ["A", "Window"]


def test_opening_hours_are_set_anew_long_after_the_beginning(story: Story, engine: Engine) -> None:
    building = story.building()
    room = story.room(building)
    engine.catch_up("directory")
    story.record(BuildingHoursSet, building, opening_hours=NINE_TO_SIX)
    story.record(RoomHoursSet, room, opening_hours=NINE_TO_SIX)
    engine.catch_up("directory")

    for table in ("directory_buildings", "directory_rooms"):
        (row,) = story.rows(table)
        assert row["opening_hours"]["sun"] == [["09:00", "18:00"]]


def test_a_divisible_room_has_the_units_of_all_its_parts(story: Story, engine: Engine) -> None:
    building = story.building()
    left = story.room(building, "Left", seats=["A"])
    engine.catch_up("directory")
    right = story.room(building, "Right")
    hall = story.room(building, "Hall", made_of=[left, right])
    floor = story.room(building, "Whole floor", made_of=[hall])
    engine.catch_up("directory")

    units = {row["room_id"]: row["units"] for row in story.rows("directory_rooms")}
    assert units[hall] == [hall, left, *story.seats(left), right]
    assert units[floor] == [floor, *units[hall]]


def test_seats_that_were_added_belong_to_the_room_and_to_what_is_made_of_it(story: Story, engine: Engine) -> None:
    building = story.building()
    room = story.room(building, "Room", seats=["A"], capacity=1)
    hall = story.room(building, "Hall", made_of=[room])
    engine.catch_up("directory")
    floor = story.room(building, "Whole floor", made_of=[hall, room])
    first, second = Seat(seat_id=uuid7(), name="B"), Seat(seat_id=uuid7(), name="C")
    story.record(RoomSeatsAdded, room, seats=[first], capacity=1)
    engine.catch_up("directory")
    story.record(RoomSeatsAdded, room, seats=[second], capacity=3)
    engine.catch_up("directory")

    rooms = {row["room_id"]: row for row in story.rows("directory_rooms")}
    assert rooms[room]["units"] == [room, *story.seats(room), first.seat_id, second.seat_id]
    assert rooms[hall]["units"] == [hall, *rooms[room]["units"]]
    assert sorted(rooms[floor]["units"]) == sorted([floor, *rooms[hall]["units"]])
    assert rooms[room]["later_seats"] == [first.seat_id, second.seat_id]
    assert (rooms[room]["capacity"], rooms[room]["version"]) == (3, 3)
    assert [(row["name"], row["place"]) for row in story.rows("directory_seats", "place")] == [
        ("A", 0),
        ("B", 1),
        ("C", 2),
    ]


def test_reopening_cuts_closures(story: Story, engine: Engine) -> None:
    room, closure = story.room(story.building()), uuid7()
    story.record(RoomClosed, room, closure_id=closure, starts_at=at(0), ends_at=at(12), reason="Paint", units=[room])
    story.record(RoomReopened, room, closure_id=closure, starts_at=at(4), ends_at=at(5), reason="Dry")
    engine.catch_up("directory")
    story.record(RoomReopened, room, closure_id=closure, starts_at=at(10), ends_at=at(24), reason="Done")
    engine.catch_up("directory")

    left = [(row["starts_at"], row["ends_at"]) for row in story.rows("directory_closures")]
    assert left == [(at(0), at(4)), (at(5), at(10))]


def test_rooms_share_places_exactly_when_the_domain_says_so(story: Story, engine: Engine) -> None:
    building = story.building()
    part = story.room(building, "Part")
    expected = {part: False}
    for kind in RoomKind:
        for seats, made_of in (([], []), (["A"], []), ([], [part])):
            room = story.room(building, kind, kind=kind, seats=seats, made_of=made_of)
            expected[room] = Room.open(
                room,
                building_id=building,
                floor_id=None,
                name=kind,
                kind=kind,
                capacity=10,
                features=[],
                seats=[Seat(seat_id=uuid7(), name=name) for name in seats],
                made_of=made_of,
                policy={},
                at=MONDAY,
            ).shares_places
    engine.catch_up("directory")
    assert {row["room_id"]: row["shares_places"] for row in story.rows("directory_rooms")} == expected


def test_each_level_keeps_the_rules_it_set_last(story: Story, engine: Engine) -> None:
    building = story.building()
    room = story.room(building, policy={"max_minutes": 60})
    story.record(OrganisationFounded, ORGANISATION_ID)
    for minutes in (480, 240):
        story.record(OrganisationPolicySet, ORGANISATION_ID, policy={"max_minutes": minutes})
        story.record(OrganisationKindPolicySet, ORGANISATION_ID, kind=RoomKind.PARKING, policy={"min_minutes": minutes})
        story.record(BuildingPolicySet, building, policy={"lead_minutes": minutes})
        story.record(BuildingKindPolicySet, building, kind=RoomKind.PARKING, policy={"grid_minutes": minutes})
        story.record(RoomPolicySet, room, policy={"horizon_days": minutes})
        engine.catch_up("directory")

    levels = {row["level_key"]: row for row in story.rows("directory_levels", "level_key")}
    assert {key: (row["level"], row["holder_id"], row["policy"], row["version"]) for key, row in levels.items()} == {
        "organisation": (Level.ORGANISATION, ORGANISATION_ID, {"max_minutes": 240}, 4),
        "organisation:parking": (Level.ORGANISATION_KIND, ORGANISATION_ID, {"min_minutes": 240}, 5),
        str(building): (Level.BUILDING, building, {"lead_minutes": 240}, 4),
        f"{building}:parking": (Level.KIND, building, {"grid_minutes": 240}, 5),
    }
    (row,) = story.rows("directory_rooms")
    assert (row["policy"], row["policy_version"], row["version"]) == ({"horizon_days": 240}, 3, 3)
    (row,) = story.rows("directory_buildings")
    assert row["version"] == 5


def test_a_room_gets_hours_of_its_own_and_loses_them(story: Story, engine: Engine) -> None:
    room = story.room(story.building())
    story.record(RoomHoursSet, room, opening_hours=NINE_TO_SIX)
    engine.catch_up("directory")
    assert story.rows("directory_rooms")[0]["opening_hours"]["mon"] == [["09:00", "18:00"]]
    story.record(RoomHoursSet, room, opening_hours=None)
    engine.catch_up("directory")
    assert story.rows("directory_rooms")[0]["opening_hours"] is None

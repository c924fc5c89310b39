from datetime import date
from typing import Any

import pytest

from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Invalid, NotFound
from bookit.domain.opening_hours import checked_hours
from bookit.events.buildings import (
    BuildingAdded,
    BuildingClosed,
    BuildingDayClosed,
    BuildingDayReopened,
    BuildingHoursSet,
    BuildingRenamed,
    BuildingReopened,
    FloorAdded,
)
from bookit.events.rooms import RoomRenamed
from bookit.events.values import Weekday, WeeklyHours
from tests.domain.story import NOW, at, fact, given, named, period, recorded

HOLIDAY = date(2031, 3, 24)
OFFICE: WeeklyHours = checked_hours({day: [("08:00", "18:00")] for day in list(Weekday)[:5]})
ADDED = fact(BuildingAdded, name="Harbour House", address="Quay 1", time_zone="UTC", opening_hours=OFFICE)


def add(**changes: Any) -> Building:
    wanted: dict[str, Any] = {
        "name": "Harbour House",
        "address": "Quay 1",
        "time_zone": "UTC",
        "opening_hours": {day: [("08:00", "18:00")] for day in list(Weekday)[:5]},
        "latitude": None,
        "longitude": None,
        **changes,
    }
    return Building.add(named("house"), **wanted, at=NOW)


def test_a_building_is_added_with_its_zone_and_hours() -> None:
    building = add()

    assert recorded(building) == [ADDED]
    assert building.opening_hours.on(HOLIDAY) == [period(8, 18)]


def test_a_building_may_say_where_it_is() -> None:
    (event,) = recorded(add(latitude=53.54, longitude=9.99))

    assert event == ADDED.model_copy(update={"latitude": 53.54, "longitude": 9.99})


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"latitude": 53.5}, "/latitude"),
        ({"longitude": 9.9}, "/latitude"),
        ({"opening_hours": {Weekday.MON: [("08:00", "12:00"), ("11:00", "13:00")]}}, "/opening_hours/mon"),
    ],
)
def test_an_impossible_building_is_refused(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add(**changes)

    assert refusal.value.fields["errors"][0]["pointer"] == pointer


def test_a_building_is_renamed() -> None:
    building = given(ADDED)

    building.rename("Pier House", at=NOW)

    assert recorded(building) == [fact(BuildingRenamed, name="Pier House")]
    assert building.name == "Pier House"


def test_hours_are_set_anew() -> None:
    building = given(ADDED)

    building.set_hours({Weekday.MON: [("10:00", "12:00")]}, at=NOW)

    assert recorded(building) == [
        fact(BuildingHoursSet, opening_hours=checked_hours({Weekday.MON: [("10:00", "12:00")]}))
    ]
    assert building.opening_hours.on(HOLIDAY) == [period(10, 12)]


def test_a_closed_day_has_no_hours() -> None:
    building = given(ADDED)

    building.close_day(HOLIDAY, "Holiday", at=NOW)

    assert recorded(building) == [fact(BuildingDayClosed, day=HOLIDAY, reason="Holiday")]
    assert building.opening_hours.on(HOLIDAY) == []


def test_a_closed_day_is_closed_once() -> None:
    with pytest.raises(AlreadyDone) as refusal:
        given(ADDED, fact(BuildingDayClosed, day=HOLIDAY, reason="Holiday")).close_day(HOLIDAY, "Flood", at=NOW)

    assert refusal.value.fields == {"reason": "Holiday"}


def test_new_hours_leave_closed_days_closed() -> None:
    building = given(ADDED, fact(BuildingDayClosed, day=HOLIDAY, reason="Holiday"))

    building.set_hours(OFFICE, at=NOW)

    assert building.opening_hours.on(HOLIDAY) == []


def test_a_closed_day_becomes_ordinary_again() -> None:
    building = given(ADDED, fact(BuildingDayClosed, day=HOLIDAY, reason="Holiday"))

    building.reopen_day(HOLIDAY, at=NOW)

    assert recorded(building) == [fact(BuildingDayReopened, day=HOLIDAY)]
    assert building.opening_hours.on(HOLIDAY) == [period(8, 18)]


def test_an_ordinary_day_can_not_be_reopened() -> None:
    with pytest.raises(AlreadyDone):
        given(ADDED).reopen_day(HOLIDAY, at=NOW)


def test_a_building_gets_floors() -> None:
    building = given(ADDED)

    building.add_floor(named("floor"), "Ground floor", 0, at=NOW)

    assert recorded(building) == [fact(FloorAdded, floor_id=named("floor"), name="Ground floor", level=0)]
    building.require_floor(named("floor"))


def test_two_floors_of_a_building_have_different_names() -> None:
    with pytest.raises(AlreadyDone):
        given(ADDED, fact(FloorAdded, floor_id=named("floor"), name="Roof", level=9)).add_floor(
            named("other floor"), "Roof", 8, at=NOW
        )


def test_a_floor_of_another_building_is_not_found() -> None:
    with pytest.raises(NotFound):
        given(ADDED).require_floor(named("floor"))


def test_a_closed_building_knows_the_closures_of_its_rooms_until_it_is_reopened() -> None:
    building = given(ADDED)

    building.close(named("closure"), period(9, 12), "No heating", [named("room's")], at=NOW)
    assert building.closures == {named("closure"): {named("room's")}}

    assert building.reopen(named("closure"), "Warm again", at=NOW) == {named("room's")}
    assert recorded(building) == [
        fact(
            BuildingClosed,
            closure_id=named("closure"),
            starts_at=at(9),
            ends_at=at(12),
            reason="No heating",
            closures=[named("room's")],
        ),
        fact(BuildingReopened, closure_id=named("closure"), reason="Warm again"),
    ]
    with pytest.raises(AlreadyDone):
        building.reopen(named("closure"), "Warm again", at=NOW)


def test_a_building_without_open_rooms_is_not_closed() -> None:
    with pytest.raises(AlreadyDone):
        given(ADDED).close(named("closure"), period(9, 12), "No heating", [], at=NOW)


def test_a_draft_leaves_the_original_alone() -> None:
    building = given(ADDED)

    draft = building.draft()
    draft.close_day(HOLIDAY, "Holiday", at=NOW)
    draft.add_floor(named("floor"), "Roof", 9, at=NOW)

    assert building.closed_days == {}
    assert building.floors == {}
    assert building.opening_hours.on(HOLIDAY) == [period(8, 18)]


def test_a_building_knows_no_facts_of_rooms() -> None:
    with pytest.raises(TypeError, match=r"room\.renamed"):
        given(ADDED).when(fact(RoomRenamed, name="Aquarium"))

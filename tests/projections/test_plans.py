from bookit.events.plans import PlanArranged, PlanBegun, PlanDrawn
from bookit.events.values import Fixture, FixtureKind, PlacedUnit
from bookit.projections import Engine
from tests.projections.story import Story


def test_a_plan_is_as_its_facts_left_it(story: Story, engine: Engine) -> None:
    building = story.building()
    floor = story.floor(building, "Ground", 0)
    room = story.room(building, floor_id=floor, seats=["A", "B"])
    first, second = story.seats(room)
    stairs = Fixture(kind=FixtureKind.STAIRS, x=0, y=0, width=100, height=100)
    desk = {"room_id": room, "width": 160, "height": 80}
    story.record(PlanBegun, floor, building_id=building)
    story.record(PlanDrawn, floor, width=1000, height=500)
    story.record(
        PlanArranged,
        floor,
        placed=[PlacedUnit(seat_id=seat, x=0, y=0, **desk) for seat in (first, second)]
        + [PlacedUnit(x=0, y=0, **desk)],
    )
    engine.catch_up("plans")
    story.record(PlanDrawn, floor, width=2000, height=600, fixtures=[stairs])
    story.record(PlanArranged, floor, placed=[PlacedUnit(seat_id=first, x=50, y=60, turn=90, **desk)], removed=[second])
    engine.catch_up("plans")

    (drawing,) = story.rows("plans_drawings")
    assert (drawing["floor_id"], drawing["building_id"], drawing["version"]) == (floor, building, 5)
    assert (drawing["width"], drawing["height"], drawing["background"]) == (2000, 600, None)
    assert drawing["fixtures"] == [stairs.model_dump(mode="json")]
    places = {row["unit_id"]: row for row in story.rows("plans_places")}
    assert set(places) == {room, first}
    moved = places[first]
    assert [moved[name] for name in ("floor_id", "room_id", "seat_id")] == [floor, room, first]
    assert [moved[name] for name in ("x", "y", "width", "height", "turn")] == [50, 60, 160, 80, 90]

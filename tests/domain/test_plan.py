from typing import Any
from uuid import UUID

import pytest

from bookit.domain.errors import AlreadyDone, Conflict, Invalid
from bookit.domain.plan import FloorPlan
from bookit.events.plans import PlanArranged, PlanBegun, PlanDrawn
from bookit.events.rooms import RoomRenamed
from bookit.events.values import Fixture, FixtureKind, PlacedUnit
from tests.domain.story import NOW, fact, given, named, recorded

BEGUN = fact(PlanBegun, building_id=named("house"))
DRAWN = fact(PlanDrawn, width=2000, height=1000)


def place(room: str, seat: str | None = None, *, x: int = 0, y: int = 0, **more: Any) -> PlacedUnit:
    size = {"width": 100, "height": 50} | more
    return PlacedUnit(room_id=named(room), seat_id=named(seat) if seat else None, x=x, y=y, **size)


def drawn() -> Any:
    return given(BEGUN, DRAWN)


def arrange(plan: FloorPlan, *placed: PlacedUnit, removed: tuple[UUID, ...] = ()) -> None:
    plan.arrange(placed, removed, at=NOW)


def test_a_plan_begins_for_a_floor() -> None:
    plan = FloorPlan.begin_for(named("floor"), named("house"), at=NOW)

    assert plan.id == named("floor")
    assert recorded(plan) == [BEGUN]


def test_a_plan_is_drawn_with_what_can_not_be_booked() -> None:
    stairs = Fixture(kind=FixtureKind.STAIRS, x=0, y=0, width=400, height=200)
    plan = given(BEGUN)

    plan.draw(2000, 1000, background=named("image"), fixtures=[stairs], at=NOW)

    assert recorded(plan) == [
        fact(PlanDrawn, width=2000, height=1000, background=named("image"), fixtures=[stairs]),
    ]


def test_nothing_is_placed_before_the_plan_is_drawn() -> None:
    with pytest.raises(Conflict):
        arrange(given(BEGUN), place("aquarium"))


def test_rooms_and_seats_are_placed_all_at_once() -> None:
    plan = drawn()
    room, seat = place("bay", width=800, height=600), place("bay", "A1", x=100, y=100, turn=90)

    arrange(plan, room, seat)

    assert recorded(plan) == [fact(PlanArranged, placed=[room, seat])]
    assert plan.places == {named("bay"): room, named("A1"): seat}


def test_only_what_moves_is_recorded() -> None:
    plan = given(BEGUN, DRAWN, fact(PlanArranged, placed=[place("one"), place("two")]))

    arrange(plan, place("one"), place("two", x=7), removed=(named("three"),))

    assert recorded(plan) == [fact(PlanArranged, placed=[place("two", x=7)])]


def test_what_is_taken_off_has_no_place_any_more() -> None:
    plan = given(BEGUN, DRAWN, fact(PlanArranged, placed=[place("one"), place("two")]))

    arrange(plan, removed=(named("one"), named("one")))

    assert recorded(plan) == [fact(PlanArranged, placed=[], removed=[named("one")])]
    assert set(plan.places) == {named("two")}


def test_an_arrangement_that_changes_nothing_is_refused() -> None:
    plan = given(BEGUN, DRAWN, fact(PlanArranged, placed=[place("one")]))

    with pytest.raises(AlreadyDone):
        arrange(plan, place("one"), removed=(named("two"),))


@pytest.mark.parametrize(
    ("placed", "removed", "pointer"),
    [
        ([place("one", x=1901)], [], "/placed/0"),
        ([place("one"), place("two", y=951)], [], "/placed/1"),
        ([place("one", x=1960, turn=45)], [], "/placed/0"),
        ([place("one"), place("one", x=5)], [], "/placed/1"),
        ([place("one")], [named("one")], "/removed/0"),
    ],
)
def test_an_impossible_arrangement_is_refused(placed: list[PlacedUnit], removed: list[UUID], pointer: str) -> None:
    plan = drawn()

    with pytest.raises(Invalid) as refused:
        plan.arrange(placed, removed, at=NOW)

    assert refused.value.fields["errors"][0]["pointer"] == pointer
    assert recorded(plan) == []


def test_what_is_turned_may_reach_beyond_an_edge_with_a_corner() -> None:
    plan = drawn()

    arrange(plan, place("one", x=1940, turn=90))

    assert len(recorded(plan)) == 1


def test_a_fixture_lies_on_the_plan() -> None:
    wall = Fixture(kind=FixtureKind.WALL, x=0, y=990, width=2000, height=30)

    with pytest.raises(Invalid) as refused:
        given(BEGUN).draw(2000, 1000, background=None, fixtures=[wall], at=NOW)

    assert refused.value.fields["errors"][0]["pointer"] == "/fixtures/0"


def test_a_plan_does_not_shrink_away_from_its_rooms() -> None:
    plan = given(BEGUN, DRAWN, fact(PlanArranged, placed=[place("one", x=1800)]))

    with pytest.raises(Conflict) as refused:
        plan.draw(1000, 1000, background=None, fixtures=[], at=NOW)

    assert refused.value.fields["outside"] == [str(named("one"))]


def test_a_plan_knows_no_fact_of_others() -> None:
    with pytest.raises(TypeError):
        given(BEGUN, fact(RoomRenamed, name="Den"))

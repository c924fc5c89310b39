"""Every rule says no with its name, its value, where that comes from, and what would be allowed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bookit.domain.actor import Actor
from bookit.domain.errors import RuleBroken
from bookit.domain.opening_hours import Hours, OpeningHours, both, checked_hours, zone
from bookit.domain.period import EARLIEST, LATEST, Period
from bookit.domain.policy import BUILT_IN, RULES, Layer, Level, Policy, Source
from bookit.domain.stay import OVERRIDABLE, Override, Stay, approvals_needed, broken_rules, check
from bookit.events.sealed import Sealed
from bookit.events.values import Role, Weekday
from tests.domain.story import NOW, at, named, period

BERLIN = zone("Europe/Berlin")
OFFICE = OpeningHours(
    checked_hours({day: [("08:00", "20:00")] for day in list(Weekday)[:5]}),
    zone("Europe/Moscow"),
    source=Source(Level.BUILDING, named("office"), 3),
)
"""Open from 05:00 to 17:00 UTC on working days."""
ALWAYS = OpeningHours(checked_hours({day: [("00:00", "24:00")] for day in Weekday}), zone("UTC"))

ROOM = named("room")
SOURCE = {"level": "room", "id": str(ROOM), "version": 7}


def policy(**values: Any) -> Policy:
    return Policy([Layer(Source(Level.ROOM, ROOM, 7), values)])


def stay(wanted: Period, *, rules: Policy | None = None, **changes: Any) -> Stay:
    usual = Stay(
        wanted,
        now=NOW,
        policy=rules or Policy(),
        opening_hours=OFFICE,
        zone=BERLIN,
        capacity=8,
        attendees=None,
        guests=0,
        who=Actor(named("ada")),
    )
    return replace(usual, **changes)


def refusal(wanted: Stay, override: Override | None = None) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        check(wanted, override or Override())
    return caught.value


def names(wanted: Stay) -> list[str]:
    return [broken.fields["rule"] for broken in broken_rules(wanted)]


def local(start: str, end: str) -> Period:
    """Wall times in Berlin, each with its offset."""
    return Period(datetime.fromisoformat(start), datetime.fromisoformat(end))


def test_an_ordinary_stay_breaks_no_rule() -> None:
    assert check(stay(period(9, 10), attendees=8, guests=5)) == []


def test_seconds_break_the_rule_of_whole_minutes() -> None:
    fields = {"rule": "whole_minutes", "value": 1, "source": BUILT_IN.as_fields()}
    assert refusal(stay(Period(at(9), at(10) + timedelta(seconds=1)))).fields == fields
    assert names(stay(Period(at(9) + timedelta(microseconds=1), at(10)))) == ["whole_minutes"]


def test_a_stay_can_not_start_in_the_past() -> None:
    assert refusal(stay(period(6, 9))).fields == {
        "rule": "not_past",
        "value": "2031-03-24T07:30:00+00:00",
        "source": BUILT_IN.as_fields(),
    }


def test_a_stay_may_start_in_the_minute_that_runs() -> None:
    wanted = Period(NOW, at(9))

    check(stay(wanted, now=NOW + timedelta(seconds=59)))
    assert names(stay(wanted, now=NOW + timedelta(seconds=61))) == ["not_past"]


def test_a_running_stay_may_be_made_longer_but_not_end_in_the_past() -> None:
    check(stay(period(6, 9), keeps_start=True))
    assert names(stay(period(6, 7), keeps_start=True)) == ["not_past"]


@pytest.mark.parametrize(
    ("rules", "wanted", "value", "told", "allowed"),
    [
        ({"min_minutes": 30}, Period(at(9), at(9, 29)), 30, "at least 30 minutes", {"earliest_end": at(9, 30)}),
        ({"max_minutes": 60}, Period(at(9), at(10, 1)), 60, "at most 60 minutes", {"latest_end": at(10)}),
        ({"lead_minutes": 120}, period(9, 10), 120, "120 minutes before", {"earliest_start": at(9, 30)}),
        (
            {"horizon_days": 7},
            period(10, 11, day=8),
            7,
            "7 days ahead; this is 8",
            {"latest_start": NOW + timedelta(days=7)},
        ),
        ({"grid_minutes": 15}, Period(at(9), at(9, 50)), 15, "multiples of 15 minutes", {}),
        ({"mode": "day"}, period(9, 10), "day", "whole days", {}),
        ({"mode": "half_day"}, period(9, 10), "half_day", "half days", {}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) and value else "",
)
def test_a_rule_says_its_value_its_source_and_what_would_be_allowed(
    rules: dict[str, Any], wanted: Period, value: Any, told: str, allowed: dict[str, datetime]
) -> None:
    broken = refusal(stay(wanted, rules=policy(**rules)))
    [name] = rules

    told_allowed = {key: datetime.fromisoformat(broken.fields.pop(key)) for key in allowed}
    assert told_allowed == allowed
    also = broken.fields.pop("also", [])
    assert broken.fields == {"rule": name, "value": value, "source": SOURCE}
    assert {each["rule"] for each in also} <= {"min_minutes", "opening_hours"}
    assert told in broken.detail


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ({"min_minutes": 30}, Period(at(9), at(9, 30))),
        ({"max_minutes": 60}, period(9, 10)),
        ({"lead_minutes": 90}, period(9, 10)),
        ({"horizon_days": 7}, Period(NOW + timedelta(days=7), NOW + timedelta(days=7, hours=1))),
        ({"grid_minutes": 15}, Period(at(9, 15), at(10, 30))),
        ({"book_roles": ["member"]}, period(9, 10)),
        ({"guests_max": 0}, period(9, 10)),
    ],
)
def test_what_is_just_within_a_rule_is_allowed(rules: dict[str, Any], wanted: Period) -> None:
    check(stay(wanted, rules=policy(**rules)))


@pytest.mark.parametrize(
    ("rules", "who", "allowed"),
    [
        ({"book_groups": ["choir"]}, Actor(named("ada")), False),
        ({"book_groups": ["choir"]}, Actor(named("ada"), groups=frozenset({"choir"})), True),
        ({"book_groups": ["choir"], "book_roles": ["admin"]}, Actor(named("ada"), frozenset({Role.ADMIN})), True),
        ({"book_roles": ["admin"]}, Actor(named("ada")), False),
        ({"book_roles": ["admin"]}, Actor(named("ada"), frozenset({Role.OWNER})), True),
    ],
)
def test_who_may_book_is_a_matter_of_roles_and_groups(rules: dict[str, Any], who: Actor, allowed: bool) -> None:
    wanted = stay(period(9, 10), rules=policy(**rules), who=who)

    assert names(wanted) == ([] if allowed else [next(iter(rules))])
    if not allowed:
        assert refusal(wanted).fields["source"] == SOURCE


def test_guests_are_limited() -> None:
    broken = refusal(stay(period(9, 10), rules=policy(guests_max=2), guests=3))

    assert broken.fields == {"rule": "guests_max", "value": 2, "source": SOURCE}


def test_more_people_than_fit_are_refused() -> None:
    broken = refusal(stay(period(9, 10), attendees=9, capacity_source=Source(Level.ROOM, ROOM, 7)))

    assert broken.fields == {"rule": "capacity", "value": 8, "source": SOURCE}


def test_an_extension_need_not_be_announced_again() -> None:
    check(stay(period(8, 10), rules=policy(lead_minutes=120), keeps_start=True))


def test_a_stay_outside_opening_hours_is_told_what_is_open() -> None:
    assert refusal(stay(period(16, 18))).fields == {
        "rule": "opening_hours",
        "value": [
            {"starts_at": at(5).isoformat(), "ends_at": at(17).isoformat()},
            {"starts_at": at(5, day=1).isoformat(), "ends_at": at(17, day=1).isoformat()},
        ],
        "source": {"level": "building", "id": str(named("office")), "version": 3},
    }


def test_a_stay_over_a_closed_night_is_refused_though_both_ends_are_open() -> None:
    assert names(stay(Period(at(16), at(6, day=1)))) == ["opening_hours"]


def test_a_room_with_hours_of_its_own_is_open_when_it_and_the_building_are() -> None:
    own = Source(Level.ROOM, ROOM, 7)
    morning = OpeningHours(checked_hours({Weekday.MON: [("03:00", "12:00")]}), zone("UTC"), source=own)
    hours: Hours = both(OFFICE, morning)

    check(stay(period(11, 12), opening_hours=hours))
    too_late = refusal(stay(period(11, 13), opening_hours=hours))
    too_early = refusal(stay(period(4, 6, day=7), opening_hours=hours))
    assert (too_late.fields["rule"], too_late.fields["source"]) == ("opening_hours", own.as_fields())
    assert too_early.fields["source"]["level"] == "building"
    assert [broken.detail.split()[1] for broken in (too_late, too_early)] == ["room", "building"]
    assert hours.within(period(0, 24)) == [period(5, 12)]


def test_the_first_rule_names_all_others_that_say_no() -> None:
    broken = refusal(stay(period(3, 4), attendees=9, rules=policy(min_minutes=120)))

    assert broken.fields["rule"] == "not_past"
    assert [(other["rule"], other["value"]) for other in broken.fields["also"][:2]] == [
        ("min_minutes", 120),
        ("capacity", 8),
    ]
    assert broken.fields["also"][2]["rule"] == "opening_hours"
    assert all(other["detail"] for other in broken.fields["also"])


@pytest.mark.parametrize(
    "wanted", [Period(EARLIEST, EARLIEST + timedelta(hours=1)), Period(LATEST - timedelta(hours=1), LATEST)]
)
def test_the_edges_of_time_are_refused_by_rules_too(wanted: Period) -> None:
    assert names(stay(wanted))[0] in {"not_past", "horizon_days"}


def test_a_stay_of_centuries_is_refused_at_once_whatever_is_overridden() -> None:
    centuries = stay(Period(NOW, LATEST), opening_hours=ALWAYS)

    assert names(centuries) == ["max_minutes"]
    assert refusal(centuries, Override(OVERRIDABLE, Sealed("A siege"))).fields["rule"] == "max_minutes"


# Whole days, half days and grids are those of the building.


@pytest.mark.parametrize(
    ("mode", "start", "end", "allowed"),
    [
        ("day", "2031-03-26T00:00+01:00", "2031-03-27T00:00+01:00", True),
        ("day", "2031-03-26T00:00+01:00", "2031-03-28T00:00+01:00", True),
        ("day", "2031-03-26T12:00+01:00", "2031-03-27T00:00+01:00", False),
        ("day", "2031-03-26T00:00+00:00", "2031-03-27T00:00+00:00", False),
        ("half_day", "2031-03-26T12:00+01:00", "2031-03-27T00:00+01:00", True),
        ("half_day", "2031-03-26T00:00+01:00", "2031-03-26T12:00+01:00", True),
        ("half_day", "2031-03-26T06:00+01:00", "2031-03-26T12:00+01:00", False),
        # The night of 30 March has an hour less, the one of 26 October an hour more.
        ("day", "2031-03-30T00:00+01:00", "2031-03-31T00:00+02:00", True),
        ("day", "2031-03-30T00:00+01:00", "2031-03-30T23:00+01:00", True),
        ("day", "2031-03-30T00:00+01:00", "2031-03-31T00:00+01:00", False),
        ("day", "2031-10-26T00:00+02:00", "2031-10-27T00:00+01:00", True),
        ("half_day", "2031-10-26T00:00+02:00", "2031-10-26T12:00+01:00", True),
        ("half_day", "2031-10-26T00:00+02:00", "2031-10-26T12:00+02:00", False),
    ],
)
def test_days_are_those_of_the_building(mode: str, start: str, end: str, allowed: bool) -> None:
    rules = policy(mode=mode, max_minutes=3 * 24 * 60, horizon_days=365)

    assert names(stay(local(start, end), rules=rules, opening_hours=ALWAYS)) == ([] if allowed else ["mode"])


def test_who_books_a_day_gets_its_opening_hours_and_not_a_closed_day() -> None:
    rules = policy(mode="day")

    check(stay(local("2031-03-26T00:00+01:00", "2031-03-27T00:00+01:00"), rules=rules))
    sunday = local("2031-03-30T00:00+01:00", "2031-03-31T00:00+02:00")
    assert names(stay(sunday, rules=rules)) == ["opening_hours"]


@pytest.mark.parametrize(
    ("zone_name", "start", "end", "allowed"),
    [
        ("Europe/Berlin", "2031-03-26T09:00+01:00", "2031-03-26T10:00+01:00", True),
        ("Europe/Berlin", "2031-03-26T09:30+01:00", "2031-03-26T10:30+01:00", False),
        # Half past in UTC is the full hour in Kolkata.
        ("Asia/Kolkata", "2031-03-26T04:30+00:00", "2031-03-26T05:30+00:00", True),
        ("Asia/Kolkata", "2031-03-26T05:00+00:00", "2031-03-26T06:00+00:00", False),
        ("Europe/Berlin", "2031-03-30T01:00+01:00", "2031-03-30T04:00+02:00", True),
    ],
)
def test_the_grid_is_that_of_the_local_day(zone_name: str, start: str, end: str, allowed: bool) -> None:
    wanted = stay(local(start, end), rules=policy(grid_minutes=60), opening_hours=ALWAYS, zone=zone(zone_name))

    assert names(wanted) == ([] if allowed else ["grid_minutes"])


def test_a_stay_on_the_day_the_clocks_change_is_measured_in_real_hours() -> None:
    # From 01:00 to 04:00 by the wall in Berlin on 30 March are two hours.
    wanted = local("2031-03-30T01:00+01:00", "2031-03-30T04:00+02:00")

    check(stay(wanted, opening_hours=ALWAYS, rules=policy(max_minutes=120)))


# What managers set aside, and what needs their consent.


def test_an_overridden_rule_does_not_refuse_and_is_recorded() -> None:
    wanted = stay(period(9, 12), rules=policy(max_minutes=60, guests_max=0), guests=1)

    overridden = check(wanted, Override(frozenset({"max_minutes", "guests_max", "lead_minutes"}), Sealed("A visit")))

    assert overridden == [
        {"rule": "max_minutes", "value": 60, "source": SOURCE},
        {"rule": "guests_max", "value": 0, "source": SOURCE},
    ]


def test_a_rule_that_is_not_overridden_refuses_all_the_same() -> None:
    wanted = stay(period(9, 12), rules=policy(max_minutes=60, guests_max=0), guests=1)

    broken = refusal(wanted, Override(frozenset({"guests_max"}), Sealed("A visit")))

    assert (broken.fields["rule"], "also" in broken.fields) == ("max_minutes", False)


def test_a_longer_stay_than_allowed_keeps_to_opening_hours() -> None:
    wanted = stay(period(9, 20), rules=policy(max_minutes=60))

    assert refusal(wanted, Override(frozenset({"max_minutes"}), Sealed("A visit"))).fields["rule"] == "opening_hours"


def test_what_may_be_overridden_are_rules() -> None:
    assert OVERRIDABLE - set(RULES) == {"opening_hours"}
    assert not {"not_past", "whole_minutes", "capacity"} & OVERRIDABLE


@pytest.mark.parametrize(
    ("rules", "needed"),
    [
        ({}, []),
        ({"approval_always": True}, ["approval_always"]),
        ({"approval_above_minutes": 60}, ["approval_above_minutes"]),
        ({"approval_above_minutes": 120}, []),
        ({"approval_groups": ["choir", "guests"]}, ["approval_groups"]),
        ({"approval_groups": ["guests"]}, []),
        ({"approval_outside_hours": True}, []),
        (
            {"approval_always": True, "approval_above_minutes": 0, "approval_groups": ["choir"]},
            ["approval_always", "approval_groups", "approval_above_minutes"],
        ),
    ],
    ids=str,
)
def test_what_has_to_be_approved_and_why(rules: dict[str, Any], needed: list[str]) -> None:
    who = Actor(named("ada"), groups=frozenset({"choir"}))
    wanted = stay(period(9, 11), rules=policy(**rules), who=who)

    assert check(wanted) == []
    assert [why["rule"] for why in approvals_needed(wanted)] == needed
    assert all(why["source"] == SOURCE for why in approvals_needed(wanted))


def test_outside_opening_hours_approval_may_take_the_place_of_a_refusal() -> None:
    wanted = stay(period(16, 18), rules=policy(approval_outside_hours=True))

    assert names(wanted) == []
    assert [why["rule"] for why in approvals_needed(wanted)] == ["approval_outside_hours"]


def test_buffers_make_the_claim_longer_than_the_stay() -> None:
    assert stay(period(9, 10)).claimed == period(9, 10)
    buffered = stay(period(9, 10), rules=policy(buffer_before_minutes=15, buffer_after_minutes=30))
    assert buffered.claimed == Period(at(8, 45), at(10, 30))

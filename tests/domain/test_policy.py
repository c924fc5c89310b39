"""Every rule says no with its name and its value."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bookit.domain.errors import Invalid, RuleBroken
from bookit.domain.opening_hours import OpeningHours, checked_hours, zone
from bookit.domain.period import EARLIEST, LATEST, Period
from bookit.domain.policy import RULES, Policy, Stay, broken_rules, check, checked_policy
from bookit.events.values import Weekday
from tests.domain.story import NOW, at, period

OFFICE = OpeningHours(
    checked_hours({day: [("08:00", "20:00")] for day in list(Weekday)[:5]}), zone("Europe/Moscow"), []
)
"""Open from 05:00 to 17:00 UTC on working days."""
ALWAYS = OpeningHours(checked_hours({day: [("00:00", "24:00")] for day in Weekday}), zone("UTC"), [])


def stay(wanted: Period, **changes: Any) -> Stay:
    usual = Stay(wanted, now=NOW, policy=Policy.of({}), opening_hours=OFFICE, capacity=8, attendees=None)
    return replace(usual, **changes)


def refusal(wanted: Stay) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        check(wanted)
    return caught.value


def names(wanted: Stay) -> list[str]:
    return [broken.fields["rule"] for broken in broken_rules(wanted)]


def test_an_ordinary_stay_breaks_no_rule() -> None:
    check(stay(period(9, 10), attendees=8))


def test_seconds_break_the_rule_of_whole_minutes() -> None:
    assert names(stay(Period(at(9), at(10) + timedelta(seconds=1)))) == ["whole_minutes"]
    assert names(stay(Period(at(9) + timedelta(microseconds=1), at(10)))) == ["whole_minutes"]


def test_a_stay_can_not_start_in_the_past() -> None:
    broken = refusal(stay(period(6, 9)))

    assert broken.fields == {"rule": "not_past", "value": "2031-03-24T07:30:00+00:00"}


def test_a_stay_may_start_in_the_minute_that_runs() -> None:
    wanted = Period(NOW, at(9))

    check(stay(wanted, now=NOW + timedelta(seconds=59)))
    assert names(stay(wanted, now=NOW + timedelta(seconds=61))) == ["not_past"]


def test_a_running_stay_may_be_made_longer() -> None:
    check(stay(period(6, 9), keeps_start=True))


def test_a_running_stay_can_not_be_made_to_end_in_the_past() -> None:
    assert names(stay(period(6, 7), keeps_start=True)) == ["not_past"]


def test_a_stay_lasts_as_long_as_the_policy_wants() -> None:
    policy = Policy.of({"min_minutes": 30, "max_minutes": 60})

    check(stay(Period(at(9), at(9, 30)), policy=policy))
    check(stay(Period(at(9), at(10)), policy=policy))
    assert refusal(stay(Period(at(9), at(9, 29)), policy=policy)).fields == {"rule": "min_minutes", "value": 30}
    assert refusal(stay(Period(at(9), at(10, 1)), policy=policy)).fields == {
        "rule": "max_minutes",
        "value": 60,
        "latest_end": at(10).isoformat(),
    }


def test_nothing_is_booked_beyond_the_horizon() -> None:
    policy = Policy.of({"horizon_days": 7})

    check(stay(Period(NOW + timedelta(days=7), NOW + timedelta(days=7, hours=1)), policy=policy))
    broken = refusal(stay(period(10, 11, day=8), policy=policy))
    assert broken.fields == {"rule": "horizon_days", "value": 7, "latest_start": "2031-03-31T07:30+00:00"}
    assert broken.detail == "This can be booked 7 days ahead; this is 8."


def test_more_people_than_fit_are_refused() -> None:
    assert refusal(stay(period(9, 10), attendees=9)).fields == {"rule": "capacity", "value": 8}


def test_a_stay_outside_opening_hours_is_told_what_is_open() -> None:
    assert refusal(stay(period(16, 18))).fields == {
        "rule": "opening_hours",
        "value": [
            {"starts_at": at(5).isoformat(), "ends_at": at(17).isoformat()},
            {"starts_at": at(5, day=1).isoformat(), "ends_at": at(17, day=1).isoformat()},
        ],
    }


def test_a_stay_over_a_closed_night_is_refused_though_both_ends_are_open() -> None:
    assert names(stay(Period(at(16), at(6, day=1)))) == ["opening_hours"]


def test_the_first_rule_names_all_others_that_say_no() -> None:
    broken = refusal(stay(period(3, 4), attendees=9, policy=Policy.of({"min_minutes": 120})))

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


def test_a_stay_of_centuries_is_refused_at_once() -> None:
    assert names(stay(Period(NOW, LATEST), opening_hours=ALWAYS)) == ["max_minutes"]


def test_rules_that_are_not_named_have_their_default() -> None:
    policy = Policy.of({"max_minutes": 90})

    assert {name: policy[rule] for name, rule in RULES.items()} == {
        "min_minutes": 5,
        "max_minutes": 90,
        "horizon_days": 365,
    }


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"max_seconds": 5}, "/policy/max_seconds"),
        ({"min_minutes": 0}, "/policy/min_minutes"),
        ({"max_minutes": -1}, "/policy/max_minutes"),
        ({"horizon_days": 10**9}, "/policy/horizon_days"),
        ({"min_minutes": 60, "max_minutes": 30}, "/policy"),
    ],
)
def test_an_impossible_policy_is_refused(values: dict[str, int], pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked_policy(values)

    assert caught.value.fields["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_takes_its_least_and_its_most(name: str) -> None:
    rule = RULES[name]
    wide = {"min_minutes": 1, "max_minutes": RULES["max_minutes"].most}

    for value in (rule.least, rule.most):
        other = {"min_minutes": 1} if name == "max_minutes" else wide
        assert Policy.of(checked_policy({**other, name: value}))[rule] == value


def test_a_stay_on_the_day_the_clocks_change_is_measured_in_real_hours() -> None:
    # From 01:00 to 04:00 by the wall in Berlin on 30 March are two hours.
    wanted = Period(datetime.fromisoformat("2031-03-30T01:00+01:00"), datetime.fromisoformat("2031-03-30T04:00+02:00"))

    check(stay(wanted, opening_hours=ALWAYS, policy=Policy.of({"max_minutes": 120})))

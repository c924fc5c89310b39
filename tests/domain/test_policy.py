"""Rules of several levels: which value holds, where it comes from, and what no level may say."""

from typing import Any

import pytest

from bookit.domain.errors import Invalid
from bookit.domain.organisation import Organisation, effective_policy
from bookit.domain.policy import (
    CHECK_IN,
    HORIZON_DAYS,
    MAX_MINUTES,
    MIN_MINUTES,
    MODE,
    QUOTAS,
    RULES,
    Layer,
    Level,
    Mode,
    Policy,
    Quota,
    QuotaPer,
    Source,
    checked_values,
    plain,
)
from bookit.events.organisation import OrganisationFounded, OrganisationKindPolicySet, OrganisationPolicySet
from bookit.events.values import Role, RoomKind
from tests.domain.story import NOW, fact, given, named

HOUSE, ROOM = named("house"), named("room")


def layer(level: Level, version: int = 1, **values: Any) -> Layer:
    return Layer(Source(level, HOUSE if level in {Level.BUILDING, Level.KIND} else ROOM, version), values)


def test_rules_that_nobody_sets_have_their_default() -> None:
    policy = Policy()

    assert {name: policy[rule] for name, rule in RULES.items()} == {name: rule.default for name, rule in RULES.items()}
    assert policy.source(MAX_MINUTES) == Source(Level.DEFAULT)


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule.meaning.endswith(".") for rule in RULES.values())
    assert all(name == rule.name for name, rule in RULES.items())


def test_the_narrower_level_wins_rule_by_rule() -> None:
    policy = Policy(
        [
            layer(Level.ORGANISATION, 3, max_minutes=480, horizon_days=30, check_in=True),
            layer(Level.BUILDING, 5, max_minutes=240),
            layer(Level.ROOM, 2, max_minutes=60, min_minutes=15),
        ]
    )

    assert [policy[rule] for rule in (MAX_MINUTES, HORIZON_DAYS, CHECK_IN, MIN_MINUTES)] == [60, 30, True, 15]
    assert policy.source(MAX_MINUTES) == Source(Level.ROOM, ROOM, 2)
    assert policy.source(HORIZON_DAYS).level is Level.ORGANISATION
    assert policy.source(MODE).level is Level.DEFAULT


def test_a_value_says_where_it_comes_from() -> None:
    policy = Policy([layer(Level.BUILDING, 5, max_minutes=240)])

    assert policy.why(MAX_MINUTES) == {
        "rule": "max_minutes",
        "value": 240,
        "source": {"level": "building", "id": str(HOUSE), "version": 5},
    }
    assert policy.why(MIN_MINUTES)["source"] == {"level": "default", "id": None, "version": 0}


def test_an_organisation_has_rules_for_all_rooms_and_for_each_kind() -> None:
    organisation = given(
        fact(OrganisationFounded),
        fact(OrganisationPolicySet, policy={"max_minutes": 480, "horizon_days": 30}),
        fact(OrganisationKindPolicySet, kind=RoomKind.PARKING, policy={"mode": "day"}),
        fact(OrganisationKindPolicySet, kind=RoomKind.PHONE_BOOTH, policy={"max_minutes": 60}),
    )

    parking = effective_policy(organisation, kind=RoomKind.PARKING)
    booth = effective_policy(organisation, layer(Level.ROOM, max_minutes=30), kind=RoomKind.PHONE_BOOTH)

    assert (parking[MODE], parking[MAX_MINUTES], parking[HORIZON_DAYS]) == (Mode.DAY, 480, 30)
    assert parking.source(MODE) == Source(Level.ORGANISATION_KIND, organisation.id, 3)
    assert (booth[MODE], booth[MAX_MINUTES]) == (Mode.MINUTE, 30)
    assert effective_policy(None, kind=RoomKind.PARKING)[MODE] is Mode.MINUTE


def test_rules_that_are_set_anew_take_the_place_of_the_old() -> None:
    organisation = Organisation.found(at=NOW)
    organisation.set_policy({"max_minutes": 60, "horizon_days": 7}, at=NOW)
    organisation.set_policy({"horizon_days": 14}, at=NOW)

    policy = effective_policy(organisation, kind=RoomKind.MEETING_ROOM)

    assert (policy[MAX_MINUTES], policy[HORIZON_DAYS]) == (MAX_MINUTES.default, 14)
    assert policy.source(HORIZON_DAYS).version == 3


def test_rules_of_a_kind_must_fit_those_of_all_rooms() -> None:
    organisation = Organisation.found(at=NOW)
    organisation.set_policy({"max_minutes": 60}, at=NOW)

    with pytest.raises(Invalid):
        organisation.set_kind_policy(RoomKind.PARKING, {"min_minutes": 90}, at=NOW)


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"max_seconds": 5}, "/policy/max_seconds"),
        ({"min_minutes": 0}, "/policy/min_minutes"),
        ({"max_minutes": -1}, "/policy/max_minutes"),
        ({"max_minutes": "long"}, "/policy/max_minutes"),
        ({"horizon_days": 10**9}, "/policy/horizon_days"),
        ({"mode": "fortnight"}, "/policy/mode"),
        ({"book_roles": ["king"]}, "/policy/book_roles/0"),
        ({"min_minutes": 60, "max_minutes": 30}, "/policy/min_minutes"),
        ({"lead_minutes": 3 * 24 * 60, "horizon_days": 2}, "/policy/lead_minutes"),
        ({"grid_minutes": 7}, "/policy/grid_minutes"),
        ({"grid_minutes": 60, "max_minutes": 30, "min_minutes": 5}, "/policy/grid_minutes"),
        ({"quotas": [{"name": "a day", "per": "day"}]}, "/policy/quotas/0"),
        ({"quotas": [{"name": "a day", "per": "day", "bookings": 1, "minutes": 5}]}, "/policy/quotas/0"),
        ({"quotas": [{"name": "x", "per": "day", "bookings": 1, "of": "group"}]}, "/policy/quotas/0/group"),
        ({"quotas": [{"name": "x", "per": "year", "bookings": 1}]}, "/policy/quotas/0/per"),
        ({"quotas": [{"name": "x", "per": "day", "bookings": 1}, {"name": "x", "per": "week", "bookings": 2}]},
         "/policy/quotas"),
    ],
    ids=str,
)  # fmt: skip
def test_an_impossible_policy_is_refused_with_a_pointer(values: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked_values(values)

    assert caught.value.fields["errors"][0]["pointer"] == pointer


def test_values_that_are_impossible_only_together_with_a_level_above_are_refused() -> None:
    checked_values({"min_minutes": 90})

    with pytest.raises(Invalid):
        checked_values({"min_minutes": 90}, [layer(Level.BUILDING, max_minutes=60)])
    checked_values({"min_minutes": 90, "max_minutes": 120}, [layer(Level.BUILDING, max_minutes=60)])


def test_checked_values_are_plain_and_leave_out_what_is_not_named() -> None:
    values = checked_values(
        {
            "max_minutes": 60,
            "min_minutes": None,
            "mode": Mode.MINUTE,
            "book_roles": [Role.ADMIN],
            "quotas": [{"name": "a day", "per": "day", "bookings": 2}],
        }
    )

    assert values.keys() == {"max_minutes", "mode", "book_roles", "quotas"}
    assert (values["mode"], values["book_roles"]) == ("minute", ["admin"])
    assert Policy([Layer(Source(Level.ROOM), values)])[QUOTAS] == [Quota(name="a day", per=QuotaPer.DAY, bookings=2)]


def test_facts_of_the_past_are_taken_as_far_as_todays_rules_know_them() -> None:
    policy = Policy([layer(Level.ROOM, max_minutes=10**9, of_old=1, horizon_days=7)])

    assert (policy[MAX_MINUTES], policy[HORIZON_DAYS]) == (MAX_MINUTES.default, 7)
    assert policy.source(MAX_MINUTES).level is Level.DEFAULT


def test_a_quota_is_shown_as_json_without_what_is_not_set() -> None:
    shown = plain([Quota(name="a day", per=QuotaPer.DAY, bookings=2)])

    assert shown == [{"name": "a day", "per": "day", "bookings": 2, "of": "member", "kinds": []}]

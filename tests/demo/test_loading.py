"""The demo data on a real ledger."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bookit.cli import demo as cli
from bookit.demo.chronicle import MOST_AT_ONCE
from bookit.demo.people import ACCOUNTS, DOMAIN, OWNER, PASSWORD, invite
from bookit.demo.storyteller import Storyteller, story_clock
from bookit.domain.policy import RULES
from bookit.events import CATALOGUE
from bookit.events.bookings import BookingDisplaced, BookingPlaced
from bookit.events.values import BookingStatus, Role, RoomKind
from bookit.settings import Settings
from bookit.wiring import running
from tests.demo.told import Story, demo_data_process, load_demo_data, read_story


def test_there_is_what_the_demo_promises(story: Story) -> None:
    assert len(story.buildings) == 3
    assert len({building.time_zone for building in story.buildings.values()}) == 3
    assert sum(len(building.floors) for building in story.buildings.values()) == 9
    assert len(story.rooms) == 60
    assert {room.kind for room in story.rooms.values()} == set(RoomKind)
    assert sum(len(room.seats) for room in story.rooms.values()) == 300
    assert sum(bool(room.made_of) for room in story.rooms.values()) == 3
    assert len(story.members) == 40
    assert 4900 <= len(story.bookings) <= 5100


def test_bookings_met_every_fate(story: Story) -> None:
    status = Counter(booking.status for booking in story.bookings.values())

    assert status[BookingStatus.CONFIRMED] > 4000
    assert status[BookingStatus.CANCELLED] > 300
    assert status[BookingStatus.FINISHED] > 50
    assert any(isinstance(fact, BookingDisplaced) for fact in story.facts)
    assert any(room.closures for room in story.rooms.values())


def test_every_rule_is_set_somewhere_on_every_level(story: Story) -> None:
    told = [(fact.TOPIC, getattr(fact, "policy", {})) for fact in story.facts]

    assert {rule for _, policy in told for rule in policy} == set(RULES)
    assert {topic for topic, policy in told if policy} == {
        "organisation.policy_set",
        "organisation.kind_policy_set",
        "building.policy_set",
        "building.kind_policy_set",
        "room.opened",
    }


def test_everything_happens_that_rules_bring_about(story: Story) -> None:
    """Whatever can become of a booking, a series, or somebody who waits."""
    nouns = ("booking.", "series.", "waitlist.")
    never = {"booking.retitled", "booking.party_changed"}  # what members say differently later

    happened = {fact.TOPIC for fact in story.facts}

    assert {event.TOPIC for event in CATALOGUE if event.TOPIC.startswith(nouns)} - never <= happened
    assert {"room.closed", "room.reopened", "room.hours_set", "building.closed", "building.day_closed"} <= happened
    assert any(fact.overridden for fact in story.facts if isinstance(fact, BookingPlaced))


def test_facts_bear_the_time_of_the_story_and_the_ledger_says_when_it_learned_them(story: Story) -> None:
    placed = [fact for fact in story.facts if isinstance(fact, BookingPlaced)]

    assert all(fact.timestamp < fact.starts_at for fact in placed)
    assert max(story.recorded_at) - min(story.recorded_at) < timedelta(minutes=5)
    assert min(story.recorded_at) > max(fact.timestamp for fact in placed)


def test_the_ledger_tells_the_bookings_in_order(story: Story) -> None:
    placed = [fact.timestamp for fact in story.facts if isinstance(fact, BookingPlaced)]

    in_order = sorted(range(len(placed)), key=placed.__getitem__)
    # Commands of one group are recorded in any order.
    assert max(abs(number - place) for place, number in enumerate(in_order)) < MOST_AT_ONCE


def test_no_personal_data_are_in_the_facts(story: Story) -> None:
    state = "".join(fact.model_dump_json() for fact in story.facts)

    assert not [email for email in story.emails.values() if email in state]


@pytest.mark.anyio
async def test_every_account_can_sign_in_with_its_role(told: Settings, story: Story) -> None:
    async with running(told) as system:
        for name in cli.ACCOUNTS:
            who = await system.identity.authenticate(f"{name}@{DOMAIN}", cli.PASSWORD, address="192.0.2.1")
            member = story.members[who.member_id]
            assert member.joined
            assert Role(name) in member.roles
            assert story.bookings_of(f"{name}@{DOMAIN}")


def test_the_command_line_prints_the_accounts_there_are() -> None:
    assert [f"{name}@{DOMAIN}" for name in cli.ACCOUNTS] == [person.email for person in ACCOUNTS]
    assert cli.PASSWORD == PASSWORD


def test_a_second_start_changes_nothing(told: Settings, story: Story) -> None:
    said = load_demo_data(told)

    assert said == "The demo data are there already\n"
    assert read_story(told).facts == story.facts


def test_a_start_that_was_killed_is_completed_by_the_next(empty: Settings, story: Story) -> None:
    with demo_data_process(empty) as process:
        assert process.stdout is not None
        next(line for line in process.stdout if "30 %" in line)
        process.kill()
    partly = read_story(empty)
    assert 0 < len(partly.bookings) < len(story.bookings)

    load_demo_data(empty)

    completed = read_story(empty)
    assert completed.facts[: len(partly.facts)] == partly.facts
    assert completed.booking_words() == story.booking_words()
    assert Counter(fact.TOPIC for fact in completed.facts) == Counter(fact.TOPIC for fact in story.facts)


@pytest.mark.anyio
async def test_an_organisation_of_somebodys_own_gets_no_demo_data(empty: Settings) -> None:
    async with running(empty) as system:
        await system.identity.first_run.create_owner(
            email="ada@example.org", display_name="Ada", password="a long password", make_owner=system.make_owner
        )
    before = read_story(empty)

    said = load_demo_data(empty)

    assert said == "This organisation has people of its own: no demo data loaded\n"
    assert read_story(empty).facts == before.facts


@pytest.mark.anyio
async def test_what_another_version_left_half_told_is_not_mixed_with_this_one(empty: Settings) -> None:
    async with running(empty, clock=story_clock) as system:
        another = replace(OWNER, name="Somebody Else")
        await invite(Storyteller(system), another, datetime.now(UTC))

    with demo_data_process(empty) as process:
        assert process.stdout is not None
        said = process.stdout.read()

    assert process.returncode == 1
    assert "start over with an empty database" in said

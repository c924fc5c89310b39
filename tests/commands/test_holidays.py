"""Closing a building on public holidays."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from uuid_utils.compat import uuid7

from bookit.commands.buildings import CloseDay
from bookit.commands.holidays import ImportedHolidays, ImportHolidays
from bookit.commands.undo import Undo
from bookit.domain.actor import SYSTEM
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Forbidden, Invalid, NotFound, RuleBroken
from bookit.events.values import Role
from tests.organisation import Organisation, at

pytestmark = pytest.mark.anyio

MAY_DAY = date(2031, 5, 1)


@pytest.fixture
async def building(org: Organisation) -> UUID:
    return await org.building(time_zone="Europe/Berlin")


def holidays(building_id: UUID, **changes: object) -> ImportHolidays:
    return ImportHolidays.model_validate(
        {"building_id": building_id, "country": "DE", "subdivision": "HH", "years": [2031], **changes}
    )


async def test_a_building_is_closed_on_the_holidays_to_come(org: Organisation, building: UUID) -> None:
    answer: ImportedHolidays = await org.do(holidays(building))

    closed = {holiday.day: holiday.name for holiday in answer.closed}
    assert closed[MAY_DAY] == "Erster Mai"
    assert date(2031, 10, 31) in closed  # Hamburg's, not all of Germany's
    assert date(2031, 1, 1) not in closed  # over by then
    assert (await org.look(Building, building)).closed_days == closed
    assert len(await org.topics(building)) == 1 + len(closed)


async def test_nothing_is_booked_on_a_holiday(org: Organisation, building: UUID) -> None:
    room = await org.room(building)
    await org.do(holidays(building))

    with pytest.raises(RuleBroken) as refusal:
        await org.book(room, at(9, day=38), at(10, day=38))

    assert refusal.value.fields["rule"] == "opening_hours"


async def test_days_that_are_closed_already_are_skipped(org: Organisation, building: UUID) -> None:
    await org.do(CloseDay(building_id=building, day=MAY_DAY, reason="Our own party"))

    answer: ImportedHolidays = await org.do(holidays(building))

    assert [holiday.day for holiday in answer.skipped] == [MAY_DAY]
    assert (await org.look(Building, building)).closed_days[MAY_DAY] == "Our own party"
    with pytest.raises(AlreadyDone):
        await org.do(holidays(building))


async def test_names_come_in_another_language_when_asked_for(org: Organisation, building: UUID) -> None:
    answer: ImportedHolidays = await org.do(holidays(building, language="en_US"))

    assert {holiday.day: holiday.name for holiday in answer.closed}[MAY_DAY] == "Labor Day"


@pytest.mark.parametrize(
    ("field", "value"),
    [("country", "XX"), ("subdivision", "Narnia"), ("language", "tlh"), ("subdivision", "__class__")],
)
async def test_unknown_countries_parts_and_languages_are_refused(
    org: Organisation, building: UUID, field: str, value: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await org.do(holidays(building, **{field: value}))

    assert refusal.value.fields["errors"][0]["pointer"] == f"/{field}"


async def test_imported_holidays_are_undone_together(org: Organisation, building: UUID) -> None:
    receipt = await org.executor.execute(holidays(building), SYSTEM, command_id=uuid7())

    answer = await org.do(Undo(command_id=receipt.command_id))

    assert (await org.look(Building, building)).closed_days == {}
    assert answer.not_undone == []


async def test_holidays_are_for_those_who_run_the_building(org: Organisation, building: UUID) -> None:
    for outsider in (await org.member(), await org.member(Role.MANAGER, manages=[await org.building()])):
        with pytest.raises(Forbidden):
            await org.do(holidays(building), outsider)
    await org.do(holidays(building), await org.member(Role.MANAGER, manages=[building]))
    with pytest.raises(NotFound):
        await org.do(holidays(uuid4()))

"""Public holidays: the days of a country or a part of it, as the package `holidays` knows them."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.domain.building import Building
from bookit.domain.errors import AlreadyDone, Invalid
from bookit.domain.opening_hours import zone

Year = Annotated[int, Field(ge=2000, le=2199, examples=[2031])]


class Holiday(BaseModel):
    """A day and its name."""

    model_config = ConfigDict(frozen=True)

    day: date
    name: str


class ImportedHolidays(Answer):
    building_id: UUID
    closed: list[Holiday]
    skipped: list[Holiday] = Field(description="Days that were closed already, for whatever reason.")


class ImportHolidays(Command):
    """Keep a building closed on the public holidays of some years. Days that are over are left out.

    Names are in the country's first language unless another is asked for. Bookings that were placed before stay.
    """

    building_id: UUID
    country: str = Field(pattern=r"^[A-Z]{2}$", examples=["DE"], description="ISO 3166-1 alpha-2.")
    subdivision: str | None = Field(
        None, max_length=60, examples=["HH"], description="ISO 3166-2, without the country."
    )
    years: list[Year] = Field(min_length=1, max_length=10)
    language: str | None = Field(None, max_length=10, pattern=r"^[A-Za-z_]+$", examples=["en_US"])


@handles(ImportHolidays, answers=ImportedHolidays)
async def import_holidays(command: ImportHolidays, desk: Desk) -> Decision:
    building = await desk.draft(Building, command.building_id)
    desk.actor.require(command.NAME, building=building.id)
    today = desk.now.astimezone(zone(building.time_zone)).date()
    # The package takes half a second to load, and then some for each country.
    names = await to_thread(_days, command.country, command.subdivision, command.years, command.language)
    ahead = [Holiday(day=day, name=name[:500]) for day, name in sorted(names.items()) if day >= today]
    skipped = [holiday for holiday in ahead if holiday.day in building.closed_days]
    closed = [holiday for holiday in ahead if holiday.day not in building.closed_days]
    if not closed:
        raise AlreadyDone(f"{building.name} is closed on all holidays to come of these years already.")
    for holiday in closed:
        building.close_day(holiday.day, holiday.name, at=desk.now)
    return Decision(ImportedHolidays(building_id=building.id, closed=closed, skipped=skipped), [building])


def _days(country: str, subdivision: str | None, years: Sequence[int], language: str | None) -> Mapping[date, str]:
    """Names by day. Raises Invalid for a country, subdivision or language that the package does not have."""
    import holidays

    try:
        known = holidays.country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        known = None
    if known is None:
        if country not in holidays.list_supported_countries():
            raise Invalid(f"The holidays of {country} are not known.", pointer="/country")
        raise Invalid(f"{country} has no part {subdivision!r} with holidays of its own.", pointer="/subdivision")
    if language is not None and language not in known.supported_languages:
        offered = ", ".join(known.supported_languages) or "its own only"
        raise Invalid(f"Names for {country} come in {offered}.", pointer="/language")
    # Without a language the package would follow the locale of this machine.
    days = holidays.country_holidays(
        country, subdiv=subdivision, years=years, language=language or known.default_language
    )
    return {day: name for day, name in days.items() if day.year in years}

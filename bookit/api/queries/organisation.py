"""The organisation as everybody may know it, signed in or not."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.queries.asking import MinPosition
from bookit.api.requests import system_of
from bookit.domain.file import address_of
from bookit.domain.organisation import ORGANISATION_ID
from bookit.queries import directory
from bookit.settings import Settings

router = APIRouter()


class MapTiles(BaseModel):
    """Pictures of streets below the buildings."""

    address: str = Field(examples=["/tiles/{z}/{x}/{y}.png"])
    attribution: str


class Organisation(BaseModel):
    name: str
    named: bool = Field(description="Whether somebody gave it its name, in the app or in the settings.")
    colour: str = Field(examples=["#3550c4"])
    organisation_id: UUID = Field(description="The owner of its logo.")
    logo_url: str | None = Field(description="Where to get its logo.")
    map_tiles: MapTiles | None = Field(description="Null where maps show outlines only.")


@router.get("/organisation", summary="Organisation")
async def organisation(request: Request, response: Response, min_position: MinPosition = None) -> Organisation:
    """Its name, colour and logo, for the pages that people see before they sign in."""
    system = system_of(request)
    if min_position is not None:
        reached = await system.queries.freshness.wait_for(min_position, directory.PROJECTIONS)
        response.headers["Bookit-Position"] = str(reached)
    found = await directory.branding(system.queries)
    return Organisation(
        name=found.name or system.settings.organisation,
        named=found.name is not None or "organisation" in system.settings.model_fields_set,
        colour=found.colour or system.settings.colour,
        organisation_id=ORGANISATION_ID,
        logo_url=address_of(found.logo) if found.logo else None,
        map_tiles=_tiles(system.settings),
    )


def _tiles(settings: Settings) -> MapTiles | None:
    if settings.map_tiles is None:
        return None
    return MapTiles(address=settings.map_tiles, attribution=settings.map_attribution)

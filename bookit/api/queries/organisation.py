"""The organisation as everybody may know it, signed in or not."""

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from bookit.api.requests import system_of

router = APIRouter()


class Organisation(BaseModel):
    name: str
    colour: str = Field(examples=["#3550c4"])


@router.get("/organisation", summary="Organisation")
async def organisation(request: Request) -> Organisation:
    """Its name and colour, for the pages that people see before they sign in."""
    settings = system_of(request).settings
    return Organisation(name=settings.organisation, colour=settings.colour)

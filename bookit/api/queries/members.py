"""Members: who they are, from identity, and what they are trusted with, from the ledger."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.answers.history import PageOfEvents
from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked, viewer_of
from bookit.api.requests import system_of
from bookit.domain.errors import NotFound
from bookit.domain.file import address_of
from bookit.domain.member import Member
from bookit.events.values import Role
from bookit.identity import Bookmark, Person
from bookit.queries import history
from bookit.wiring import System

router = APIRouter()


class MemberSeen(BaseModel):
    member_id: UUID
    name: str
    email: str
    avatar_url: str | None
    joined: bool
    suspended: bool
    roles: list[Role]
    managed_buildings: list[UUID]
    groups: list[str]


class Addressee(BaseModel):
    """What everybody may know of a member whose address they know."""

    member_id: UUID
    name: str


class PageOfMembers(BaseModel):
    items: list[MemberSeen]
    next_cursor: str | None


@router.get("/members", summary="Members")
async def members(
    request: Request,
    name: Annotated[str, Query(max_length=100, description="A part of a name or address.")] = "",
    limit: Limit = 100,
    cursor: Cursor = None,
) -> PageOfMembers:
    """A page of members, by name."""
    (await viewer_of(request)).require("see-members")
    system = system_of(request)
    cursors = system.queries.cursors("members", name)
    after = _bookmark(cursors.read(cursor)) if cursor else None
    page = await system.identity.people.search(name, limit=limit, after=after)
    seen = await asyncio.gather(*(_seen(system, person) for person in page.items))
    return PageOfMembers(
        items=[member for member in seen if member is not None],
        next_cursor=cursors.after([page.next.search_key, str(page.next.member_id)]) if page.next else None,
    )


@router.get("/addressee", summary="Whose address it is")
async def addressee(
    request: Request,
    email: Annotated[str, Query(min_length=3, max_length=254, description="A whole address, as it is written.")],
) -> Addressee:
    """The active member who has this address: for who hands a booking over and may not look through all members."""
    (await viewer_of(request)).require("find-addressee")
    system = system_of(request)
    person = await system.identity.people.by_email(email)
    found = await system.streams.current(Member, person.member_id) if person else None
    if person is None or found is None or not found.active:
        raise NotFound("member", email)
    return Addressee(member_id=person.member_id, name=person.display_name)


@router.get("/members/{member_id}", summary="Member")
async def member(request: Request, member_id: UUID) -> MemberSeen:
    actor = await viewer_of(request)
    system = system_of(request)
    person = (await system.identity.people.by_ids([member_id])).get(member_id)
    seen = await _seen(system, person) if person and actor.may("see-member", owner=member_id) else None
    if seen is None:
        raise NotFound("member", member_id)
    return seen


@router.get("/members/{member_id}/history", summary="History of a member", response_model=PageOfEvents)
async def member_history(
    request: Request, member_id: UUID, limit: Limit = 100, cursor: Cursor = None, min_position: MinPosition = None
) -> Response:
    """Every event of a member in words: who, when, what changed."""
    question = await asked(request, history.PROJECTIONS, min_position)
    return await question.answer(
        await history.member_history(question.queries, question.viewer, member_id, limit=limit, cursor=cursor)
    )


async def _seen(system: System, person: Person) -> MemberSeen | None:
    """None for a person whose invitation never reached the ledger."""
    found = await system.streams.current(Member, person.member_id)
    if found is None:
        return None
    return MemberSeen(
        member_id=person.member_id,
        name=person.display_name,
        email=person.email,
        avatar_url=address_of(person.avatar) if person.avatar else None,
        joined=found.joined,
        suspended=found.suspended,
        roles=sorted(found.roles),
        managed_buildings=sorted(found.managed_buildings),
        groups=sorted(found.groups),
    )


def _bookmark(values: list[str]) -> Bookmark:
    search_key, member_id = values
    return Bookmark(search_key, UUID(member_id))

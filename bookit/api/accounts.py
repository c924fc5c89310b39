"""Letting others in: tokens with which a member sets a password, for admins and owners to hand on."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request

from bookit.api.requests import actor_with, credential_of, system_of
from bookit.domain.errors import Forbidden, NotFound
from bookit.domain.member import Member
from bookit.events.values import Role

router = APIRouter(prefix="/api/accounts/{member_id}", tags=["accounts"])

_ONLY_FOR_OWNERS = frozenset({Role.OWNER, Role.ADMIN})


class AccessToken(BaseModel):
    """Whoever has the token can sign in as the member: hand it to nobody else."""

    member_id: UUID
    token: str
    """Shown this once."""


@router.post("/invitation", summary="Issue an invitation", status_code=201)
async def issue_invitation(request: Request, member_id: UUID) -> AccessToken:
    """The token with which an invited member joins; an earlier one is void."""
    await _require_right_over(request, "issue-invitation", member_id)
    return AccessToken(member_id=member_id, token=await system_of(request).identity.invitations.issue(member_id))


@router.post("/password-reset", summary="Issue a password reset", status_code=201)
async def issue_password_reset(request: Request, member_id: UUID) -> AccessToken:
    """The token with which a member who has joined sets a new password; an earlier one is void."""
    await _require_right_over(request, "reset-password", member_id)
    return AccessToken(member_id=member_id, token=await system_of(request).identity.password_resets.issue(member_id))


async def _require_right_over(request: Request, act: str, member_id: UUID) -> None:
    """Raises NotFound, or Forbidden for who could become more than they are: by a token, or over an owner or admin."""
    credential = await credential_of(request)
    actor = await actor_with(request, credential)
    actor.require(act)
    if credential.kind != "session":
        # One that leaked would open accounts that outlive it.
        raise Forbidden("A token can't let people in; sign in first.", act=act)
    member = await system_of(request).streams.current(Member, member_id)
    if member is None or member.forgotten:
        raise NotFound("member", member_id)
    if Role.OWNER not in actor.roles and not _ONLY_FOR_OWNERS.isdisjoint(member.roles):
        raise Forbidden("Only an owner lets an owner or admin in.", act=act)

"""Signing in and out, one's own sessions and tokens, invitations, and the first run."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SecretStr
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bookit.api.requests import (
    SESSION_COOKIE,
    actor_of,
    actor_with,
    address_of,
    body_of,
    credential_of,
    require_same_origin,
    system_of,
)
from bookit.domain.actor import MATRIX, Actor, Reach, Scope
from bookit.domain.errors import NotFound
from bookit.domain.file import address_of as address_of_file
from bookit.events.values import Role
from bookit.identity import Authenticated

router = APIRouter(prefix="/api/session", tags=["session"])


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignIn(_Body):
    email: str = Field(max_length=254, examples=["member@demo.example"])
    password: SecretStr = Field(max_length=1024, examples=["demo-bookit"])


class ChangePassword(_Body):
    current: SecretStr
    new: SecretStr


class AcceptInvitation(_Body):
    token: str
    password: SecretStr


class ResetPassword(_Body):
    token: str
    password: SecretStr


class ClaimSetup(_Body):
    """The first owner, with the one-time token from the server's log."""

    token: str
    email: str = Field(max_length=254)
    name: str = Field(min_length=1, max_length=120)
    password: SecretStr


class SetAvatar(_Body):
    avatar: UUID | None = Field(description="A file of the kind avatar that I uploaded; none takes it away.")


class CreateToken(_Body):
    name: str = Field(min_length=1, max_length=100, examples=["Wall display"])
    scopes: list[Scope] = Field(min_length=1)
    expires_at: AwareDatetime


BODIES: tuple[type[BaseModel], ...] = (
    SignIn,
    ChangePassword,
    AcceptInvitation,
    ResetPassword,
    ClaimSetup,
    CreateToken,
    SetAvatar,
)


class Me(BaseModel):
    """Who I am and what I may do."""

    member_id: UUID
    email: str
    name: str
    avatar_url: str | None = Field(description="Where to get the picture that shows me.")
    roles: list[Role]
    managed_buildings: list[UUID]
    groups: list[str]
    may: dict[str, str]
    """Each act I may do, and how far: own, managed (buildings) or everywhere."""


class SessionSeen(BaseModel):
    session_id: UUID
    created_at: datetime
    last_seen_at: datetime
    user_agent: str
    address: str
    current: bool


class MySessions(BaseModel):
    items: list[SessionSeen]


class TokenSeen(BaseModel):
    token_id: UUID
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class MyTokens(BaseModel):
    items: list[TokenSeen]


class TokenMade(BaseModel):
    token_id: UUID
    token: str
    """Shown this once."""


def _body_schema(model: type[BaseModel]) -> dict[str, object]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.post("", summary="Sign in", status_code=201, response_model=Me, openapi_extra=_body_schema(SignIn))
async def sign_in(request: Request) -> Response:
    """Start a session; its token comes as an HttpOnly cookie."""
    _refuse_foreign_pages(request)
    body = await body_of(request, SignIn)
    identity = system_of(request).identity
    who = await identity.authenticate(body.email, body.password.get_secret_value(), address=address_of(request))
    return await _signed_in(request, who)


@router.get("", summary="Who am I")
async def who_am_i(request: Request) -> Me:
    """Who I am and what I may do."""
    return await _me(request, await actor_of(request))


@router.delete("", summary="Sign out", status_code=204)
async def sign_out(request: Request) -> Response:
    """End this session."""
    credential = await credential_of(request)
    await system_of(request).identity.sessions.end(credential.member_id, credential.credential_id)
    response = Response(status_code=204)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return response


@router.post("/password", summary="Change password", status_code=204, openapi_extra=_body_schema(ChangePassword))
async def change_password(request: Request) -> Response:
    """Choose a new password; all other sessions end."""
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-session", owner=credential.member_id)
    body = await body_of(request, ChangePassword)
    await system_of(request).identity.change_password(
        credential, body.current.get_secret_value(), body.new.get_secret_value(), address=address_of(request)
    )
    return Response(status_code=204)


@router.put("/avatar", summary="Set my picture", openapi_extra=_body_schema(SetAvatar))
async def set_avatar(request: Request) -> Me:
    """Show me by a picture, or by none; one that shows nobody any more is removed within a day."""
    actor = await actor_of(request)
    actor.require("set-avatar", owner=actor.member_id)
    body = await body_of(request, SetAvatar)
    await system_of(request).identity.people.show(actor.member_id, body.avatar)
    return await _me(request, actor)


@router.get("/sessions", summary="My sessions")
async def my_sessions(request: Request) -> MySessions:
    """Where I am signed in, the latest first."""
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-session", owner=credential.member_id)
    sessions = await system_of(request).identity.sessions.of_member(credential.member_id)
    return MySessions(
        items=[
            SessionSeen(
                session_id=session.session_id,
                created_at=session.created_at,
                last_seen_at=session.last_seen_at,
                user_agent=session.user_agent,
                address=session.address,
                current=session.session_id == credential.credential_id,
            )
            for session in sessions
        ]
    )


@router.delete("/sessions/{session_id}", summary="End one of my sessions", status_code=204)
async def end_session(request: Request, session_id: UUID) -> Response:
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-session", owner=credential.member_id)
    if not await system_of(request).identity.sessions.end(credential.member_id, session_id):
        raise NotFound("session", session_id)
    return Response(status_code=204)


@router.post("/tokens", summary="Create an API token", status_code=201, openapi_extra=_body_schema(CreateToken))
async def create_token(request: Request) -> TokenMade:
    """A token for scripts, shown this once; it can do no more than I can, within its scopes."""
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-tokens", owner=credential.member_id)
    body = await body_of(request, CreateToken)
    made = await system_of(request).identity.tokens.create(
        credential, name=body.name, scopes=body.scopes, expires_at=body.expires_at
    )
    return TokenMade(token_id=made.token_id, token=made.token)


@router.get("/tokens", summary="My API tokens")
async def my_tokens(request: Request) -> MyTokens:
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-tokens", owner=credential.member_id)
    tokens = await system_of(request).identity.tokens.of_member(credential.member_id)
    return MyTokens(
        items=[
            TokenSeen(
                token_id=token.token_id,
                name=token.name,
                scopes=sorted(token.scopes),
                created_at=token.created_at,
                expires_at=token.expires_at,
                last_used_at=token.last_used_at,
            )
            for token in tokens
        ]
    )


@router.delete("/tokens/{token_id}", summary="Revoke one of my API tokens", status_code=204)
async def revoke_token(request: Request, token_id: UUID) -> Response:
    credential = await credential_of(request)
    (await actor_with(request, credential)).require("manage-tokens", owner=credential.member_id)
    if not await system_of(request).identity.tokens.revoke(credential.member_id, token_id):
        raise NotFound("token", token_id)
    return Response(status_code=204)


@router.post(
    "/invitation",
    summary="Accept an invitation",
    status_code=201,
    response_model=Me,
    openapi_extra=_body_schema(AcceptInvitation),
)
async def accept_invitation(request: Request) -> Response:
    """Choose a password with the token of an invitation; answers with a session."""
    _refuse_foreign_pages(request)
    body = await body_of(request, AcceptInvitation)
    system = system_of(request)
    who = await system.identity.invitations.accept(
        body.token, body.password.get_secret_value(), join=system.confirm_member
    )
    return await _signed_in(request, who)


@router.post(
    "/password-reset",
    summary="Reset a password",
    status_code=201,
    response_model=Me,
    openapi_extra=_body_schema(ResetPassword),
)
async def reset_password(request: Request) -> Response:
    """Choose a new password with the token of a reset; all sessions end, and the answer begins a new one."""
    _refuse_foreign_pages(request)
    body = await body_of(request, ResetPassword)
    resets = system_of(request).identity.password_resets
    return await _signed_in(request, await resets.complete(body.token, body.password.get_secret_value()))


@router.post(
    "/setup",
    summary="Claim a new install",
    status_code=201,
    response_model=Me,
    openapi_extra=_body_schema(ClaimSetup),
)
async def claim_setup(request: Request) -> Response:
    """Become the first owner with the one-time token from the server's log; answers with a session."""
    _refuse_foreign_pages(request)
    body = await body_of(request, ClaimSetup)
    system = system_of(request)
    who = await system.identity.first_run.claim(
        body.token,
        email=body.email,
        display_name=body.name,
        password=body.password.get_secret_value(),
        make_owner=system.make_owner,
    )
    return await _signed_in(request, who)


def _refuse_foreign_pages(request: Request) -> None:
    """Signing in needs no cookie, but another site's page must not sign its visitor in either."""
    if "origin" in request.headers or "sec-fetch-site" in request.headers:
        require_same_origin(request)


async def _signed_in(request: Request, who: Authenticated) -> Response:
    system = system_of(request)
    session = await system.identity.sessions.start(
        who, user_agent=request.headers.get("user-agent", ""), address=address_of(request)
    )
    credential = await system.identity.sessions.look_up(session.token)
    if credential is None:
        raise AssertionError("a session that has just begun is found")
    actor = await actor_with(request, credential)
    response = JSONResponse((await _me(request, actor)).model_dump(mode="json"), 201)
    response.set_cookie(
        SESSION_COOKIE,
        session.token,
        httponly=True,
        samesite="lax",
        secure=system.settings.uses_https,
        max_age=system.settings.session_days * 86_400,
    )
    return response


async def _me(request: Request, actor: Actor) -> Me:
    person = (await system_of(request).identity.people.by_ids([actor.member_id]))[actor.member_id]
    return Me(
        member_id=actor.member_id,
        email=person.email,
        name=person.display_name,
        avatar_url=address_of_file(person.avatar) if person.avatar else None,
        roles=sorted(actor.roles),
        managed_buildings=sorted(actor.managed_buildings),
        groups=sorted(actor.groups),
        may={act: reach.name.lower() for act in MATRIX if (reach := actor.reach(act)) is not Reach.NONE},
    )

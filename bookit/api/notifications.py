"""What members do with their notifications: mark them read, choose how they are told, stop letters by a link."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bookit.api.problems import Problem
from bookit.api.requests import actor_of, body_of, system_of
from bookit.domain.actor import Actor
from bookit.notifications import Chosen, Stop, stop_page
from bookit.notifications.news import Channel, Choice, Subject
from bookit.notifications.wording import Language, Wording
from bookit.queries import directory

router = APIRouter(prefix="/api/notifications", tags=["notifications"])

MOST_AT_ONCE = 1000

Token = Annotated[str, Query(max_length=200)]


class MarkRead(BaseModel):
    """Which notifications were read: named, or all up to a time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notification_ids: list[UUID] = Field(default=[], max_length=MOST_AT_ONCE)
    upto: AwareDatetime | None = None


class MarkedRead(BaseModel):
    count: int
    """How many of them were unread."""


class ChoicesByChannel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    inbox: Literal["now", "off"]
    mail: Choice


class ChooseNotifications(BaseModel):
    """How I am told. A subject that is not named stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language | None = None
    reminder_minutes: int = Field(ge=0, le=120, description="Before a booking begins; 0 for no reminders.")
    choices: dict[Subject, ChoicesByChannel] = {}


class ChosenNotifications(BaseModel):
    language: Language | None = Field(description="Empty for that of the organisation.")
    reminder_minutes: int
    choices: dict[Subject, dict[Channel, Choice]]


BODIES: tuple[type[BaseModel], ...] = (MarkRead, ChooseNotifications)


def _body_schema(model: type[BaseModel]) -> dict[str, object]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.post("/read", summary="Mark notifications read", openapi_extra=_body_schema(MarkRead))
async def mark_read(request: Request) -> MarkedRead:
    """Those of others stay as they are, and so do those that were read before."""
    actor = await _actor(request)
    body = await body_of(request, MarkRead)
    count = await system_of(request).notifications.mark_read(actor.member_id, body.notification_ids, upto=body.upto)
    return MarkedRead(count=count)


@router.get("/choices", summary="How I am told")
async def choices(request: Request) -> ChosenNotifications:
    actor = await _actor(request)
    return await _chosen(request, actor)


@router.put("/choices", summary="Choose how I am told", openapi_extra=_body_schema(ChooseNotifications))
async def choose(request: Request) -> ChosenNotifications:
    actor = await _actor(request)
    body = await body_of(request, ChooseNotifications)
    wanted = Chosen(
        body.language,
        body.reminder_minutes,
        {subject: {"inbox": each.inbox, "mail": each.mail} for subject, each in body.choices.items()},
    )
    await system_of(request).notifications.choose(actor.member_id, wanted)
    return await _chosen(request, actor)


@router.get("/stop", summary="Page behind the link of a letter", response_class=HTMLResponse)
async def ask_to_stop(request: Request, token: Token) -> Response:
    """Asks once more: programs that follow every link of a letter must not change anything."""
    wish = _wish(request, token)
    wording = await _wording(request, wish)
    return await _page(request, wish, wording, text=wording["stop_question"], button=wording["stop"])


@router.post("/stop", summary="Stop letters of a kind (RFC 8058)", response_class=HTMLResponse)
async def stop(request: Request, token: Token) -> Response:
    """No more mail of this kind; the link itself is the right to ask for it."""
    wish = _wish(request, token)
    await system_of(request).notifications.stop(wish)
    wording = await _wording(request, wish)
    return await _page(request, wish, wording, text=wording["stopped"], button=None)


async def _actor(request: Request) -> Actor:
    actor = await actor_of(request)
    actor.require("manage-notifications", owner=actor.member_id)
    return actor


async def _chosen(request: Request, actor: Actor) -> ChosenNotifications:
    chosen = await system_of(request).notifications.chosen(actor.member_id)
    return ChosenNotifications(
        language=chosen.language,
        reminder_minutes=chosen.reminder_minutes,
        choices={subject: dict(each) for subject, each in chosen.choices.items()},
    )


def _wish(request: Request, token: str) -> Stop:
    if not token:
        raise Problem(
            400,
            "malformed",
            "The link is not complete.",
            errors=[{"parameter": "token", "detail": "The link is not complete."}],
        )
    return system_of(request).notifications.read_link(token)


async def _wording(request: Request, wish: Stop) -> Wording:
    system = system_of(request)
    chosen = await system.notifications.chosen(wish.member_id)
    return Wording.of(chosen.language, system.settings.language)


async def _page(request: Request, wish: Stop, wording: Wording, *, text: str, button: str | None) -> Response:
    sentence = text.format(subject=wording.subject(wish.subject))
    system = system_of(request)
    name = (await directory.branding(system.queries)).name or system.settings.organisation
    page = stop_page(name, wording, sentence, button=button)
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return HTMLResponse(page, headers=headers)

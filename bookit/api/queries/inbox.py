"""What I was told."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from bookit.api.queries.asking import Cursor, Limit, MinPosition, asked_of_primary
from bookit.api.requests import system_of
from bookit.notifications.news import SUBJECT_OF, News, Subject
from bookit.notifications.wording import Item, Wording
from bookit.queries import inbox as told

router = APIRouter()


class NotificationItem(BaseModel):
    subject_id: UUID = Field(description="The booking, series or place in the waitlist.")
    facts: dict[str, Any] = Field(description="When and where, as it was then.")
    building: str | None
    room: str | None
    seat: str | None
    title: str | None
    reason: str | None


class NotificationSeen(BaseModel):
    notification_id: UUID
    kind: News
    subject: Subject
    headline: str = Field(description="In the member's language.")
    act_id: UUID
    actor_id: UUID
    told_at: datetime
    read_at: datetime | None
    count: int = Field(description="How many bookings, series or wishes it is about.")
    items: list[NotificationItem] = Field(description="The first twenty of them.")


class InboxPage(BaseModel):
    items: list[NotificationSeen]
    unread: int
    next_cursor: str | None


@router.get("/inbox", summary="My inbox", response_model=InboxPage)
async def inbox(
    request: Request,
    unread: Annotated[bool, Query(description="Only what I have not read.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
    min_position: MinPosition = None,
) -> Response:
    """A page of what I was told, the latest first, and how much of all is unread."""
    question = await asked_of_primary(request, told.PROJECTIONS, min_position)
    page = await told.inbox(question.queries, question.viewer, unread_only=unread, limit=limit, cursor=cursor)
    system = system_of(request)
    chosen = await system.notifications.chosen(question.viewer.member_id)
    wording = Wording.of(chosen.language, system.settings.language)
    items = [_seen(each, wording) for each in page.items]
    answer = InboxPage(items=items, unread=page.unread, next_cursor=page.next_cursor)
    return await question.answer(answer.model_dump_json().encode())


def _seen(notification: told.Notification, wording: Wording) -> NotificationSeen:
    news = News(notification.kind)
    items = [
        Item(**{name: value for name, value in each.items() if name != "subject_id"}) for each in notification.items
    ]
    return NotificationSeen(
        notification_id=notification.notification_id,
        kind=news,
        subject=SUBJECT_OF[news],
        headline=wording.headline(news, items, notification.count),
        act_id=notification.act_id,
        actor_id=notification.actor_id,
        told_at=notification.told_at,
        read_at=notification.read_at,
        count=notification.count,
        items=[NotificationItem(**each) for each in notification.items],
    )

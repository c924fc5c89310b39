"""The reaction behind all news: one effect for each command whose facts may have to be told."""

from collections.abc import Iterable, Sequence
from typing import ClassVar
from uuid import UUID

import psycopg
from psycopg import sql

from bookit.effects import NewEffect, Queue, Reaction
from bookit.events import Event
from bookit.events.bookings import BookingPlaced
from bookit.notifications.news import Subject
from bookit.notifications.tidings import OLD_NEWS, TOLD
from bookit.projections import Recorded
from bookit.settings import Settings

TELL = "news.tell"


class NotificationsReaction(Reaction):
    """What a command did is told at once, however much it was; deciding what to say is left to the effect.

    Most commands are members booking for themselves, and most of these want no news of it; an import of the past is no
    news to anybody. They cost nothing more.
    """

    NAME: ClassVar[str] = "notifications"

    def __init__(self, schema: str) -> None:
        self._select_choosers = sql.SQL(
            "SELECT DISTINCT member_id FROM {} WHERE member_id = ANY (%s) AND subject = %s AND choice <> 'off'"
        ).format(sql.Identifier(schema, "notification_choices"))

    def effects(self, events: Sequence[Recorded], connection: psycopg.Connection) -> Iterable[NewEffect]:
        told = [event for event in events if event.topic in TOLD and not _is_history(event)]
        own = {event.position: event.actor_id for event in told if _is_own_and_certain(event)}
        choosers = self._choosers(set(own.values()), connection)
        first: dict[UUID, int] = {}
        for event in told:
            if event.position not in own or own[event.position] in choosers:
                first.setdefault(event.command_id, event.position)
        return [
            NewEffect(TELL, f"{TELL}:{command_id}", {"position": position}, Queue.URGENT, position)
            for command_id, position in first.items()
        ]

    def _choosers(self, members: set[UUID], connection: psycopg.Connection) -> set[UUID]:
        """Those who want to hear of what they do themselves."""
        if not members:
            return set()
        rows = connection.execute(self._select_choosers, [list(members), Subject.OWN])
        return {member_id for (member_id,) in rows}


def _is_history(recorded: Recorded) -> bool:
    event = _read(recorded)
    return event is not None and recorded.recorded_at - event.timestamp > OLD_NEWS


def _is_own_and_certain(recorded: Recorded) -> bool:
    """Whether somebody booked for themselves, and nobody has to approve it."""
    event = _read(recorded)
    return isinstance(event, BookingPlaced) and event.member_id == recorded.actor_id and not event.pending


def _read(recorded: Recorded) -> Event | None:
    """None for what can't be read: that is for the effect to stumble over, and to be parked alone."""
    try:
        return recorded.event
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, the other facts go on
        return None


def reactions_of(settings: Settings) -> Sequence[Reaction]:
    """All reactions of this version."""
    return [NotificationsReaction(settings.database_schema)]

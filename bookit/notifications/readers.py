"""Who is told, by what, in which language: read for many members at once, in the transaction of an effect."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import sql

from bookit.domain.aggregate import replay
from bookit.domain.member import Member
from bookit.events import Event, codec
from bookit.events.values import Role
from bookit.notifications.news import DEFAULTS, REMINDER_MINUTES, Channel, Choice, Subject

_SUBJECTS = frozenset(subject.value for subject in Subject)


@dataclass(frozen=True, slots=True)
class Reader:
    """A member as those see them who write."""

    member_id: UUID
    email: str
    display_name: str
    language: str | None = None
    reminder_minutes: int = REMINDER_MINUTES
    choices: Mapping[tuple[Subject, Channel], Choice] = field(default_factory=dict)

    def choice(self, subject: Subject, channel: Channel) -> Choice:
        """How this member wants to hear of a subject."""
        chosen = self.choices.get((subject, channel))
        return chosen or (DEFAULTS[subject].inbox if channel == "inbox" else DEFAULTS[subject].mail)


class Readers:
    """Members and their choices. Who is suspended, was forgotten or never came to be reads nothing."""

    def __init__(self, connection: psycopg.Connection, schema: str) -> None:
        self._connection = connection
        self._schema = sql.Identifier(schema)

    def of(self, member_ids: Collection[UUID]) -> dict[UUID, Reader]:
        """Those of the members who may be told something."""
        ids = [member.id for member in self._members(member_ids).values() if member.active]
        if not ids:
            return {}
        choices: dict[UUID, dict[tuple[Subject, Channel], Choice]] = {}
        for member_id, subject, channel, choice in self._rows(_CHOICES, ids):
            if subject in _SUBJECTS:
                choices.setdefault(member_id, {})[Subject(subject), channel] = choice
        return {
            member_id: Reader(
                member_id,
                email,
                name,
                language,
                REMINDER_MINUTES if minutes is None else minutes,
                choices.get(member_id, {}),
            )
            for member_id, email, name, language, minutes in self._rows(_PEOPLE, ids)
        }

    def approvers(self, building_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
        """For each building its managers; where there is none, the admins and owners."""
        if not building_ids:
            return {}
        trusted = [row[0] for row in self._rows(_TRUSTED)]
        members = [member for member in self._members(trusted).values() if member.active]
        everywhere = {member.id for member in members if not member.roles.keys().isdisjoint({Role.ADMIN, Role.OWNER})}
        return {
            building_id: {member.id for member in members if building_id in member.managed_buildings} or everywhere
            for building_id in building_ids
        }

    def _members(self, member_ids: Collection[UUID]) -> dict[UUID, Member]:
        found = histories(self._connection, self._schema, member_ids)
        members = {member_id: replay(events) for member_id, events in found.items()}
        return {member_id: member for member_id, member in members.items() if isinstance(member, Member)}

    def _rows(self, statement: LiteralString, *parameters: list[UUID]) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql.SQL(statement).format(schema=self._schema), parameters).fetchall()


def histories(
    connection: psycopg.Connection,
    schema: sql.Identifier,
    stream_ids: Collection[UUID],
    *,
    upto: int | None = None,
) -> dict[UUID, list[Event]]:
    """All events of some streams, up to a position if one is given, in one statement."""
    statement = sql.SQL(_HISTORIES).format(schema=schema)
    found: dict[UUID, list[Event]] = {}
    for stream_id, version, topic, state in connection.execute(
        statement, {"ids": list(stream_ids), "upto": upto}, binary=True
    ):
        found.setdefault(stream_id, []).append(codec.decode(topic, stream_id, version, state))
    return found


_HISTORIES: LiteralString = """
    SELECT originator_id, originator_version, topic, state FROM {schema}.events
    WHERE originator_id = ANY (%(ids)s::uuid[]) AND (%(upto)s::bigint IS NULL OR notification_id <= %(upto)s)
    ORDER BY originator_id, originator_version
"""

_PEOPLE: LiteralString = """
    SELECT member_id, email, display_name, language, reminder_minutes
    FROM {schema}.people LEFT JOIN {schema}.notification_settings USING (member_id)
    WHERE member_id = ANY (%s::uuid[])
"""

_CHOICES: LiteralString = """
    SELECT member_id, subject, channel, choice FROM {schema}.notification_choices WHERE member_id = ANY (%s::uuid[])
"""

_TRUSTED: LiteralString = """
    SELECT DISTINCT originator_id FROM {schema}.events WHERE topic = 'member.role_granted'
"""

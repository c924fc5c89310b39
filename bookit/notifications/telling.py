"""Tells members what happened: into their inbox, and into letters that are sent later.

All of it is rows, written together with the end of the effect: it happens exactly once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, LiteralString
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from bookit.domain.aggregate import replay
from bookit.domain.booking import Booking
from bookit.effects import Effect, Kind, NewEffect, Queue, Shelf
from bookit.events import Event, codec
from bookit.notifications.news import SUBJECT_OF, News, Subject
from bookit.notifications.readers import Reader, Readers, histories
from bookit.notifications.tidings import (
    Approvers,
    Happening,
    Tiding,
    begins_soon,
    holds_its_place,
    is_to_come,
    still_pending,
    tidings,
)

SEND = "letter.send"
REMIND = "news.remind"
REMIND_APPROVERS = "news.remind_approvers"

GATHER = timedelta(seconds=10)
"""A letter about an act of many commands waits so long for the next one."""
GATHER_AT_MOST = timedelta(minutes=10)
DIGEST_AT = time(8)
"""Local time at which a day's digest is due."""
OVERFLOW = "overflow"
"""The letter that takes everything while a member has got too many."""
SEND_ATTEMPTS = 20
"""Some ten hours: a mail server may be down for a night."""
REMIND_APPROVERS_AFTER = 0.75
"""Of the time that they have."""
_SHORTEST_PATIENCE = timedelta(hours=1)
"""Who has less time than this to decide is not reminded."""


@dataclass(frozen=True, slots=True)
class _Act:
    act_id: UUID
    actor_id: UUID
    is_part: bool
    """Of an act of many commands: more may follow."""


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A tiding on its way to one member."""

    tiding: Tiding
    reader: Reader
    in_inbox: bool
    bundle: str | None
    """The letter that it goes into; None for no letter."""


class Telling(Kind):
    """`news.tell`: what the facts of one command mean to whom."""

    def __init__(self, schema: str, *, by_mail: bool) -> None:
        self._schema = schema
        self._notes = Notes(schema, by_mail=by_mail)

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        happenings, act = _command_at(connection, sql.Identifier(self._schema), effect.payload["position"])
        last = happenings[-1].position
        streams = histories(
            connection,
            sql.Identifier(self._schema),
            {each.event.originator_id for each in happenings},
            upto=last,
        )
        told = tidings(happenings, act.actor_id, streams)
        self._notes.write(connection, told, act)
        Shelf(connection, self._schema).put(_reminders_of_approvers(told, act, effect.payload["position"]))


class RemindingApprovers(Kind):
    """`news.remind_approvers`: of what a command asked for and nobody has decided."""

    def __init__(self, schema: str, *, by_mail: bool) -> None:
        self._schema = schema
        self._notes = Notes(schema, by_mail=by_mail)

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        schema = sql.Identifier(self._schema)
        happenings, act = _command_at(connection, schema, effect.payload["position"])
        streams = histories(connection, schema, {each.event.originator_id for each in happenings})
        self._notes.write(connection, still_pending(streams, happenings[-1].position), act)


class Reminding(Kind):
    """`news.remind`: of a booking that begins soon."""

    def __init__(self, schema: str, *, by_mail: bool) -> None:
        self._schema = schema
        self._notes = Notes(schema, by_mail=by_mail)

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        booking_id = UUID(effect.payload["booking_id"])
        events = histories(connection, sql.Identifier(self._schema), [booking_id]).get(booking_id, [])
        booking = replay(events)
        if isinstance(booking, Booking) and is_to_come(booking, datetime.fromisoformat(effect.payload["starts_at"])):
            act = _Act(effect.effect_id, booking.member_id, is_part=False)
            self._notes.write(connection, [begins_soon(booking, 0)], act)


class Notes:
    """Writes tidings down for those they are for, as each has chosen."""

    def __init__(self, schema: str, *, by_mail: bool) -> None:
        self._name = schema
        self._schema = sql.Identifier(schema)
        self._by_mail = by_mail

    def write(self, connection: psycopg.Connection, told: Sequence[Tiding], act: _Act) -> None:
        """In the transaction of the caller; the same again changes nothing."""
        addressed = self._address(connection, told, act)
        if not addressed:
            return
        notification_ids = self._notifications(connection, addressed, act)
        letter_ids = self._letters(connection, addressed, act)
        self._items(connection, addressed, notification_ids, letter_ids)
        self._entries(connection, addressed)

    def _address(self, connection: psycopg.Connection, told: Sequence[Tiding], act: _Act) -> list[_Addressed]:
        readers = Readers(connection, self._name)
        approvers = readers.approvers({each.to.building_id for each in told if isinstance(each.to, Approvers)})
        pairs = [
            (tiding, member_id)
            for tiding in told
            for member_id in (
                approvers[tiding.to.building_id] - {act.actor_id} if isinstance(tiding.to, Approvers) else [tiding.to]
            )
        ]
        known = readers.of({member_id for _, member_id in pairs})
        entries = self._known_entries(connection, {tiding.subject_id for tiding in told})
        addressed = []
        for tiding, member_id in pairs:
            if (reader := known.get(member_id)) is None:
                continue
            subject = SUBJECT_OF[tiding.news]
            in_inbox = reader.choice(subject, "inbox") != "off"
            bundle = self._bundle(tiding, reader, act, in_calendar=(tiding.subject_id, member_id) in entries)
            if in_inbox or bundle:
                addressed.append(_Addressed(tiding, reader, in_inbox, bundle))
        return addressed

    def _bundle(self, tiding: Tiding, reader: Reader, act: _Act, *, in_calendar: bool) -> str | None:
        if not self._by_mail:
            return None
        subject = SUBJECT_OF[tiding.news]
        match reader.choice(subject, "mail"):
            case "now":
                return f"act:{act.act_id}"
            case "daily":
                return "digest"
            case _:
                # What came into a calendar by a letter must not go stale there, whoever changed it.
                return f"act:{act.act_id}" if in_calendar and subject is Subject.OWN else None

    def _known_entries(self, connection: psycopg.Connection, booking_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
        statement = sql.SQL(_ENTRIES).format(schema=self._schema)
        return {(booking_id, member_id) for booking_id, member_id in connection.execute(statement, [list(booking_ids)])}

    def _notifications(
        self, connection: psycopg.Connection, addressed: Sequence[_Addressed], act: _Act
    ) -> dict[tuple[UUID, News], UUID]:
        shown: dict[tuple[UUID, News], bool] = {}
        for each in addressed:
            key = (each.reader.member_id, each.tiding.news)
            shown[key] = shown.get(key, False) or each.in_inbox
        keys = sorted(shown)
        rows = connection.execute(
            sql.SQL(_PUT_NOTIFICATIONS).format(schema=self._schema),
            {
                "act_id": act.act_id,
                "actor_id": act.actor_id,
                "members": [member_id for member_id, _ in keys],
                "kinds": [news.value for _, news in keys],
                "in_inbox": [shown[key] for key in keys],
            },
        )
        return {(member_id, News(kind)): notification_id for notification_id, member_id, kind in rows}

    def _letters(
        self, connection: psycopg.Connection, addressed: Sequence[_Addressed], act: _Act
    ) -> dict[tuple[UUID, str], UUID]:
        """The open letter for each member and bundle, with the effect that will send it."""
        wanted = {(each.reader.member_id, each.bundle): each for each in addressed if each.bundle is not None}
        if not wanted:
            return {}
        shelf = Shelf(connection, self._name)
        overflowing = {
            member_id
            for (member_id,) in connection.execute(
                sql.SQL(_OVERFLOWING).format(schema=self._schema), [[member_id for member_id, _ in wanted], OVERFLOW]
            )
        }
        into = {key: OVERFLOW if key[0] in overflowing else key[1] for key in wanted}
        letters = sorted({(member_id, bundle) for (member_id, _), bundle in into.items()})
        rows = connection.execute(
            sql.SQL(_OPEN_LETTERS).format(schema=self._schema),
            {"members": [member_id for member_id, _ in letters], "bundles": [bundle for _, bundle in letters]},
        ).fetchall()
        opened = {(member_id, bundle): letter_id for letter_id, member_id, bundle, _ in rows}
        shelf.put(
            NewEffect(
                SEND,
                letter_key(opened[member_id, into[member_id, bundle]]),
                {"letter_id": str(opened[member_id, into[member_id, bundle]])},
                Queue.BULK if bundle == "digest" else Queue.ORDINARY,
                due_at=_due_at(bundle, each.tiding.facts, act),
                most_attempts=SEND_ATTEMPTS,
            )
            for (member_id, bundle), each in wanted.items()
        )
        if act.is_part:
            young = [
                letter_key(letter_id)
                for letter_id, _, bundle, age in rows
                if bundle.startswith("act:") and age < GATHER_AT_MOST
            ]
            shelf.reschedule(young, GATHER)
        return {key: opened[key[0], bundle] for key, bundle in into.items()}

    def _items(
        self,
        connection: psycopg.Connection,
        addressed: Sequence[_Addressed],
        notification_ids: Mapping[tuple[UUID, News], UUID],
        letter_ids: Mapping[tuple[UUID, str], UUID],
    ) -> None:
        connection.execute(
            sql.SQL(_PUT_ITEMS).format(schema=self._schema),
            (
                [notification_ids[each.reader.member_id, each.tiding.news] for each in addressed],
                [each.tiding.subject_id for each in addressed],
                [each.tiding.version for each in addressed],
                [each.tiding.position for each in addressed],
                [letter_ids[each.reader.member_id, each.bundle] if each.bundle else None for each in addressed],
                [Jsonb(dict(each.tiding.facts)) for each in addressed],
            ),
        )

    def _entries(self, connection: psycopg.Connection, addressed: Sequence[_Addressed]) -> None:
        """Note which bookings come into a calendar by these letters."""
        entered = [
            each for each in addressed if each.bundle and goes_into_calendar(each.tiding.news, each.tiding.facts)
        ]
        statement = sql.SQL(_PUT_ENTRIES).format(schema=self._schema)
        connection.execute(
            statement,
            ([each.tiding.subject_id for each in entered], [each.reader.member_id for each in entered]),
        )


def goes_into_calendar(news: News, facts: Mapping[str, Any]) -> bool:
    """Whether a letter with this news brings a booking into the calendar of who gets it."""
    return SUBJECT_OF[news] in IN_CALENDARS and "status" in facts and holds_its_place(facts)


IN_CALENDARS = frozenset({Subject.BOOKINGS, Subject.DECISIONS, Subject.WAITLIST, Subject.OWN})
"""What is told about these subjects changes the calendar of who is told."""


def letter_key(letter_id: UUID) -> str:
    """Of the effect that sends a letter."""
    return f"{SEND}:{letter_id}"


def _due_at(bundle: str, facts: Mapping[str, Any], act: _Act) -> datetime | None:
    if bundle == "digest":
        return _next_digest(datetime.now(UTC), ZoneInfo(facts.get("time_zone") or "UTC"))
    return datetime.now(UTC) + GATHER if act.is_part else None


def _next_digest(now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    due = local.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return due if due > local else due + timedelta(days=1)


def _reminders_of_approvers(told: Iterable[Tiding], act: _Act, position: int) -> Iterable[NewEffect]:
    """One for all that a command asked for, in time for the most urgent of it."""
    deadlines = [
        datetime.fromisoformat(tiding.facts["decide_by"])
        for tiding in told
        if tiding.news is News.APPROVAL_WANTED and tiding.facts["decide_by"]
    ]
    now = datetime.now(UTC)
    if deadlines and min(deadlines) - now >= _SHORTEST_PATIENCE:
        due_at = now + (min(deadlines) - now) * REMIND_APPROVERS_AFTER
        key = f"{REMIND_APPROVERS}:{position}"
        yield NewEffect(REMIND_APPROVERS, key, {"position": position}, Queue.ORDINARY, position, due_at=due_at)


def _command_at(connection: psycopg.Connection, schema: sql.Identifier, position: int) -> tuple[list[Happening], _Act]:
    """The facts of a command from a position on: they are consecutive."""
    rows = connection.execute(sql.SQL(_COMMAND).format(schema=schema), {"position": position}, binary=True).fetchall()
    if not rows:
        raise LookupError(f"the ledger has nothing at {position}")
    happenings = [
        Happening(_decoded(stream_id, version, topic, state), at, recorded_at)
        for stream_id, version, topic, state, at, recorded_at, *_ in rows
    ]
    *_, actor_id, command_id, correlation_id = rows[0]
    return happenings, _Act(correlation_id, actor_id, is_part=correlation_id != command_id)


def _decoded(stream_id: UUID, version: int, topic: str, state: bytes) -> Event:
    return codec.decode(topic, stream_id, version, state)


_COMMAND: LiteralString = """
    SELECT originator_id, originator_version, topic, state, notification_id, recorded_at,
           actor_id, command_id, correlation_id
    FROM {schema}.events
    WHERE notification_id >= %(position)s AND notification_id < coalesce((
        SELECT notification_id FROM {schema}.events
        WHERE notification_id > %(position)s AND command_id <> (
            SELECT command_id FROM {schema}.events WHERE notification_id = %(position)s)
        ORDER BY notification_id LIMIT 1), 9223372036854775807)
    ORDER BY notification_id
"""

_ENTRIES: LiteralString = """
    SELECT booking_id, member_id FROM {schema}.calendar_entries WHERE booking_id = ANY (%s::uuid[])
"""

_PUT_ENTRIES: LiteralString = """
    INSERT INTO {schema}.calendar_entries (booking_id, member_id)
    SELECT DISTINCT booking_id, member_id FROM unnest(%s::uuid[], %s::uuid[]) AS new (booking_id, member_id)
    ORDER BY booking_id, member_id ON CONFLICT DO NOTHING
"""

# What was read shows up again when there is more of it.
_PUT_NOTIFICATIONS: LiteralString = """
    INSERT INTO {schema}.notifications AS told (member_id, act_id, actor_id, kind, in_inbox)
    SELECT member_id, %(act_id)s, %(actor_id)s, kind, in_inbox
    FROM unnest(%(members)s::uuid[], %(kinds)s::text[], %(in_inbox)s::boolean[]) AS new (member_id, kind, in_inbox)
    ORDER BY member_id, kind
    ON CONFLICT (member_id, act_id, kind) DO UPDATE
    SET told_at = clock_timestamp(), read_at = NULL, in_inbox = told.in_inbox OR excluded.in_inbox
    RETURNING notification_id, member_id, kind
"""

_PUT_ITEMS: LiteralString = """
    INSERT INTO {schema}.notification_items (notification_id, subject_id, version, position, letter_id, facts)
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[], %s::uuid[], %s::jsonb[])
    ON CONFLICT DO NOTHING
"""

_OVERFLOWING: LiteralString = """
    SELECT member_id FROM {schema}.letters
    WHERE member_id = ANY (%s::uuid[]) AND bundle = %s AND closed_at IS NULL FOR UPDATE
"""

# Whoever closes one of these letters waits for this transaction, and then sees what it has put in.
_OPEN_LETTERS: LiteralString = """
    INSERT INTO {schema}.letters AS letter (member_id, bundle)
    SELECT * FROM unnest(%(members)s::uuid[], %(bundles)s::text[]) AS new (member_id, bundle)
    ORDER BY member_id, bundle
    ON CONFLICT (member_id, bundle) WHERE closed_at IS NULL DO UPDATE SET bundle = excluded.bundle
    RETURNING letter_id, member_id, bundle, clock_timestamp() - opened_at
"""

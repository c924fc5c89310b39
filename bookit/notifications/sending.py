"""Sends letters: closed first, so that every attempt sends the same, then handed to a mail server."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any, LiteralString
from urllib.parse import unquote, urlsplit
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from bookit.effects import Effect, Hopeless, Kind, NewEffect, Queue, Shelf, TooEarly
from bookit.identity.member_keys import Lock, open_sealed
from bookit.notifications.letters import Sender, Told, write
from bookit.notifications.news import SUBJECT_OF, News
from bookit.notifications.readers import Readers
from bookit.notifications.telling import IN_CALENDARS, OVERFLOW, SEND, SEND_ATTEMPTS, letter_key
from bookit.notifications.tidings import holds_its_place
from bookit.notifications.wording import Item
from bookit.settings import Settings

SECONDS = 20.0
"""Longest wait for each answer of a mail server."""
_HOUR = timedelta(hours=1)
_READ_MODELS = ("calendar", "directory")
_SEALED = ("title", "reason")


class Mailer:
    """Hands messages to the mail server of `BOOKIT_SMTP_URL`.

    `smtps://` is TLS from the start, `smtp+starttls://` insists on STARTTLS, and `smtp://` uses it where it is offered.
    """

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Raises OSError or SMTPException while the server can't; Hopeless when it never will."""
        try:
            with self._connected() as server:
                server.send_message(message, sender, [recipient])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[recipient]
            _give_up(code, said, error)
            raise
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            _give_up(error.smtp_code, error.smtp_error, error)
            raise

    def greet(self) -> None:
        """Reach the server and sign in, and nothing more. Raises OSError or SMTPException."""
        with self._connected() as server:
            server.noop()

    def _connected(self) -> AbstractContextManager[smtplib.SMTP]:
        url = self._url
        host, secure = url.hostname or "localhost", ssl.create_default_context()
        if url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, url.port or 465, timeout=SECONDS, context=secure)
        else:
            server = smtplib.SMTP(host, url.port or (587 if url.scheme == "smtp+starttls" else 25), timeout=SECONDS)
            server.ehlo()
            if url.scheme == "smtp+starttls" or server.has_extn("starttls"):
                server.starttls(context=secure)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        return server


def _give_up(code: int, said: bytes | str, error: Exception) -> None:
    """Raises Hopeless where the server says that it will never take this letter."""
    if code >= 500:
        text = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise Hopeless(f"the mail server refused it: {code} {text}") from error


class SendingLetters(Kind):
    """`letter.send`: one letter to one member, unless they were told enough for this hour."""

    def __init__(self, settings: Settings, send: Callable[[EmailMessage, str, str], None]) -> None:
        self._name = settings.database_schema
        self._schema = sql.Identifier(settings.database_schema)
        self._settings = settings
        self._most = settings.mails_per_hour
        self._letter_key = settings.key_for("letters")
        self._lock = Lock(settings.key_for("member keys"))
        self._send = send

    def prepare(self, effect: Effect, connection: psycopg.Connection) -> None:
        """Close the letter; with too many closed within the hour, it has to wait for those to come."""
        letter_id = UUID(effect.payload["letter_id"])
        row = self._execute(connection, _LOCK_LETTER, [letter_id]).fetchone()
        if row is None or row[2] is not None:
            return
        member_id, bundle, _ = row
        (sent, oldest), *_ = self._execute(connection, _LATELY, [member_id, _HOUR]).fetchall()
        if sent < self._most:
            self._execute(connection, _CLOSE, [letter_id])
            return
        wait = max(oldest + _HOUR - datetime.now(UTC), timedelta(seconds=1))
        if bundle == OVERFLOW:
            raise TooEarly(f"{sent} letters in an hour are enough", wait)
        self._merge(connection, letter_id, member_id, wait)

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        letter_id = UUID(effect.payload["letter_id"])
        letter = self._execute(connection, _LETTER, [letter_id]).fetchone()
        if letter is None:  # merged into another, or its member was forgotten
            return
        member_id, closed_at = letter
        reader = Readers(connection, self._name).of([member_id]).get(member_id)
        sender = Sender.of(self._settings, *(self._execute(connection, _BRANDING, []).fetchone() or ()))
        told = self._told(connection, letter_id, sender.base_url)
        if reader is not None and told:
            message = write(letter_id, closed_at, reader=reader, told=told, sender=sender, key=self._letter_key)
            self._send(message, sender.address, reader.email)
        self._execute(connection, _SENT, [letter_id])

    def _merge(self, connection: psycopg.Connection, letter_id: UUID, member_id: UUID, wait: timedelta) -> None:
        """Put what the letter tells into the one that takes everything until the hour is over."""
        rows = self._execute(connection, _OPEN_OVERFLOW, [member_id, OVERFLOW])
        ((overflow_id,),) = rows.fetchall()
        self._execute(connection, _MOVE_ITEMS, [overflow_id, letter_id])
        self._execute(connection, _REMOVE, [letter_id])
        effect = NewEffect(
            SEND,
            letter_key(overflow_id),
            {"letter_id": str(overflow_id)},
            Queue.BULK,
            due_at=datetime.now(UTC) + wait,
            most_attempts=SEND_ATTEMPTS,
        )
        Shelf(connection, self._name).put([effect])

    def _told(self, connection: psycopg.Connection, letter_id: UUID, base_url: str) -> list[Told]:
        (needed,) = self._execute(connection, _POSITION, [letter_id]).fetchone() or (0,)
        (reached,) = self._execute(connection, _REACHED, [list(_READ_MODELS)]).fetchone() or (0,)
        if (reached or 0) < (needed or 0):
            raise TooEarly("the read models do not know yet what is to be told", timedelta(milliseconds=200))
        statement = sql.SQL(ITEMS + _OF_LETTER).format(schema=self._schema)
        with connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(statement, [letter_id]).fetchall()
        texts = {row[name] for row in rows for name in _SEALED if row[name] is not None}
        opened = open_sealed(connection, self._name, self._lock, texts)
        return [_as_told(row | {name: opened.get(row[name]) for name in _SEALED}, base_url) for row in rows]

    def _execute(self, connection: psycopg.Connection, statement: LiteralString, values: list[Any]) -> psycopg.Cursor:
        return connection.execute(sql.SQL(statement).format(schema=self._schema), values)


def _as_told(row: dict[str, Any], base_url: str) -> Told:
    news, facts = News(row["kind"]), row["facts"]
    is_booking = "status" in facts
    holds = is_booking and holds_its_place(facts) and UUID(facts["member_id"]) == row["member_id"]
    return Told(
        news=news,
        subject_id=row["subject_id"],
        version=row["version"],
        told_at=row["told_at"],
        in_calendar=is_booking and SUBJECT_OF[news] in IN_CALENDARS and (holds or row["entered"]),
        holds=holds,
        item=item_of(row),
        actor=row["actor"],
        link=f"{base_url}/bookings/{row['subject_id']}" if is_booking else None,
    )


def item_of(row: dict[str, Any]) -> Item:
    """What a row of `ITEMS` tells, with names."""
    return Item(
        facts=row["facts"],
        building=row["building"],
        room=row["room"],
        seat=row["seat"],
        room_before=row["room_before"],
        seat_before=row["seat_before"],
        title=row["title"],
        reason=row["reason"],
        member=row["member"],
    )


ITEMS: LiteralString = """
    SELECT told.kind, told.told_at, told.member_id, item.subject_id, item.version, item.facts,
           building.name AS building, room.name AS room, seat.name AS seat,
           room_before.name AS room_before, seat_before.name AS seat_before,
           booking.title, booking.reason, member.display_name AS member,
           EXISTS (SELECT FROM {schema}.calendar_entries entry
                   WHERE entry.booking_id = item.subject_id AND entry.member_id = told.member_id) AS entered,
           CASE WHEN told.actor_id <> told.member_id THEN actor.display_name END AS actor
    FROM {schema}.notification_items item
    JOIN {schema}.notifications told USING (notification_id)
    LEFT JOIN {schema}.directory_buildings building ON building.building_id = (item.facts ->> 'building_id')::uuid
    LEFT JOIN {schema}.directory_rooms room ON room.room_id = (item.facts ->> 'room_id')::uuid
    LEFT JOIN {schema}.directory_seats seat ON seat.seat_id = (item.facts ->> 'seat_id')::uuid
    LEFT JOIN {schema}.directory_rooms room_before
        ON room_before.room_id = (item.facts -> 'before' ->> 'room_id')::uuid
    LEFT JOIN {schema}.directory_seats seat_before
        ON seat_before.seat_id = (item.facts -> 'before' ->> 'seat_id')::uuid
    LEFT JOIN {schema}.calendar_bookings booking ON booking.booking_id = item.subject_id
    LEFT JOIN {schema}.people actor ON actor.member_id = told.actor_id
    LEFT JOIN {schema}.people member ON member.member_id = (item.facts ->> 'member_id')::uuid
"""

_OF_LETTER: LiteralString = " WHERE item.letter_id = %s ORDER BY told.told_at, item.position, item.subject_id"

_LOCK_LETTER: LiteralString = (
    "SELECT member_id, bundle, closed_at FROM {schema}.letters WHERE letter_id = %s FOR UPDATE"
)

_LATELY: LiteralString = """
    SELECT count(*), min(closed_at) FROM {schema}.letters
    WHERE member_id = %s AND closed_at > clock_timestamp() - %s::interval
"""

_CLOSE: LiteralString = "UPDATE {schema}.letters SET closed_at = clock_timestamp() WHERE letter_id = %s"

_LETTER: LiteralString = (
    "SELECT member_id, closed_at FROM {schema}.letters WHERE letter_id = %s AND closed_at IS NOT NULL"
)

_SENT: LiteralString = "UPDATE {schema}.letters SET sent_at = clock_timestamp() WHERE letter_id = %s"

_OPEN_OVERFLOW: LiteralString = """
    INSERT INTO {schema}.letters AS letter (member_id, bundle) VALUES (%s, %s)
    ON CONFLICT (member_id, bundle) WHERE closed_at IS NULL DO UPDATE SET bundle = excluded.bundle RETURNING letter_id
"""

_MOVE_ITEMS: LiteralString = "UPDATE {schema}.notification_items SET letter_id = %s WHERE letter_id = %s"

_REMOVE: LiteralString = "DELETE FROM {schema}.letters WHERE letter_id = %s"

_BRANDING: LiteralString = "SELECT name, colour FROM {schema}.directory_branding"

_POSITION: LiteralString = "SELECT max(position) FROM {schema}.notification_items WHERE letter_id = %s"

_REACHED: LiteralString = "SELECT min(position) FROM {schema}.projections WHERE build = 'live' AND name = ANY (%s)"

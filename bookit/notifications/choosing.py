"""What members do with their news: read them, choose what they are told and how, stop letters by a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bookit.identity.database import Database, Pool
from bookit.notifications.links import Stop
from bookit.notifications.news import DEFAULTS, REMINDER_MINUTES, Channel, Choice, Subject
from bookit.notifications.telling import REMIND
from bookit.notifications.wording import Language

KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a member is told: everything that can be chosen, defaults included."""

    language: Language | None
    """None for that of the organisation."""
    reminder_minutes: int
    """0 for no reminders."""
    choices: Mapping[Subject, Mapping[Channel, Choice]]


class Notifications:
    """The notifications of one organisation's members. `pool` gives connections in autocommit."""

    def __init__(self, pool: Pool, schema: str, letter_key: bytes) -> None:
        self._letter_key = letter_key
        self._database = database = Database(pool, schema)
        self._mark_read = database.statement("""
            UPDATE {schema}.notifications SET read_at = clock_timestamp()
            WHERE member_id = %(member_id)s AND in_inbox AND read_at IS NULL
            AND (notification_id = ANY (%(ids)s::uuid[]) OR told_at <= %(upto)s::timestamptz)
        """)
        self._select_settings = database.statement("""
            SELECT language, reminder_minutes FROM {schema}.notification_settings WHERE member_id = %s
        """)
        self._select_choices = database.statement("""
            SELECT subject, channel, choice FROM {schema}.notification_choices WHERE member_id = %s
        """)
        self._set_settings = database.statement("""
            INSERT INTO {schema}.notification_settings (member_id, language, reminder_minutes)
            SELECT member_id, %(language)s, %(minutes)s FROM {schema}.people WHERE member_id = %(member_id)s
            ON CONFLICT (member_id) DO UPDATE
            SET language = excluded.language, reminder_minutes = excluded.reminder_minutes
        """)
        self._set_choices = database.statement("""
            INSERT INTO {schema}.notification_choices (member_id, subject, channel, choice)
            SELECT member_id, subject, channel, choice
            FROM {schema}.people, unnest(%(subjects)s::text[], %(channels)s::text[], %(choices)s::text[])
                AS new (subject, channel, choice)
            WHERE member_id = %(member_id)s
            ON CONFLICT (member_id, subject, channel) DO UPDATE SET choice = excluded.choice
        """)
        # Who booked a moment before needs no reminder of it.
        self._note_reminders = database.statement("""
            INSERT INTO {schema}.effects (kind, dedupe_key, queue, payload, most_attempts)
            SELECT %(kind)s, %(kind)s || ':' || booking_id || ':' || extract(epoch FROM starts_at)::bigint, 'ordinary',
                   jsonb_build_object('booking_id', booking_id, 'starts_at', starts_at), 5
            FROM (
                SELECT booking_id, starts_at, position,
                       starts_at - make_interval(mins => coalesce(reminder_minutes, %(minutes)s)) AS remind_at
                FROM {schema}.calendar_bookings LEFT JOIN {schema}.notification_settings USING (member_id)
                WHERE status = 'confirmed' AND coalesce(reminder_minutes, %(minutes)s) > 0
                  AND starts_at > clock_timestamp() AND starts_at <= clock_timestamp() + interval '2 hours'
            ) soon
            JOIN {schema}.events placed ON placed.notification_id = soon.position
            WHERE remind_at <= clock_timestamp() AND placed.recorded_at < remind_at
            ORDER BY 2
            ON CONFLICT (dedupe_key) DO NOTHING
        """)
        self._tidy = database.statement("""
            DELETE FROM {schema}.notifications WHERE notification_id IN (
                SELECT notification_id FROM {schema}.notifications
                WHERE told_at < clock_timestamp() - %s::interval ORDER BY told_at LIMIT 10000)
        """)

    async def mark_read(
        self, member_id: UUID, notification_ids: Sequence[UUID] = (), *, upto: datetime | None = None
    ) -> int:
        """Note that a member has seen these of their notifications, or all up to a time; answers how many were new."""
        asked = {"member_id": member_id, "ids": list(notification_ids), "upto": upto}
        async with self._database.connection() as connection:
            return (await connection.execute(self._mark_read, asked)).rowcount

    async def chosen(self, member_id: UUID) -> Chosen:
        """How a member is told at the moment."""
        async with self._database.connection() as connection:
            settings = await (await connection.execute(self._select_settings, [member_id])).fetchone()
            rows = await (await connection.execute(self._select_choices, [member_id])).fetchall()
        known = {(subject, channel): choice for subject, channel, choice in rows}
        language, minutes = settings or (None, None)
        return Chosen(
            language,
            REMINDER_MINUTES if minutes is None else minutes,
            {
                subject: {
                    "inbox": known.get((subject, "inbox"), default.inbox),
                    "mail": known.get((subject, "mail"), default.mail),
                }
                for subject, default in DEFAULTS.items()
            },
        )

    async def choose(self, member_id: UUID, chosen: Chosen) -> None:
        """Set everything that a member can choose; subjects that are not named stay as they are."""
        rows = [
            (subject, channel, choice) for subject, each in chosen.choices.items() for channel, choice in each.items()
        ]
        async with self._database.transaction() as connection:
            await connection.execute(
                self._set_settings,
                {"member_id": member_id, "language": chosen.language, "minutes": chosen.reminder_minutes},
            )
            await connection.execute(
                self._set_choices,
                {
                    "member_id": member_id,
                    "subjects": [subject for subject, _, _ in rows],
                    "channels": [channel for _, channel, _ in rows],
                    "choices": [choice for _, _, choice in rows],
                },
            )

    def read_link(self, token: str) -> Stop:
        """What the link of a letter asks for. Raises LinkRefused."""
        return Stop.opened(self._letter_key, token)

    async def stop(self, wish: Stop) -> None:
        """No more mail to this member about this subject."""
        row = {"member_id": wish.member_id, "subjects": [wish.subject], "channels": ["mail"], "choices": ["off"]}
        async with self._database.connection() as connection:
            await connection.execute(self._set_choices, row)

    async def note_reminders(self) -> int:
        """Have members reminded of what begins soon, each once; answers how many are new."""
        async with self._database.connection() as connection:
            return (
                await connection.execute(self._note_reminders, {"kind": REMIND, "minutes": REMINDER_MINUTES})
            ).rowcount

    async def tidy(self) -> None:
        """Remove what is older than half a year; now and then is enough."""
        async with self._database.connection() as connection:
            await connection.execute(self._tidy, [KEPT_FOR])

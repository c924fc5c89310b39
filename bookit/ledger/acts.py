"""What commands did: their facts, found again in the ledger to be undone or told about."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from psycopg import sql

from bookit.commands.decision import Act
from bookit.domain.aggregate import Aggregate, replay
from bookit.domain.errors import Conflict
from bookit.events import Event, codec
from bookit.ledger.append import Pool

A = TypeVar("A", bound=Aggregate)

MOST_FACTS = 20_000
"""Of one act; whoever wants to undo more undoes its parts."""


class Acts:
    """Acts of one organisation: a command, or the commands of an act of many such as an import."""

    def __init__(self, pool: Pool, schema: str) -> None:
        self._pool = pool
        names = {"schema": sql.Identifier(schema)}
        self._select_command = sql.SQL(
            "SELECT name, actor_id, position FROM {schema}.commands WHERE command_id = %b"
        ).format(**names)
        self._select_known = sql.SQL("SELECT command_id FROM {schema}.commands WHERE command_id = ANY (%b)").format(
            **names
        )
        # The facts of one command have consecutive positions: the walk back ends at the first that is not its own.
        self._select_of_command = sql.SQL(
            "SELECT originator_id, originator_version, topic, state, actor_id FROM {schema}.events"
            " WHERE notification_id <= %(position)s AND notification_id > coalesce("
            "   (SELECT notification_id FROM {schema}.events"
            "    WHERE notification_id <= %(position)s AND command_id <> %(command_id)s"
            "    ORDER BY notification_id DESC LIMIT 1), 0)"
            " ORDER BY notification_id LIMIT %(most)s"
        ).format(**names)
        self._select_of_many = sql.SQL(
            "SELECT originator_id, originator_version, topic, state, actor_id FROM {schema}.events"
            " WHERE correlation_id = %(act_id)s AND correlation_id <> command_id"
            " ORDER BY notification_id LIMIT %(most)s"
        ).format(**names)
        self._select_past = sql.SQL(
            "SELECT e.originator_id, e.originator_version, e.topic, e.state"
            " FROM unnest(%b::uuid[], %b::bigint[]) g (stream, version)"
            " JOIN {schema}.events e ON e.originator_id = g.stream AND e.originator_version <= g.version"
            " ORDER BY e.originator_id, e.originator_version"
        ).format(**names)

    async def known(self, command_ids: Collection[UUID]) -> set[UUID]:
        """Those of the commands that were recorded."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_known, [list(command_ids)], binary=True)
            return {row[0] for row in await cursor.fetchall()}

    async def done(self, act_id: UUID) -> Act | None:
        """What a command, or an act of many, recorded; None when there is no such act. Raises Conflict above 20,000."""
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(self._select_command, [act_id], prepare=True, binary=True)
            command = await cursor.fetchone()
            if command is not None:
                name, _, position = command
                asked = {"position": position, "command_id": act_id, "most": MOST_FACTS + 1}
                cursor = await connection.execute(self._select_of_command, asked, binary=True)
            else:
                name = None
                cursor = await connection.execute(
                    self._select_of_many, {"act_id": act_id, "most": MOST_FACTS + 1}, binary=True
                )
            rows: list[Any] = await cursor.fetchall()
        if command is None and not rows:
            return None
        if len(rows) > MOST_FACTS:
            raise Conflict(f"This did more than {MOST_FACTS} things; undo its parts.")
        givers = {actor_id for *_, actor_id in rows} if command is None else {command[1]}
        facts = [codec.decode(topic, stream, version, state) for stream, version, topic, state, _ in rows]
        return Act(name, givers.pop() if len(givers) == 1 else None, facts)

    async def as_they_were(self, kind: type[A], versions: Mapping[UUID, int]) -> dict[UUID, A]:
        """Streams as they were at a version each."""
        if not versions:
            return {}
        async with self._pool.connection(timeout=2) as connection:
            parameters = [list(versions), list(versions.values())]
            cursor = await connection.execute(self._select_past, parameters, binary=True)
            rows: list[Any] = await cursor.fetchall()
        events: dict[UUID, list[Event]] = {}
        for stream_id, version, topic, state in rows:
            events.setdefault(stream_id, []).append(codec.decode(topic, stream_id, version, state))
        past = {stream_id: replay(facts) for stream_id, facts in events.items()}
        return {stream_id: stream for stream_id, stream in past.items() if isinstance(stream, kind)}

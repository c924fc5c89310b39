import threading

import psycopg
import pytest

from bookit.effects import Effect, Hopeless, Kind, TooEarly
from tests.effects.shelves import Failing, Shelves, Trace


def test_what_an_effect_writes_is_committed_together_with_its_end(shelves: Shelves) -> None:
    effect_id = shelves.put()
    performer = shelves.performer(trace=Trace(shelves.schema))

    assert performer.attempt(effect_id)
    assert not performer.attempt(effect_id), "a message that comes twice changes nothing"

    shelves.hold()


def test_ten_messages_at_once_lead_to_one_effect(shelves: Shelves) -> None:
    effect_id = shelves.put()
    performer = shelves.performer(trace=Trace(shelves.schema))
    threads = [threading.Thread(target=performer.attempt, args=[effect_id]) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shelves.hold()
    assert shelves.row()["attempts"] == 1


class _WritesThenFails(Trace):
    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        super().perform(effect, connection)
        raise ValueError("after all")


def test_nothing_is_left_of_an_attempt_that_failed_but_its_error(shelves: Shelves) -> None:
    effect_id = shelves.put()

    assert not shelves.performer(trace=_WritesThenFails(shelves.schema)).attempt(effect_id)

    assert shelves.traces() == []
    row = shelves.row()
    assert (row["state"], row["attempts"], row["last_error"]) == ("waiting", 1, "ValueError: after all")
    assert row["due_at"] > row["started_at"]


@pytest.mark.parametrize(
    ("error", "state", "attempts", "said"),
    [
        (TooEarly("the read model is behind"), "waiting", 0, None),
        (Hopeless("no such mailbox"), "parked", 1, "no such mailbox"),
        (psycopg.errors.QueryCanceled("took too long"), "waiting", 1, "QueryCanceled: took too long"),
    ],
)
def test_how_an_attempt_ends_is_for_its_kind_to_say(
    shelves: Shelves, error: Exception, state: str, attempts: int, said: str | None
) -> None:
    effect_id = shelves.put()
    shelves.performer(trace=Failing(error)).attempt(effect_id)
    row = shelves.row()
    assert (row["state"], row["attempts"], row["last_error"]) == (state, attempts, said)


def test_an_effect_of_a_newer_version_waits_for_who_knows_it(shelves: Shelves) -> None:
    effect_id = shelves.put(kind="teleport")
    assert not shelves.performer().attempt(effect_id)
    assert "teleport" in shelves.row()["last_error"]
    shelves.time_passes()
    assert shelves.performer(teleport=Trace(shelves.schema)).attempt(effect_id)


class _Prepares(Kind):
    def __init__(self, schema: str) -> None:
        self.trace = Trace(schema)

    def prepare(self, effect: Effect, connection: psycopg.Connection) -> None:
        self.trace.perform(effect, connection)

    def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
        raise ValueError("the world is not ready")


def test_what_was_prepared_stays_when_the_rest_fails(shelves: Shelves) -> None:
    shelves.performer(trace=_Prepares(shelves.schema)).attempt(shelves.put())
    assert shelves.traces() == ["one"]
    assert shelves.row()["state"] == "waiting"


def test_a_connection_that_breaks_leaves_the_attempt_to_be_made_again(shelves: Shelves) -> None:
    effect_id = shelves.put()

    class Breaks(Kind):
        def perform(self, effect: Effect, connection: psycopg.Connection) -> None:
            # Not what the connection believes: behind a pooler that is another's.
            ours = connection.execute("SELECT pg_backend_pid()").fetchone()
            shelves.connection.execute("SELECT pg_terminate_backend(%s)", ours)
            connection.execute("SELECT 1")

    with pytest.raises(psycopg.OperationalError):
        shelves.performer(trace=Breaks()).attempt(effect_id)

    shelves.time_passes()
    assert shelves.performer(trace=Trace(shelves.schema)).attempt(effect_id)
    shelves.hold()
    assert shelves.row()["attempts"] == 2

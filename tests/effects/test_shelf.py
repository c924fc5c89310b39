from datetime import UTC, datetime, timedelta

from bookit.effects import NewEffect, Queue, Shelf
from tests.effects.shelves import Shelves


def test_an_effect_is_noted_once_however_often_it_is_put(shelves: Shelves, shelf: Shelf) -> None:
    twice = NewEffect("trace", "one", {"member_id": "a"})
    assert shelf.put([twice, twice]) == 1
    assert shelf.put([twice, NewEffect("trace", "two", {})]) == 1
    assert shelves.row()["payload"] == {"member_id": "a"}


def test_workers_are_told_of_what_is_due_the_longest_due_first(shelves: Shelves, shelf: Shelf) -> None:
    now = datetime.now(UTC)
    later = shelves.put("later", due_at=now - timedelta(minutes=1))
    first = shelves.put("first", due_at=now - timedelta(minutes=2))
    shelves.put("not yet", due_at=now + timedelta(hours=1))
    shelves.put("of another queue", queue=Queue.BULK)

    assert shelf.ring(Queue.ORDINARY, 1) == [first]
    assert shelf.ring(Queue.ORDINARY, 10) == [later]
    assert shelf.ring(Queue.ORDINARY, 10) == [], "workers were told of these a moment ago"


def test_an_effect_is_taken_up_by_one_worker_only(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put()

    effect = shelf.take_up(effect_id)

    assert effect is not None
    assert effect.attempt == 1
    with shelves.elsewhere() as other:
        assert other.take_up(effect_id) is None


def test_an_attempt_counts_although_it_never_comes_to_an_end(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put(most_attempts=2)
    for attempt in (1, 2):
        effect = shelf.take_up(effect_id)
        assert effect is not None
        assert effect.attempt == attempt
        assert shelf.park_dead() == [], "its pause is not over: it may be at work"
        shelves.time_passes()

    assert shelf.take_up(effect_id) is None
    assert shelf.park_dead() == [effect_id]
    assert shelves.row()["state"] == "parked"
    assert "died" in shelves.row()["last_error"]


def test_what_a_worker_holds_is_nobody_elses_however_long_it_takes(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put(most_attempts=1)
    effect = shelf.take_up(effect_id)
    assert effect is not None
    shelves.time_passes()
    with shelves.connection.transaction(), shelves.elsewhere() as other:
        assert shelf.hold(effect)
        assert other.take_up(effect_id) is None
        assert other.ring(Queue.ORDINARY, 10) == []
        assert other.park_dead() == []


def test_who_was_too_slow_to_hold_its_effect_has_lost_it(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put()
    slow = shelf.take_up(effect_id)
    assert slow is not None
    shelves.time_passes()
    with shelves.elsewhere() as other:
        assert other.take_up(effect_id) is not None

    assert not shelf.hold(slow)
    assert not shelf.failed(slow, "too late to say")
    assert shelves.row()["state"] == "running"


def test_the_pause_doubles_with_each_attempt_up_to_an_hour(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put(most_attempts=20)
    pauses = []
    for _ in range(20):
        effect = shelf.take_up(effect_id)
        assert effect is not None
        shelf.failed(effect, "no")
        row = shelves.row()
        pauses.append(round((row["due_at"] - row["started_at"]).total_seconds()))
        shelves.time_passes()

    assert pauses[:4] == [2, 4, 8, 16]
    assert pauses[-1] == 3600


def test_what_failed_for_the_last_time_is_parked_with_its_error(shelves: Shelves, shelf: Shelf) -> None:
    effect_id = shelves.put(most_attempts=1)
    effect = shelf.take_up(effect_id)
    assert effect is not None

    assert shelf.failed(effect, "no\0thing works")

    row = shelves.row()
    assert row["state"] == "parked"
    assert row["last_error"] == "no�thing works"
    assert row["parked_at"] is not None


def test_parked_effects_are_tried_again_or_given_up_when_an_operator_says_so(shelves: Shelves, shelf: Shelf) -> None:
    ids = []
    for key in ("one", "two"):
        ids.append(shelves.put(key, most_attempts=1))
        effect = shelf.take_up(ids[-1])
        assert effect is not None
        shelf.failed(effect, "no")

    assert shelf.retry([ids[0]]) == 1
    assert shelf.discard(ids) == 1, "what waits again is not parked"

    assert shelf.ring(Queue.ORDINARY, 10) == [ids[0]]
    assert shelves.row("two")["state"] == "discarded"
    assert shelf.take_up(ids[1]) is None


def test_the_next_to_be_due_is_known(shelves: Shelves, shelf: Shelf) -> None:
    assert shelf.next_due(60.0) == 60.0
    shelves.put("overdue", due_at=datetime.now(UTC) - timedelta(hours=1))
    shelves.put("soon", queue=Queue.BULK, due_at=datetime.now(UTC) + timedelta(seconds=30))
    assert 0 < shelf.next_due(60.0) <= 30


def test_only_what_was_over_long_ago_is_forgotten(shelves: Shelves, shelf: Shelf) -> None:
    for key in ("old", "new"):
        effect = shelf.take_up(shelves.put(key))
        assert effect is not None
        shelf.done(effect)
    shelves.put("open")
    shelves.connection.execute(
        f"UPDATE {shelves.schema}.effects SET done_at = now() - interval '31 days' WHERE dedupe_key = 'old'"
    )

    assert shelf.tidy() == 1
    assert shelves.row("new")["state"] == "done"
    assert shelves.row("open")["state"] == "waiting"

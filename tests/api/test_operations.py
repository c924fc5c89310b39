"""What operators see and do over HTTP, once for each key, on record."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from psycopg import sql
from uuid_utils.compat import uuid7

from bookit.events.values import Role
from bookit.projections import PROJECTIONS
from tests.database import open_database
from tests.running import Body, Client, Organisation, stay

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
async def operator(org: Organisation) -> Client:
    return await org.client(await org.member(Role.OPERATOR))


async def act(client: Client, name: str, *, key: str | None = None, **body: Any) -> Any:
    headers = {} if key is None else {"Idempotency-Key": key}
    return await client.post(f"/api/ops/{name}", json=body, headers=headers)


async def done(client: Client, name: str, **body: Any) -> Body:
    answer = await act(client, name, **body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def until(found: Callable[[], Awaitable[bool]], org: Organisation) -> None:
    """Wait for work of the projector, which is woken until it is done."""
    for _ in range(2000):
        org.projector.wake()
        if await found():
            return
    raise AssertionError("it never happened")


async def build(client: Client, projection: str, which: str = "rebuild") -> Body | None:
    items = (await client.learn("ops/projections"))["items"]
    return next((item for item in items if (item["name"], item["build"]) == (projection, which)), None)


async def test_every_read_model_is_shown_with_how_far_it_is(org: Organisation, operator: Client) -> None:
    await org.room()
    await org.caught_up()
    items = (await operator.learn("ops/projections"))["items"]
    assert {item["name"] for item in items if item["build"] == "live"} == {model.NAME for model in PROJECTIONS}
    for item in items:
        assert (item["events_behind"], item["seconds_behind"], item["seconds_left"]) == (0, 0, 0)
        assert item["position"] == item["head"] == await org.head()


async def test_a_rebuild_is_started_watched_and_switched_while_the_old_one_answers(
    org: Organisation, operator: Client
) -> None:
    room = await org.room()
    booking = (await org.owner.do("place-booking", room_id=room, **stay()))["booking_id"]
    await org.caught_up()
    await done(operator, "start-rebuild", projection="calendar", switch_when_ready=False)
    twice = await act(operator, "start-rebuild", projection="calendar")
    assert (twice.status_code, twice.json()["detail"]) == (409, "This read model is being rebuilt already.")

    async def caught_up() -> bool:
        assert (await org.owner.learn(f"bookings/{booking}"))["status"] == "confirmed"
        found = await build(operator, "calendar")
        assert found is not None
        assert 0 <= found["progress"] <= 1
        return bool(found["events_behind"] == 0)

    await until(caught_up, org)

    async def switched() -> bool:
        answer = await act(operator, "switch-rebuild", projection="calendar")
        assert answer.status_code == 200 or "Try again" in answer.text
        return bool(answer.status_code == 200)

    await until(switched, org)
    assert await build(operator, "calendar") is None
    assert (await org.owner.learn(f"bookings/{booking}"))["status"] == "confirmed"


async def test_a_rebuild_may_be_given_up(org: Organisation, operator: Client) -> None:
    await done(operator, "start-rebuild", projection="waitlist", switch_when_ready=False)
    await done(operator, "drop-rebuild", projection="waitlist")
    assert await build(operator, "waitlist") is None
    for name in ("drop-rebuild", "switch-rebuild"):
        assert (await act(operator, name, projection="waitlist")).status_code == 409


async def test_an_act_happens_once_for_each_key(org: Organisation, operator: Client) -> None:
    first = await act(operator, "start-rebuild", key="once", projection="series", switch_when_ready=False)
    again = await act(operator, "start-rebuild", key="once", projection="series", switch_when_ready=False)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    other = await act(operator, "drop-rebuild", key="once", projection="series")
    assert (other.status_code, other.json()["type"]) == (409, "/problems/idempotency-key-reused")
    await done(operator, "drop-rebuild", projection="series")


async def test_what_was_done_is_on_record_and_what_was_refused_is_not(org: Organisation, operator: Client) -> None:
    await done(operator, "start-rebuild", projection="deadlines", switch_when_ready=False)
    assert (await act(operator, "start-rebuild", projection="deadlines")).status_code == 409
    dropped = await done(operator, "drop-rebuild", projection="deadlines")
    auditor = await org.client(await org.member(Role.AUDITOR))
    page = await auditor.learn("ops/acts", {"limit": 1})
    (latest,) = page["items"]
    assert (latest["act_id"], latest["name"]) == (dropped["act_id"], "drop-rebuild")
    assert (latest["actor_id"], latest["request"]) == (operator.member_id, {"projection": "deadlines"})
    (before,) = (await auditor.learn("ops/acts", {"limit": 1, "cursor": page["next_cursor"]}))["items"]
    assert (before["name"], before["request"]["projection"]) == ("start-rebuild", "deadlines")


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"projection": "no such"}, 404, None),
        ({}, 400, "/projection"),
        ({"projection": "calendar", "much": True}, 400, "/much"),
        ({"projection": "calendar", "switch_when_ready": "yes"}, 400, "/switch_when_ready"),
    ],
)
async def test_what_makes_no_sense_is_refused(operator: Client, body: Body, status: int, pointer: str | None) -> None:
    answer = await act(operator, "start-rebuild", **body)
    assert answer.status_code == status
    if pointer:
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_nobody_gives_up_everything_at_once_by_mistake(operator: Client) -> None:
    answer = await act(operator, "discard-parked-events", projection="calendar")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/cause")


async def record_poison(org: Organisation, *states: bytes) -> UUID:
    """Facts that today's code can't read, and that the ledger has all the same."""
    stream, topics = uuid7(), ["booking.placed", "booking.retitled"]
    record = """
        WITH head AS (UPDATE {schema}.ledger_head SET position = position + 1 RETURNING position)
        INSERT INTO {schema}.events
        SELECT %s, %s, %s, %s, position, clock_timestamp(), %s, %s, %s, %s FROM head
    """
    async with open_database(org.settings) as database:
        for version, (topic, state) in enumerate(zip(topics, states, strict=False), 1):
            await database.run(record, stream, version, topic, state, uuid7(), uuid7(), uuid7(), bytes(32))
    return stream


async def test_parked_events_are_shown_by_their_cause_and_may_be_tried_again_or_given_up(
    org: Organisation, operator: Client
) -> None:
    good = b'{"timestamp":"2026-05-04T09:00:00Z","title":"A party"}'
    for _ in range(2):
        await record_poison(org, b'{"timestamp":"2026-05-04T09:00:00Z","room_id":"A secret"}', good)
    await org.caught_up()

    async def parked() -> list[Body]:
        events = (await operator.learn("ops/parked"))["events"]
        return [event for event in events if event["projection"] == "calendar"]

    (cause,) = await parked()
    assert (cause["topic"], cause["streams"], cause["events"], cause["build"]) == ("booking.placed", 2, 4, "live")
    assert "ValidationError" in cause["cause"]
    assert "secret" not in cause["cause"]
    live = await build(operator, "calendar", "live")
    assert live is not None
    assert live["parked"] == 4

    tried = await done(operator, "retry-parked-events", projection="calendar", cause=cause["cause"])
    assert tried["retried"] == 0
    assert [found["attempts"] for found in await parked()] == [2]

    one = await done(operator, "discard-parked-events", projection="calendar", stream_id=cause["examples"][0])
    assert (one["discarded"], one["retried"]) == (1, 1)
    rest = await done(operator, "discard-parked-events", projection="calendar", cause=cause["cause"])
    assert (rest["discarded"], rest["retried"]) == (1, 1)
    assert await parked() == []
    live = await build(operator, "calendar", "live")
    assert live is not None
    assert live["parked"] == 0


async def put_jobs(org: Organisation, *errors: str | None) -> list[str]:
    """Jobs that failed for good with these errors; those without one wait for tomorrow."""
    statement = sql.SQL(
        "INSERT INTO {}.effects (kind, dedupe_key, queue, payload, state, attempts, most_attempts, due_at, last_error,"
        " parked_at) SELECT 'mail.send', %s, 'ordinary', '{{}}',"
        " CASE WHEN %s::text IS NULL THEN 'waiting' ELSE 'parked' END,"
        " 3, 3, clock_timestamp() + interval '1 day', %s, CASE WHEN %s::text IS NOT NULL THEN clock_timestamp() END"
        " RETURNING effect_id"
    ).format(sql.Identifier(org.settings.database_schema))
    made = []
    async with org.system.pool.connection() as connection:
        for error in errors:
            row = await (await connection.execute(statement, [str(uuid7()), error, error, error])).fetchone()
            assert row is not None
            made.append(str(row[0]))
    return made


async def test_jobs_that_failed_are_shown_by_cause_tried_again_or_given_up(org: Organisation, operator: Client) -> None:
    refused, busy = "SMTPRecipientsRefused: ada@example.org", "SMTPServerBusy: try in 15 minutes"
    ids = await put_jobs(org, refused, "SMTPRecipientsRefused: bob@example.org", busy, None)
    causes = {found["cause"]: found["jobs"] for found in (await operator.learn("ops/parked"))["jobs"]}
    assert causes == {"SMTPRecipientsRefused: <address>": 2, "SMTPServerBusy: try in # minutes": 1}
    queues = {queue["queue"]: queue for queue in (await operator.learn("ops/queues"))["items"]}
    assert list(queues) == ["urgent", "ordinary", "bulk"]
    assert (queues["ordinary"]["parked"], queues["ordinary"]["later"], queues["bulk"]["parked"]) == (3, 1, 0)

    page = await operator.learn("ops/jobs", {"state": "parked", "limit": 2})
    rest = await operator.learn("ops/jobs", {"state": "parked", "limit": 2, "cursor": page["next_cursor"]})
    assert sorted(job["job_id"] for job in page["items"] + rest["items"]) == sorted(ids[:3])
    assert "ada@" not in str(page) + str(rest)

    again = await done(operator, "retry-jobs", cause="SMTPServerBusy: try in # minutes")
    assert again["retried"] == 1
    given_up = await done(operator, "discard-jobs", job_ids=[ids[0]])
    assert given_up["discarded"] == 1
    assert (await done(operator, "discard-jobs", cause="SMTPRecipientsRefused: <address>"))["discarded"] == 1
    assert (await operator.learn("ops/parked"))["jobs"] == []
    states = {job["job_id"]: job["state"] for job in (await operator.learn("ops/jobs"))["items"]}
    assert [states[job_id] for job_id in ids] == ["discarded", "discarded", "waiting", "waiting"]
    nothing = await act(operator, "discard-jobs")
    assert (nothing.status_code, nothing.json()["errors"][0]["pointer"]) == (422, "/cause")


async def test_deadlines_sessions_storage_and_processes_are_counted(org: Organisation, operator: Client) -> None:
    deadlines = {item["timer"]: item for item in (await operator.learn("ops/deadlines"))["items"]}
    assert {"approval", "check-in", "offer"} <= deadlines.keys()
    room = await org.room(policy={"approval_always": True})
    member = await org.client(await org.member())
    await member.do("place-booking", room_id=room, **stay())
    await org.caught_up()
    (approval,) = [each for each in (await operator.learn("ops/deadlines"))["items"] if each["timer"] == "approval"]
    assert (approval["due"], approval["next_due_at"] is not None) == (0, True)

    sessions = await operator.learn("ops/sessions")
    assert sessions["sessions"] >= 2
    assert sessions["seen_in_5_minutes"] >= 1

    storage = await operator.learn("ops/storage")
    sizes = {table["table"]: table["bytes"] for table in storage["items"]}
    assert sizes["events"] > 0
    assert storage["bytes"] == sum(sizes.values())
    assert storage["events"] == await org.head()

    processes = (await operator.learn("ops/processes"))["items"]
    assert [(process["kind"], process["alive"]) for process in processes] == [("api", True)]


async def test_prometheus_is_told_the_same(org: Organisation, operator: Client) -> None:
    await org.caught_up()
    told = (await org.anonymous().get("/metrics")).text
    for line in (
        "bookit_database_up 1.0",
        'bookit_projection_version{build="live",projection="calendar"} ',
        'bookit_projection_lag_events{build="live",projection="history"} ',
        'bookit_deadlines_due{timer="approval"} ',
        'bookit_processes{kind="api",state="alive"} 1.0',
        'bookit_table_bytes{table="events"} ',
        "bookit_stream_readers ",
        'bookit_jobs{queue="ordinary",state="parked"} ',
    ):
        assert line in told, line

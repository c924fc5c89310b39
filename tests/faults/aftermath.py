"""What must hold once every server runs again: all of the project's invariants, wherever a fault struck.

API, worker and ledger are there to ask. What the ledger's side alone can say, `tests/invariants.py` says.
"""

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx
import orjson
import psycopg
from psycopg import sql

from bookit.effects.shelf import RING_AGAIN_AFTER
from bookit.ledger.execution import Receipt
from bookit.notifications.news import News
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings
from tests.faults.load import TITLE, Load
from tests.installation import Installation
from tests.invariants import check
from tests.projections.story import Story

SETTLED_WITHIN_SECONDS = 90
SAMPLE = 12
"""So many bookings are looked at by those who may see them and those who may not."""


def hold(installation: Installation, *loads: Load, undigested: Collection[int] = ()) -> None:
    """Raises AssertionError for anything that was acknowledged and is lost, and for whatever else must hold.

    `undigested` are positions of events that no read model can digest and that an operator has given up.
    """
    for load in loads:
        load.settle()
        assert not load.odd
        load.testify(installation.witness)
    receipts = list(installation.witness.receipts)
    check(installation.settings, installation.witness)
    installation.wait_for_projections()
    assert_jobs_are_done(installation)
    _assert_the_guest_was_told_once(installation)
    _assert_bookings_are_shown_and_hidden(installation, _sample(receipts))
    _assert_read_models_hold(installation.settings, receipts, undigested)


def _assert_the_guest_was_told_once(installation: Installation) -> None:
    """Each booking that another made for the guest came into the guest's inbox, and once (I6)."""
    settings = installation.settings
    made = sql.SQL(
        "SELECT originator_id FROM {} WHERE topic = 'booking.placed' AND actor_id <> %s"
        " AND convert_from(state, 'utf8')::jsonb ->> 'member_id' = %s"
    ).format(sql.Identifier(settings.database_schema, "events"))
    guest = installation.guest.member_id
    with psycopg.connect(settings.direct_dsn) as connection:
        bookings = [booking_id for (booking_id,) in connection.execute(made, [guest, str(guest)])]
    with installation.client(installation.guest) as client:
        told = Counter(UUID(item["subject_id"]) for news in _inbox(client) for item in news["items"])
    assert told == Counter(bookings), "I6"


def _inbox(client: httpx.Client) -> Iterator[dict[str, Any]]:
    """What a member was told of new bookings."""
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": "1000"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/api/queries/inbox", params=asked)
        told = page.raise_for_status().json()
        yield from (news for news in told["items"] if news["kind"] == News.BOOKED)
        cursor = told["next_cursor"]


def _assert_bookings_are_shown_and_hidden(installation: Installation, sample: Mapping[str, str]) -> None:
    """Queries know what commands were told (I1), and tell it to nobody who may not read it (I8)."""
    with (
        installation.client() as client,
        installation.client(installation.stranger) as stranger,
        httpx.Client(base_url=installation.address) as anonymous,
    ):
        for booking_id, status in sample.items():
            path = f"/api/queries/bookings/{booking_id}"
            assert client.get(path).json()["status"] == status, "I1"
            for told in (path, f"{path}/history"):
                _assert_told_nothing(stranger.get(told))
                assert anonymous.get(told).status_code == 401, "I8"


def _assert_told_nothing(told: httpx.Response) -> None:
    """Who has nothing to do with a booking does not learn what it is about (I8)."""
    assert told.status_code in {200, 403, 404}, told.text
    assert TITLE not in told.text, "I8"


def _sample(receipts: Sequence[Receipt]) -> dict[str, str]:
    """Some of the bookings, and what the last answer about each said of it."""
    answers = [orjson.loads(receipt.answer) for receipt in sorted(receipts, key=lambda receipt: receipt.position)]
    bookings = {answer["booking_id"]: answer["status"] for answer in answers if "booking_id" in answer}
    return dict(list(bookings.items())[:: len(bookings) // SAMPLE + 1])


def _assert_read_models_hold(settings: Settings, receipts: Sequence[Receipt], undigested: Collection[int]) -> None:
    """The read models have caught up (I7), know every acknowledged command (I1) and are the fold of the ledger (I5)."""
    with Engine(settings, PROJECTIONS) as engine:
        engine.prepare()
        engine.catch_up_all()
        assert not [lag for lag in engine.lag() if lag.events or lag.parked], "I7"
    story = Story(settings)
    try:
        known = sql.SQL("SELECT command_id, max(position) FROM {} WHERE command_id = ANY (%s) GROUP BY 1").format(
            sql.Identifier(story.schema, "history_events")
        )
        told = {receipt.command_id: receipt.position for receipt in receipts}
        assert dict(story.connection.execute(known, [list(told)]).fetchall()) == told, "I1"
        _assert_read_models_are_the_fold(story, undigested)
    finally:
        story.close()


def assert_jobs_are_done(installation: Installation) -> None:
    """Nothing that is due is left to do, and nothing was given up (I6, I7)."""
    _let_rings_grow_old(installation.settings)
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    settled = False
    with installation.client() as client:
        while True:
            told = client.get("/api/queries/ops/queues").raise_for_status().json()
            assert not [queue for queue in told["items"] if queue["parked"]], told
            behind = [reaction for reaction in told["reactions"] if reaction["events_behind"]]
            busy = [queue for queue in told["items"] if queue["waiting"] or queue["running"]]
            # Twice: the queues were looked at before the reactions, which may have brought new jobs in between.
            settled_before, settled = settled, not behind and not busy
            if settled_before and settled:
                return
            assert time.monotonic() < deadline, told


def _let_rings_grow_old(settings: Settings) -> None:
    """Who was told of a job and did nothing is told again after a while: that while is over, without waiting for it."""
    statement = sql.SQL(
        "UPDATE {0} SET rung_at = rung_at - %s WHERE effect_id IN"
        " (SELECT effect_id FROM {0} WHERE state IN ('waiting', 'running') FOR UPDATE SKIP LOCKED)"
    ).format(sql.Identifier(settings.database_schema, "effects"))
    with psycopg.connect(settings.direct_dsn, autocommit=True) as connection:
        connection.execute(statement, [RING_AGAIN_AFTER])


def _assert_read_models_are_the_fold(story: Story, undigested: Collection[int]) -> None:
    """Build every read model anew from the first event: it is what the live one has become on its way (I5)."""
    live = {projection.NAME: story.tables(projection) for projection in PROJECTIONS}
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    with Engine(story.settings, PROJECTIONS) as engine:
        for projection in PROJECTIONS:
            rebuild_start(engine.connection, story.schema, projection)
        while [lag for lag in engine.lag() if lag.build == "rebuild"]:  # the worker is at them as well
            assert time.monotonic() < deadline, "I5: a rebuild did not come to its end"
            engine.catch_up_all()
        parked = {event.position for projection in PROJECTIONS for event in engine.parked(projection.NAME)}
    assert parked == set(undigested), "I5"
    for projection in PROJECTIONS:
        assert story.tables(projection) == live[projection.NAME], f"I5: {projection.NAME}"

"""A member is forgotten: what is gone at once, what is given up after it, and what stays as it was."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from psycopg.errors import CheckViolation

from bookit.commands.bookings import CancelBooking, HandOverBooking
from bookit.commands.members import ForgetMember, InviteMember, ReinstateMember, SuspendMember
from bookit.commands.series import PlaceSeries
from bookit.commands.undo import Undo
from bookit.commands.waitlist import JoinWaitlist
from bookit.domain.actor import SYSTEM, Actor
from bookit.domain.booking import Booking
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, Invalid
from bookit.domain.member import Member
from bookit.domain.series import Series
from bookit.domain.waitlist import WaitingStatus, WaitlistEntry
from bookit.events.values import BookingStatus, Role
from bookit.ledger.verify import verify
from bookit.projections import PROJECTIONS, Engine
from bookit.projections.calendar import Calendar
from bookit.projections.rebuilding import rebuild_start
from bookit.settings import Settings
from bookit.wiring import System, running
from tests.invariants import hold
from tests.organisation import Organisation, open_organisation
from tests.running import settings_of_its_own
from tests.scheduling import now, this_minute
from tests.schemas import migrated
from workers.scheduler import Forgetting

pytestmark = pytest.mark.anyio

SECRET = "Zebra crossing"


@pytest.fixture(scope="module")
def ledger_settings(postgres_dsn: str) -> Iterator[Settings]:
    """One ledger for all tests of this file: each has its own people and rooms."""
    with settings_of_its_own(postgres_dsn, None) as settings:
        migrated(settings)
        yield settings


@pytest.fixture(scope="module")
async def shared_organisation(ledger_settings: Settings) -> AsyncIterator[Organisation]:
    async with open_organisation(ledger_settings) as organisation:
        yield organisation


@pytest.fixture
async def org(shared_organisation: Organisation) -> AsyncIterator[Organisation]:
    """An organisation whose read models wait for `caught_up`; the invariants are checked afterwards."""
    shared_organisation.clock.now = now()
    yield shared_organisation
    await hold(shared_organisation.settings, shared_organisation.witness)


@pytest.fixture
async def system(org: Organisation) -> AsyncIterator[System]:
    async with running(org.settings) as system:
        yield system


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    invited = await org.do(InviteMember(email=f"{uuid4().hex}@example.org", name="Ada Lovelace"))
    return await org.actor(invited.member_id)


def caught_up(org: Organisation) -> None:
    with Engine(org.settings, PROJECTIONS) as engine:
        engine.catch_up_all()


async def tidied(org: Organisation, system: System) -> None:
    """The scheduler has looked after everybody who was forgotten."""
    chore = Forgetting(system)
    for _ in range(3):
        caught_up(org)
        await chore()
    assert await org.rows("SELECT member_id FROM {schema}.member_keys WHERE NOT settled") == []


async def everything_kept(org: Organisation) -> str:
    """All that is in any table of the organisation's schema, as text."""
    tables = await org.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = %s AND table_type = 'BASE TABLE'",
        org.settings.database_schema,
    )
    kept = []
    for (table,) in tables:
        kept += await org.rows(f'SELECT row_to_json(t)::text FROM {{schema}}."{table}" t')
    kept += await org.rows("SELECT convert_from(state, 'utf8') FROM {schema}.events")
    return "\n".join(text for (text,) in kept)


async def stays_of(org: Organisation, ada: Actor) -> dict[str, UUID]:
    """Bookings in every state that matters here, all of them with words."""
    building = await org.building()
    start = this_minute() + timedelta(hours=2)
    hour = timedelta(hours=1)
    rooms = [await org.room(building, policy={"horizon_days": 15}) for _ in range(4)]
    kept = await org.book(rooms[0], start, start + hour, ada, title=SECRET, guests=[f"{SECRET} & sons"])
    given_up = await org.book(rooms[1], start, start + hour, ada, title=SECRET)
    await org.do(CancelBooking(booking_id=given_up, reason=SECRET), ada)
    handed_over = await org.book(rooms[2], start, start + hour, ada, title=SECRET)
    heir = await org.member()
    await org.do(HandOverBooking(booking_id=handed_over, member_id=heir.member_id), ada)
    waits = await org.do(JoinWaitlist(room_id=rooms[2], starts_at=start, ends_at=start + hour, title=SECRET), ada)
    series = await org.do(
        PlaceSeries(
            room_id=rooms[3], starts_at=start, ends_at=start + hour, rrule="FREQ=WEEKLY", title=SECRET, guests=[SECRET]
        ),
        ada,
    )
    org.clock.now = now() - timedelta(minutes=10)
    running = await org.book(rooms[1], this_minute() - timedelta(minutes=5), start, ada, title=SECRET)
    org.clock.now = now()
    return {
        "ahead": kept,
        "running": running,
        "given_up": given_up,
        "handed_over": handed_over,
        "date": series.placed[1].booking_id,
        "series": series.series_id,
        "waits": waits.waitlist_id,
    }


async def test_what_was_kept_of_a_forgotten_member_is_gone_and_what_they_had_ahead_is_given_up(
    org: Organisation, system: System, ada: Actor
) -> None:
    stays = await stays_of(org, ada)
    caught_up(org)
    assert "Zebra" not in await everything_kept(org)
    assert await org.readable((await org.look(Booking, stays["ahead"])).title) == SECRET
    before: dict[str, int] = dict(await org.rows("SELECT topic, count(*) FROM {schema}.events GROUP BY 1"))
    person = (await org.identity.people.by_ids([ada.member_id]))[ada.member_id]
    assert person.email in await everything_kept(org)

    await org.do(ForgetMember(member_id=ada.member_id))

    assert await org.readable((await org.look(Booking, stays["ahead"])).title) is None
    kept = await everything_kept(org)
    assert [word for word in ("Zebra", person.email) if word in kept] == []
    assert await org.identity.people.by_ids([ada.member_id]) == {}
    await tidied(org, system)
    statuses = {
        name: (await org.look(Booking, stays[name])).status
        for name in ("ahead", "running", "given_up", "handed_over", "date")
    }
    assert statuses == {
        "ahead": BookingStatus.CANCELLED,
        "running": BookingStatus.FINISHED,
        "given_up": BookingStatus.CANCELLED,
        "handed_over": BookingStatus.CONFIRMED,
        "date": BookingStatus.CANCELLED,
    }
    assert (await org.look(Series, stays["series"])).over
    assert (await org.look(WaitlistEntry, stays["waits"])).status is WaitingStatus.LEFT
    assert verify(org.settings).clean
    after: dict[str, int] = dict(await org.rows("SELECT topic, count(*) FROM {schema}.events GROUP BY 1"))
    assert all(after[topic] >= count for topic, count in before.items())
    assert after["member.forgotten"] == before.get("member.forgotten", 0) + 1


async def test_read_models_that_are_built_anew_say_the_same_of_forgotten_members(
    org: Organisation, system: System, ada: Actor
) -> None:
    await stays_of(org, ada)
    await org.do(ForgetMember(member_id=ada.member_id))
    await tidied(org, system)
    caught_up(org)
    question = "SELECT row_to_json(b)::text FROM {schema}.calendar_bookings b ORDER BY booking_id"
    before = await org.rows(question)
    with Engine(org.settings, PROJECTIONS) as engine:
        rebuild_start(engine.connection, org.settings.database_schema, Calendar())
        engine.catch_up_all()

    assert await org.rows(question) == before


async def test_forgetting_is_recorded_together_with_what_it_removes_or_not_at_all(
    org: Organisation, ada: Actor
) -> None:
    start = this_minute() + timedelta(hours=1)
    await org.book(await org.room(await org.building()), start, start + timedelta(hours=1), ada, title=SECRET)
    await org.rows(
        "CREATE FUNCTION {schema}.fail() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END $$"
    )
    await org.rows(
        "CREATE TRIGGER fails BEFORE DELETE ON {schema}.people FOR EACH ROW EXECUTE FUNCTION {schema}.fail()"
    )

    with pytest.raises(CheckViolation):
        await org.do(ForgetMember(member_id=ada.member_id))
    await org.rows("DROP FUNCTION {schema}.fail CASCADE")

    assert not (await org.look(Member, ada.member_id)).forgotten
    assert (
        await org.rows("SELECT 1 FROM {schema}.member_keys WHERE member_id = %s AND key IS NULL", ada.member_id) == []
    )


async def test_an_invitation_that_is_sent_again_does_not_bring_the_person_back(org: Organisation) -> None:
    invite = InviteMember(email=f"{uuid4().hex}@example.org", name="Ada Lovelace")
    invited = await org.executor.execute(invite, SYSTEM, "one key")
    member_id = UUID(invited.answer.decode().split('"')[3])
    await org.do(ForgetMember(member_id=member_id))

    again = await org.executor.execute(invite, SYSTEM, "one key")

    assert again.answer == invited.answer
    assert again.replayed
    assert await org.identity.people.by_ids([member_id]) == {}


async def test_nothing_more_can_be_done_to_a_forgotten_member(org: Organisation, ada: Actor) -> None:
    room, start = await org.room(await org.building()), this_minute() + timedelta(hours=1)
    await org.do(ForgetMember(member_id=ada.member_id))

    for command in (
        ForgetMember(member_id=ada.member_id),
        SuspendMember(member_id=ada.member_id, reason="Gone"),
        ReinstateMember(member_id=ada.member_id),
    ):
        with pytest.raises(AlreadyDone):
            await org.do(command)
    with pytest.raises(Forbidden):
        await org.book(room, start, start + timedelta(hours=1), ada)
    with pytest.raises(Invalid):
        await org.book(room, start, start + timedelta(hours=1), booked_for=ada.member_id)


async def test_owners_are_not_forgotten_and_admins_by_owners_only(org: Organisation) -> None:
    owner, admin, other = await org.member(Role.OWNER), await org.member(Role.ADMIN), await org.member(Role.ADMIN)

    with pytest.raises(Conflict):
        await org.do(ForgetMember(member_id=owner.member_id), admin)
    with pytest.raises(Forbidden):
        await org.do(ForgetMember(member_id=other.member_id), admin)
    await org.do(ForgetMember(member_id=other.member_id), owner)


async def test_what_was_forgotten_is_not_undone(org: Organisation, system: System, ada: Actor) -> None:
    stays = await stays_of(org, ada)
    await org.do(ForgetMember(member_id=ada.member_id))
    forgot = org.witness.receipts[-1].command_id
    await tidied(org, system)

    with pytest.raises(Conflict) as refusal:
        await org.do(Undo(command_id=forgot))

    assert refusal.value.fields["not_undone"] == [
        {"topic": "member.forgotten", "why": "What was forgotten is gone for good."}
    ]
    ((gave_up,),) = await org.rows(
        "SELECT command_id FROM {schema}.events WHERE originator_id = %s AND topic = 'booking.cancelled'",
        stays["ahead"],
    )
    with pytest.raises(Conflict) as refusal:
        await org.do(Undo(command_id=gave_up))
    assert [each["why"] for each in refusal.value.fields["not_undone"]] == ["Its member was forgotten."]

"""Who may do what, route by route, as api.md and docs/identity.md have it: written by hand, not derived from code."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from uuid_utils.compat import uuid7

from bookit.commands.waitlist import PromoteWaiting, Spot
from bookit.domain.actor import MATRIX, SYSTEM, Scope
from bookit.domain.booking import Booking
from bookit.domain.organisation import ORGANISATION_ID
from bookit.events.values import Role
from tests.files.drawn import picture
from tests.listening import listening
from tests.running import PASSWORD, Body, Client, Member, Organisation, stay, tomorrow

pytestmark = pytest.mark.anyio

ANONYMOUS, SUSPENDED, NARROW = "anonymous", "suspended", "token without the scope"
OWNER, ADMIN, MANAGER, ELSEWHERE = "owner", "admin", "manager of the building", "manager of another building"
SELF, OTHER = "the member it is about", "another member"
AUDITOR, ANALYST, OPERATOR = "auditor", "analyst", "operator"

SIGNED_IN = (OWNER, ADMIN, MANAGER, ELSEWHERE, SELF, OTHER, AUDITOR, ANALYST, OPERATOR)
EVERYBODY = (*SIGNED_IN, NARROW, SUSPENDED, ANONYMOUS)
ORGANISATION = (OWNER, ADMIN)
SPACES = (OWNER, ADMIN, MANAGER)
BOOKING = (OWNER, ADMIN, MANAGER, SELF)
OPERATES = (OWNER, ADMIN, OPERATOR)
SEES_BOOKING = (*BOOKING, AUDITOR)
SEES_REPORTS = (OWNER, ADMIN, MANAGER, ELSEWHERE, ANALYST)
SEES_MEMBERS = (OWNER, ADMIN, MANAGER, ELSEWHERE, AUDITOR)


@dataclass
class Scene:
    """What the requests are about: a building with a manager, a member who books there."""

    org: Organisation
    building: str
    elsewhere: str
    room: str
    people: dict[str, Member]
    _days: int = 0

    @property
    def me(self) -> str:
        return self.people[SELF].id

    @property
    def organisation_id(self) -> str:
        return str(ORGANISATION_ID)

    def free_stay(self) -> Body:
        """An hour that nobody has asked for yet."""
        self._days += 1
        return stay(9 + self._days % 10, days=self._days // 10)

    async def booking(self) -> str:
        """A fresh booking of the member."""
        member = await self.org.client(self.people[SELF])
        return str((await member.do("place-booking", room_id=self.room, **self.free_stay()))["booking_id"])

    async def running_booking(self) -> str:
        """A booking of the member that has begun."""
        room = await self.org.room(self.building)
        while True:  # the minute may end before the command is decided
            now = datetime.now(UTC).replace(second=0, microsecond=0)
            body = {"starts_at": now.isoformat(), "ends_at": (now + timedelta(hours=1)).isoformat()}
            made = await self.org.owner.give("place-booking", {"room_id": room, "booked_for": self.me, **body})
            if made.is_success:
                return str(made.json()["booking_id"])
            assert made.json()["rule"] == "not_past", made.text

    async def somebody(self) -> str:
        """A member nobody else talks about."""
        invited = await self.org.owner.do("invite-member", email=f"{uuid7().hex}@bookit.test", name="Some Body")
        return str(invited["member_id"])


@dataclass
class Request:
    path: str
    body: Body | None = None
    table: str | None = None
    """A body of CSV instead."""
    picture: bool = False
    """A body of pixels instead."""
    never_ends: bool = False
    """The answer is a stream; its beginning tells."""

    def content(self) -> dict[str, Any]:
        if self.table is not None:
            return {"content": self.table, "headers": {"Content-Type": "text/csv"}}
        if self.picture:
            return {"content": picture()}
        return {"json": self.body}


Making = Callable[[Scene, Client], Awaitable[Request]]


@dataclass
class Row:
    """One route: who may, how the others are refused, which token scope it takes, which acts of the matrix it is."""

    route: str
    may: Iterable[str]
    making: Making
    scope: Scope | None = None
    acts: tuple[str, ...] = ()
    refused: int = 403
    granted: int = 200
    but: dict[str, int] = field(default_factory=dict)
    """Callers who are refused in another way than the others."""

    def expected(self, caller: str) -> int:
        if caller in self.may:
            return self.granted
        if caller in {ANONYMOUS, SUSPENDED}:
            return 401
        return self.but.get(caller, self.refused)


def at(path: str, **parameters: str) -> Making:
    """A request without a body; parameters name properties of the scene."""

    async def make(scene: Scene, client: Client) -> Request:
        return Request(path.format(**{name: getattr(scene, of) for name, of in parameters.items()}))

    return make


async def _stream(scene: Scene, client: Client) -> Request:
    return Request("/api/queries/stream", never_ends=True)


def commanding(name: str, body: Callable[[Scene], Awaitable[Body]]) -> Making:
    async def make(scene: Scene, client: Client) -> Request:
        return Request(f"/api/commands/{name}", await body(scene))

    return make


def command(name: str, may: Iterable[str], scope: Scope, body: Callable[[Scene], Awaitable[Body]], **more: Any) -> Row:
    return Row(f"POST /api/commands/{name}", may, commanding(name, body), scope, (name,), **more)


def query(path: str, may: Iterable[str], act: str, making: Making, **more: Any) -> Row:
    return Row(f"GET /api/queries/{path}", may, making, Scope.READ, (act,), **more)


def watching(path: str) -> Row:
    """A look at the machinery."""
    return Row(
        f"GET /api/queries/ops/{path}", OPERATES, at(f"/api/queries/ops/{path}"), Scope.OPERATE, ("see-operations",)
    )


def operating(name: str, body: Body, *, granted: int = 200) -> Row:
    """An act of operators."""

    async def make(scene: Scene, client: Client) -> Request:
        return Request(f"/api/ops/{name}", body)

    return Row(f"POST /api/ops/{name}", OPERATES, make, Scope.OPERATE, (name,), granted=granted)


def audit(path: str, *, granted: int = 200) -> Row:
    """A question to the ledger."""
    route = f"GET /api/queries/ledger/{path.partition('?')[0]}"
    making = at(f"/api/queries/ledger/{path}")
    return Row(route, (OWNER, ADMIN, AUDITOR), making, Scope.AUDIT, ("see-ledger",), granted=granted)


def uploading(kind: str, may: Iterable[str], owner: str) -> Row:
    """A picture for somebody's room, building or organisation."""

    async def make(scene: Scene, client: Client) -> Request:
        return Request(f"/api/files/{kind}/{getattr(scene, owner)}", picture=True)

    return Row("POST /api/files/{kind}/{owner_id}", may, make, Scope.MANAGE, (f"upload-{kind}",), granted=503)


def own(route: str, act: str | None, making: Making, *, granted: int = 200) -> Row:
    """A route about the caller's own account."""
    if act is None:
        return Row(route, (*SIGNED_IN, NARROW), making, granted=granted)
    return Row(route, SIGNED_IN, making, Scope.MANAGE, (act,), granted=granted)


async def _place(scene: Scene) -> Body:
    return {"room_id": scene.room, "booked_for": scene.me, **scene.free_stay()}


async def _reschedule(scene: Scene) -> Body:
    return {"booking_id": await scene.booking(), **scene.free_stay()}


async def _change(scene: Scene) -> Body:
    return {"booking_id": await scene.booking(), "title": "Review"}


async def _cancel(scene: Scene) -> Body:
    return {"booking_id": await scene.booking(), "reason": "Rain"}


async def _finish(scene: Scene) -> Body:
    return {"booking_id": await scene.running_booking()}


async def _series_wish(scene: Scene) -> Body:
    return {"booked_for": scene.me, "rrule": "FREQ=DAILY;COUNT=2", "on_conflict": "skip"}


async def _place_series(scene: Scene) -> Body:
    room = await scene.org.room(scene.building)
    return {"room_id": room, **await _series_wish(scene), **scene.free_stay()}


async def _series(scene: Scene) -> Body:
    """A fresh series of the member."""
    placed = await scene.org.owner.do("place-series", **await _place_series(scene))
    return {"series_id": placed["series_id"]}


async def _change_series(scene: Scene) -> Body:
    return {**await _series(scene), "scope": "all", "title": "Review"}


async def _retry_skipped(scene: Scene) -> Body:
    wish = await _place_series(scene)
    when = {"starts_at": wish["starts_at"], "ends_at": wish["ends_at"]}
    blocking = await scene.org.owner.do("place-booking", room_id=wish["room_id"], **when)
    placed = await scene.org.owner.do("place-series", **wish)
    await scene.org.owner.do("cancel-booking", booking_id=blocking["booking_id"])
    return {"series_id": placed["series_id"]}


def of_a_series(path: str) -> Making:
    async def make(scene: Scene, client: Client) -> Request:
        series_id = (await _series(scene))["series_id"]
        await scene.org.caught_up()
        await scene.org.owner.ask("series", seen=await scene.org.head())
        return Request(f"/api/queries/series/{series_id}{path}")

    return make


async def _preview(scene: Scene, client: Client) -> Request:
    wish = {"room_id": scene.room, "booked_for": scene.me, "rrule": "FREQ=DAILY;COUNT=2", **scene.free_stay()}
    return Request(f"/api/queries/series/preview?{urlencode(wish)}")


async def _add_building(scene: Scene) -> Body:
    return {"name": f"Annex {uuid7()}", "time_zone": "Europe/Moscow"}


async def _rename_building(scene: Scene) -> Body:
    return {"building_id": scene.building, "name": f"House {uuid7()}"}


async def _hours(scene: Scene) -> Body:
    return {"building_id": scene.building, "opening_hours": {day: [["00:00", "24:00"]] for day in _WEEK}}


_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def _close_day(scene: Scene) -> Body:
    scene._days += 1
    return {"building_id": scene.building, "day": f"{tomorrow(days=1000 + scene._days):%Y-%m-%d}", "reason": "Feast"}


async def _reopen_day(scene: Scene) -> Body:
    closed = await _close_day(scene)
    await scene.org.owner.do("close-day", **closed)
    return {"building_id": scene.building, "day": closed["day"]}


async def _holidays(scene: Scene) -> Body:
    # Another year each time, because its holidays are closed once; they are known until 2100.
    scene._days += 1
    return {"building_id": scene.building, "country": "DE", "years": [2040 + scene._days % 60]}


async def _add_floor(scene: Scene) -> Body:
    return {"building_id": scene.building, "name": f"Floor {uuid7()}", "level": 1}


async def _draw(scene: Scene) -> Body:
    floor = await scene.org.owner.do("add-floor", **await _add_floor(scene))
    size = {"width": 1000, "height": 500}
    return {"building_id": scene.building, "floor_id": floor["floor_id"], **size}


async def _arrange(scene: Scene) -> Body:
    drawing = await _draw(scene)
    await scene.org.owner.do("set-floor-plan", **drawing)
    room = await scene.org.room(scene.building, floor_id=drawing["floor_id"])
    place = {"room_id": room, "x": 0, "y": 0, "width": 400, "height": 300}
    return {"floor_id": drawing["floor_id"], "placed": [place]}


async def _plan(scene: Scene, client: Client) -> Request:
    floor_id = (await _draw(scene))["floor_id"]
    await scene.org.caught_up()
    return Request(f"/api/queries/floors/{floor_id}/plan")


async def _open_room(scene: Scene) -> Body:
    return {"building_id": scene.building, "name": f"Room {uuid7()}", "kind": "meeting_room", "capacity": 2}


async def _rename_room(scene: Scene) -> Body:
    return {"room_id": scene.room, "name": f"Room {uuid7()}"}


async def _rename_seats(scene: Scene) -> Body:
    return {"room_id": scene.room, "names": {str(uuid7()): "Window"}}


async def _add_seats(scene: Scene) -> Body:
    return {"room_id": scene.room, "seats": [f"Seat {uuid7()}"], "capacity": 10_000}


async def _features(scene: Scene) -> Body:
    return {"room_id": scene.room, "features": [f"screen {uuid7()}"]}


async def _photos(scene: Scene) -> Body:
    return {"room_id": await scene.org.room(scene.building), "photos": []}


async def _my_picture(scene: Scene, client: Client) -> Request:
    return Request(f"/api/files/avatar/{client.member_id or scene.me}", picture=True)


async def _no_picture_of_me(scene: Scene, client: Client) -> Request:
    return Request("/api/session/avatar", {"avatar": None})


async def _picture_of_a_stay(scene: Scene, client: Client) -> Request:
    return Request(f"/api/files/feedback-picture/{(await _past_booking(scene))['booking_id']}", picture=True)


async def _branding(scene: Scene) -> Body:
    return {"name": None, "colour": None}


async def _logo(scene: Scene) -> Body:
    return {"logo": None}


def _file(variant: str) -> Making:
    return at(f"/api/files/{uuid4()}{variant}")


async def _policy(scene: Scene) -> Body:
    return {"room_id": scene.room, "policy": {"max_minutes": 600}}


async def _close_room(scene: Scene) -> Body:
    return {"room_id": await scene.org.room(scene.building), "reason": "Paint"}


async def _reopen_room(scene: Scene) -> Body:
    closing = await _close_room(scene)
    await scene.org.owner.do("close-room", **closing)
    return {"room_id": closing["room_id"]}


async def _the_building(scene: Scene) -> Body:
    return {"building_id": scene.building}


async def _close_building(scene: Scene) -> Body:
    # Whatever is booked in the building of the scene stays: the period is long after it.
    scene._days += 1
    start = tomorrow(days=2000 + scene._days)
    period = {"starts_at": start.isoformat(), "ends_at": (start + timedelta(days=1)).isoformat()}
    return {"building_id": scene.building, "period": period, "reason": "Paint"}


async def _reopen_building(scene: Scene) -> Body:
    closed = await scene.org.owner.do("close-building", **await _close_building(scene))
    return {"building_id": scene.building, "closure_id": closed["closure_id"]}


async def _swap(scene: Scene) -> Body:
    member = await scene.org.client(scene.people[SELF])
    other_room, when = await scene.org.room(scene.building), scene.free_stay()
    one = await member.do("place-booking", room_id=scene.room, **when)
    other = await member.do("place-booking", room_id=other_room, **when)
    return {"booking_id": one["booking_id"], "other_booking_id": other["booking_id"]}


async def _undo(scene: Scene) -> Body:
    member = await scene.org.client(scene.people[SELF])
    cancelled = await member.do("cancel-booking", **await _cancel(scene))
    return {"command_id": cancelled["command_id"]}


async def _override(scene: Scene) -> Body:
    return {**await _place(scene), "override": {"rules": ["lead_minutes"], "reason": "A visit"}}


async def _hand_over(scene: Scene) -> Body:
    return {"booking_id": await scene.booking(), "member_id": scene.people[OTHER].id}


async def _past_booking(scene: Scene) -> Body:
    booking = await _finish(scene)
    await scene.org.owner.do("finish-booking", **booking)
    return booking


async def _feedback(scene: Scene) -> Body:
    return {**await _past_booking(scene), "rating": 4}


async def _pending(scene: Scene) -> Body:
    room = await scene.org.room(scene.building, policy={"approval_always": True})
    member = await scene.org.client(scene.people[SELF])
    return {"booking_id": (await member.do("place-booking", room_id=room, **scene.free_stay()))["booking_id"]}


async def _door(scene: Scene) -> Body:
    """A room in which a booking of the member has begun."""
    booking = await scene.org.system.streams.get(Booking, UUID(await scene.running_booking()))
    assert booking is not None
    return {"room_id": str(booking.place.room_id)}


async def _code(scene: Scene) -> Body:
    door = await _door(scene)
    return {**door, "code": scene.org.system.executor.doors.code_of(UUID(door["room_id"]), 0)}


async def _rotate(scene: Scene) -> Body:
    return {"room_id": scene.room}


async def _wait(scene: Scene) -> Body:
    return {"room_id": scene.room, **scene.free_stay()}


async def _waiting(scene: Scene) -> Body:
    """The member waits for a room that is free, so that nobody promotes them in between."""
    member = await scene.org.client(scene.people[SELF])
    return {"waitlist_id": (await member.do("join-waitlist", **await _wait(scene)))["waitlist_id"]}


async def _offered(scene: Scene) -> Body:
    room = await scene.org.room(scene.building, policy={"waitlist": "offer"})
    member = await scene.org.client(scene.people[SELF])
    joined = await member.do("join-waitlist", room_id=room, **scene.free_stay())
    promotion = PromoteWaiting(waitlist_id=UUID(joined["waitlist_id"]), spots=[Spot(room_id=UUID(room))])
    await scene.org.system.executor.execute(promotion, SYSTEM)
    return {"waitlist_id": joined["waitlist_id"]}


async def _no_policy(scene: Scene) -> Body:
    return {"policy": {}}


async def _building_policy(scene: Scene) -> Body:
    return {"building_id": scene.building, "policy": {}}


async def _kind_policy(scene: Scene) -> Body:
    return {"building_id": scene.building, "kind": "phone_booth", "policy": {}}


async def _room_hours(scene: Scene) -> Body:
    return {"room_id": scene.room, "opening_hours": None}


async def _check(scene: Scene, client: Client) -> Request:
    return Request(f"/api/queries/rooms/{scene.room}/check?{urlencode(scene.free_stay())}")


async def _invite(scene: Scene) -> Body:
    return {"email": f"{uuid7().hex}@bookit.test", "name": "New Comer"}


async def _grant(scene: Scene) -> Body:
    return {"member_id": await scene.somebody(), "role": "auditor"}


async def _revoke(scene: Scene) -> Body:
    granted = await _grant(scene)
    await scene.org.owner.do("grant-role", **granted)
    return granted


async def _join_group(scene: Scene) -> Body:
    return {"member_id": await scene.somebody(), "group": "choir"}


async def _leave_group(scene: Scene) -> Body:
    joined = await _join_group(scene)
    await scene.org.owner.do("join-group", **joined)
    return joined


async def _suspend(scene: Scene) -> Body:
    return {"member_id": await scene.somebody(), "reason": "Left us"}


async def _reinstate(scene: Scene) -> Body:
    suspended = await _suspend(scene)
    await scene.org.owner.do("suspend-member", **suspended)
    return {"member_id": suspended["member_id"]}


async def _somebody(scene: Scene) -> Body:
    return {"member_id": await scene.somebody()}


async def _entry(scene: Scene, client: Client) -> Request:
    waitlist_id = (await _waiting(scene))["waitlist_id"]
    await scene.org.owner.ask("waitlist", seen=await scene.org.head())
    return Request(f"/api/queries/waitlist/{waitlist_id}")


def of_a_booking(path: str) -> Making:
    async def make(scene: Scene, client: Client) -> Request:
        booking_id = await scene.booking()
        await scene.org.caught_up()
        return Request(f"/api/queries/bookings/{booking_id}{path}")

    return make


async def _sign_in(scene: Scene, client: Client) -> Request:
    return Request("/api/session", {"email": scene.people[SELF].email, "password": PASSWORD})


async def _weak_password(scene: Scene, client: Client) -> Request:
    return Request("/api/session/password", {"current": PASSWORD, "new": "short"})


async def _token(scene: Scene, client: Client) -> Request:
    expires_at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    return Request("/api/session/tokens", {"name": "Clock", "scopes": ["read"], "expires_at": expires_at})


async def _own_session(scene: Scene, client: Client) -> Request:
    sessions = await client.get("/api/session/sessions")
    mine = [each["session_id"] for each in sessions.json()["items"]] if sessions.is_success else [str(uuid4())]
    return Request(f"/api/session/sessions/{mine[-1]}")


async def _own_token(scene: Scene, client: Client) -> Request:
    made = await client.post("/api/session/tokens", json=(await _token(scene, client)).body)
    return Request(f"/api/session/tokens/{made.json()['token_id'] if made.is_success else uuid4()}")


async def _own_calendar(scene: Scene, client: Client) -> Request:
    await client.post("/api/calendar")
    return Request("/api/calendar")


async def _read_all(scene: Scene, client: Client) -> Request:
    return Request("/api/notifications/read", {"upto": datetime.now(UTC).isoformat()})


async def _choose(scene: Scene, client: Client) -> Request:
    return Request("/api/notifications/choices", {"language": "ru", "reminder_minutes": 30})


async def _bad_one_time_token(scene: Scene, client: Client) -> Request:
    return Request("/api/session/invitation", {"token": "guessed", "password": PASSWORD})


async def _bad_reset(scene: Scene, client: Client) -> Request:
    return Request("/api/session/password-reset", {"token": "guessed", "password": PASSWORD})


async def _bad_setup(scene: Scene, client: Client) -> Request:
    body = {"token": "guessed", "email": f"{uuid7().hex}@bookit.test", "name": "Thief", "password": PASSWORD}
    return Request("/api/session/setup", body)


async def _import(scene: Scene, client: Client) -> Request:
    return Request("/api/imports/bookings", table="room,starts_at,ends_at\n")


async def _invitation(scene: Scene, client: Client) -> Request:
    return Request(f"/api/accounts/{await scene.somebody()}/invitation")


_SEES_IT = {AUDITOR: 403, NARROW: 403}
"""For others than these the booking does not even exist."""
_SEES_NOT_THEIRS = dict.fromkeys((OWNER, ADMIN, MANAGER, AUDITOR, NARROW), 403)

_DAY = "?from=2026-05-04T00:00:00Z&to=2026-05-05T00:00:00Z"

TABLE = [
    # bookings
    command("place-booking", BOOKING, Scope.BOOK, _place, granted=201),
    command("reschedule-booking", BOOKING, Scope.BOOK, _reschedule, refused=404, but=_SEES_IT),
    command("change-booking", BOOKING, Scope.BOOK, _change, refused=404, but=_SEES_IT),
    command("cancel-booking", BOOKING, Scope.BOOK, _cancel, refused=404, but=_SEES_IT),
    command("finish-booking", BOOKING, Scope.BOOK, _finish, refused=404, but=_SEES_IT),
    command("swap-bookings", BOOKING, Scope.BOOK, _swap, refused=404, but=_SEES_IT),
    command("place-series", BOOKING, Scope.BOOK, _place_series, granted=201),
    command("change-series", BOOKING, Scope.BOOK, _change_series, refused=404, but=_SEES_IT),
    command("cancel-series", BOOKING, Scope.BOOK, _series, refused=404, but=_SEES_IT),
    command("retry-skipped", BOOKING, Scope.BOOK, _retry_skipped, refused=404, but=_SEES_IT),
    # Every date is at its wall time already, which only those who may move them are told.
    command("apply-zone-change", SPACES, Scope.MANAGE, _series, granted=409, refused=404, but=_SEES_IT | {SELF: 403}),
    command("apply-building-zone-change", SPACES, Scope.MANAGE, _the_building, granted=409),
    Row("GET /api/queries/series/preview", BOOKING, _preview, Scope.BOOK, ("place-series",)),
    Row(
        "GET /api/queries/series/zone-changes",
        SPACES,
        at("/api/queries/series/zone-changes?building_id={id}", id="building"),
        Scope.MANAGE,
        ("apply-zone-change",),
    ),
    query("series", SIGNED_IN, "see-booking", at("/api/queries/series")),
    query("series/{series_id}", SEES_BOOKING, "see-booking", of_a_series(""), refused=404, but={NARROW: 403}),
    query("series/{series_id}/history", SEES_BOOKING, "see-booking", of_a_series("/history"), refused=404),
    command("undo", BOOKING, Scope.BOOK, _undo, refused=404, but={NARROW: 403}),
    command("hand-over-booking", BOOKING, Scope.BOOK, _hand_over, refused=404, but=_SEES_IT),
    Row(
        "POST /api/commands/place-booking",
        SPACES,
        commanding("place-booking", _override),
        Scope.MANAGE,
        ("override-rules",),
        granted=201,
    ),
    command("leave-feedback", (SELF,), Scope.BOOK, _feedback, refused=404, but=_SEES_NOT_THEIRS),
    command("decline-feedback", (SELF,), Scope.BOOK, _past_booking, refused=404, but=_SEES_NOT_THEIRS),
    command("approve-booking", SPACES, Scope.MANAGE, _pending, refused=404, but=_SEES_IT | {SELF: 403}),
    command("reject-booking", SPACES, Scope.MANAGE, _pending, refused=404, but=_SEES_IT | {SELF: 403}),
    command("check-in", BOOKING, Scope.BOOK, _finish, refused=404, but=_SEES_IT),
    command("check-in-by-code", (SELF,), Scope.BOOK, _code, refused=409, but={NARROW: 403}),
    command("check-in-at-door", SPACES, Scope.DISPLAY, _door),
    command("join-waitlist", SIGNED_IN, Scope.BOOK, _wait, granted=201),
    command("leave-waitlist", BOOKING, Scope.BOOK, _waiting, refused=404),
    command("accept-offer", (SELF,), Scope.BOOK, _offered, refused=404),
    query("waitlist", SIGNED_IN, "see-waitlist", at("/api/queries/waitlist")),
    query("waitlist/{waitlist_id}", SEES_BOOKING, "see-waitlist", _entry, refused=404, but={NARROW: 403}),
    query("approvals", (*SPACES, ELSEWHERE), "see-approvals", at("/api/queries/approvals")),
    query("feedback", (*SPACES, ELSEWHERE), "see-feedback", at("/api/queries/feedback")),
    Row(
        "GET /api/queries/rooms/{room_id}/code",
        SPACES,
        at("/api/queries/rooms/{id}/code", id="room"),
        Scope.MANAGE,
        ("see-room-code",),
    ),
    # rules
    command("set-organisation-policy", ORGANISATION, Scope.MANAGE, _no_policy),
    command("set-building-policy", SPACES, Scope.MANAGE, _building_policy),
    command("set-kind-policy", SPACES, Scope.MANAGE, _kind_policy),
    command("set-room-hours", SPACES, Scope.MANAGE, _room_hours),
    query("policies", SIGNED_IN, "see-spaces", at("/api/queries/policies?building_id={id}", id="building")),
    query("rooms/{room_id}/policy", SIGNED_IN, "see-spaces", at("/api/queries/rooms/{id}/policy", id="room")),
    query("rooms/{room_id}/check", SIGNED_IN, "see-availability", _check),
    # spaces
    command("rotate-room-code", SPACES, Scope.MANAGE, _rotate),
    command("add-building", ORGANISATION, Scope.MANAGE, _add_building, granted=201),
    command("rename-building", SPACES, Scope.MANAGE, _rename_building),
    command("set-opening-hours", SPACES, Scope.MANAGE, _hours),
    command("close-day", SPACES, Scope.MANAGE, _close_day),
    command("reopen-day", SPACES, Scope.MANAGE, _reopen_day),
    command("import-holidays", SPACES, Scope.MANAGE, _holidays),
    command("add-floor", SPACES, Scope.MANAGE, _add_floor, granted=201),
    command("set-floor-plan", SPACES, Scope.MANAGE, _draw),
    command("place-on-plan", SPACES, Scope.MANAGE, _arrange),
    command("open-room", SPACES, Scope.MANAGE, _open_room, granted=201),
    command("rename-room", SPACES, Scope.MANAGE, _rename_room),
    # The scene's room has no seats: who may is told so.
    command("rename-seats", SPACES, Scope.MANAGE, _rename_seats, granted=404),
    command("add-seats", SPACES, Scope.MANAGE, _add_seats, granted=201),
    command("set-room-features", SPACES, Scope.MANAGE, _features),
    command("set-room-photos", SPACES, Scope.MANAGE, _photos, granted=409),
    # There is no object storage: who may is told so.
    uploading("room-photo", SPACES, "room"),
    uploading("floor-background", SPACES, "building"),
    uploading("logo", ORGANISATION, "organisation_id"),
    Row("POST /api/files/{kind}/{owner_id}", SIGNED_IN, _my_picture, Scope.MANAGE, ("upload-avatar",), granted=503),
    Row(
        "POST /api/files/{kind}/{owner_id}",
        (SELF,),
        _picture_of_a_stay,
        Scope.BOOK,
        ("upload-feedback-picture",),
        granted=503,
        refused=404,
        but=_SEES_NOT_THEIRS,
    ),
    command("set-logo", ORGANISATION, Scope.MANAGE, _logo, granted=409),
    command("set-branding", ORGANISATION, Scope.MANAGE, _branding, granted=409),
    command("set-room-policy", SPACES, Scope.MANAGE, _policy),
    command("close-room", SPACES, Scope.MANAGE, _close_room),
    command("reopen-room", SPACES, Scope.MANAGE, _reopen_room),
    command("close-building", SPACES, Scope.MANAGE, _close_building),
    command("reopen-building", SPACES, Scope.MANAGE, _reopen_building),
    # members
    command("invite-member", ORGANISATION, Scope.MANAGE, _invite, granted=201),
    command("grant-role", ORGANISATION, Scope.MANAGE, _grant),
    command("revoke-role", ORGANISATION, Scope.MANAGE, _revoke),
    command("join-group", ORGANISATION, Scope.MANAGE, _join_group),
    command("leave-group", ORGANISATION, Scope.MANAGE, _leave_group),
    command("suspend-member", ORGANISATION, Scope.MANAGE, _suspend),
    command("reinstate-member", ORGANISATION, Scope.MANAGE, _reinstate),
    command("forget-member", ORGANISATION, Scope.MANAGE, _somebody),
    Row(
        "POST /api/accounts/{member_id}/invitation",
        ORGANISATION,
        _invitation,
        Scope.MANAGE,
        ("issue-invitation",),
        granted=201,
    ),
    Row(
        "POST /api/accounts/{member_id}/password-reset",
        ORGANISATION,
        at("/api/accounts/{id}/password-reset", id="me"),
        Scope.MANAGE,
        ("reset-password",),
        granted=201,
    ),
    Row("POST /api/imports/{kind}", (*SPACES, ELSEWHERE), _import, Scope.MANAGE, ("import", "record-past")),
    # what everybody may see
    query("buildings", SIGNED_IN, "see-spaces", at("/api/queries/buildings")),
    query("buildings/{building_id}", SIGNED_IN, "see-spaces", at("/api/queries/buildings/{id}", id="building")),
    query("floors", SIGNED_IN, "see-spaces", at("/api/queries/floors")),
    query("floors/{floor_id}/plan", SIGNED_IN, "see-spaces", _plan),
    Row("GET /api/files/{file_id}", SIGNED_IN, _file(""), Scope.READ, ("see-spaces",), granted=404),
    Row("GET /api/files/{file_id}/{variant}", SIGNED_IN, _file("/small"), Scope.READ, ("see-spaces",), granted=404),
    query("rooms", SIGNED_IN, "see-spaces", at("/api/queries/rooms")),
    query("rooms/{room_id}", SIGNED_IN, "see-spaces", at("/api/queries/rooms/{id}", id="room")),
    query(
        "availability",
        SIGNED_IN,
        "see-availability",
        at("/api/queries/availability?room_ids={id}&from=2026-05-04T09:00:00Z&to=2026-05-04T10:00:00Z", id="room"),
    ),
    query(
        "free-rooms",
        SIGNED_IN,
        "see-availability",
        at(f"/api/queries/free-rooms?day={tomorrow(days=3):%Y-%m-%d}&minutes=30"),
    ),
    query("stream", SIGNED_IN, "see-stream", _stream),
    query("bookings", SIGNED_IN, "see-booking", at("/api/queries/bookings")),
    query("agenda", SIGNED_IN, "see-booking", at("/api/queries/agenda")),
    # what is somebody's
    query("bookings/{booking_id}", SEES_BOOKING, "see-booking", of_a_booking(""), refused=404, but={NARROW: 403}),
    query("bookings/{booking_id}/history", SEES_BOOKING, "see-booking", of_a_booking("/history"), refused=404),
    query(
        "rooms/{room_id}/history",
        (*SPACES, AUDITOR),
        "see-room-history",
        at("/api/queries/rooms/{id}/history", id="room"),
    ),
    query(
        "rooms/{room_id}/displaced",
        SPACES,
        "see-displaced",
        at(f"/api/queries/rooms/{{id}}/displaced{_DAY}", id="room"),
    ),
    query(
        "buildings/{building_id}/displaced",
        SPACES,
        "see-displaced",
        at(f"/api/queries/buildings/{{id}}/displaced{_DAY}", id="building"),
    ),
    query(
        "reports/{report}",
        SEES_REPORTS,
        "see-reports",
        at("/api/queries/reports/bookings?from=2026-05-04&to=2026-05-05&group_by=building"),
    ),
    query("members", SEES_MEMBERS, "see-members", at("/api/queries/members")),
    query("addressee", SIGNED_IN, "find-addressee", at("/api/queries/addressee?email=no@body.example"), granted=404),
    query(
        "members/{member_id}",
        (*SEES_MEMBERS, SELF),
        "see-member",
        at("/api/queries/members/{id}", id="me"),
        refused=404,
    ),
    query(
        "members/{member_id}/history",
        (*SEES_MEMBERS, SELF),
        "see-member",
        at("/api/queries/members/{id}/history", id="me"),
        refused=404,
    ),
    # the ledger
    audit("events"),
    audit("proof"),
    Row(
        "GET /api/queries/ledger/streams/{stream_id}/history",
        (OWNER, ADMIN, AUDITOR),
        at("/api/queries/ledger/streams/{id}/history", id="building"),
        Scope.AUDIT,
        ("see-ledger",),
    ),
    audit("readings"),
    audit("as-of?at=1&what=member-rights&member_id=0197a000-0000-7000-8000-000000000001", granted=404),
    # the machinery
    *map(watching, ("projections", "queues", "jobs", "processes", "parked", "deadlines", "sessions", "storage")),
    Row(
        "GET /api/queries/ops/acts",
        (*OPERATES, AUDITOR),
        at("/api/queries/ops/acts"),
        Scope.OPERATE,
        ("see-operator-acts",),
    ),
    operating("start-rebuild", {"projection": "no such"}, granted=404),
    operating("switch-rebuild", {"projection": "calendar"}, granted=409),
    operating("drop-rebuild", {"projection": "calendar"}, granted=409),
    operating("retry-parked-events", {"projection": "calendar"}),
    operating("discard-parked-events", {"projection": "calendar", "cause": "none"}),
    operating("retry-jobs", {}),
    operating("discard-jobs", {"cause": "none"}),
    # one's own account
    own("GET /api/session", None, at("/api/session")),
    own("DELETE /api/session", None, at("/api/session"), granted=204),
    own("PUT /api/session/avatar", "set-avatar", _no_picture_of_me),
    own("POST /api/session/password", "manage-session", _weak_password, granted=422),
    own("GET /api/session/sessions", "manage-session", at("/api/session/sessions")),
    own("DELETE /api/session/sessions/{session_id}", "manage-session", _own_session, granted=204),
    own("POST /api/session/tokens", "manage-tokens", _token, granted=201),
    own("GET /api/session/tokens", "manage-tokens", at("/api/session/tokens")),
    own("DELETE /api/session/tokens/{token_id}", "manage-tokens", _own_token, granted=204),
    own("GET /api/calendar", "manage-tokens", at("/api/calendar")),
    own("POST /api/calendar", "manage-tokens", at("/api/calendar"), granted=201),
    own("DELETE /api/calendar", "manage-tokens", _own_calendar, granted=204),
    own("GET /api/calendar/{kind}/{place_id}", "manage-tokens", at("/api/calendar/rooms/{id}", id="room")),
    query("inbox", SIGNED_IN, "see-inbox", at("/api/queries/inbox")),
    own("POST /api/notifications/read", "manage-notifications", _read_all),
    own("GET /api/notifications/choices", "manage-notifications", at("/api/notifications/choices")),
    own("PUT /api/notifications/choices", "manage-notifications", _choose),
    # for whoever comes, with a password, a one-time token or the link of a letter
    Row("GET /api/calendar/bookings.ics", EVERYBODY, at("/api/calendar/bookings.ics?token=guessed"), granted=404),
    Row(
        "GET /api/calendar/{kind}/{place_id}.ics",
        EVERYBODY,
        at("/api/calendar/rooms/{id}.ics?token=guessed", id="room"),
        granted=404,
    ),
    Row("GET /api/notifications/stop", EVERYBODY, at("/api/notifications/stop?token=guessed"), granted=403),
    Row("POST /api/notifications/stop", EVERYBODY, at("/api/notifications/stop?token=guessed"), granted=403),
    Row("POST /api/session", EVERYBODY, _sign_in, granted=201),
    Row("POST /api/session/invitation", EVERYBODY, _bad_one_time_token, granted=403),
    Row("POST /api/session/password-reset", EVERYBODY, _bad_reset, granted=403),
    Row("POST /api/session/setup", EVERYBODY, _bad_setup, granted=403),
    Row("GET /api/queries/organisation", EVERYBODY, at("/api/queries/organisation")),
    Row("GET /livez", EVERYBODY, at("/livez")),
    Row("GET /readyz", EVERYBODY, at("/readyz")),
    Row("GET /version", EVERYBODY, at("/version")),
]


@pytest.fixture(scope="module")
async def scene(org: Organisation) -> Scene:
    return await set_scene(org)


async def set_scene(org: Organisation) -> Scene:
    """People of every role, a building and a room."""
    building, elsewhere = await org.building(), await org.building()
    people = {
        OWNER: org.the_owner,
        ADMIN: await org.member(Role.ADMIN),
        MANAGER: await org.member(Role.MANAGER, buildings=[building]),
        ELSEWHERE: await org.member(Role.MANAGER, buildings=[elsewhere]),
        SELF: await org.member(),
        OTHER: await org.member(),
        AUDITOR: await org.member(Role.AUDITOR),
        ANALYST: await org.member(Role.ANALYST),
        OPERATOR: await org.member(Role.OPERATOR),
        SUSPENDED: await org.member(Role.ADMIN),
    }
    scene = Scene(org, building, elsewhere, await org.room(building), people)
    await org.caught_up()
    return scene


@pytest.fixture(scope="module")
async def suspended(scene: Scene) -> Client:
    """The session of an admin who has been suspended since."""
    client = await scene.org.client(scene.people[SUSPENDED])
    await scene.org.owner.do("suspend-member", member_id=scene.people[SUSPENDED].id, reason="Gone")
    return client


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.route)
async def test_a_route_serves_who_may_and_refuses_the_others(row: Row, scene: Scene, suspended: Client) -> None:
    method, _ = row.route.split()
    answered = {}
    for caller in EVERYBODY:
        client = await _as(caller, scene, row.scope, suspended)
        request = await row.making(scene, client)
        if request.never_ends:
            async with listening(scene.org.app, client) as stream:
                answered[caller] = stream.status
        else:
            answer = await client.request(method, request.path, **request.content())
            answered[caller] = answer.status_code
    assert answered == {caller: row.expected(caller) for caller in EVERYBODY}


async def _as(caller: str, scene: Scene, scope: Scope | None, suspended: Client) -> Client:
    if caller == ANONYMOUS:
        return scene.org.anonymous()
    if caller == SUSPENDED:
        return suspended
    if caller == NARROW:
        return await scene.org.script(scene.org.the_owner, *(each for each in Scope if each is not scope))
    return await scene.org.client(scene.people[caller])


async def test_every_route_of_the_document_is_in_the_table(org: Organisation) -> None:
    paths = org.app.openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert routes == {row.route for row in TABLE}


def test_every_act_of_the_matrix_is_some_route() -> None:
    assert {act for row in TABLE for act in row.acts} == set(MATRIX)


def test_scopes_of_the_matrix_are_those_of_the_table() -> None:
    scopes = {act: row.scope for row in TABLE for act in row.acts}
    assert scopes == {act: right.scope for act, right in MATRIX.items()}


async def test_no_read_model_choked_on_what_was_granted(scene: Scene) -> None:
    """Every command was given by now."""
    await scene.org.caught_up()
    assert await scene.org.parked() == []

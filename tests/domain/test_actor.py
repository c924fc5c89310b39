"""Who may do what: a few readings of the matrix, and what holds for all of it."""

from uuid import UUID

import pytest

from bookit.domain.actor import MATRIX, SYSTEM, Actor, Reach, Scope
from bookit.domain.errors import Forbidden
from bookit.events.members import GroupJoined, MemberInvited, RoleGranted, RoleRevoked
from bookit.events.values import Role
from tests.domain.story import fact, given, named

HOUSE, OTHER_HOUSE = named("house"), named("other house")
ADA, BOB = named("ada"), named("bob")


def actor(*roles: Role, managed: tuple[UUID, ...] = (), scopes: frozenset[Scope] = frozenset(Scope)) -> Actor:
    return Actor(ADA, frozenset({Role.MEMBER, *roles}), frozenset(managed), scopes=scopes)


def test_an_actor_is_a_member_as_the_ledger_knows_them() -> None:
    member = given(
        fact(MemberInvited),
        fact(RoleGranted, role=Role.AUDITOR),
        fact(RoleGranted, role=Role.MANAGER, building_ids=[HOUSE]),
        fact(RoleRevoked, role=Role.AUDITOR),
        fact(GroupJoined, group="engineering"),
    )

    assert Actor.of(member, frozenset({Scope.BOOK})) == Actor(
        member.id,
        roles=frozenset({Role.MEMBER, Role.MANAGER}),
        managed_buildings=frozenset({HOUSE}),
        groups=frozenset({"engineering"}),
        scopes=frozenset({Scope.BOOK}),
        version=5,
    )


def test_a_member_books_for_oneself_only() -> None:
    assert actor().may("place-booking", owner=ADA, building=HOUSE)
    assert not actor().may("place-booking", owner=BOB, building=HOUSE)


def test_a_manager_books_for_others_in_the_buildings_they_manage() -> None:
    manager = actor(Role.MANAGER, managed=(HOUSE,))

    assert manager.may("place-booking", owner=BOB, building=HOUSE)
    assert not manager.may("place-booking", owner=BOB, building=OTHER_HOUSE)
    assert not manager.may("place-booking", owner=BOB)
    assert manager.may("place-booking", owner=ADA, building=OTHER_HOUSE)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.OWNER])
def test_admins_and_owners_reach_everywhere(role: Role) -> None:
    assert actor(role).may("cancel-booking", owner=BOB, building=OTHER_HOUSE)


def test_an_auditor_sees_every_booking_and_touches_none() -> None:
    assert actor(Role.AUDITOR).may("see-booking", owner=BOB, building=HOUSE)
    assert not actor(Role.AUDITOR).may("cancel-booking", owner=BOB, building=HOUSE)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ANALYST, Role.OPERATOR])
def test_roles_that_look_do_not_run_the_house(role: Role) -> None:
    for act in ("add-building", "open-room", "close-room", "invite-member", "grant-role"):
        assert not actor(role).may(act, building=HOUSE)


def test_a_scope_narrows_whatever_the_role() -> None:
    reader = actor(Role.OWNER, scopes=frozenset({Scope.READ}))

    assert reader.may("see-booking", owner=BOB, building=HOUSE)
    assert reader.reach("place-booking") is Reach.NONE
    assert not reader.may("place-booking", owner=ADA, building=HOUSE)


def test_what_one_may_not_do_is_refused_by_its_name() -> None:
    with pytest.raises(Forbidden) as refusal:
        actor().require("invite-member")

    assert refusal.value.fields == {"act": "invite-member"}


def test_the_system_may_give_every_command() -> None:
    assert all(SYSTEM.may(act) for act in MATRIX if act.startswith(("place", "add", "open", "invite", "grant")))


@pytest.mark.parametrize("act", list(MATRIX))
def test_an_owner_reaches_at_least_as_far_as_a_member(act: str) -> None:
    assert actor(Role.OWNER).reach(act) >= actor().reach(act)


@pytest.mark.parametrize("act", list(MATRIX))
def test_somebody_may_do_it(act: str) -> None:
    assert max(MATRIX[act].reach.values()) > Reach.NONE

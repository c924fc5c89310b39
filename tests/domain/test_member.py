import pytest

from bookit.domain.errors import AlreadyDone, Conflict, Invalid, Refusal
from bookit.domain.member import Member
from bookit.events import Event
from bookit.events.members import (
    GroupJoined,
    GroupLeft,
    MemberInvited,
    MemberJoined,
    MemberReinstated,
    MemberSuspended,
    RoleGranted,
    RoleRevoked,
)
from bookit.events.rooms import RoomRenamed
from bookit.events.values import Role
from tests.domain.story import NOW, fact, given, named, recorded

HOUSE, SHED = sorted([named("house"), named("shed")])
INVITED = fact(MemberInvited)
SUSPENDED = fact(MemberSuspended, reason="Left")


def test_an_invited_person_is_an_active_member_without_special_roles() -> None:
    member = Member.invite(named("ada"), at=NOW)

    assert recorded(member) == [INVITED]
    assert member.active
    assert not member.joined
    assert set(member.roles) == {Role.MEMBER}


def test_a_person_joins_once() -> None:
    member = given(INVITED)

    member.join(at=NOW)

    assert recorded(member) == [fact(MemberJoined)]
    with pytest.raises(AlreadyDone):
        member.join(at=NOW)


def test_a_role_is_granted() -> None:
    member = given(INVITED)

    member.grant(Role.AUDITOR, [], at=NOW)

    assert recorded(member) == [fact(RoleGranted, role=Role.AUDITOR)]
    assert set(member.roles) == {Role.MEMBER, Role.AUDITOR}


def test_a_manager_has_buildings_each_of_them_once() -> None:
    member = given(INVITED)

    member.grant(Role.MANAGER, [SHED, HOUSE, SHED], at=NOW)

    assert recorded(member) == [fact(RoleGranted, role=Role.MANAGER, building_ids=[HOUSE, SHED])]
    assert member.managed_buildings == {HOUSE, SHED}


def test_a_manager_may_get_other_buildings() -> None:
    member = given(INVITED, fact(RoleGranted, role=Role.MANAGER, building_ids=[HOUSE]))

    member.grant(Role.MANAGER, [SHED], at=NOW)

    assert member.managed_buildings == {SHED}


@pytest.mark.parametrize(
    ("role", "buildings", "error"),
    [
        (Role.MANAGER, [], Invalid),
        (Role.ADMIN, [HOUSE], Invalid),
        (Role.MEMBER, [], AlreadyDone),
        (Role.AUDITOR, [], AlreadyDone),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(role: Role, buildings: list[object], error: type[Refusal]) -> None:
    member = given(INVITED, fact(RoleGranted, role=Role.AUDITOR))

    with pytest.raises(error):
        member.grant(role, buildings, at=NOW)

    assert recorded(member) == []


def test_a_role_is_taken_back() -> None:
    member = given(INVITED, fact(RoleGranted, role=Role.MANAGER, building_ids=[HOUSE]))

    member.revoke(Role.MANAGER, at=NOW)

    assert recorded(member) == [fact(RoleRevoked, role=Role.MANAGER)]
    assert member.managed_buildings == frozenset()


def test_a_role_that_one_does_not_have_can_not_be_taken() -> None:
    with pytest.raises(AlreadyDone):
        given(INVITED).revoke(Role.ADMIN, at=NOW)


def test_every_member_stays_a_member() -> None:
    with pytest.raises(Invalid):
        given(INVITED).revoke(Role.MEMBER, at=NOW)


def test_groups_are_joined_and_left() -> None:
    member = given(INVITED)

    member.join_group("engineering", at=NOW)
    member.leave_group("engineering", at=NOW)

    assert recorded(member) == [fact(GroupJoined, group="engineering"), fact(GroupLeft, group="engineering")]
    assert member.groups == set()


def test_a_group_is_joined_once_and_left_once() -> None:
    member = given(INVITED, fact(GroupJoined, group="engineering"))

    with pytest.raises(AlreadyDone):
        member.join_group("engineering", at=NOW)
    with pytest.raises(AlreadyDone):
        member.leave_group("sales", at=NOW)


def test_a_suspended_member_is_not_active_until_reinstated() -> None:
    member = given(INVITED)

    member.suspend("Left", at=NOW)
    assert not member.active

    member.reinstate(at=NOW)
    assert member.active
    assert recorded(member) == [SUSPENDED, fact(MemberReinstated)]


@pytest.mark.parametrize(
    ("facts", "verb", "error"),
    [
        ([INVITED, SUSPENDED], "suspend", AlreadyDone),
        ([INVITED, fact(RoleGranted, role=Role.OWNER)], "suspend", Conflict),
        ([INVITED], "reinstate", AlreadyDone),
    ],
)
def test_a_suspension_that_makes_no_sense_is_refused(facts: list[Event], verb: str, error: type[Refusal]) -> None:
    member = given(*facts)

    with pytest.raises(error):
        member.suspend("Left", at=NOW) if verb == "suspend" else member.reinstate(at=NOW)

    assert recorded(member) == []


def test_a_draft_leaves_the_original_alone() -> None:
    member = given(INVITED)

    draft = member.draft()
    draft.grant(Role.ADMIN, [], at=NOW)
    draft.join_group("engineering", at=NOW)

    assert set(member.roles) == {Role.MEMBER}
    assert member.groups == set()


def test_a_member_knows_no_facts_of_rooms() -> None:
    with pytest.raises(TypeError, match=r"room\.renamed"):
        given(INVITED).when(fact(RoomRenamed, name="Aquarium"))

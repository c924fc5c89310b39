"""Members, their roles and groups: what the ledger is told, and who may tell it."""

import asyncio
from uuid import UUID, uuid4

import pytest

from bookit.commands import CATALOGUE, Command
from bookit.commands.members import (
    ConfirmMember,
    ForgetMember,
    GrantRole,
    InviteMember,
    JoinGroup,
    LeaveGroup,
    MakeOwner,
    ReinstateMember,
    RevokeRole,
    SuspendMember,
)
from bookit.domain.actor import Actor
from bookit.domain.errors import AlreadyDone, Conflict, Forbidden, Invalid, NotFound
from bookit.domain.member import Member
from bookit.events.values import Role
from tests.organisation import Organisation

pytestmark = pytest.mark.anyio


@pytest.fixture
async def ada(org: Organisation) -> Actor:
    return await org.member()


@pytest.fixture
async def admin(org: Organisation) -> Actor:
    return await org.member(Role.ADMIN)


@pytest.fixture
async def owner(org: Organisation) -> Actor:
    return await org.member(Role.OWNER)


def email() -> str:
    return f"{uuid4().hex}@example.org"


async def test_an_admin_invites_a_person_into_groups(org: Organisation, admin: Actor) -> None:
    wish = InviteMember(email=email(), name="Ada Lovelace", groups=["engineering", "poets", "engineering"])

    answer = await org.do(wish, admin)

    member = await org.look(Member, answer.member_id)
    assert member.groups == {"engineering", "poets"}
    assert not member.joined


async def test_names_and_addresses_never_reach_the_ledger(org: Organisation, admin: Actor) -> None:
    address = email()

    answer = await org.do(InviteMember(email=address, name="Ada Lovelace"), admin)

    rows = await org.rows(
        "SELECT convert_from(state, 'utf8') FROM {schema}.events WHERE originator_id = %s", answer.member_id
    )
    assert rows
    assert not any(address in state or "Ada" in state for (state,) in rows)


async def test_an_address_belongs_to_one_member(org: Organisation, admin: Actor) -> None:
    address = email()
    await org.do(InviteMember(email=address, name="Ada"), admin)

    with pytest.raises(Conflict):
        await org.do(InviteMember(email=address.upper(), name="Another Ada"), admin)


async def test_an_invited_person_is_confirmed_once(org: Organisation, ada: Actor) -> None:
    await org.do(ConfirmMember(member_id=ada.member_id))

    assert (await org.look(Member, ada.member_id)).joined
    with pytest.raises(AlreadyDone):
        await org.do(ConfirmMember(member_id=ada.member_id))


async def test_an_owner_is_made_in_one_step(org: Organisation) -> None:
    member = await org.look(Member, (await org.do(MakeOwner())).member_id)

    assert member.joined
    assert Role.OWNER in member.roles


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ANALYST, Role.OPERATOR])
async def test_an_admin_gives_and_takes_roles(org: Organisation, admin: Actor, ada: Actor, role: Role) -> None:
    await org.do(GrantRole(member_id=ada.member_id, role=role), admin)
    assert role in (await org.look(Member, ada.member_id)).roles

    await org.do(RevokeRole(member_id=ada.member_id, role=role), admin)
    assert role not in (await org.actor(ada.member_id)).roles


async def test_a_manager_is_given_buildings_that_exist(org: Organisation, admin: Actor, ada: Actor) -> None:
    building = await org.building()

    with pytest.raises(NotFound):
        await org.do(GrantRole(member_id=ada.member_id, role=Role.MANAGER, building_ids=[building, uuid4()]), admin)
    with pytest.raises(Invalid):
        await org.do(GrantRole(member_id=ada.member_id, role=Role.MANAGER), admin)
    await org.do(GrantRole(member_id=ada.member_id, role=Role.MANAGER, building_ids=[building]), admin)

    assert (await org.look(Member, ada.member_id)).managed_buildings == {building}


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
async def test_only_owners_make_and_unmake_owners_and_admins(
    org: Organisation, admin: Actor, owner: Actor, ada: Actor, role: Role
) -> None:
    with pytest.raises(Forbidden):
        await org.do(GrantRole(member_id=ada.member_id, role=role), admin)
    await org.do(GrantRole(member_id=ada.member_id, role=role), owner)
    with pytest.raises(Forbidden):
        await org.do(RevokeRole(member_id=ada.member_id, role=role), admin)
    await org.do(RevokeRole(member_id=ada.member_id, role=role), owner)


async def test_an_owner_does_not_take_their_own_role(org: Organisation, owner: Actor) -> None:
    with pytest.raises(Conflict):
        await org.do(RevokeRole(member_id=owner.member_id, role=Role.OWNER), owner)


async def test_two_owners_who_unmake_each_other_leave_one(org: Organisation) -> None:
    for _ in range(5):
        one, other = await org.member(Role.OWNER), await org.member(Role.OWNER)

        outcomes = await asyncio.gather(
            org.do(RevokeRole(member_id=other.member_id, role=Role.OWNER), one),
            org.do(RevokeRole(member_id=one.member_id, role=Role.OWNER), other, through=org.new_executor()),
            return_exceptions=True,
        )

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Forbidden", "MemberAnswer"]


async def test_a_right_that_was_taken_back_counts_at_once(org: Organisation, admin: Actor, ada: Actor) -> None:
    await org.do(RevokeRole(member_id=admin.member_id, role=Role.ADMIN))

    # `admin` still says what the credential knew a moment ago.
    with pytest.raises(Forbidden):
        await org.do(JoinGroup(member_id=ada.member_id, group="engineering"), admin)


async def test_groups_are_joined_and_left(org: Organisation, admin: Actor, ada: Actor) -> None:
    await org.do(JoinGroup(member_id=ada.member_id, group="engineering"), admin)
    with pytest.raises(AlreadyDone):
        await org.do(JoinGroup(member_id=ada.member_id, group="engineering"), admin)
    await org.do(LeaveGroup(member_id=ada.member_id, group="engineering"), admin)
    with pytest.raises(AlreadyDone):
        await org.do(LeaveGroup(member_id=ada.member_id, group="engineering"), admin)


async def test_a_suspended_member_may_do_nothing_until_reinstated(
    org: Organisation, admin: Actor, owner: Actor
) -> None:
    wish = JoinGroup(member_id=owner.member_id, group="engineering")
    await org.do(SuspendMember(member_id=admin.member_id, reason="Left"), owner)

    with pytest.raises(Forbidden):
        await org.do(wish, admin)
    await org.do(ReinstateMember(member_id=admin.member_id), owner)
    await org.do(wish, await org.actor(admin.member_id))


async def test_an_owner_is_not_suspended(org: Organisation, admin: Actor, owner: Actor) -> None:
    with pytest.raises(Conflict):
        await org.do(SuspendMember(member_id=owner.member_id, reason="Coup"), admin)


def _wishes(member_id: UUID) -> list[Command]:
    return [
        GrantRole(member_id=member_id, role=Role.AUDITOR),
        RevokeRole(member_id=member_id, role=Role.AUDITOR),
        JoinGroup(member_id=member_id, group="mine"),
        LeaveGroup(member_id=member_id, group="mine"),
        SuspendMember(member_id=member_id, reason="Mine"),
        ForgetMember(member_id=member_id),
        ReinstateMember(member_id=member_id),
    ]


async def test_who_does_not_run_the_organisation_changes_no_member(org: Organisation, ada: Actor) -> None:
    outsiders = [
        ada,
        await org.member(Role.MANAGER, manages=[await org.building()]),
        await org.member(Role.AUDITOR),
        await org.member(Role.ANALYST),
        await org.member(Role.OPERATOR),
    ]

    for outsider in outsiders:
        for wish in [*_wishes(ada.member_id), InviteMember(email=email(), name="Friend")]:
            with pytest.raises(Forbidden):
                await org.do(wish, outsider)

    assert await org.topics(ada.member_id) == ["member.invited"]


async def test_an_unknown_member_is_not_found(org: Organisation) -> None:
    for wish in [*_wishes(uuid4()), ConfirmMember(member_id=uuid4())]:
        with pytest.raises(NotFound):
            await org.do(wish)


def test_every_command_about_members_is_among_the_wishes() -> None:
    about_members = {name for name, entry in CATALOGUE.items() if entry.command.__module__ == "bookit.commands.members"}

    assert {wish.NAME for wish in _wishes(uuid4())} == about_members - {
        "invite-member",
        "confirm-member",
        "make-owner",
    }


async def test_only_an_owner_suspends_an_admin(org: Organisation, admin: Actor, owner: Actor) -> None:
    other = await org.member(Role.ADMIN)
    with pytest.raises(Forbidden):
        await org.do(SuspendMember(member_id=other.member_id, reason="left"), admin)
    await org.do(SuspendMember(member_id=other.member_id, reason="left"), owner)

"""Commands about members, their roles and groups."""

from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from bookit.commands.buildings import Reason
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.domain.building import Building
from bookit.domain.errors import Conflict, Forbidden
from bookit.domain.member import Member
from bookit.events.values import Role

Group = Annotated[str, Field(min_length=1, max_length=60, examples=["engineering"])]
Email = Annotated[str, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$", examples=["ada@example.org"])]

_ONLY_OWNERS_GIVE = frozenset({Role.OWNER, Role.ADMIN})


class MemberAnswer(Answer):
    member_id: UUID


class InviteMember(Command):
    """Ask a person to join the organisation. They choose a password through the invitation."""

    email: Email
    name: str = Field(min_length=1, max_length=120, examples=["Ada Lovelace"])
    groups: list[Group] = Field([], max_length=50)


@handles(InviteMember, answers=MemberAnswer, creates=True)
async def invite_member(command: InviteMember, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    # The id follows from the command's, so that a repeated invitation finds the same person.
    member_id = uuid5(desk.command_id, "member")
    await desk.accounts.register_person(member_id, command.email, command.name)
    member = Member.invite(member_id, at=desk.now)
    for group in dict.fromkeys(command.groups):
        member.join_group(group, at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member], new_units=[member.id])


class ConfirmMember(Command):
    """Note that an invited person has chosen a way to sign in."""

    member_id: UUID


@handles(ConfirmMember, answers=MemberAnswer, internal=True)
async def confirm_member(command: ConfirmMember, desk: Desk) -> Decision:
    member = await desk.draft(Member, command.member_id)
    member.join(at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class MakeOwner(Command):
    """Record a member who owns the organisation: the first one, or one made at the command line."""


@handles(MakeOwner, answers=MemberAnswer, internal=True)
async def make_owner(command: MakeOwner, desk: Desk) -> Decision:
    member = Member.invite(uuid5(desk.command_id, "member"), at=desk.now)
    member.join(at=desk.now)
    member.grant(Role.OWNER, [], at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member], new_units=[member.id])


class GrantRole(Command):
    """Trust a member with a role; only owners make owners and admins. A manager's role names its buildings."""

    member_id: UUID
    role: Role
    building_ids: list[UUID] = Field([], max_length=500)


@handles(GrantRole, answers=MemberAnswer)
async def grant_role(command: GrantRole, desk: Desk) -> Decision:
    _require_right_over(desk, command.NAME, command.role)
    member = await desk.draft(Member, command.member_id)
    for building_id in command.building_ids:
        await desk.read(Building, building_id)
    member.grant(command.role, command.building_ids, at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class RevokeRole(Command):
    """Take a role back. Owners can't take their own, so that one always remains."""

    member_id: UUID
    role: Role


@handles(RevokeRole, answers=MemberAnswer)
async def revoke_role(command: RevokeRole, desk: Desk) -> Decision:
    _require_right_over(desk, command.NAME, command.role)
    if command.role is Role.OWNER and command.member_id == desk.actor.member_id:
        raise Conflict("Owners can't take their own role back; another owner can.")
    member = await desk.draft(Member, command.member_id)
    member.revoke(command.role, at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class JoinGroup(Command):
    """Make a member part of a group."""

    member_id: UUID
    group: Group


@handles(JoinGroup, answers=MemberAnswer)
async def join_group(command: JoinGroup, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    member = await desk.draft(Member, command.member_id)
    member.join_group(command.group, at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class LeaveGroup(Command):
    """Take a member out of a group."""

    member_id: UUID
    group: Group


@handles(LeaveGroup, answers=MemberAnswer)
async def leave_group(command: LeaveGroup, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    member = await desk.draft(Member, command.member_id)
    member.leave_group(command.group, at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class SuspendMember(Command):
    """Let a member do nothing until reinstated; sessions and tokens end at once. Their bookings stay."""

    member_id: UUID
    reason: Reason


@handles(SuspendMember, answers=MemberAnswer)
async def suspend_member(command: SuspendMember, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    member = await desk.draft(Member, command.member_id)
    if Role.ADMIN in member.roles and Role.OWNER not in desk.actor.roles:
        raise Forbidden("Only an owner suspends an admin.", act=command.NAME)
    (reason,) = await desk.accounts.seal(member.id, [command.reason])
    member.suspend(reason, at=desk.now)
    await desk.accounts.end_access(member.id)
    return Decision(MemberAnswer(member_id=member.id), [member])


class ReinstateMember(Command):
    """Make a suspended member active again."""

    member_id: UUID


@handles(ReinstateMember, answers=MemberAnswer)
async def reinstate_member(command: ReinstateMember, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    member = await desk.draft(Member, command.member_id)
    member.reinstate(at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


class ForgetMember(Command):
    """Remove what is kept of a person, for good: account, sessions, tokens, and the key to what they wrote.

    What they have ahead is given up within moments. The ledger keeps their id, so that counts stay as they were.
    """

    member_id: UUID


@handles(ForgetMember, answers=MemberAnswer)
async def forget_member(command: ForgetMember, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    member = await desk.draft(Member, command.member_id)
    if Role.ADMIN in member.roles and Role.OWNER not in desk.actor.roles:
        raise Forbidden("Only an owner has an admin forgotten.", act=command.NAME)
    member.forget(at=desk.now)
    return Decision(MemberAnswer(member_id=member.id), [member])


def _require_right_over(desk: Desk, act: str, role: Role) -> None:
    desk.actor.require(act)
    if role in _ONLY_OWNERS_GIVE and Role.OWNER not in desk.actor.roles:
        raise Forbidden(f"Only an owner gives or takes the role {role}.", act=act)

"""Members: people of the organisation, known here by id, roles and groups only."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone, Conflict, Invalid
from bookit.events import Event
from bookit.events.members import (
    GroupJoined,
    GroupLeft,
    MemberForgotten,
    MemberInvited,
    MemberJoined,
    MemberReinstated,
    MemberSuspended,
    RoleGranted,
    RoleRevoked,
)
from bookit.events.sealed import Sealed
from bookit.events.values import Role


class Member(Aggregate):
    NOUN: ClassVar[str] = "member"

    @classmethod
    def invite(cls, member_id: UUID, *, at: datetime) -> Self:
        return cls.begin(MemberInvited, id=member_id, at=at)

    @property
    def active(self) -> bool:
        return not (self.suspended or self.forgotten)

    @property
    def managed_buildings(self) -> frozenset[UUID]:
        return self.roles.get(Role.MANAGER, frozenset())

    def join(self, *, at: datetime) -> None:
        """Raises AlreadyDone the second time."""
        self._require_known()
        if self.joined:
            raise AlreadyDone("This invitation was used before.")
        self.record(MemberJoined, at=at)

    def grant(self, role: Role, buildings: Sequence[UUID], *, at: datetime) -> None:
        """Raises Invalid where a manager's buildings are missing or another role names some."""
        self._require_known()
        if role is Role.MANAGER and not buildings:
            raise Invalid("A manager needs at least one building.", pointer="/building_ids")
        if role is not Role.MANAGER and buildings:
            raise Invalid("Only a manager's role names buildings.", pointer="/building_ids")
        if role is Role.MEMBER or self.roles.get(role) == frozenset(buildings):
            raise AlreadyDone(f"This member has the role {role} already.")
        self.record(RoleGranted, at=at, role=role, building_ids=sorted(set(buildings)))

    def revoke(self, role: Role, *, at: datetime) -> None:
        """Raises AlreadyDone for a role the member does not have; every member stays a member."""
        self._require_known()
        if role is Role.MEMBER:
            raise Invalid("Every member has the role member; suspend the member instead.", pointer="/role")
        if role not in self.roles:
            raise AlreadyDone(f"This member does not have the role {role}.")
        self.record(RoleRevoked, at=at, role=role)

    def join_group(self, group: str, *, at: datetime) -> None:
        self._require_known()
        if group in self.groups:
            raise AlreadyDone(f"This member is in {group} already.")
        self.record(GroupJoined, at=at, group=group)

    def leave_group(self, group: str, *, at: datetime) -> None:
        self._require_known()
        if group not in self.groups:
            raise AlreadyDone(f"This member is not in {group}.")
        self.record(GroupLeft, at=at, group=group)

    def suspend(self, reason: Sealed, *, at: datetime) -> None:
        """Raises Conflict for an owner, whose role has to be taken back first."""
        self._require_known()
        if self.suspended:
            raise AlreadyDone("This member is suspended already.")
        if Role.OWNER in self.roles:
            raise Conflict("An owner can't be suspended; take the role back first.")
        self.record(MemberSuspended, at=at, reason=reason)

    def reinstate(self, *, at: datetime) -> None:
        self._require_known()
        if not self.suspended:
            raise AlreadyDone("This member is not suspended.")
        self.record(MemberReinstated, at=at)

    def forget(self, *, at: datetime) -> None:
        """Remove what is kept of the person. Raises Conflict for an owner, whose role has to be taken back first."""
        self._require_known()
        if Role.OWNER in self.roles:
            raise Conflict("An owner can't be forgotten; take the role back first.")
        self.record(MemberForgotten, at=at)

    def _require_known(self) -> None:
        """Raises AlreadyDone for one who was forgotten: nothing can be done to them any more."""
        if self.forgotten:
            raise AlreadyDone("This member was forgotten.")

    def when(self, event: Event) -> None:
        match event:
            case MemberInvited():
                self.joined: bool = False
                self.suspended: bool = False
                self.forgotten: bool = False
                self.roles: dict[Role, frozenset[UUID]] = {Role.MEMBER: frozenset()}
                self.groups: set[str] = set()
            case MemberJoined():
                self.joined = True
            case RoleGranted():
                self.roles[event.role] = frozenset(event.building_ids)
            case RoleRevoked():
                del self.roles[event.role]
            case GroupJoined():
                self.groups.add(event.group)
            case GroupLeft():
                self.groups.discard(event.group)
            case MemberSuspended():
                self.suspended = True
            case MemberReinstated():
                self.suspended = False
            case MemberForgotten():
                self.forgotten = True
            case _:
                raise TypeError(f"a member has no {event.TOPIC}")

"""Facts about members. Names and addresses are not among them: those are rows of `identity`."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from bookit.events.base import Created, Event
from bookit.events.sealed import Sealed
from bookit.events.values import Role


class MemberInvited(Created):
    """A person was asked to join the organisation."""

    TOPIC: ClassVar[str] = "member.invited"
    ORIGIN: ClassVar[str] = "member"


class MemberJoined(Event):
    """An invited person chose a way to sign in."""

    TOPIC: ClassVar[str] = "member.joined"


class RoleGranted(Event):
    """A member was trusted with a role; a manager's role names its buildings."""

    TOPIC: ClassVar[str] = "member.role_granted"
    role: Role
    building_ids: list[UUID] = Field(default_factory=list)


class RoleRevoked(Event):
    """A role was taken back."""

    TOPIC: ClassVar[str] = "member.role_revoked"
    role: Role


class GroupJoined(Event):
    """A member became part of a group."""

    TOPIC: ClassVar[str] = "member.group_joined"
    group: str


class GroupLeft(Event):
    """A member is no longer part of a group."""

    TOPIC: ClassVar[str] = "member.group_left"
    group: str


class MemberSuspended(Event):
    """A member may do nothing until reinstated."""

    TOPIC: ClassVar[str] = "member.suspended"
    reason: Sealed


class MemberReinstated(Event):
    """A suspended member is active again."""

    TOPIC: ClassVar[str] = "member.reinstated"


class MemberForgotten(Event):
    """All that was kept of a person was removed; what they wrote can't be read any more."""

    TOPIC: ClassVar[str] = "member.forgotten"

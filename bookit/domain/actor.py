"""Who acts, and what they may do: the authorisation matrix.

Every command and every query is one row: which token scope it needs, and how far each role reaches. What MEMBER
may do, every active member may do, whatever their other roles. A route without a row here does not exist: the
API refuses to start, and a test names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache
from typing import Self
from uuid import UUID

from bookit.domain.errors import Forbidden
from bookit.domain.member import Member
from bookit.events.values import Role


class Reach(IntEnum):
    """How far a right goes; the wider includes the narrower."""

    NONE = 0
    OWN = 1
    MANAGED = 2
    EVERYWHERE = 3


class Scope(StrEnum):
    """What an API token may be used for. A session has all of them."""

    READ = "read"
    BOOK = "book"
    MANAGE = "manage"
    AUDIT = "audit"
    OPERATE = "operate"
    DISPLAY = "display"


class AddressClass(StrEnum):
    """What sort of network address a command or question came from; the address itself is not kept."""

    NONE = "none"
    """BookIT itself, the command line and due timers."""
    LOOPBACK = "loopback"
    PRIVATE = "private"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Right:
    scope: Scope
    reach: Mapping[Role, Reach]


def _right(scope: Scope, **reach: Reach) -> Right:
    return Right(scope, {Role(role): extent for role, extent in reach.items()})


_OWN, _MANAGED, _EVERYWHERE = Reach.OWN, Reach.MANAGED, Reach.EVERYWHERE

_BOOKING = _right(Scope.BOOK, member=_OWN, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE)
_SEE_BOOKING = _right(
    Scope.READ, member=_OWN, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE
)
_SPACE = _right(Scope.MANAGE, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE)
_ORGANISATION = _right(Scope.MANAGE, admin=_EVERYWHERE, owner=_EVERYWHERE)
_EVERYBODY_READS = _right(Scope.READ, member=_EVERYWHERE)
_SELF = _right(Scope.MANAGE, member=_OWN)
_SEE_MEMBERS = _right(
    Scope.READ, member=_OWN, manager=_EVERYWHERE, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE
)

_OPERATION = _right(Scope.OPERATE, operator=_EVERYWHERE, admin=_EVERYWHERE, owner=_EVERYWHERE)

MATRIX: Mapping[str, Right] = {
    # commands
    "place-booking": _BOOKING,
    "reschedule-booking": _BOOKING,
    "change-booking": _BOOKING,
    "cancel-booking": _BOOKING,
    "finish-booking": _BOOKING,
    "hand-over-booking": _BOOKING,
    "swap-bookings": _BOOKING,
    "undo": _BOOKING,
    "leave-feedback": _right(Scope.BOOK, member=_OWN),
    "decline-feedback": _right(Scope.BOOK, member=_OWN),
    "place-series": _BOOKING,
    "change-series": _BOOKING,
    "cancel-series": _BOOKING,
    "retry-skipped": _BOOKING,
    "apply-zone-change": _SPACE,
    "apply-building-zone-change": _SPACE,
    "approve-booking": _SPACE,
    "reject-booking": _SPACE,
    "check-in": _BOOKING,
    "check-in-by-code": _right(Scope.BOOK, member=_OWN),
    "check-in-at-door": _right(Scope.DISPLAY, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE),
    "rotate-room-code": _SPACE,
    "join-waitlist": _BOOKING,
    "leave-waitlist": _BOOKING,
    "accept-offer": _right(Scope.BOOK, member=_OWN),
    "override-rules": _SPACE,
    "record-past": _ORGANISATION,
    "import": _SPACE,
    "add-building": _ORGANISATION,
    "rename-building": _SPACE,
    "set-opening-hours": _SPACE,
    "close-day": _SPACE,
    "reopen-day": _SPACE,
    "import-holidays": _SPACE,
    "add-floor": _SPACE,
    "set-floor-plan": _SPACE,
    "place-on-plan": _SPACE,
    "open-room": _SPACE,
    "rename-room": _SPACE,
    "rename-seats": _SPACE,
    "add-seats": _SPACE,
    "set-room-features": _SPACE,
    "set-room-photos": _SPACE,
    "set-logo": _ORGANISATION,
    "set-branding": _ORGANISATION,
    "upload-room-photo": _SPACE,
    "upload-floor-background": _SPACE,
    "upload-logo": _ORGANISATION,
    "upload-avatar": _SELF,
    "upload-feedback-picture": _right(Scope.BOOK, member=_OWN),
    "set-organisation-policy": _ORGANISATION,
    "set-building-policy": _SPACE,
    "set-kind-policy": _SPACE,
    "set-room-policy": _SPACE,
    "set-room-hours": _SPACE,
    "close-room": _SPACE,
    "reopen-room": _SPACE,
    "close-building": _SPACE,
    "reopen-building": _SPACE,
    "invite-member": _ORGANISATION,
    "grant-role": _ORGANISATION,
    "revoke-role": _ORGANISATION,
    "join-group": _ORGANISATION,
    "leave-group": _ORGANISATION,
    "suspend-member": _ORGANISATION,
    "reinstate-member": _ORGANISATION,
    "forget-member": _ORGANISATION,
    # access to others' accounts
    "issue-invitation": _ORGANISATION,
    "reset-password": _ORGANISATION,
    # queries
    "see-spaces": _EVERYBODY_READS,
    "see-availability": _EVERYBODY_READS,
    "see-stream": _EVERYBODY_READS,
    "see-booking": _SEE_BOOKING,
    "see-room-code": _SPACE,
    "see-waitlist": _SEE_BOOKING,
    "see-approvals": _right(Scope.READ, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE),
    "see-feedback": _right(Scope.READ, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE),
    "see-room-history": _right(Scope.READ, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE),
    "see-displaced": _right(Scope.READ, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE),
    "see-ledger": _right(Scope.AUDIT, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE),
    "see-member": _SEE_MEMBERS,
    "find-addressee": _EVERYBODY_READS,
    "see-members": _right(Scope.READ, manager=_EVERYWHERE, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE),
    "see-inbox": _right(Scope.READ, member=_OWN),
    "see-reports": _right(Scope.READ, manager=_MANAGED, admin=_EVERYWHERE, owner=_EVERYWHERE, analyst=_EVERYWHERE),
    # the machinery: seen and done by who keeps it running
    "see-operations": _OPERATION,
    "see-operator-acts": _right(
        Scope.OPERATE, operator=_EVERYWHERE, admin=_EVERYWHERE, owner=_EVERYWHERE, auditor=_EVERYWHERE
    ),
    "start-rebuild": _OPERATION,
    "switch-rebuild": _OPERATION,
    "drop-rebuild": _OPERATION,
    "retry-parked-events": _OPERATION,
    "discard-parked-events": _OPERATION,
    "retry-jobs": _OPERATION,
    "discard-jobs": _OPERATION,
    # one's own account
    "manage-session": _SELF,
    "manage-tokens": _SELF,
    "manage-notifications": _SELF,
    "set-avatar": _SELF,
}


@cache
def _reach(act: str, roles: frozenset[Role], scopes: frozenset[Scope]) -> Reach:
    right = MATRIX[act]
    if right.scope not in scopes:
        return Reach.NONE
    return max((right.reach.get(role, Reach.NONE) for role in roles), default=Reach.NONE)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a member with what the ledger and the credential say of them at this moment."""

    member_id: UUID
    roles: frozenset[Role] = frozenset({Role.MEMBER})
    managed_buildings: frozenset[UUID] = frozenset()
    groups: frozenset[str] = frozenset()
    scopes: frozenset[Scope] = field(default_factory=lambda: frozenset(Scope))
    version: int = 0
    """Version of the member's stream that the rights were read from; 0 for the system itself."""
    came_from: AddressClass = AddressClass.NONE

    @classmethod
    def of(cls, member: Member, scopes: frozenset[Scope], came_from: AddressClass = AddressClass.NONE) -> Self:
        """A member as the ledger knows them, within the scopes of the credential they use."""
        return cls(
            member.id,
            roles=frozenset(member.roles),
            managed_buildings=member.managed_buildings,
            groups=frozenset(member.groups),
            scopes=scopes,
            version=member.version,
            came_from=came_from,
        )

    def reach(self, act: str) -> Reach:
        """How far this actor's right to an act goes."""
        return _reach(act, self.roles, self.scopes)

    def may(self, act: str, *, owner: UUID | None = None, building: UUID | None = None) -> bool:
        """Whether the actor may do this to a thing of that owner in that building."""
        match self.reach(act):
            case Reach.EVERYWHERE:
                return True
            case Reach.MANAGED:
                return owner == self.member_id or (building is not None and building in self.managed_buildings)
            case Reach.OWN:
                return owner == self.member_id
            case _:
                return False

    def require(self, act: str, *, owner: UUID | None = None, building: UUID | None = None) -> None:
        """Raises Forbidden unless the actor may."""
        if not self.may(act, owner=owner, building=building):
            raise Forbidden("You may not do this.", act=act)


SYSTEM = Actor(UUID(int=0), roles=frozenset({Role.OWNER}))
"""BookIT itself: the command line, demo data and due timers."""

"""Facts about the organisation as a whole."""

from typing import Any, ClassVar
from uuid import UUID

from bookit.events.base import Created, Event
from bookit.events.values import RoomKind


class OrganisationFounded(Created):
    """The organisation began to keep rules of its own."""

    TOPIC: ClassVar[str] = "organisation.founded"
    ORIGIN: ClassVar[str] = "organisation"


class OrganisationPolicySet(Event):
    """The rules of the whole organisation were set anew; a rule not named has its default."""

    TOPIC: ClassVar[str] = "organisation.policy_set"
    policy: dict[str, Any]


class OrganisationLogoSet(Event):
    """The organisation shows itself by another logo, or by none."""

    TOPIC: ClassVar[str] = "organisation.logo_set"
    logo: UUID | None


class OrganisationBrandingSet(Event):
    """The organisation shows itself by another name and colour; without one, by that of the settings."""

    TOPIC: ClassVar[str] = "organisation.branding_set"
    name: str | None
    colour: str | None


class OrganisationKindPolicySet(Event):
    """The rules of one kind of room, in all buildings, were set anew."""

    TOPIC: ClassVar[str] = "organisation.kind_policy_set"
    kind: RoomKind
    policy: dict[str, Any]

"""The organisation: the rules that hold everywhere unless a building, a kind of room or a room says otherwise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from bookit.domain.aggregate import Aggregate
from bookit.domain.errors import AlreadyDone
from bookit.domain.policy import Layer, Level, Policy, PolicyValues, Source, checked_values
from bookit.events import Event
from bookit.events.organisation import (
    OrganisationBrandingSet,
    OrganisationFounded,
    OrganisationKindPolicySet,
    OrganisationLogoSet,
    OrganisationPolicySet,
)
from bookit.events.values import RoomKind

ORGANISATION_ID = UUID("0b00c170-0000-7000-8000-000000000001")
"""The one stream of each ledger's organisation."""


class Organisation(Aggregate):
    NOUN: ClassVar[str] = "organisation"

    @classmethod
    def found(cls, *, at: datetime) -> Self:
        return cls.begin(OrganisationFounded, id=ORGANISATION_ID, at=at)

    def set_policy(self, values: PolicyValues, *, at: datetime) -> None:
        """Raises Invalid for impossible rules."""
        self.record(OrganisationPolicySet, at=at, policy=checked_values(values))

    def set_kind_policy(self, kind: RoomKind, values: PolicyValues, *, at: datetime) -> None:
        """Raises Invalid for rules that are impossible together with the organisation's own."""
        self.record(OrganisationKindPolicySet, at=at, kind=kind, policy=checked_values(values, self.layers(None)))

    def set_logo(self, logo: UUID | None, *, at: datetime) -> None:
        """Show itself by a file, or by none. Raises AlreadyDone where that changes nothing."""
        if self.logo == logo:
            raise AlreadyDone("The logo is this one already.")
        self.record(OrganisationLogoSet, at=at, logo=logo)

    def set_branding(self, name: str | None, colour: str | None, *, at: datetime) -> None:
        """Show itself by a name and a colour of its own, or by none. Raises AlreadyDone where that changes nothing."""
        if (self.name, self.colour) == (name, colour):
            raise AlreadyDone("The organisation shows itself like this already.")
        self.record(OrganisationBrandingSet, at=at, name=name, colour=colour)

    def layers(self, kind: RoomKind | None) -> list[Layer]:
        """What the organisation says of rooms of a kind, the wider first."""
        layers = [self._policy] if self._policy else []
        if kind in self._kinds:
            layers.append(self._kinds[kind])
        return layers

    def when(self, event: Event) -> None:
        match event:
            case OrganisationFounded():
                self._policy: Layer | None = None
                self._kinds: Mapping[RoomKind | None, Layer] = {}
                self.logo: UUID | None = None
                self.name: str | None = None
                self.colour: str | None = None
            case OrganisationPolicySet():
                self._policy = self._layer(Level.ORGANISATION, event, event.policy)
            case OrganisationLogoSet():
                self.logo = event.logo
            case OrganisationBrandingSet():
                self.name, self.colour = event.name, event.colour
            case OrganisationKindPolicySet():
                layer = self._layer(Level.ORGANISATION_KIND, event, event.policy)
                self._kinds = {**self._kinds, event.kind: layer}
            case _:
                raise TypeError(f"an organisation has no {event.TOPIC}")

    def _layer(self, level: Level, event: Event, values: dict[str, Any]) -> Layer:
        return Layer(Source(level, self.id, event.originator_version), values)


def effective_policy(organisation: Organisation | None, *layers: Layer, kind: RoomKind) -> Policy:
    """The rules that hold for a room of a kind below the given layers of its building and its own."""
    return Policy([*(organisation.layers(kind) if organisation else []), *layers])

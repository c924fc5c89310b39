"""Commands about how the organisation shows itself."""

from uuid import UUID

from pydantic import Field

from bookit.commands.buildings import Name
from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.policies import organisation_of
from bookit.domain.file import FileKind
from bookit.settings import Colour


class BrandingAnswer(Answer):
    organisation_id: UUID


class SetLogo(Command):
    """Show the organisation by a file that was uploaded for it, or by none."""

    logo: UUID | None = Field(description="A file of the kind logo.")


@handles(SetLogo, answers=BrandingAnswer)
async def set_logo(command: SetLogo, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    organisation = await organisation_of(desk)
    if command.logo is not None:
        await desk.files.claim(command.logo, FileKind.LOGO, organisation.id, pointer="/logo")
    organisation.set_logo(command.logo, at=desk.now)
    return Decision(BrandingAnswer(organisation_id=organisation.id), [organisation])


class SetBranding(Command):
    """Show the organisation by a name and a colour; without one, by that of the settings."""

    name: Name | None = Field(examples=["Harbour Works"])
    colour: Colour | None = Field(examples=["#3550c4"])


@handles(SetBranding, answers=BrandingAnswer)
async def set_branding(command: SetBranding, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    organisation = await organisation_of(desk)
    organisation.set_branding(command.name, command.colour, at=desk.now)
    return Decision(BrandingAnswer(organisation_id=organisation.id), [organisation])

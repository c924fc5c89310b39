"""Commands about how the organisation shows itself."""

from uuid import UUID

from pydantic import Field

from bookit.commands.catalogue import Command, handles
from bookit.commands.decision import Answer, Decision, Desk
from bookit.commands.policies import organisation_of
from bookit.domain.file import FileKind


class LogoAnswer(Answer):
    organisation_id: UUID


class SetLogo(Command):
    """Show the organisation by a file that was uploaded for it, or by none."""

    logo: UUID | None = Field(description="A file of the kind logo.")


@handles(SetLogo, answers=LogoAnswer)
async def set_logo(command: SetLogo, desk: Desk) -> Decision:
    desk.actor.require(command.NAME)
    organisation = await organisation_of(desk)
    if command.logo is not None:
        await desk.files.claim(command.logo, FileKind.LOGO, organisation.id, pointer="/logo")
    organisation.set_logo(command.logo, at=desk.now)
    return Decision(LogoAnswer(organisation_id=organisation.id), [organisation])

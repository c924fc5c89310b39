"""What members write, and what is written about them: sealed before it becomes part of a fact."""

from uuid import UUID

from bookit.commands.decision import Desk
from bookit.events.sealed import Sealed


async def sealed(desk: Desk, member_id: UUID, text: str | None) -> Sealed | None:
    """A text with the key of the member that it is about; None where there is none."""
    if not text:
        return None
    (words,) = await desk.accounts.seal(member_id, [text])
    return words

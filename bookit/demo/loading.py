"""Loads the demo data: all of it, once. What an interrupted start left unfinished, the next one completes."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bookit.demo.buildings import open_buildings
from bookit.demo.chronicle import Chronicle
from bookit.demo.people import ACCOUNTS, OWNER, PASSWORD, Members, day_of_telling, founding, invite, welcome
from bookit.demo.pictures import show_pictures
from bookit.demo.planning import plan
from bookit.demo.plans import draw_floors
from bookit.demo.rulebook import Rulebook
from bookit.demo.storyteller import Storyteller, at, story_clock
from bookit.domain.errors import Conflict, KeyReused
from bookit.domain.member import Member
from bookit.settings import Settings
from bookit.wiring import System, running

SEED = 20
"""Which of the possible stories is told."""

Say = Callable[[str], None]


class CannotLoad(Exception):
    """The text says why, and what helps."""


async def load(settings: Settings, *, say: Say) -> None:
    """Load the demo data unless they, or people of somebody's own organisation, are there. Raises CannotLoad."""
    async with running(settings, clock=story_clock) as system:
        owner = await system.identity.people.by_email(OWNER.email)
        if owner is None and (await system.identity.people.search(limit=1)).items:
            say("This organisation has people of its own: no demo data loaded")
        elif owner is not None and await _invitation(system, owner.member_id) is None:
            say("The demo data are there already")
        else:
            try:
                await _tell(system, say)
            except KeyReused:
                raise CannotLoad(
                    "The demo data of another version of BookIT are loaded in part; start over with an empty database"
                    " (`bookit demo --fresh`)."
                ) from None


async def _tell(system: System, say: Say) -> None:
    started = time.monotonic()
    teller = Storyteller(system)
    say("Loading demo data: people and buildings")
    # The first fact of all says which day the story leads up to: an interrupted one goes on with that, even tomorrow.
    owner_id = await invite(teller, OWNER, founding(datetime.now(UTC).date()))
    owner = await system.streams.get(Member, owner_id)
    if owner is None:
        raise AssertionError("who was invited is in the ledger")
    today = day_of_telling(owner.created_on)

    spaces = await open_buildings(teller, today, founding(today) + timedelta(hours=1))
    await draw_floors(teller, spaces, founding(today) + timedelta(hours=2))
    # Nothing of the story needs them, and pictures are drawn by another thread.
    shown = asyncio.create_task(show_pictures(system, teller, spaces, founding(today) + timedelta(hours=3)))
    members = await welcome(teller, spaces, today)
    story = plan(SEED, today)

    def say_how_far(done: int, all_of_them: int) -> None:
        say(f"Loading demo data: {done * 10 // all_of_them * 10} % of the bookings")

    chapter = Rulebook(teller, spaces, members, today).steps()
    await Chronicle(teller, spaces, members).tell(story, chapter, say_how_far)
    if not await shown:
        say("No object storage: the demo goes without pictures")
    await _open_accounts(system, members)
    say(
        f"Demo data loaded: {len(spaces.rooms)} rooms, {len(spaces.seats)} seats, {len(members)} members and"
        f" {len(story.stays)} bookings in {time.monotonic() - started:.1f} s"
    )


async def _open_accounts(system: System, members: Members) -> None:
    """Last of all, and the owner's at the very end: that the owner can sign in says that nothing is missing."""
    others = [members[person.email] for person in ACCOUNTS if person is not OWNER]
    await asyncio.gather(*(_open_account(system, member_id) for member_id in others))
    await _open_account(system, members[OWNER.email])


async def _open_account(system: System, member_id: UUID) -> None:
    token = await _invitation(system, member_id)
    if token is not None:
        accepting = system.identity.invitations.accept(token, PASSWORD, join=system.confirm_member)
        await at(datetime.now(UTC), accepting)


async def _invitation(system: System, member_id: UUID) -> str | None:
    """With which the member can choose a password; None for one who has."""
    try:
        return await system.identity.invitations.issue(member_id)
    except Conflict:
        return None

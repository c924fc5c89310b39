"""The forty people of the demo, and how they came."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from bookit.commands.members import ConfirmMember, GrantRole, InviteMember, MemberAnswer, SuspendMember
from bookit.demo.buildings import BERLIN, KOLKATA, MOSCOW, Spaces
from bookit.demo.storyteller import Storyteller
from bookit.events.values import Role

DOMAIN = "demo.example"
PASSWORD = "demo-bookit"  # noqa: S105 -- known to everybody: the demo prints it


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    works_in: str
    group: str
    email: str
    role: Role | None = None
    manages: tuple[str, ...] = ()
    has_account: bool = False

    @property
    def groups(self) -> list[str]:
        return [self.group, self.works_in]


def _account(role: str, name: str, works_in: str, group: str, *, manages: tuple[str, ...] = ()) -> Person:
    """Somebody with a password, whose address is their role."""
    given = None if role == "member" else Role(role)
    return Person(name, works_in, group, f"{role}@{DOMAIN}", given, manages, has_account=True)


def _person(name: str, works_in: str, group: str, *, role: Role | None = None, manages: tuple[str, ...] = ()) -> Person:
    return Person(name, works_in, group, f"{name.lower().replace(' ', '.')}@{DOMAIN}", role, manages)


OWNER = _account("owner", "Olga Sorokina", MOSCOW, "leadership")

ACCOUNTS = (
    OWNER,
    _account("admin", "Anton Weber", BERLIN, "operations"),
    _account("manager", "Marina Belova", MOSCOW, "operations", manages=(MOSCOW, BERLIN)),
    _account("member", "Mikhail Lebedev", MOSCOW, "engineering"),
    _account("auditor", "Aditi Banerjee", KOLKATA, "finance"),
    _account("analyst", "Anna Hoffmann", BERLIN, "finance"),
    _account("operator", "Omar Siddiqui", KOLKATA, "operations"),
)

COLLEAGUES = (
    _person("Alexey Morozov", MOSCOW, "engineering"),
    _person("Ekaterina Volkova", MOSCOW, "engineering"),
    _person("Dmitry Kuznetsov", MOSCOW, "engineering"),
    _person("Yulia Smirnova", MOSCOW, "design"),
    _person("Pavel Orlov", MOSCOW, "sales"),
    _person("Natalia Zaytseva", MOSCOW, "people"),
    _person("Sergey Fedorov", MOSCOW, "sales"),
    _person("Irina Pavlova", MOSCOW, "finance"),
    _person("Timur Akhmetov", MOSCOW, "engineering"),
    _person("Vera Nikitina", MOSCOW, "design"),
    _person("Lena Schneider", BERLIN, "engineering"),
    _person("Jonas Becker", BERLIN, "engineering"),
    _person("Katrin Vogel", BERLIN, "design"),
    _person("Felix Wagner", BERLIN, "sales"),
    _person("Miriam Klein", BERLIN, "people"),
    _person("Tobias Krause", BERLIN, "engineering"),
    _person("Sophie Lange", BERLIN, "sales"),
    _person("Emre Yilmaz", BERLIN, "engineering"),
    _person("Clara Neumann", BERLIN, "leadership"),
    _person("Paul Richter", BERLIN, "finance"),
    _person("Arjun Mukherjee", KOLKATA, "engineering"),
    _person("Priya Chatterjee", KOLKATA, "engineering", role=Role.MANAGER, manages=(KOLKATA,)),
    _person("Rohan Das", KOLKATA, "engineering"),
    _person("Sneha Ghosh", KOLKATA, "design"),
    _person("Vikram Sen", KOLKATA, "sales"),
    _person("Kavya Nair", KOLKATA, "people"),
    _person("Rahul Bose", KOLKATA, "engineering"),
    _person("Ishita Roy", KOLKATA, "design"),
    _person("Sandeep Dutta", KOLKATA, "sales"),
    _person("Meera Iyer", KOLKATA, "leadership"),
)

HAS_LEFT = _person("Gleb Tarasov", MOSCOW, "sales")
NOT_YET_HERE = (
    _person("Hannah Schulz", BERLIN, "engineering"),
    _person("Debjani Pal", KOLKATA, "engineering"),
)

PEOPLE = (*ACCOUNTS, *COLLEAGUES, HAS_LEFT, *NOT_YET_HERE)
AT_WORK = (*ACCOUNTS, *COLLEAGUES)

Members = Mapping[str, UUID]
"""Who is who in the ledger: member ids by e-mail address."""


def founding(today: date) -> datetime:
    """When the organisation began, as seen from the day that the story leads up to."""
    return datetime.combine(today, time(6), tzinfo=UTC) - timedelta(days=60)


def day_of_telling(founded: datetime) -> date:
    """The other way round."""
    return founded.date() + timedelta(days=60)


async def invite(teller: Storyteller, person: Person, moment: datetime) -> UUID:
    """The member that the person is from now on."""
    command = InviteMember(email=person.email, name=person.name, groups=person.groups)
    return (await teller.tell(f"{person.email}/invite", command, MemberAnswer, moment=moment)).member_id


async def welcome(teller: Storyteller, spaces: Spaces, today: date) -> Members:
    """All the people, with their roles."""
    ids = await asyncio.gather(*(_welcome(teller, person, spaces, today) for person in PEOPLE))
    return dict(zip((person.email for person in PEOPLE), ids, strict=True))


async def _welcome(teller: Storyteller, person: Person, spaces: Spaces, today: date) -> UUID:
    if person in NOT_YET_HERE:
        return await invite(teller, person, founding(today) + timedelta(days=57))
    moment = founding(today)
    member_id = await invite(teller, person, moment)

    async def tell(what: str, command: ConfirmMember | GrantRole | SuspendMember, after: timedelta) -> None:
        await teller.tell(f"{person.email}/{what}", command, MemberAnswer, moment=moment + after)

    await tell("join", ConfirmMember(member_id=member_id), timedelta(hours=5))
    if person.role is not None:
        building_ids = [spaces.buildings[name] for name in person.manages]
        grant = GrantRole(member_id=member_id, role=person.role, building_ids=building_ids)
        await tell("grant", grant, timedelta(hours=6))
    if person is HAS_LEFT:
        await tell("suspend", SuspendMember(member_id=member_id, reason="Has left the company"), timedelta(days=51))
    return member_id

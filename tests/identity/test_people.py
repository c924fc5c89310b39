"""The names and addresses behind member ids."""

import asyncio
from uuid import UUID, uuid4

import pytest

from bookit.domain.errors import Invalid
from bookit.identity import EmailTaken, Identity
from bookit.identity.people import normalise_email, normalise_name
from tests.database import Database
from tests.identity.conftest import record_event

pytestmark = pytest.mark.anyio


async def test_registering_the_same_person_again_changes_nothing(identity: Identity) -> None:
    member_id = uuid4()
    await identity.people.register(member_id, "anna@example.org", "Anna")
    first = await identity.people.by_ids([member_id])
    await identity.people.register(member_id, "anna@example.org", "Anna")
    assert await identity.people.by_ids([member_id]) == first


async def test_an_address_belongs_to_one_member_whatever_its_case(identity: Identity) -> None:
    member_id = uuid4()
    await identity.people.register(member_id, " Anna@Example.org ", "Anna")
    with pytest.raises(EmailTaken):
        await identity.people.register(uuid4(), "anna@EXAMPLE.org", "Another Anna")
    found = await identity.people.by_email("ANNA@example.ORG")
    assert found is not None
    assert (found.member_id, found.email) == (member_id, "anna@example.org")


async def test_of_many_registrations_of_one_address_at_once_one_wins(identity: Identity) -> None:
    results = await asyncio.gather(
        *(identity.people.register(uuid4(), "anna@example.org", "Anna") for _ in range(10)), return_exceptions=True
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, EmailTaken) for result in results) == 9


async def test_a_person_whose_command_never_came_does_not_block_the_address(
    identity: Identity, database: Database
) -> None:
    orphan, member_id = uuid4(), uuid4()
    await identity.people.register(orphan, "anna@example.org", "Anna")
    await database.run("UPDATE {schema}.people SET created_at = now() - interval '2 minutes'")
    await identity.people.register(member_id, "anna@example.org", "Anna")
    assert set(await identity.people.by_ids([orphan, member_id])) == {member_id}


async def test_a_member_the_ledger_knows_keeps_the_address(identity: Identity, database: Database) -> None:
    member_id = uuid4()
    await identity.people.register(member_id, "anna@example.org", "Anna")
    await record_event(database, member_id, 1)
    await database.run("UPDATE {schema}.people SET created_at = now() - interval '2 minutes'")
    with pytest.raises(EmailTaken):
        await identity.people.register(uuid4(), "anna@example.org", "Anna")


async def test_a_corrected_registration_counts_only_until_the_ledger_knows_the_member(
    identity: Identity, database: Database
) -> None:
    member_id = uuid4()
    await identity.people.register(member_id, "ana@example.org", "Ana")
    await identity.people.register(member_id, "anna@example.org", "Anna")
    await record_event(database, member_id, 1)
    await identity.people.register(member_id, "mallory@example.org", "Mallory")
    person = (await identity.people.by_ids([member_id]))[member_id]
    assert (person.email, person.display_name) == ("anna@example.org", "Anna")


async def test_unknown_ids_and_addresses_are_simply_missing(identity: Identity) -> None:
    assert await identity.people.by_ids([]) == {}
    assert await identity.people.by_ids([uuid4()]) == {}
    assert await identity.people.by_email("nobody@example.org") is None


async def test_people_are_searched_by_name_page_by_page(identity: Identity) -> None:
    names = ["Ёжиков Пётр", "anna", "Anna", "ANNA", "Anne", "Bert", "Zoë Annan", "100% Anna_"]
    for number, name in enumerate(names):
        await identity.people.register(UUID(int=number + 1), f"p{number}@example.org", name)
    found: list[str] = []
    after = None
    while True:
        page = await identity.people.search("ANNA", limit=2, after=after)
        found += [person.display_name for person in page.items]
        after = page.next
        if after is None:
            break
    assert found == ["100% Anna_", "anna", "Anna", "ANNA", "Zoë Annan"]
    assert [p.display_name for p in (await identity.people.search("пётр")).items] == ["Ёжиков Пётр"]
    assert [p.display_name for p in (await identity.people.search("%")).items] == ["100% Anna_"]
    assert (await identity.people.search("\0")).next is None
    assert len((await identity.people.search(limit=100)).items) == len(names)


@pytest.mark.parametrize(
    "email",
    ["", "anna", "@example.org", "anna@", "a@b@c", "an na@b.c", "a@b.c\r\nBcc: d@e.f", "a\0@b.c", f"{'a' * 250}@b.cd"],
)
def test_what_is_not_an_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid):
        normalise_email(email)


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "a\0b", "\ud800", "x" * 201])
def test_what_is_not_a_name_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        normalise_name(name)

"""What members write: sealed, readable while their key is there, and never again once it was thrown away."""

import json
from uuid import UUID, uuid4

import pytest

from bookit.events.sealed import SEALED
from bookit.identity import Identity
from tests.database import Database

pytestmark = pytest.mark.anyio


async def forget(database: Database, member_id: UUID) -> None:
    await database.run(
        "UPDATE {schema}.member_keys SET key = NULL, forgotten_at = now() WHERE member_id = %s", member_id
    )


@pytest.mark.parametrize("text", ["Planning", "", "Ревью – 👩🏽‍🚀", 'a "quoted" \\ line\nand another', "x" * 2000])
async def test_a_text_comes_back_as_it_was(identity: Identity, text: str) -> None:
    ada = uuid4()
    (sealed,) = await identity.seal(ada, [text])

    assert SEALED.fullmatch(sealed)
    assert await identity.member_keys.open(sealed) == text
    assert json.loads(await identity.member_keys.open_json(json.dumps({"title": sealed}).encode())) == {"title": text}


async def test_the_same_words_look_the_same_for_one_member_only(identity: Identity) -> None:
    ada, bob = uuid4(), uuid4()

    one, again, other = [(await identity.seal(who, ["Planning"]))[0] for who in (ada, ada, bob)]

    assert one == again
    assert one.rpartition(":")[2] != other.rpartition(":")[2]


async def test_text_in_the_middle_of_other_text_is_readable_too(identity: Identity) -> None:
    ada = uuid4()
    (sealed,) = await identity.seal(ada, ['He said "no"'])
    document = json.dumps({"words": f"Cancelled: {sealed}.", "list": [sealed, "plain"], "quoted": f'"{sealed}"'})

    readable = json.loads(await identity.member_keys.open_json(document.encode()))

    assert readable == {
        "words": 'Cancelled: He said "no".',
        "list": ['He said "no"', "plain"],
        "quoted": '"He said "no""',
    }
    assert await identity.member_keys.open(f"Cancelled: {sealed}.") == 'Cancelled: He said "no".'


async def test_what_is_readable_is_not_opened_once_more(identity: Identity) -> None:
    ada = uuid4()
    (inner,) = await identity.seal(ada, ["secret"])
    (outer,) = await identity.seal(ada, [inner])

    assert await identity.member_keys.open(outer) == inner


async def test_nothing_of_a_forgotten_member_is_readable_in_any_process(
    identity: Identity, other_process: Identity, database: Database
) -> None:
    ada, bob = uuid4(), uuid4()
    (gone,) = await identity.seal(ada, ["Planning"])
    (kept,) = await identity.seal(bob, ["Review"])
    document = json.dumps({"title": gone, "words": f"Called {gone}.", "guests": [gone, gone], "other": kept}).encode()
    for process in (identity, other_process):
        assert await process.member_keys.open(gone) == "Planning"

    await forget(database, ada)

    for process in (identity, other_process):
        assert await process.member_keys.open(gone) is None
        assert await process.member_keys.open(f"Called {gone}.") == "Called (forgotten)."
        assert json.loads(await process.member_keys.open_json(document)) == {
            "title": None,
            "words": "Called (forgotten).",
            "guests": ["(forgotten)", "(forgotten)"],
            "other": "Review",
        }


async def test_a_forgotten_member_gets_no_new_key(
    identity: Identity, other_process: Identity, database: Database
) -> None:
    ada = uuid4()
    await identity.seal(ada, ["Planning"])
    await forget(database, ada)

    for process in (identity, other_process):
        (late,) = await process.seal(ada, ["Too late"])
        assert await process.member_keys.open(late) is None


async def test_a_damaged_text_is_not_readable(identity: Identity) -> None:
    ada = uuid4()
    (sealed,) = await identity.seal(ada, ["Planning"])
    bob = uuid4()
    await identity.seal(bob, ["Hello"])
    at = sealed.rindex(":") + 5
    damaged = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    of_another = sealed.replace(str(ada), str(bob))

    assert await identity.member_keys.open(damaged) is None
    assert await identity.member_keys.open(of_another) is None


async def test_two_processes_that_write_first_agree_on_one_key(identity: Identity, other_process: Identity) -> None:
    ada = uuid4()

    assert await identity.seal(ada, ["Planning"]) == await other_process.seal(ada, ["Planning"])

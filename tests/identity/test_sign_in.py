"""Signing in with a password: right, wrong, unknown, and too often."""

import asyncio
import threading
from uuid import uuid4

import pytest
from pwdlib import PasswordHash

from bookit.domain.errors import Refusal
from bookit.identity import Identity, SignInRefused, TooManyAttempts, WeakPassword
from bookit.settings import Settings
from tests.database import Database
from tests.identity.conftest import ADDRESS, LIMITS, PASSWORD, CountingHasher, Join, SignIn, pool_of

pytestmark = pytest.mark.anyio

WRONG = "wrong password"


async def _attempt(identity: Identity, email: str, password: str = WRONG, address: str = ADDRESS) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await identity.authenticate(email, password, address=address)
    return caught.value


async def test_the_right_password_tells_who_it_is(identity: Identity, join: Join) -> None:
    member_id = await join("anna@example.org")
    who = await identity.authenticate(" ANNA@example.org", PASSWORD, address=ADDRESS)
    assert who.member_id == member_id


async def test_the_same_letters_composed_otherwise_are_the_same_password(identity: Identity, join: Join) -> None:
    await join("anna@example.org", "Zoe\u0308 likes caf\u00e9s")
    await identity.authenticate("anna@example.org", "Zo\u00eb likes cafe\u0301s", address=ADDRESS)


async def test_unknown_accounts_get_the_same_answer_after_the_same_work(
    identity: Identity, join: Join, hasher: CountingHasher
) -> None:
    await join("anna@example.org")
    await identity.people.register(uuid4(), "invited@example.org", "Invited")
    answers = []
    for email in ("anna@example.org", "nobody@example.org", "invited@example.org"):
        before = hasher.verified
        refusal = await _attempt(identity, email)
        answers.append((type(refusal), refusal.slug, refusal.detail, refusal.fields, hasher.verified - before))
    assert answers == [answers[0]] * 3
    assert answers[0][0] is SignInRefused
    assert answers[0][-1] == 1


class HesitantHasher(CountingHasher):
    """Verifies nothing until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may = threading.Event(), threading.Event()

    def verify(self, password: str | bytes, hash: str | bytes) -> bool:  # noqa: A002 -- the protocol's word
        self.asked.set()
        self.may.wait()
        return super().verify(password, hash)


async def test_others_have_the_connection_while_a_password_is_verified(join: Join, settings: Settings) -> None:
    """Or a few who sign in, which takes a core each, would keep everybody from the database."""
    member_id, hesitant = await join("anna@example.org"), HesitantHasher()
    async with pool_of(settings, most=1) as pool:
        identity = Identity(pool, settings.database_schema, settings, hasher=PasswordHash((hesitant,)))
        attempt = asyncio.create_task(identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS))
        try:
            await asyncio.to_thread(hesitant.asked.wait)
            assert set(await identity.people.by_ids([member_id])) == {member_id}
            assert not attempt.done()
        finally:
            hesitant.may.set()
        assert (await attempt).member_id == member_id


@pytest.mark.parametrize("email", ["", "not an address", "a\0@b.c", "\ud800@example.org"])
async def test_what_is_not_an_address_is_refused_alike(identity: Identity, email: str) -> None:
    assert isinstance(await _attempt(identity, email), SignInRefused)


@pytest.mark.parametrize("password", ["", "\0" * 12, "\ud800" * 12, "x" * 1025, "x" * 1_000_000])
async def test_odd_passwords_are_refused_alike(identity: Identity, join: Join, password: str) -> None:
    await join("anna@example.org")
    assert isinstance(await _attempt(identity, "anna@example.org", password), SignInRefused)


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("nine char", "password_fewest_characters"),
        ("", "password_fewest_characters"),
        ("я" * 513, "password_most_bytes"),
    ],
)
async def test_weak_passwords_are_refused_by_a_named_rule(identity: Identity, password: str, rule: str) -> None:
    member_id = uuid4()
    await identity.people.register(member_id, "anna@example.org", "Anna")
    token = await identity.invitations.issue(member_id)

    async def join(*_: object) -> None:
        raise AssertionError("nobody joins with a weak password")

    with pytest.raises(WeakPassword) as caught:
        await identity.invitations.accept(token, password, join=join)
    assert caught.value.fields["rule"] == rule


async def test_an_old_hash_is_renewed_at_sign_in(
    identity: Identity, join: Join, sign_in: SignIn, database: Database, settings: Settings
) -> None:
    await join("anna@example.org")
    session = await sign_in("anna@example.org")
    ((old, changed_at),) = await database.run("SELECT hash, changed_at FROM {schema}.passwords")
    stricter = PasswordHash((CountingHasher(time_cost=2),))
    later = Identity(database.pool, settings.database_schema, settings, hasher=stricter)
    await later.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    ((new, still),) = await database.run("SELECT hash, changed_at FROM {schema}.passwords")
    assert "t=1" in old
    assert "t=2" in new
    assert still == changed_at
    assert await later.sessions.look_up(session.token) is not None
    await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)


async def test_fifty_guesses_at_once_never_exceed_the_limit(
    identity: Identity, join: Join, hasher: CountingHasher
) -> None:
    await join("anna@example.org")
    before = hasher.verified
    refusals = await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(50)))
    assert sum(isinstance(refusal, SignInRefused) for refusal in refusals) == 5
    waits = [refusal.retry_after for refusal in refusals if isinstance(refusal, TooManyAttempts)]
    assert len(waits) == 45
    assert all(0 < wait <= 3600 for wait in waits)
    assert hasher.verified - before == 5


async def test_unknown_accounts_are_throttled_alike(identity: Identity) -> None:
    refusals = await asyncio.gather(*(_attempt(identity, "nobody@example.org") for _ in range(8)))
    assert sum(isinstance(refusal, TooManyAttempts) for refusal in refusals) == 3


async def test_guesses_from_many_addresses_share_the_accounts_limit(
    identity: Identity, join: Join, hasher: CountingHasher
) -> None:
    await join("anna@example.org")
    before = hasher.verified
    await asyncio.gather(*(_attempt(identity, "anna@example.org", address=f"198.51.100.{n}") for n in range(60)))
    assert hasher.verified - before == LIMITS.account.at_once


async def test_one_address_trying_all_accounts_is_throttled(identity: Identity, hasher: CountingHasher) -> None:
    await asyncio.gather(*(_attempt(identity, f"member{n}@example.org") for n in range(60)))
    assert hasher.verified == LIMITS.address.at_once


async def test_ipv6_neighbours_are_one_address(identity: Identity, hasher: CountingHasher) -> None:
    await asyncio.gather(
        *(_attempt(identity, f"member{n}@example.org", address=f"2001:db8:0:1::{n:x}") for n in range(40))
    )
    assert hasher.verified == LIMITS.address.at_once
    assert isinstance(await _attempt(identity, "member@example.org", address="2001:db8:0:2::1"), SignInRefused)


async def test_an_attacker_elsewhere_does_not_keep_the_owner_out(identity: Identity, join: Join) -> None:
    member_id = await join("anna@example.org")
    await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    await asyncio.gather(*(_attempt(identity, "anna@example.org", address=f"198.51.100.{n}") for n in range(40)))
    await asyncio.gather(*(_attempt(identity, f"member{n}@example.org", address=ADDRESS) for n in range(40)))
    who = await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    assert who.member_id == member_id


async def test_the_right_password_from_elsewhere_works_while_one_address_is_throttled(
    identity: Identity, join: Join
) -> None:
    await join("anna@example.org")
    await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(10)))
    assert isinstance(await _attempt(identity, "anna@example.org", PASSWORD), TooManyAttempts)
    await identity.authenticate("anna@example.org", PASSWORD, address="192.0.2.99")


async def test_a_known_address_is_still_limited_by_its_own_guesses(
    identity: Identity, join: Join, hasher: CountingHasher
) -> None:
    await join("anna@example.org")
    await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)
    before = hasher.verified
    await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(20)))
    assert hasher.verified - before == LIMITS.account_at_address.at_once


async def test_a_success_clears_the_accounts_count(identity: Identity, join: Join) -> None:
    await join("anna@example.org")
    for _ in range(3):
        for _ in range(LIMITS.account_at_address.at_once - 1):
            assert isinstance(await _attempt(identity, "anna@example.org"), SignInRefused)
        await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)


async def test_ones_own_account_does_not_clear_the_addresss_count(
    identity: Identity, join: Join, hasher: CountingHasher
) -> None:
    await join("mallory@example.org")
    before = hasher.verified
    await asyncio.gather(*(_attempt(identity, f"member{n}@example.org") for n in range(LIMITS.address.at_once - 1)))
    await identity.authenticate("mallory@example.org", PASSWORD, address=ADDRESS)
    await asyncio.gather(*(_attempt(identity, f"victim{n}@example.org") for n in range(5)))
    assert hasher.verified - before == LIMITS.address.at_once + 1  # the right one was taken back


async def test_many_right_passwords_from_one_address_are_never_throttled(
    identity: Identity, join: Join, sign_in: SignIn
) -> None:
    for number in range(LIMITS.address.at_once + 5):
        await join(f"member{number}@example.org")
        await sign_in(f"member{number}@example.org")


async def test_waits_double_and_are_forgiven_with_time(identity: Identity, join: Join, database: Database) -> None:
    await join("anna@example.org")

    async def hours_pass(hours: float) -> None:
        await database.run(
            "UPDATE {schema}.sign_in_attempts SET counted_at = counted_at - %s * interval '1 hour'", hours
        )

    await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(5)))
    waits = []
    for hours in (1, 2, 4):
        refusal = await _attempt(identity, "anna@example.org")
        assert isinstance(refusal, TooManyAttempts)
        waits.append(round(refusal.retry_after / 3600))
        await hours_pass(hours)
        assert isinstance(await _attempt(identity, "anna@example.org"), SignInRefused)
    assert waits == [1, 2, 4]
    await hours_pass(30 * 24)
    refusals = await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(10)))
    assert sum(isinstance(refusal, SignInRefused) for refusal in refusals) == 5


async def test_an_account_is_never_locked_for_good(identity: Identity, join: Join, database: Database) -> None:
    await join("anna@example.org")
    await asyncio.gather(*(_attempt(identity, "anna@example.org") for _ in range(5)))
    await database.run("UPDATE {schema}.sign_in_attempts SET count = 1000000")
    refusal = await _attempt(identity, "anna@example.org", PASSWORD)
    assert isinstance(refusal, TooManyAttempts)
    assert refusal.retry_after <= LIMITS.account_at_address.longest_wait.total_seconds()
    await database.run("UPDATE {schema}.sign_in_attempts SET counted_at = counted_at - interval '1 day'")
    await identity.authenticate("anna@example.org", PASSWORD, address=ADDRESS)


async def test_what_people_type_is_not_kept_in_the_counters(identity: Identity, database: Database) -> None:
    await _attempt(identity, "nobody@example.org")
    rows = await database.run(
        "SELECT encode(account, 'escape') || encode(address, 'escape') FROM {schema}.sign_in_attempts"
    )
    assert len(rows) == 3
    assert not any("nobody" in text or ADDRESS in text for (text,) in rows)


async def test_right_and_wrong_attempts_in_any_order_never_deadlock(identity: Identity, join: Join) -> None:
    for number in range(3):
        await join(f"member{number}@example.org")

    async def something(number: int) -> None:
        email, address = f"member{number % 3}@example.org", f"192.0.2.{number % 5}"
        if number % 7 == 0:
            token = await identity.password_resets.issue((await identity.people.search()).items[0].member_id)
            await identity.password_resets.complete(token, PASSWORD)
        elif number % 11 == 0:
            await identity.delete_expired()
        else:
            await identity.authenticate(email, PASSWORD if number % 2 else WRONG, address=address)

    for result in await asyncio.gather(*(something(number) for number in range(60)), return_exceptions=True):
        assert not isinstance(result, BaseException) or isinstance(result, Refusal), result

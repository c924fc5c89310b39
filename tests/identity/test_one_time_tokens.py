"""Invitations, password resets and the first run: tokens that are good once."""

import asyncio
from uuid import UUID, uuid4

import pytest

from bookit.domain.errors import AlreadyDone, Conflict
from bookit.identity import (
    Authenticated,
    EmailTaken,
    Identity,
    SignInRefused,
    TokenRefused,
    TooManyAttempts,
    WeakPassword,
)
from tests.database import Database
from tests.identity.conftest import ADDRESS, PASSWORD, Join, SignIn

pytestmark = pytest.mark.anyio

NEW_PASSWORD = "battery staple"


class Members:
    """What the ledger would do: each command once, by its id."""

    def __init__(self) -> None:
        self.joined: dict[UUID, UUID] = {}
        self.owners: dict[UUID, UUID] = {}

    async def join(self, member_id: UUID, command_id: UUID) -> None:
        if self.joined.setdefault(member_id, command_id) != command_id:
            raise AlreadyDone("This invitation was used before.")

    async def make_owner(self, command_id: UUID) -> UUID:
        return self.owners.setdefault(command_id, uuid4())


@pytest.fixture
def members() -> Members:
    return Members()


async def _invite(identity: Identity, email: str = "anna@example.org") -> tuple[UUID, str]:
    member_id = uuid4()
    await identity.people.register(member_id, email, "Anna")
    return member_id, await identity.invitations.issue(member_id)


async def test_an_invited_member_joins_with_a_password(identity: Identity, members: Members, sign_in: SignIn) -> None:
    member_id, token = await _invite(identity)
    assert (await identity.invitations.look_up(token)).member_id == member_id
    who = await identity.invitations.accept(token, PASSWORD, join=members.join)
    assert who.member_id == member_id
    assert set(members.joined) == {member_id}
    await identity.sessions.start(who, user_agent="Firefox", address=ADDRESS)
    await sign_in("anna@example.org")
    with pytest.raises(TokenRefused):
        await identity.invitations.look_up(token)
    with pytest.raises(Conflict):
        await identity.invitations.issue(member_id)


async def test_one_invitation_used_by_many_at_once_is_good_for_one(identity: Identity, members: Members) -> None:
    _, token = await _invite(identity)
    passwords = [f"password number {number}" for number in range(10)]
    results = await asyncio.gather(
        *(identity.invitations.accept(token, password, join=members.join) for password in passwords),
        return_exceptions=True,
    )
    (winner,) = [
        password for password, result in zip(passwords, results, strict=True) if isinstance(result, Authenticated)
    ]
    assert sum(isinstance(result, TokenRefused) for result in results) == 9
    await identity.authenticate("anna@example.org", winner, address=ADDRESS)


async def test_a_crash_between_joining_and_the_password_leaves_a_valid_invitation(
    identity: Identity, members: Members, sign_in: SignIn
) -> None:
    member_id, token = await _invite(identity)

    async def join_and_crash(member_id: UUID, command_id: UUID) -> None:
        await members.join(member_id, command_id)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await identity.invitations.accept(token, PASSWORD, join=join_and_crash)
    await identity.invitations.accept(token, PASSWORD, join=members.join)
    await sign_in("anna@example.org")
    assert set(members.joined) == {member_id}


async def test_a_member_who_joined_without_a_password_can_still_be_invited(
    identity: Identity, members: Members, sign_in: SignIn
) -> None:
    member_id, token = await _invite(identity)
    members.joined[member_id] = uuid4()
    await identity.invitations.accept(token, PASSWORD, join=members.join)
    await sign_in("anna@example.org")


async def test_a_newer_invitation_voids_the_older(identity: Identity, members: Members) -> None:
    member_id, old = await _invite(identity)
    new = await identity.invitations.issue(member_id)
    with pytest.raises(TokenRefused):
        await identity.invitations.accept(old, PASSWORD, join=members.join)
    assert members.joined == {}
    await identity.invitations.accept(new, PASSWORD, join=members.join)


async def test_an_invitation_lasts_fourteen_days(identity: Identity, members: Members, database: Database) -> None:
    _, token = await _invite(identity)
    await database.run("UPDATE {schema}.one_time_tokens SET expires_at = expires_at - interval '13 days 23 hours'")
    await identity.delete_expired()
    await identity.invitations.look_up(token)
    await database.run("UPDATE {schema}.one_time_tokens SET expires_at = expires_at - interval '1 hour'")
    assert await database.run("SELECT 1 FROM {schema}.one_time_tokens") != []
    with pytest.raises(TokenRefused):
        await identity.invitations.accept(token, PASSWORD, join=members.join)
    await identity.delete_expired()
    assert await database.run("SELECT 1 FROM {schema}.one_time_tokens") == []


async def test_a_token_serves_its_purpose_only(identity: Identity, members: Members, join: Join) -> None:
    _, invitation = await _invite(identity)
    reset = await identity.password_resets.issue(await join("bert@example.org"))
    with pytest.raises(TokenRefused):
        await identity.password_resets.complete(invitation, NEW_PASSWORD)
    with pytest.raises(TokenRefused):
        await identity.invitations.accept(reset, NEW_PASSWORD, join=members.join)
    for token in (invitation, reset, "", "nonsense", "\ud800"):
        with pytest.raises(TokenRefused):
            await identity.first_run.claim(
                token, email="m@example.org", display_name="M", password=PASSWORD, make_owner=members.make_owner
            )
    assert members.owners == {}


async def test_a_reset_sets_the_password_and_ends_all_sessions_and_waits(
    identity: Identity, join: Join, sign_in: SignIn
) -> None:
    member_id = await join("anna@example.org")
    session = await sign_in("anna@example.org")
    results = await asyncio.gather(
        *(identity.authenticate("anna@example.org", "wrong password", address=ADDRESS) for _ in range(10)),
        return_exceptions=True,
    )
    assert any(isinstance(result, TooManyAttempts) for result in results)
    token = await identity.password_resets.issue(member_id)
    with pytest.raises(WeakPassword):
        await identity.password_resets.complete(token, "short")
    who = await identity.password_resets.complete(token, NEW_PASSWORD)
    assert who.member_id == member_id
    assert await identity.sessions.look_up(session.token) is None
    with pytest.raises(SignInRefused):
        await sign_in("anna@example.org", PASSWORD)
    await sign_in("anna@example.org", NEW_PASSWORD)
    with pytest.raises(TokenRefused):
        await identity.password_resets.complete(token, PASSWORD)


async def test_one_reset_used_twice_at_once_is_good_for_one(identity: Identity, join: Join) -> None:
    token = await identity.password_resets.issue(await join("anna@example.org"))
    results = await asyncio.gather(
        *(identity.password_resets.complete(token, f"password number {n}") for n in range(5)), return_exceptions=True
    )
    assert sum(isinstance(result, Authenticated) for result in results) == 1
    assert sum(isinstance(result, TokenRefused) for result in results) == 4


async def test_who_has_not_joined_gets_an_invitation_not_a_reset(identity: Identity) -> None:
    member_id, _ = await _invite(identity)
    with pytest.raises(Conflict):
        await identity.password_resets.issue(member_id)


async def test_a_new_password_voids_a_reset_that_waits(identity: Identity, join: Join, sign_in: SignIn) -> None:
    member_id = await join("anna@example.org")
    token = await identity.password_resets.issue(member_id)
    credential = await identity.sessions.look_up((await sign_in("anna@example.org")).token)
    assert credential is not None
    await identity.change_password(credential, PASSWORD, NEW_PASSWORD, address=ADDRESS)
    with pytest.raises(TokenRefused):
        await identity.password_resets.complete(token, PASSWORD)


async def test_ending_access_voids_the_invitation(identity: Identity, members: Members) -> None:
    member_id, token = await _invite(identity)
    await identity.end_access(member_id)
    with pytest.raises(TokenRefused):
        await identity.invitations.accept(token, PASSWORD, join=members.join)


async def _claim(identity: Identity, token: str, members: Members, email: str = "owner@example.org") -> Authenticated:
    return await identity.first_run.claim(
        token, email=email, display_name="Olga", password=PASSWORD, make_owner=members.make_owner
    )


async def test_the_first_owner_is_who_has_the_setup_token(
    identity: Identity, members: Members, sign_in: SignIn
) -> None:
    token = await identity.first_run.open()
    assert token is not None
    who = await _claim(identity, token, members)
    assert list(members.owners.values()) == [who.member_id]
    assert (await identity.people.by_ids([who.member_id]))[who.member_id].display_name == "Olga"
    await sign_in("owner@example.org")
    assert await identity.first_run.open() is None
    with pytest.raises(TokenRefused):
        await _claim(identity, token, members, "mallory@example.org")
    assert len(members.owners) == 1


async def test_of_many_claims_at_once_exactly_one_wins(identity: Identity, members: Members) -> None:
    token = await identity.first_run.open()
    assert token is not None
    results = await asyncio.gather(
        *(_claim(identity, token, members, f"owner{n}@example.org") for n in range(10)), return_exceptions=True
    )
    assert sum(isinstance(result, Authenticated) for result in results) == 1
    assert sum(isinstance(result, TokenRefused) for result in results) == 9
    assert len(members.owners) == 1
    assert len((await identity.people.search()).items) == 1


async def test_each_start_makes_the_setup_token_before_it_void(identity: Identity, members: Members) -> None:
    old, new = await identity.first_run.open(), await identity.first_run.open()
    assert old is not None
    assert new is not None
    with pytest.raises(TokenRefused):
        await _claim(identity, old, members)
    await _claim(identity, new, members)


async def test_a_crash_before_the_password_is_set_makes_no_second_owner(identity: Identity, members: Members) -> None:
    token = await identity.first_run.open()
    assert token is not None

    async def make_and_crash(command_id: UUID) -> UUID:
        await members.make_owner(command_id)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await identity.first_run.claim(
            token, email="o@example.org", display_name="O", password=PASSWORD, make_owner=make_and_crash
        )
    restarted = await identity.first_run.open()
    assert restarted is not None
    await _claim(identity, restarted, members)
    assert len(members.owners) == 1


async def test_a_weak_password_or_a_taken_address_makes_no_owner(identity: Identity, members: Members) -> None:
    token = await identity.first_run.open()
    assert token is not None
    with pytest.raises(WeakPassword):
        await identity.first_run.claim(
            token, email="o@example.org", display_name="O", password="short", make_owner=members.make_owner
        )
    await identity.people.register(uuid4(), "owner@example.org", "Somebody")
    with pytest.raises(EmailTaken):
        await _claim(identity, token, members)
    assert members.owners == {}


async def test_owners_are_created_by_hand_which_voids_the_setup_token(
    identity: Identity, members: Members, sign_in: SignIn
) -> None:
    token = await identity.first_run.open()
    assert token is not None
    for number in (1, 2):
        await identity.first_run.create_owner(
            email=f"owner{number}@example.org",
            display_name="Olga",
            password=PASSWORD,
            make_owner=members.make_owner,
        )
        await sign_in(f"owner{number}@example.org")
    assert len(members.owners) == 2
    with pytest.raises(TokenRefused):
        await _claim(identity, token, members)


async def test_a_setup_token_is_void_once_somebody_else_has_a_password(identity: Identity, members: Members) -> None:
    token = await identity.first_run.open()
    assert token is not None
    _, invitation = await _invite(identity)
    await identity.invitations.accept(invitation, PASSWORD, join=members.join)
    with pytest.raises(TokenRefused):
        await _claim(identity, token, members)

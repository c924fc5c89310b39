"""API tokens: scoped, named, shown once, ending."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bookit.domain.actor import Scope
from bookit.domain.errors import Forbidden, Invalid
from bookit.identity import Credential, Identity
from tests.database import Database
from tests.identity.conftest import Join, SignIn

pytestmark = pytest.mark.anyio


def _in(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


async def test_a_token_says_who_asks_and_for_what(identity: Identity, credential: Credential) -> None:
    made = await identity.tokens.create(credential, name="Door", scopes={Scope.READ, Scope.BOOK}, expires_at=_in(30))
    assert made.token.startswith("bookit_")
    assert await identity.tokens.look_up(made.token) == Credential(
        member_id=credential.member_id,
        member_version=credential.member_version,
        scopes=frozenset({Scope.READ, Scope.BOOK}),
        credential_id=made.token_id,
        kind="token",
        rotate=False,
    )


async def test_a_token_is_no_session_and_a_session_no_token(
    identity: Identity, credential: Credential, sign_in: SignIn
) -> None:
    made = await identity.tokens.create(credential, name="Door", scopes=[Scope.READ], expires_at=_in(30))
    session = await sign_in("signed-in@example.org")
    assert await identity.sessions.look_up(made.token) is None
    assert await identity.tokens.look_up(session.token) is None


async def test_a_token_is_listed_without_its_secret_and_revoked_at_once(
    identity: Identity, credential: Credential, database: Database
) -> None:
    made = await identity.tokens.create(credential, name=" Door ", scopes=[Scope.READ], expires_at=_in(30))
    (listed,) = await identity.tokens.of_member(credential.member_id)
    assert (listed.token_id, listed.name, listed.scopes) == (made.token_id, "Door", frozenset({Scope.READ}))
    assert listed.last_used_at is None
    ((row,),) = await database.run("SELECT t::text FROM {schema}.api_tokens t")
    assert made.token not in row
    assert not await identity.tokens.revoke(uuid4(), made.token_id)
    assert await identity.tokens.look_up(made.token) is not None
    assert await identity.tokens.revoke(credential.member_id, made.token_id)
    assert await identity.tokens.look_up(made.token) is None


async def test_a_token_expires(identity: Identity, credential: Credential, database: Database) -> None:
    made = await identity.tokens.create(credential, name="Door", scopes=[Scope.READ], expires_at=_in(30))
    await database.run(
        "UPDATE {schema}.api_tokens SET created_at = created_at - '30 days'::interval, expires_at = now()"
    )
    assert await identity.tokens.look_up(made.token) is None
    await identity.delete_expired()
    assert len(await identity.tokens.of_member(credential.member_id)) == 1
    await database.run(
        "UPDATE {schema}.api_tokens SET created_at = created_at - '31 days'::interval, "
        "expires_at = expires_at - '31 days'::interval"
    )
    await identity.delete_expired()
    assert await identity.tokens.of_member(credential.member_id) == []


async def test_use_of_a_token_is_noted_at_most_once_a_minute(
    identity: Identity, credential: Credential, database: Database
) -> None:
    made = await identity.tokens.create(credential, name="Door", scopes=[Scope.READ], expires_at=_in(30))
    await identity.tokens.look_up(made.token)
    (first,) = await identity.tokens.of_member(credential.member_id)
    assert first.last_used_at is not None
    await identity.tokens.look_up(made.token)
    assert await identity.tokens.of_member(credential.member_id) == [first]
    await database.run("UPDATE {schema}.api_tokens SET last_used_at = now() - interval '61 seconds'")
    (shifted,) = await identity.tokens.of_member(credential.member_id)
    await identity.tokens.look_up(made.token)
    (later,) = await identity.tokens.of_member(credential.member_id)
    assert shifted.last_used_at is not None
    assert later.last_used_at is not None
    assert later.last_used_at > shifted.last_used_at


@pytest.mark.parametrize("days", [-1, 0, 367, 36_500])
async def test_a_token_ends_within_366_days(identity: Identity, credential: Credential, days: int) -> None:
    with pytest.raises(Invalid) as caught:
        await identity.tokens.create(credential, name="Door", scopes=[Scope.READ], expires_at=_in(days))
    assert caught.value.fields["errors"][0]["pointer"] == "/expires_at"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
async def test_a_token_has_a_name(identity: Identity, credential: Credential, name: str) -> None:
    with pytest.raises(Invalid):
        await identity.tokens.create(credential, name=name, scopes=[Scope.READ], expires_at=_in(1))


async def test_a_token_has_scopes(identity: Identity, credential: Credential) -> None:
    with pytest.raises(Invalid):
        await identity.tokens.create(credential, name="Door", scopes=[], expires_at=_in(1))


async def test_a_token_makes_no_tokens(identity: Identity, credential: Credential) -> None:
    made = await identity.tokens.create(credential, name="Door", scopes=list(Scope), expires_at=_in(1))
    by_token = await identity.tokens.look_up(made.token)
    assert by_token is not None
    with pytest.raises(Forbidden):
        await identity.tokens.create(by_token, name="Another", scopes=[Scope.READ], expires_at=_in(1))


async def test_ending_access_revokes_the_members_tokens_only(
    identity: Identity, credential: Credential, join: Join, sign_in: SignIn
) -> None:
    await join("other@example.org")
    other = await identity.sessions.look_up((await sign_in("other@example.org")).token)
    assert other is not None
    mine = await identity.tokens.create(credential, name="Mine", scopes=[Scope.READ], expires_at=_in(1))
    theirs = await identity.tokens.create(other, name="Theirs", scopes=[Scope.READ], expires_at=_in(1))
    await identity.end_access(credential.member_id)
    assert await identity.tokens.look_up(mine.token) is None
    assert await identity.tokens.look_up(theirs.token) is not None

"""Throttling of sign-in attempts, in Postgres: the same for all API processes, and nothing of it is lost with Redis.

Each attempt is counted *before* the password is verified, by one atomic statement for each counter, so guesses in
parallel can't get past a limit. Three counters, because each alone would be a hole or a weapon:

- an account at one address: slows down guessing from one place;
- an account at all addresses: slows down guessing from many places;
- an address over all accounts: slows down trying one password on everybody.

Each admits a few attempts at once, then one after a wait that doubles up to the counter's longest wait; one attempt is
forgiven each longest wait. Nothing is ever locked for good, and refused attempts don't count, so hammering prolongs
nothing. The two shared counters could still be used to keep somebody out. Therefore an account that has signed in from
an address within 90 days is judged there by the first counter alone: an attacker elsewhere can't touch it.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from bookit.identity.database import Connection, Database
from bookit.identity.errors import TooManyAttempts

KNOWN_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Limit:
    """`at_once` attempts are free; then waits double from `first_wait` to `longest_wait`."""

    at_once: int
    first_wait: timedelta
    longest_wait: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Sustained, these allow a guesser about 100 tries a day at an account from one address, 1,440 from all."""

    account_at_address: Limit = Limit(5, timedelta(seconds=1), timedelta(minutes=15))
    account: Limit = Limit(20, timedelta(seconds=1), timedelta(minutes=1))
    address: Limit = Limit(50, timedelta(seconds=1), timedelta(seconds=30))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was counted; `Throttle.succeeded` takes it back."""

    account: bytes
    address: bytes
    known: bool
    """The account has signed in from this address before."""


_ANY = b""


class Throttle:
    def __init__(self, database: Database, limits: Limits | None = None) -> None:
        self._database = database
        self._limits = limits or Limits()
        self._is_known = database.statement("""
            SELECT 1 FROM {schema}.sign_in_attempts
            WHERE account = %(account)s AND address = %(address)s AND known_until > now()
        """)
        # `count` is as of `counted_at`; since then one was forgiven each longest wait. The row is locked before the
        # WHERE looks at it, so of two attempts at once the second sees what the first has counted.
        self._count = database.statement("""
            INSERT INTO {schema}.sign_in_attempts AS a (account, address, count, counted_at)
            VALUES (%(account)s, %(address)s, 1, clock_timestamp())
            ON CONFLICT (account, address) DO UPDATE SET
                count = 1 + greatest(0, a.count - extract(epoch FROM clock_timestamp() - a.counted_at) / %(longest)s),
                counted_at = clock_timestamp()
            WHERE ceil(a.count - extract(epoch FROM clock_timestamp() - a.counted_at) / %(longest)s) < %(at_once)s
            OR extract(epoch FROM clock_timestamp() - a.counted_at)
                >= least(%(longest)s, %(first)s * power(2, least(30, ceil(a.count) - %(at_once)s)))
        """)
        self._wait = database.statement("""
            SELECT ceil(least(%(longest)s, %(first)s * power(2, least(30, ceil(count) - %(at_once)s)))
                - extract(epoch FROM clock_timestamp() - counted_at))::int
            FROM {schema}.sign_in_attempts WHERE account = %(account)s AND address = %(address)s
        """)
        self._take_back = database.statement("""
            UPDATE {schema}.sign_in_attempts SET count = greatest(0, count - 1)
            WHERE account = %(account)s AND address = %(address)s
        """)
        self._clear = database.statement("""
            UPDATE {schema}.sign_in_attempts SET count = 0 WHERE account = %(account)s AND address = %(address)s
        """)
        self._note_success = database.statement("""
            INSERT INTO {schema}.sign_in_attempts AS a (account, address, count, counted_at, known_until)
            VALUES (%(account)s, %(address)s, 0, now(), now() + %(known_for)s)
            ON CONFLICT (account, address) DO UPDATE SET count = 0, known_until = excluded.known_until
        """)
        # In the order of the key, as `count` locks: first the account anywhere, then the account at an address.
        self._forgive = database.statement("""
            UPDATE {schema}.sign_in_attempts SET count = 0 WHERE (account, address) IN (
                SELECT account, address FROM {schema}.sign_in_attempts WHERE account = %s ORDER BY address FOR UPDATE)
        """)
        self._delete_forgiven = database.statement("""
            DELETE FROM {schema}.sign_in_attempts WHERE (account, address) IN (
                SELECT account, address FROM {schema}.sign_in_attempts
                WHERE counted_at < now() - interval '1 day' AND (known_until IS NULL OR known_until < now())
                FOR UPDATE SKIP LOCKED)
        """)

    async def count(self, email: str, address: str) -> Attempt:
        """Count an attempt at a (normalised) e-mail address from a network address.

        Raises TooManyAttempts, and counts nothing, when one has to wait.
        """
        account, place = _hash_of(email), _hash_of(_network_of(address))
        async with self._database.transaction() as connection:
            cursor = await connection.execute(self._is_known, {"account": account, "address": place})
            known = cursor.rowcount > 0
            if not known:
                await self._count_one(connection, _ANY, place, self._limits.address)
                await self._count_one(connection, account, _ANY, self._limits.account)
            await self._count_one(connection, account, place, self._limits.account_at_address)
        return Attempt(account, place, known)

    async def _count_one(self, connection: Connection, account: bytes, address: bytes, limit: Limit) -> None:
        asked = {
            "account": account,
            "address": address,
            "at_once": limit.at_once,
            "first": limit.first_wait.total_seconds(),
            "longest": limit.longest_wait.total_seconds(),
        }
        cursor = await connection.execute(self._count, asked)
        if cursor.rowcount == 0:
            cursor = await connection.execute(self._wait, asked)
            row = await cursor.fetchone()
            raise TooManyAttempts(max(1, row[0]) if row else 1)

    async def succeeded(self, attempt: Attempt) -> None:
        """The password was right: clear the account's counts and remember the address as known.

        The address loses only this attempt, or an attacker's own account would clear it for them.
        """
        account, place = attempt.account, attempt.address
        async with self._database.transaction() as connection:
            if not attempt.known:
                await connection.execute(self._take_back, {"account": _ANY, "address": place})
                await connection.execute(self._clear, {"account": account, "address": _ANY})
            await connection.execute(self._note_success, {"account": account, "address": place, "known_for": KNOWN_FOR})

    async def forgive(self, email: str) -> None:
        """Clear all counts of an account: its owner has proved otherwise who they are."""
        async with self._database.connection() as connection:
            await connection.execute(self._forgive, [_hash_of(email)])

    async def delete_forgiven(self) -> None:
        async with self._database.connection() as connection:
            await connection.execute(self._delete_forgiven)


def _network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 of an IPv6 address, which is one customer's."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address  # a socket's name, say
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return parsed.packed[:8].hex()
    return str(parsed)


def _hash_of(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()

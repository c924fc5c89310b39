"""What every route needs of a request: the system, who asks, the body, the position it must have seen."""

from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json
from starlette.requests import Request

from bookit.api.organisations import Organisations, Served
from bookit.api.problems import Problem, malformed, pointer_to
from bookit.api.stream import Live
from bookit.domain.actor import Actor, AddressClass
from bookit.domain.member import Member
from bookit.identity import Credential, is_same_origin
from bookit.wiring import System

M = TypeVar("M", bound=BaseModel)

SESSION_COOKIE = "bookit_session"
MOST_KEY_CHARACTERS = 255
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def organisations_of(request: Request) -> Organisations:
    """All that this process serves, for what is about the process itself."""
    organisations: Organisations = request.app.state.organisations
    return organisations


def system_of(request: Request) -> System:
    """That of the organisation whose request it is."""
    served: Served = request.scope["served"]
    return served.system


def live_of(request: Request) -> Live:
    served: Served = request.scope["served"]
    return served.live


def address_of(request: Request) -> str:
    """The network address of the client, as the server saw it."""
    return request.client.host if request.client else ""


@lru_cache(maxsize=4096)
def class_of(address: str) -> AddressClass:
    """What sort of address this is; a name that is none, such as a socket's, is this machine's."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return AddressClass.LOOPBACK
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return AddressClass.LOOPBACK
    return AddressClass.PRIVATE if parsed.is_private else AddressClass.PUBLIC


async def credential_of(request: Request) -> Credential:
    """What the request shows to say who it is. Raises Problem 401, or 403 for a cookie sent from elsewhere."""
    identity = system_of(request).identity
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        credential = await identity.tokens.look_up(token.strip())
    elif cookie := request.cookies.get(SESSION_COOKIE):
        if request.method not in _SAFE_METHODS:
            require_same_origin(request)
        credential = await identity.sessions.look_up(cookie)
        if credential is not None and credential.rotate:
            request.scope["rotated_session"] = await identity.sessions.rotate(cookie)
    else:
        raise Problem(401, "not-signed-in", "Sign in, or send an API token.")
    if credential is None:
        raise Problem(401, "not-signed-in", "The session or token has ended; sign in again.")
    return credential


async def actor_of(request: Request) -> Actor:
    """The member who asks, with their rights at this moment. Raises Problem 401 or 403."""
    return await actor_with(request, await credential_of(request))


async def actor_with(request: Request, credential: Credential) -> Actor:
    """The member of a credential. Raises Problem 403 for one who is suspended."""
    streams = system_of(request).streams
    member = await streams.get(Member, credential.member_id, version=credential.member_version)
    if member is None or not member.active:
        raise Problem(403, "member-suspended", "This member may do nothing at the moment.")
    request.scope["actor_id"] = member.id
    return Actor.of(member, credential.scopes, class_of(address_of(request)))


def require_same_origin(request: Request) -> None:
    """Raises Problem 403 for a request that another site's page could have made."""
    headers = request.headers
    if not is_same_origin(
        origin=headers.get("origin"),
        fetch_site=headers.get("sec-fetch-site"),
        host=headers.get("host"),
        base_url=system_of(request).settings.base_url,
    ):
        raise Problem(
            403, "cross-origin", "A request with a session cookie needs a same-origin Origin or Sec-Fetch-Site header."
        )


async def body_of(request: Request, model: type[M]) -> M:
    """The JSON body as a model. Raises Problem 400, 413 or 415."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise Problem(415, "unsupported-media-type", "Send JSON with Content-Type: application/json.")
    body = await raw_body_of(request, most=system_of(request).settings.max_body_bytes)
    if b"\\u0000" in body:
        _refuse_nul(body)
    try:
        return model.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise malformed(error) from None


def idempotency_key_of(request: Request) -> str | None:
    """The Idempotency-Key header. Raises Problem 400 for an empty or overlong one."""
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= MOST_KEY_CHARACTERS:
        raise Problem(
            400,
            "malformed",
            f"Idempotency-Key must have 1 to {MOST_KEY_CHARACTERS} characters.",
            header="Idempotency-Key",
        )
    return key


def _refuse_nul(body: bytes) -> None:
    """Raises Problem 400 for text that Postgres could not keep; broken JSON is left to its reader."""
    try:
        found = list(_nuls(from_json(body)))
    except ValueError:
        return
    if found:
        errors = [{"pointer": pointer_to(location), "detail": "Text can't hold a NUL character."} for location in found]
        raise Problem(400, "malformed", "The request does not fit its schema.", errors=errors)


def _nuls(value: object, *location: int | str) -> Iterator[tuple[int | str, ...]]:
    match value:
        case str() if "\0" in value:
            yield location
        case list():
            for index, item in enumerate(value):
                yield from _nuls(item, *location, index)
        case dict():
            for name, item in value.items():
                if "\0" in name:
                    yield (*location, name)
                yield from _nuls(item, *location, name)


async def raw_body_of(request: Request, *, most: int) -> bytes:
    """The body as it came. Raises Problem 413 for one of more bytes."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise _too_large(most)
    chunks = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _too_large(most)
        chunks.append(chunk)
    return b"".join(chunks)


async def body_into(file: IO[bytes], request: Request, *, most: int) -> None:
    """Write the body to a file as it comes. Raises Problem 413 for one of more bytes, 400 for an empty one."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise _too_large(most)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _too_large(most)
        file.write(chunk)
    if not size:
        raise Problem(400, "malformed", "The body is empty; send the file as it is.")


def _too_large(most: int) -> Problem:
    return Problem(413, "too-large", f"A request body has at most {most} bytes.", limit=most)

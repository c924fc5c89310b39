"""Whether a request that carries a cookie comes from our own pages (against cross-site request forgery).

The rules, all of which must hold; a request that tells us nothing is refused:

1. `Sec-Fetch-Site`, which pages can't forge, is `same-origin` when sent.
2. `Origin` is ours when sent: that of `base_url` if it is set, whatever `Host` says; else the one named by `Host`.
3. At least one of the two is sent.

See also https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html.
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


class _Origin(NamedTuple):
    scheme: str
    host: str
    port: int


def is_same_origin(*, origin: str | None, fetch_site: str | None, host: str | None, base_url: str | None) -> bool:
    """Whether an unsafe request (not GET, HEAD or OPTIONS) with a cookie may go on."""
    if origin is None and fetch_site is None:
        return False
    if fetch_site is not None and fetch_site != "same-origin":
        return False
    return origin is None or _is_ours(origin, host, base_url)


@lru_cache(maxsize=256)
def _is_ours(origin: str, host: str | None, base_url: str | None) -> bool:
    sender = _origin_of(origin)
    if sender is None or not _is_bare(origin):
        return False
    if base_url is not None:
        return sender == _origin_of(base_url)
    # Behind a proxy we can't know the scheme that the browser used; the name and port must be the ones it called.
    return host is not None and _is_bare(f"//{host}") and sender == _origin_of(f"{sender.scheme}://{host}")


def _origin_of(url: str) -> _Origin | None:
    """None for `null`, other schemes than http and https, and what can't be parsed."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    return _Origin(parts.scheme, parts.hostname, _DEFAULT_PORTS[parts.scheme] if port is None else port)


def _is_bare(url: str) -> bool:
    """Only a scheme, a host and a port: nothing before an @, nothing after a slash, no blanks, no lists."""
    _, _, authority = url.partition("//")
    return not any(character in "/@?#\\, \t\r\n" for character in authority)

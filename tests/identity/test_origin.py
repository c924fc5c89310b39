"""Which unsafe requests with a cookie come from our own pages."""

import pytest

from bookit.identity import is_same_origin

OURS = "https://book.example.org"
SAME = "same-origin"


@pytest.mark.parametrize(
    ("origin", "fetch_site", "host", "base_url"),
    [
        (OURS, SAME, "book.example.org", OURS),
        (OURS, None, "book.example.org", OURS),
        (None, SAME, "book.example.org", OURS),
        (None, SAME, "10.0.0.7:8000", OURS),
        (OURS, SAME, "10.0.0.7:8000", OURS),  # a proxy that does not pass Host on
        (OURS, SAME, None, f"{OURS}/rooms/"),
        ("https://book.example.org:443", None, None, OURS),
        ("https://BOOK.example.org", None, None, OURS),
        ("http://127.0.0.1:8000", SAME, "127.0.0.1:8000", None),
        ("http://localhost:8000", None, "localhost:8000", None),
        ("https://book.example.org", SAME, "book.example.org", None),
        ("https://book.example.org", SAME, "book.example.org:443", None),
        ("http://[::1]:8000", SAME, "[::1]:8000", None),
        (None, SAME, None, None),
    ],
)
def test_our_own_pages_may_write(
    origin: str | None, fetch_site: str | None, host: str | None, base_url: str | None
) -> None:
    assert is_same_origin(origin=origin, fetch_site=fetch_site, host=host, base_url=base_url)


@pytest.mark.parametrize(
    ("origin", "fetch_site", "host", "base_url"),
    [
        (None, None, "book.example.org", OURS),
        (None, None, "127.0.0.1:8000", None),
        (None, "cross-site", "book.example.org", OURS),
        (None, "same-site", "book.example.org", OURS),
        (None, "none", "book.example.org", OURS),
        (None, "SAME-ORIGIN", "book.example.org", OURS),
        (None, "", "book.example.org", OURS),
        (OURS, "cross-site", "book.example.org", OURS),
        (OURS, "same-site", "book.example.org", OURS),
        ("https://evil.example", SAME, "book.example.org", OURS),
        ("https://evil.example", None, "evil.example", OURS),  # Host is not believed once base_url is set
        ("https://evil.example", SAME, "evil.example", OURS),
        ("http://book.example.org", None, "book.example.org", OURS),
        ("https://book.example.org:8443", None, "book.example.org:8443", OURS),
        ("https://book.example.org.evil.example", None, "book.example.org", OURS),
        ("https://evil.example/book.example.org", None, "book.example.org", OURS),
        ("https://evil.example", None, "book.example.org", None),
        ("http://127.0.0.1:9000", None, "127.0.0.1:8000", None),
        ("http://127.0.0.1:8000", None, None, None),
        ("null", None, "book.example.org", OURS),
        ("null", SAME, "book.example.org", OURS),
        ("null", None, "null", None),
        ("", None, "book.example.org", OURS),
        ("", None, "", None),
        ("file://book.example.org", None, "book.example.org", None),
        ("https://", None, "", None),
        ("https://book.example.org:port", None, "book.example.org", OURS),
        ("https://book.example.org:99999", None, "book.example.org", OURS),
        ("https://[::1", None, "[::1", None),
        ("https://book.example.org, https://evil.example", None, "book.example.org", OURS),
        ("https://book.example.org/", None, "book.example.org", OURS),
        ("https://evil.example@book.example.org", None, "book.example.org", OURS),
        ("https://book.example.org", None, "evil.example@book.example.org", None),
        ("https://book.example.org", None, "book.example.org/x", None),
        ("https://book.example.org", None, "book.example.org, evil.example", None),
        ("https://book.example.org\r\n", None, "book.example.org", OURS),
    ],
)
def test_everything_else_may_not(
    origin: str | None, fetch_site: str | None, host: str | None, base_url: str | None
) -> None:
    assert not is_same_origin(origin=origin, fetch_site=fetch_site, host=host, base_url=base_url)

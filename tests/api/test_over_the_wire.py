"""What clients do to the connection itself; the application is the same as elsewhere, the server is real."""

import socket

import pytest

from tests.installation import Installation

JSON = b"Content-Type: application/json\r\n"


def talk(house: Installation, *pieces: bytes, until_refused: bool = False) -> bytes:
    """Send pieces over a connection and read until the server closes it."""
    with socket.create_connection(("127.0.0.1", house.settings.port), timeout=30) as connection:
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                assert until_refused, "the server hung up early"
                break
        answer = b""
        try:
            while received := connection.recv(65536):
                answer += received
        except ConnectionResetError:
            assert until_refused, "the server hung up early"
        return answer


def post(house: Installation, headers: bytes) -> bytes:
    token = house.owner.token.encode()
    return (
        b"POST /api/commands/place-booking HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        b"Authorization: Bearer " + token + b"\r\n" + headers + b"\r\n"
    )


def test_an_endless_body_is_refused_before_its_end(house: Installation) -> None:
    chunk = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    head = post(house, JSON + b"Transfer-Encoding: chunked\r\n")
    answer = talk(house, head, *[chunk] * 100, b"0\r\n\r\n", until_refused=True)
    # The refusal itself may drown in what is still being sent; what counts is that nothing else came back.
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413")
    assert b"HTTP/1.1 200" in talk(house, b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_a_large_body_is_refused_by_its_declared_length_alone(house: Installation) -> None:
    head = post(house, JSON + b"Content-Length: 10000000\r\n")
    assert talk(house, head).startswith(b"HTTP/1.1 413")


def test_a_client_that_goes_away_in_the_middle_does_no_harm(house: Installation) -> None:
    with socket.create_connection(("127.0.0.1", house.settings.port), timeout=30) as connection:
        connection.sendall(post(house, JSON + b"Content-Length: 100\r\n") + b'{"room_id":')
    assert b"HTTP/1.1 200" in talk(house, b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /livez HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: a\r\n no-header\r\n\r\n",
    ],
    ids=["version", "tls", "nul", "negative length", "two lengths", "folded header"],
)
def test_what_is_not_http_is_refused_by_the_server(request_: bytes, house: Installation) -> None:
    answer = talk(house, request_, until_refused=True)
    assert b"HTTP/1.1 5" not in answer
    assert b"HTTP/1.1 2" not in answer

"""The web app's files, as `make` builds them into `bookit/site`: what the embedded default serves, and nginx may.

Names with a hash in them are kept for ever; everything else is asked for again each time, and answered with 304 when
it is the same. Every other address that is not the API's is a page of the app, which finds out itself which one.
"""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

import bookit

FOLDER = Path(bookit.__file__).parent / "site"

_OURS = frozenset({"/livez", "/readyz", "/version", "/metrics", "/api", "/dev/mail"})
_UNDER_OURS = ("/api/", "/dev/mail/")
_HASHED = "/assets/"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))  # the best first
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}

# Styles may stand inline, because the components bring some; scripts may not (docs/adr/0071).
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


@dataclass(frozen=True, slots=True)
class _File:
    media_type: str
    cache: str
    tag: str
    forms: Mapping[str, bytes]
    """Its content by encoding; as it is under the empty name."""


class Site:
    """ASGI middleware that answers for pages and files and passes on what is the API's."""

    def __init__(self, app: ASGIApp, folder: Path = FOLDER) -> None:
        self._app = app
        self._files = _read(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._file_for(scope) if scope["type"] == "http" else None
        if file is None:
            await self._app(scope, receive, send)
            return
        scope["site"] = True
        await _answer(Request(scope), file)(scope, receive, send)

    def _file_for(self, scope: Scope) -> _File | None:
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"} or path in _OURS or path.startswith(_UNDER_OURS):
            return None
        if found := self._files.get(path):
            return found
        # A file that is gone must not come back as a page: browsers would run it.
        return None if "." in path.rsplit("/", 1)[-1] else self._files.get("/index.html")


def _answer(request: Request, file: _File) -> Response:
    accepted = _accepted(request.headers.get("accept-encoding", ""))
    encoding = next((name for name, _ in _ENCODINGS if name in accepted and name in file.forms), "")
    headers = {
        "Cache-Control": file.cache,
        "ETag": f'"{file.tag}{"-" if encoding else ""}{encoding}"',
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": _POLICY,
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    content = file.forms[encoding]
    if request.method == "HEAD":
        return Response(headers=headers | {"Content-Length": str(len(content))}, media_type=file.media_type)
    return Response(content, headers=headers, media_type=file.media_type)


def _accepted(header: str) -> set[str]:
    """The encodings that a client takes."""
    wishes = (wish.partition(";") for wish in header.lower().replace(" ", "").split(","))
    return {name for name, _, weight in wishes if weight not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}}


def _read(folder: Path) -> dict[str, _File]:
    """Every file by the path it is asked for; none where nothing was built."""
    suffixes = tuple(suffix for _, suffix in _ENCODINGS)
    return {
        f"/{path.relative_to(folder).as_posix()}": _file(path, folder)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in suffixes and ".vite" not in path.parts
    }


def _file(path: Path, folder: Path) -> _File:
    content = path.read_bytes()
    forms = {"": content}
    for encoding, suffix in _ENCODINGS:
        compressed = path.with_name(path.name + suffix)
        if compressed.is_file():
            forms[encoding] = compressed.read_bytes()
    is_hashed = f"/{path.relative_to(folder).as_posix()}".startswith(_HASHED)
    return _File(
        _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        "public, max-age=31536000, immutable" if is_hashed else "no-cache",
        hashlib.sha256(content).hexdigest()[:24],
        forms,
    )

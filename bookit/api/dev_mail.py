"""`/dev/mail`: the letters that the demo caught. Exists only where `BOOKIT_DEV_MAIL` is set; anybody may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from fastapi import APIRouter
from jinja2 import Environment, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bookit.api.problems import Problem
from bookit.api.requests import system_of

router = APIRouter(prefix="/dev/mail", include_in_schema=False)

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Letter:
    name: str
    message: EmailMessage

    @property
    def headers(self) -> Sequence[tuple[str, str]]:
        return [(name, str(self.message[name] or "")) for name in ("From", "To", "Date", "Subject", "List-Unsubscribe")]

    @property
    def page(self) -> str:
        body = self.message.get_body(("html", "plain"))
        return str(body.get_content()) if body is not None else ""

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body is not None else ""

    @property
    def calendars(self) -> Sequence[str]:
        return [str(each.get_content()) for each in self.message.walk() if each.get_content_type() == "text/calendar"]


@router.get("")
def letters(request: Request) -> Response:
    """The latest letters, the newest first."""
    found = sorted(_folder(request).glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return _answer(_LIST, letters=[_read(path) for path in found])


@router.get("/{name}")
def letter(request: Request, name: str) -> Response:
    """One letter: as a page, as text, and what calendars get."""
    # The name is compared with those that are there, so that no path can be made of it.
    for path in _folder(request).glob("*.eml"):
        if path.stem == name:
            return _answer(_ONE, letter=_read(path))
    raise Problem(404, "not-found", "There is no such letter.")


def _folder(request: Request) -> Path:
    folder = system_of(request).settings.dev_mail
    if folder is None:
        raise AssertionError("the routes are there only with a folder")
    return folder


def _read(path: Path) -> _Letter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return _Letter(path.stem, message)


def _answer(template: str, **values: object) -> Response:
    page = _PAGES.from_string(_FRAME.replace("<!-- content -->", template)).render(values)
    # What letters say is shown as it is, and may do nothing.
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)


_PAGES = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)

_FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mail of the demo</title>
<style>
body { font-family: system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
td, th { text-align: left; padding: .2em 1em .2em 0; vertical-align: top }
iframe { width: 100%; height: 40em; border: 1px solid #ccc } pre { white-space: pre-wrap; background: #f4f4f4 }
</style></head>
<body><h1><a href="/dev/mail">Mail of the demo</a></h1>
<!-- content -->
</body></html>
"""

_LIST = """
<p>Nothing leaves this machine: every letter that BookIT sends ends up here.</p>
<table><tr><th>When</th><th>To</th><th>Subject</th></tr>
{% for letter in letters %}
<tr><td>{{ letter.message["Date"] }}</td><td>{{ letter.message["To"] }}</td>
<td><a href="/dev/mail/{{ letter.name }}">{{ letter.message["Subject"] }}</a></td></tr>
{% endfor %}
</table>
"""

_ONE = """
<table>{% for name, value in letter.headers %}<tr><th>{{ name }}</th><td>{{ value }}</td></tr>{% endfor %}</table>
<iframe sandbox title="The letter" srcdoc="{{ letter.page }}"></iframe>
<h2>As text</h2><pre>{{ letter.text }}</pre>
{% for calendar in letter.calendars %}<h2>For calendars</h2><pre>{{ calendar }}</pre>{% endfor %}
"""

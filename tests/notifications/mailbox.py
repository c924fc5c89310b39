"""A mail server of the tests' own, and what it got: read back as mail programs and calendars read it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import vobject
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bookit.embedded.ports import free_ports

PATIENCE_SECONDS = 60


@dataclass
class Mailbox:
    """Everything that was delivered; what has the same Message-ID is one letter, as mail programs show it."""

    port: int
    delivered: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What the server says to the next letters instead of taking them."""
    before_hearing: list[Callable[[], None]] = field(default_factory=list)
    """What happens when the next senders have come, and have said nothing of a letter yet."""
    before_taking: list[Callable[[], None]] = field(default_factory=list)
    """What happens while the next letters are under way."""
    before_saying_so: list[Callable[[], None]] = field(default_factory=list)
    """What happens when the next letters have been taken, but their sender does not know it yet."""
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        if self.before_hearing:
            self.before_hearing.pop(0)()
        return responses

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        with self._arrived:
            if self.answers:
                return self.answers.pop(0)
            if self.before_taking:
                self.before_taking.pop(0)()
                return "451 never heard"
            message = message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
            self.delivered += [(recipient, message) for recipient in envelope.rcpt_tos]
            self._arrived.notify_all()
            if self.before_saying_so:
                self.before_saying_so.pop(0)()
        return "250 OK"

    def of(self, address: str) -> list[EmailMessage]:
        """The letters to an address, each once, in the order in which they came."""
        letters = {str(message["Message-ID"]): message for to, message in self.delivered if to == address}
        return list(letters.values())

    def wait_for(self, address: str, count: int) -> list[EmailMessage]:
        """Return when so many letters have come to an address."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self._arrived:
            while len(self.of(address)) < count:
                left = deadline - time.monotonic()
                assert left > 0, [(to, str(message["Subject"])) for to, message in self.delivered]
                self._arrived.wait(left)
        return self.of(address)


@contextmanager
def mail_server(mailbox: Mailbox | None = None) -> Iterator[Mailbox]:
    """A running server; with a mailbox, one that was away for a while."""
    mailbox = mailbox or Mailbox(free_ports(1)[0])
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def page_of(message: EmailMessage) -> str:
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def calendar_part(message: EmailMessage) -> EmailMessage:
    """The part for calendars."""
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    return part


def calendar_of(message: EmailMessage) -> Any:
    """That part as a parser of another make reads it."""
    return vobject.readOne(calendar_part(message).get_content())

"""Letters: what is told in one mail, as text, as a page, and for the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from functools import cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bookit.events.values import BookingStatus
from bookit.notifications.calendars import Appointment, Parties, calendar, method_of, standing_of
from bookit.notifications.links import Stop
from bookit.notifications.news import SUBJECT_OF, News
from bookit.notifications.readers import Reader
from bookit.notifications.wording import Item, Language, Wording, plain
from bookit.settings import Settings

MOST_ITEMS = 20
"""Of each kind that a letter tells in detail."""
MOST_APPOINTMENTS = 100
_LONGEST_SUBJECT = 150
STOP_PATH = "/api/notifications/stop"


class _Subject(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the registry does; typeshed: max_count
    """Encoded as a whole where it is not ASCII: Python's own folding may show a space twice before an encoded word."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        if self.isascii():
            return super().fold(policy=policy)
        encoded = Header(str(self), "utf-8", header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {encoded}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)
LETTERS = SMTP.clone(header_factory=_HEADERS)
"""How letters are written."""


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a letter, as it was noted."""

    news: News
    subject_id: UUID
    version: int
    told_at: datetime
    in_calendar: bool
    """Whether calendars shall know: it is about a booking that comes, changes or goes."""
    holds: bool
    item: Item
    actor: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Sender:
    """The organisation as the sender of letters."""

    organisation: str
    colour: str
    language: Language
    name: str
    address: str
    base_url: str

    @classmethod
    def of(cls, settings: Settings, organisation: str | None = None, colour: str | None = None) -> "Sender":
        """As the settings say, unless the organisation shows itself by another name or colour."""
        name, address = parseaddr(settings.mail_from)
        base_url = settings.base_url or f"http://{settings.host}:{settings.port}"
        organisation = organisation or settings.organisation
        return cls(
            organisation,
            colour or settings.colour,
            settings.language,
            plain(name) or organisation,
            address,
            base_url.rstrip("/"),
        )


def write(
    letter_id: UUID, closed_at: datetime, *, reader: Reader, told: Sequence[Told], sender: Sender, key: bytes
) -> EmailMessage:
    """The letter as a message; the same letter is the same message, with the same id."""
    wording = Wording.of(reader.language, sender.language)
    sections = _sections(told)
    headlines = [wording.headline(news, [each.item for each in items], len(items)) for news, items in sections]
    message = EmailMessage(LETTERS)
    subject = headlines[0] if len(headlines) == 1 else wording.counted("several", len(told))
    message["Subject"] = plain(f"{subject} · {sender.organisation}")[:_LONGEST_SUBJECT]
    message["From"] = _address(sender.name, sender.address)
    message["To"] = _address(reader.display_name, reader.email)
    message["Date"] = format_datetime(closed_at)
    message["Message-ID"] = f"<{letter_id}@{sender.address.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    stop = f"{sender.base_url}{STOP_PATH}?" + urlencode(
        {"token": Stop(reader.member_id, SUBJECT_OF[sections[0][0]]).sealed(key)}
    )
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    page = {
        "language": wording.language,
        "organisation": sender.organisation,
        "colour": sender.colour,
        "greeting": wording["greeting"].format(name=reader.display_name),
        "sections": [
            _section(wording, news, items, headline)
            for (news, items), headline in zip(sections, headlines, strict=True)
        ],
        "open": wording["open"],
        "footer": wording["footer"].format(organisation=sender.organisation),
        "links": [
            {"text": wording["stop"], "address": stop},
            {"text": wording["preferences"], "address": f"{sender.base_url}/profile"},
        ],
    }
    message.set_content(_templates().get_template("letter.txt").render(page), cte="quoted-printable")
    message.add_alternative(
        _templates().get_template("letter.html").render(page), subtype="html", cte="quoted-printable"
    )
    _add_calendar(message, told, Parties(sender.name, sender.address, reader.display_name, reader.email))
    return message


def _sections(told: Sequence[Told]) -> list[tuple[News, list[Told]]]:
    """What belongs together, in the order in which it happened."""
    found: dict[News, list[Told]] = {}
    for each in told:
        found.setdefault(each.news, []).append(each)
    return list(found.items())


def _section(wording: Wording, news: News, items: Sequence[Told], headline: str) -> Mapping[str, Any]:
    shown = items[:MOST_ITEMS]
    left = len(items) - len(shown)
    return {
        "title": headline,
        "more": wording.counted("more", left) if left else None,
        "entries": [
            {
                "headline": plain(": ".join(filter(None, (wording.place(each.item), wording.when(each.item))))),
                "details": wording.details(news, each.item, actor=each.actor),
                "link": each.link,
            }
            for each in shown
        ],
    }


def _add_calendar(message: EmailMessage, told: Sequence[Told], parties: Parties) -> None:
    latest: dict[UUID, Told] = {}
    for each in told:
        known = latest.get(each.subject_id)
        if each.in_calendar and (known is None or known.version < each.version):
            latest[each.subject_id] = each
    appointments = [_appointment(each) for each in list(latest.values())[:MOST_APPOINTMENTS]]
    if not appointments:
        return
    method = method_of(appointments)
    content = calendar(appointments, parties).decode()
    if method == "PUBLISH":
        message.add_attachment(content, subtype="calendar", filename="bookings.ics", params={"method": method})
    else:
        message.add_alternative(content, subtype="calendar", params={"method": method})


def _appointment(told: Told) -> Appointment:
    item = told.item
    starts_at, ends_at = (
        datetime.fromisoformat(item.facts[name]).astimezone(item.zone) for name in ("starts_at", "ends_at")
    )
    return Appointment(
        told.subject_id,
        told.version,
        standing_of(BookingStatus(item.facts["status"])) if told.holds else "CANCELLED",
        starts_at,
        ends_at,
        item.title or item.room or "BookIT",
        item.place,
        told.told_at,
    )


def _address(name: str, address: str) -> Address:
    # The parts are given apart, so that no name can pass for an address.
    user, _, domain = address.rpartition("@")
    return Address(plain(name), user, domain)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bookit.notifications"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def stop_page(organisation: str, wording: Wording, text: str, *, button: str | None) -> str:
    """The page behind the link that stops letters of a kind."""
    page = {"language": wording.language, "organisation": organisation, "text": text, "button": button}
    return _templates().get_template("stop.html").render(page)

"""Words for news, in the reader's language: headlines, details, places and times."""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from bookit.notifications.news import News, Subject

Language = Literal["en", "ru"]
LANGUAGES: Sequence[Language] = get_args(Language)

_MOST_DATES = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One booking, series or wish that is told about, with names instead of ids."""

    facts: Mapping[str, Any]
    building: str | None = None
    room: str | None = None
    seat: str | None = None
    room_before: str | None = None
    seat_before: str | None = None
    title: str | None = None
    reason: str | None = None
    member: str | None = None

    @property
    def place(self) -> str:
        """A room or seat with its building; empty where none has a name any more."""
        return ", ".join(part for part in (self.seat, self.room, self.building) if part)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.facts.get("time_zone") or "UTC")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: Language
    words: Mapping[str, Any] = field(repr=False)
    locale: Locale

    @classmethod
    def of(cls, language: str | None, default: Language) -> "Wording":
        """The wording of a language, or of the organisation's where there is none."""
        return _wording(language if language in LANGUAGES else default)

    def __getitem__(self, key: str) -> str:
        text: str = self.words[key]
        return text

    def counted(self, key: str, count: int) -> str:
        """A phrase with a number, in the form that the language has for it."""
        return self._counted(self.words[key], count)

    def subject(self, subject: Subject) -> str:
        text: str = self.words["subject"][subject]
        return text

    def headline(self, news: News, items: Sequence[Item], count: int) -> str:
        """What happened, in a line: in detail for one, by their number for several."""
        words = self.words["news"][news]
        if count == 1 and items:
            return plain(words["one"].format(place=self.place(items[0]), when=self.when(items[0])))
        return self._counted(words["many"], count)

    def place(self, item: Item) -> str:
        """A room or seat with its building."""
        return item.place or "?"

    def when(self, item: Item) -> str:
        """The period in local time."""
        return self._period(item.facts, item.zone) if "starts_at" in item.facts else ""

    def details(self, news: News, item: Item, *, actor: str | None) -> list[str]:
        """What else there is to know, a line each."""
        facts, lines = item.facts, []

        def add(key: str, value: str | None) -> None:
            if value:
                lines.append(plain(self.words["detail"][key].format(value=value)))

        add("title", item.title)
        if before := facts.get("before"):
            room, seat = item.room_before or item.room, item.seat_before
            place = ", ".join(part for part in (seat, room) if part)
            add("before", f"{place}, {self._period(before, item.zone)}")
        if news.value.startswith("approval"):
            add("member", item.member)
            add("decide_by", self._moment(facts.get("decide_by"), item.zone))
        add("accept_by", self._moment(facts.get("accept_by"), item.zone))
        if news is News.BEGINS_SOON:
            add("check_in_by", self._moment(facts.get("check_in_by"), item.zone))
        if news in _REASONED:
            add("reason", item.reason)
        if occurrences := facts.get("occurrences"):
            days = [self._day(datetime.fromisoformat(each)) for each in occurrences[:_MOST_DATES]]
            add("occurrences", "; ".join(days) + (" …" if len(occurrences) > _MOST_DATES else ""))
        if actor is not None and not news.value.startswith("own"):
            add("actor", actor)
        return lines

    def _counted(self, forms: Mapping[str, str], count: int) -> str:
        form = forms.get(self.locale.plural_form(count), forms["other"])
        return form.format(count=count)

    def _period(self, facts: Mapping[str, Any], zone: ZoneInfo) -> str:
        start = datetime.fromisoformat(facts["starts_at"]).astimezone(zone)
        end = datetime.fromisoformat(facts["ends_at"]).astimezone(zone)
        until = self._time(end) if end.date() == start.date() else f"{self._day(end)}, {self._time(end)}"
        return f"{self._day(start)}, {self._time(start)}–{until} ({zone.key})"

    def _moment(self, text: str | None, zone: ZoneInfo) -> str | None:
        if text is None:
            return None
        moment = datetime.fromisoformat(text).astimezone(zone)
        return f"{self._day(moment)}, {self._time(moment)}"

    def _day(self, moment: datetime) -> str:
        return format_date(moment, "EEE d MMM y", locale=self.locale)

    def _time(self, moment: datetime) -> str:
        return format_time(moment, "HH:mm", locale=self.locale)


_REASONED = frozenset({News.CANCELLED, News.DISPLACED, News.REJECTED, News.APPROVED})


def plain(text: str) -> str:
    """One line without control characters, as headers and headlines need it."""
    return " ".join("".join(" " if unicodedata.category(each) in _CONTROLS else each for each in text).split())


_CONTROLS = {"Cc", "Cs", "Zl", "Zp"}


@cache
def _wording(language: Language) -> Wording:
    words = tomllib.loads((files(__package__) / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    return Wording(language, words, Locale.parse(language))

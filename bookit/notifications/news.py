"""What there is to tell members, and what they may choose about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Channel = Literal["inbox", "mail"]
Choice = Literal["now", "daily", "off"]


class Subject(StrEnum):
    """What a member chooses about: kinds of news that belong together."""

    BOOKINGS = "bookings"
    """What others, or BookIT, do with my bookings."""
    DECISIONS = "decisions"
    """What became of bookings that had to be approved."""
    WAITLIST = "waitlist"
    SERIES = "series"
    APPROVALS = "approvals"
    """What waits for my approval."""
    REMINDERS = "reminders"
    """Bookings that begin soon."""
    OWN = "own"
    """What I do with my bookings myself, for the calendar."""


class News(StrEnum):
    """One kind of news; `SUBJECT_OF` says which subject it belongs to."""

    BOOKED = "booking.booked"
    MOVED = "booking.moved"
    CHANGED = "booking.changed"
    CANCELLED = "booking.cancelled"
    DISPLACED = "booking.displaced"
    RELEASED = "booking.released"
    RESTORED = "booking.restored"
    HANDED_TO_YOU = "booking.handed_to_you"
    HANDED_ON = "booking.handed_on"
    APPROVED = "booking.approved"
    REJECTED = "booking.rejected"
    EXPIRED = "booking.expired"
    PROMOTED = "waitlist.promoted"
    OFFERED = "waitlist.offered"
    OFFER_LAPSED = "waitlist.offer_lapsed"
    WAITED_IN_VAIN = "waitlist.expired"
    SERIES_ENDED = "series.ended"
    DATES_SKIPPED = "series.dates_skipped"
    DATES_PLACED = "series.dates_placed"
    APPROVAL_WANTED = "approval.wanted"
    APPROVAL_STILL_WANTED = "approval.still_wanted"
    BEGINS_SOON = "booking.begins_soon"
    OWN_BOOKED = "own.booked"
    OWN_MOVED = "own.moved"
    OWN_CHANGED = "own.changed"
    OWN_CANCELLED = "own.cancelled"


@dataclass(frozen=True, slots=True)
class Defaults:
    inbox: Choice
    mail: Choice


DEFAULTS: Mapping[Subject, Defaults] = {
    Subject.BOOKINGS: Defaults("now", "now"),
    Subject.DECISIONS: Defaults("now", "now"),
    Subject.WAITLIST: Defaults("now", "now"),
    Subject.SERIES: Defaults("now", "now"),
    Subject.APPROVALS: Defaults("now", "now"),
    Subject.REMINDERS: Defaults("now", "off"),
    Subject.OWN: Defaults("off", "off"),
}
"""What holds for members who have chosen nothing."""

REMINDER_MINUTES = 15
"""So long before a booking begins, unless the member has chosen another time."""

_BY_PREFIX = {"own": Subject.OWN, "waitlist": Subject.WAITLIST, "series": Subject.SERIES, "approval": Subject.APPROVALS}
_APART = {
    News.APPROVED: Subject.DECISIONS,
    News.REJECTED: Subject.DECISIONS,
    News.EXPIRED: Subject.DECISIONS,
    News.BEGINS_SOON: Subject.REMINDERS,
}

SUBJECT_OF: Mapping[News, Subject] = {
    news: _APART.get(news) or _BY_PREFIX.get(news.partition(".")[0], Subject.BOOKINGS) for news in News
}

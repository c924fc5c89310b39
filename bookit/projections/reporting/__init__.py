"""Reporting: what analysts count. Bookings as facts, how places were used, what was open when, who waited.

Other read models answer what is; this one answers what was, so it keeps what others overwrite. The views over its
tables are what people build on: see `views`, and docs/reporting.md.
"""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import MetaData

from bookit.projections.projection import Projection, Recorded
from bookit.projections.reporting import bookings, members, spaces, waitlist
from bookit.projections.reporting.tables import TABLES
from bookit.projections.reporting.views import VIEWS
from bookit.projections.rows import Rows
from bookit.projections.views import View


class Reporting(Projection):
    NAME: ClassVar[str] = "reporting"
    VERSION: ClassVar[int] = 6
    TABLES: ClassVar[MetaData] = TABLES
    VIEWS: ClassVar[Sequence[View]] = VIEWS
    TOPICS: ClassVar[frozenset[str] | None] = spaces.TOPICS | members.TOPICS | bookings.TOPICS | waitlist.TOPICS

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        # In one order for all: a booking takes the groups that its member had then, and the seats that its room has.
        spaces_, members_, bookings_, waitlist_ = (
            story.Fold(events, rows) for story in (spaces, members, bookings, waitlist)
        )
        for recorded in events:
            topic = recorded.topic
            if topic in bookings.TOPICS:
                bookings_.fold(recorded)
            elif topic in spaces.TOPICS:
                spaces_.fold(recorded)
            elif topic in members.TOPICS:
                members_.fold(recorded)
            else:
                waitlist_.fold(recorded)


__all__ = ["Reporting"]

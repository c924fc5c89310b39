"""Which groups members are in at this moment; bookings keep those of the moment they were placed."""

from collections.abc import Sequence

from bookit.events.members import GroupJoined, GroupLeft
from bookit.projections.projection import Recorded, topics
from bookit.projections.reporting.tables import MEMBERS
from bookit.projections.rows import Rows

TOPICS = topics(GroupJoined, GroupLeft)


class Fold:
    def __init__(self, events: Sequence[Recorded], rows: Rows) -> None:
        self._members = rows.table(MEMBERS)
        self._members.load(recorded.stream_id for recorded in events if recorded.topic in TOPICS)

    def fold(self, recorded: Recorded) -> None:
        member_id = recorded.stream_id
        groups = {group for row in self._members.of(member_id) for group in row["groups"]}
        match event := recorded.event:
            case GroupJoined():
                groups.add(event.group)
            case GroupLeft():
                groups.discard(event.group)
            case _:
                raise TypeError(f"members of reports do not know {event.TOPIC}")
        self._members.replace(member_id, [{"member_id": member_id, "groups": sorted(groups)}])

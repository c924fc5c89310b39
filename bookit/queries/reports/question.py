"""What is asked of a report: when, where, and grouped by what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bookit.domain.actor import Actor, Reach
from bookit.domain.errors import Forbidden, Invalid
from bookit.events.values import RoomKind
from bookit.queries.reading import Queries

LONGEST = timedelta(days=5 * 366)
MOST_GROUPS = 3
MOST_ROWS = 10_000

ROOMS_ASKED = """
    asked AS (
        SELECT room.*, building.name AS building, building.time_zone, floor.name AS floor
        FROM {schema}.reporting_rooms room
        JOIN {schema}.reporting_buildings building USING (building_id)
        LEFT JOIN {schema}.reporting_floors floor USING (floor_id)
        WHERE (:everything OR room.building_id = ANY(CAST(:managed AS uuid[])))
          AND (CAST(:building_ids AS uuid[]) IS NULL OR room.building_id = ANY(CAST(:building_ids AS uuid[])))
          AND (CAST(:room_ids AS uuid[]) IS NULL OR room.room_id = ANY(CAST(:room_ids AS uuid[])))
          AND (CAST(:kind AS text) IS NULL OR room.kind = :kind)
    )
"""
"""The rooms that a question is about, and that its viewer may ask about."""


@dataclass(frozen=True, slots=True)
class Group:
    """Something to group by. `raw` are the columns that rows are first counted by, few values each; `shown` are made of
    those, and of the `room`, `building` or the like that they lead to. Rows come in the order of `ordered`."""

    shown: Mapping[str, str]
    meaning: str
    raw: Sequence[str] = ()
    ordered: Sequence[str] = ()


DAY = Group({"day": "local_day"}, "the local day of the building", ["local_day"])
WEEK = Group(
    {"week": "CAST(date_trunc('week', CAST(local_day AS timestamp)) AS date)"}, "its week, by the Monday", ["local_day"]
)
MONTH = Group({"month": "to_char(local_day, 'YYYY-MM')"}, "its month", ["local_day"])
WEEKDAY = Group({"weekday": "CAST(extract(isodow FROM local_day) AS integer)"}, "1 (Monday) to 7", ["local_day"])
BUILDING = Group(
    {"building_id": "counted.building_id", "building": "building.name"},
    "the building",
    ["building_id"],
    ["building", "building_id"],
)
FLOOR = Group(
    {"building": "room.building", "floor_id": "room.floor_id", "floor": "room.floor"},
    "the floor",
    ["room_id"],
    ["building", "floor", "floor_id"],
)
ROOM = Group(
    {"building": "room.building", "room_id": "room.room_id", "room": "room.name"},
    "the room",
    ["room_id"],
    ["building", "room", "room_id"],
)
KIND = Group({"kind": "room.kind"}, "the kind of room", ["room_id"])

TIMES = {"day": DAY, "week": WEEK, "month": MONTH, "weekday": WEEKDAY}
PLACES = {"building": BUILDING, "floor": FLOOR, "room": ROOM, "kind": KIND}


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    meaning: str
    sql: str
    """An aggregate over counted rows."""


@dataclass(frozen=True, slots=True)
class Question:
    """Local days `[first, end)`; what is not named does not matter."""

    first: date
    end: date
    group_by: Sequence[str] = ()
    building_ids: Sequence[UUID] = ()
    room_ids: Sequence[UUID] = ()
    kind: RoomKind | None = None

    @property
    def names_rooms(self) -> bool:
        return bool(self.building_ids or self.room_ids or self.kind)


@dataclass(frozen=True, slots=True)
class Answer:
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be asked, as its statement needs it."""

    question: Question
    groups: Sequence[Group]
    everything: bool
    managed: Sequence[UUID]

    @property
    def raw(self) -> list[str]:
        """The columns that rows are first counted by."""
        return list(dict.fromkeys(column for group in self.groups for column in group.raw))

    @property
    def shown(self) -> dict[str, str]:
        return {name: source for group in self.groups for name, source in group.shown.items()}

    @property
    def order(self) -> str:
        names = dict.fromkeys(f'"{name}"' for group in self.groups for name in (group.ordered or group.shown))
        return f"ORDER BY {', '.join(names)}" if names else ""

    @property
    def names(self) -> str:
        """Joins what the groups show of `counted` places."""
        joins = ""
        if any(source.startswith("room.") for source in self.shown.values()):
            joins += " LEFT JOIN asked room ON room.room_id = counted.room_id"
        if any(source.startswith("building.") for source in self.shown.values()):
            joins += " LEFT JOIN {schema}.reporting_buildings building ON building.building_id = counted.building_id"
        return joins

    @property
    def of_these_rooms(self) -> str:
        """The condition that `counted` is of a room that was asked for; none where that is all rooms."""
        narrow = self.question.names_rooms or not self.everything
        return "counted.room_id IN (SELECT asked.room_id FROM asked)" if narrow else "true"

    def parameters(self) -> dict[str, Any]:
        question = self.question
        return {
            "first": question.first,
            "end": question.end,
            "everything": self.everything,
            "managed": list(self.managed),
            "building_ids": list(question.building_ids) or None,
            "room_ids": list(question.room_ids) or None,
            "kind": question.kind,
            "most": MOST_ROWS + 1,
        }

    def select(self, measures: Sequence[Measure], counted: str) -> str:
        """The last part of a statement: measures over `counted` rows, by the groups that were asked for."""
        columns = [f'{source} AS "{name}"' for name, source in self.shown.items()]
        columns += [f'{measure.sql} AS "{measure.name}"' for measure in measures]
        positions = ", ".join(str(number + 1) for number in range(len(self.shown)))
        grouped = f"GROUP BY {positions}" if self.shown else ""
        return f"SELECT {', '.join(columns)} FROM {counted} {self.names} {grouped} {self.order} LIMIT :most"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Report:
    """What can be asked, and how it is answered."""

    meaning: str
    groups: Mapping[str, Group]
    measures: Sequence[Measure]
    statement: Callable[[Asked, Sequence[Measure]], str]
    notes: Sequence[str] = field(default=())

    async def answer(self, queries: Queries, viewer: Actor, question: Question) -> Answer:
        """Raises Forbidden, or Invalid for a question that this report can't answer."""
        asked = self.asked(viewer, question)
        columns = [*asked.shown, *(measure.name for measure in self.measures)]
        rows = await queries.rows(self.statement(asked, self.measures), asked.parameters())
        if len(rows) > MOST_ROWS:
            raise Invalid(
                f"That would be more than {MOST_ROWS:,} rows: ask for less time, fewer rooms or coarser groups.",
                pointer="/group_by",
            )
        return Answer(columns, [tuple(row) for row in rows])

    def asked(self, viewer: Actor, question: Question) -> Asked:
        reach = viewer.reach("see-reports")
        if reach < Reach.MANAGED:
            raise Forbidden("You may not do this.", act="see-reports")
        if question.end <= question.first:
            raise Invalid("`to` must be a later day than `from`, and does not count itself.", pointer="/to")
        if question.end - question.first > LONGEST:
            raise Invalid(f"A report covers {LONGEST.days} days at most.", pointer="/to")
        if len(question.group_by) > MOST_GROUPS:
            raise Invalid(f"Group by {MOST_GROUPS} things at most.", pointer="/group_by")
        for name in question.group_by:
            if name not in self.groups:
                known = ", ".join(self.groups)
                raise Invalid(f"This report can't be grouped by {name!r}; it knows {known}.", pointer="/group_by")
        groups = [self.groups[name] for name in dict.fromkeys(question.group_by)]
        everything = reach is Reach.EVERYWHERE
        return Asked(question, groups, everything, [] if everything else sorted(viewer.managed_buildings))

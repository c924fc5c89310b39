"""Plans: how each floor is drawn, and where its rooms and seats are on it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Column, Index, Integer, MetaData, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from bookit.events.plans import PlanArranged, PlanBegun, PlanDrawn
from bookit.events.values import PlacedUnit
from bookit.projections.projection import NAMING, Projection, Recorded, topics
from bookit.projections.rows import Row, Rows

TABLES = MetaData(naming_convention=NAMING)

DRAWINGS = Table(
    "plans_drawings",
    TABLES,
    Column("floor_id", Uuid, primary_key=True),
    Column("building_id", Uuid, nullable=False),
    Column("width", Integer, comment="Centimetres; empty until it is drawn."),
    Column("height", Integer),
    Column("background", Uuid, comment="The file of an image that fills it."),
    Column("fixtures", JSONB, nullable=False, comment="What is drawn and can't be booked."),
    Column("version", Integer, nullable=False),
    info={"key": "floor_id"},
)

PLACES = Table(
    "plans_places",
    TABLES,
    Column("unit_id", Uuid, primary_key=True, comment="The seat's id, or the room's."),
    Column("floor_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("seat_id", Uuid),
    Column("x", Integer, nullable=False, comment="Of the upper left corner before it is turned, in centimetres."),
    Column("y", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("turn", Integer, nullable=False, comment="Degrees clockwise about its middle."),
    Index("plans_places_by_floor", "floor_id"),
    info={"key": "unit_id"},
)


class Plans(Projection):
    NAME: ClassVar[str] = "plans"
    VERSION: ClassVar[int] = 1
    TABLES: ClassVar[MetaData] = TABLES
    TOPICS: ClassVar[frozenset[str] | None] = topics(PlanBegun, PlanDrawn, PlanArranged)

    def fold(self, events: Sequence[Recorded], rows: Rows) -> None:
        drawings, places = rows.table(DRAWINGS), rows.table(PLACES)
        for recorded in events:
            floor_id, version = recorded.stream_id, recorded.stream_version
            match event := recorded.event:
                case PlanBegun():
                    drawings.insert(_begun(event, version))
                case PlanDrawn():
                    drawings.patch(
                        floor_id,
                        width=event.width,
                        height=event.height,
                        background=event.background,
                        fixtures=[fixture.model_dump(mode="json") for fixture in event.fixtures],
                        version=version,
                    )
                case PlanArranged():
                    drawings.patch(floor_id, version=version)
                    for unit in event.removed:
                        places.delete(unit)
                    for row in _placed(floor_id, event.placed):
                        places.replace(row["unit_id"], [row])
                case _:
                    raise TypeError(f"plans do not know {event.TOPIC}")


def _begun(event: PlanBegun, version: int) -> Row:
    return {
        "floor_id": event.originator_id,
        "building_id": event.building_id,
        "width": None,
        "height": None,
        "background": None,
        "fixtures": [],
        "version": version,
    }


def _placed(floor_id: UUID, placed: Sequence[PlacedUnit]) -> Iterator[Row]:
    for place in placed:
        yield {"unit_id": place.seat_id or place.room_id, "floor_id": floor_id, **place.model_dump()}

"""The tables of reporting. Nobody but this product reads them: analysts read the views over them."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from bookit.projections.projection import NAMING

TABLES = MetaData(naming_convention=NAMING)

BUILDINGS = Table(
    "reporting_buildings",
    TABLES,
    Column("building_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    info={"key": "building_id"},
)

FLOORS = Table(
    "reporting_floors",
    TABLES,
    Column("floor_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Integer, nullable=False),
    info={"key": "floor_id"},
)

ROOMS = Table(
    "reporting_rooms",
    TABLES,
    Column("room_id", Uuid, primary_key=True),
    Column("building_id", Uuid, nullable=False),
    Column("floor_id", Uuid),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("places", Integer, nullable=False, comment="The sum of its units' places; 0 where it is made of others."),
    Column("opened_at", DateTime(timezone=True), nullable=False, comment="Or its first stay, if that was earlier."),
    info={"key": "room_id"},
)

UNITS = Table(
    "reporting_units",
    TABLES,
    Column("unit_id", Uuid, primary_key=True),
    Column("room_id", Uuid, nullable=False),
    Column("seat", Text, comment="Its name, where the unit is a seat."),
    Column("places", Integer, nullable=False, comment="How many can use it at once."),
    Column("added_at", DateTime(timezone=True), comment="When it was added; empty where it is as old as its room."),
    Column("replaced_at", DateTime(timezone=True), comment="When seats took its place; empty: still."),
    info={"key": "unit_id"},
    comment="What use is counted by: seats, and rooms without seats that are not made of others.",
)

HOURS = Table(
    "reporting_hours",
    TABLES,
    Column("place_id", Uuid, nullable=False, comment="A building, or a room with hours of its own."),
    Column("since", DateTime(timezone=True), comment="Empty: ever."),
    Column("until", DateTime(timezone=True), comment="Empty: still."),
    Column("opening_hours", JSONB, nullable=False),
    Index("reporting_hours_by_place", "place_id"),
    info={"key": "place_id"},
    comment="Weekly opening hours, a row for each time they were set.",
)

CLOSED_DAYS = Table(
    "reporting_closed_days",
    TABLES,
    Column("building_id", Uuid, nullable=False),
    Column("day", Date, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), comment="Empty: still."),
    Index("reporting_closed_days_by_building", "building_id", "day"),
    info={"key": "building_id"},
)

CLOSURES = Table(
    "reporting_closures",
    TABLES,
    Column("closure_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("seat_id", Uuid),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Index("reporting_closures_by_closure", "closure_id"),
    info={"key": "closure_id"},
)

MEMBERS = Table(
    "reporting_members",
    TABLES,
    Column("member_id", Uuid, primary_key=True),
    Column("groups", ARRAY(Text), nullable=False),
    info={"key": "member_id"},
)

# A year of a large house is read from its first row to its last, so rows are narrow, and what reports count comes
# first, with a fixed width. Bookings come roughly by day: a block range index finds a year for the price of no index.
BOOKINGS = Table(
    "reporting_bookings",
    TABLES,
    Column("booking_id", Uuid, primary_key=True),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False),
    Column("member_id", Uuid, nullable=False),
    Column("placed_at", DateTime(timezone=True), nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("local_day", Date, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("lead_minutes", Integer, nullable=False),
    Column("guests", Integer, nullable=False),
    Column("starts_minute", SmallInteger, nullable=False, comment="Of the local day."),
    Column("needed_approval", Boolean, nullable=False),
    Column("overridden", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column(
        "held_to",
        SmallInteger,
        comment="Until which minute of the local day its unit is held; empty where nothing is, or where pieces say it.",
    ),
    Column("places", Integer),
    Column("seat_id", Uuid),
    Column("placed_by", Uuid, comment="Empty: the member."),
    Column("series_id", Uuid),
    Column("check_in_by", DateTime(timezone=True)),
    Column("checked_in_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("ended_by", Uuid),
    Column("ended_how", Text),
    Column("groups", ARRAY(Text), comment="Empty: none."),
    Column("attendees", Integer),
    Column("waitlist_id", Uuid),
    Column("checked_in_by", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Uuid),
    Column("moved_at", DateTime(timezone=True)),
    Column("restored_at", DateTime(timezone=True)),
    Column("rating", SmallInteger),
    Index(
        "reporting_bookings_by_day",
        "local_day",
        postgresql_using="brin",
        postgresql_ops={"local_day": "date_minmax_multi_ops"},
    ),
    info={"key": "booking_id"},
)

PIECES = Table(
    "reporting_pieces",
    TABLES,
    Column("booking_id", Uuid, nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid, nullable=False, comment="Of the unit: a part, where a room made of others was booked."),
    Column("unit_id", Uuid, nullable=False),
    Column("local_day", Date, nullable=False),
    Column("from_minute", SmallInteger, nullable=False, comment="Of the local day."),
    Column("to_minute", SmallInteger, nullable=False),
    Column("places", Integer, nullable=False),
    Index("reporting_pieces_by_booking", "booking_id"),
    Index("reporting_pieces_by_day", "local_day"),
    info={"key": "booking_id"},
    comment="What bookings hold of more than one unit, or on more than one day.",
)

WAITLIST = Table(
    "reporting_waitlist",
    TABLES,
    Column("waitlist_id", Uuid, primary_key=True),
    Column("member_id", Uuid, nullable=False),
    Column("joined_at", DateTime(timezone=True), nullable=False),
    Column("building_id", Uuid, nullable=False),
    Column("room_id", Uuid),
    Column("seat_id", Uuid),
    Column("kind", Text),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("attendees", Integer),
    Column("groups", ARRAY(Text), nullable=False),
    Column("status", Text, nullable=False),
    Column("offered_at", DateTime(timezone=True), comment="Last."),
    Column("lapsed_at", DateTime(timezone=True), comment="When an offer lapsed last."),
    Column("ended_at", DateTime(timezone=True)),
    Column("booking_id", Uuid),
    info={"key": "waitlist_id"},
)

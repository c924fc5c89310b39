"""What analysts may read, column by column: the promise of docs/reporting.md, which is written from this file."""

# ruff: noqa: S608 -- the pieces of these statements are constants of this product

from bookit.projections.reporting.opening import OWN_OR_BUILDING, counts_from, counts_until, minutes, open_days
from bookit.projections.views import Shown, View

_NAMES = """
    LEFT JOIN {schema}.reporting_rooms room USING (room_id)
    LEFT JOIN {schema}.reporting_floors floor USING (floor_id)
"""

_PLACE = (
    Shown("building_id", "uuid", "The building.", "building.building_id"),
    Shown("building", "text", "Its name.", "building.name"),
    Shown("floor_id", "uuid", "The floor; empty where the room has none.", "room.floor_id"),
    Shown("floor", "text", "Its name.", "floor.name"),
    Shown("room_id", "uuid", "The room.", "room.room_id"),
    Shown("room", "text", "Its name.", "room.name"),
    Shown("kind", "text", "Its kind: meeting_room, open_space, phone_booth, parking or equipment.", "room.kind"),
)

_PATH = """
    concat_ws(' > ', 'placed',
        CASE WHEN decided_at IS NOT NULL AND status <> 'rejected' THEN 'approved' END,
        CASE WHEN moved_at IS NOT NULL THEN 'moved' END,
        CASE WHEN restored_at IS NOT NULL THEN 'restored' END,
        CASE WHEN checked_in_at IS NOT NULL THEN 'checked_in' END,
        ended_how)
"""

BOOKINGS = View(
    "bookings",
    "Every booking there ever was, one row each, as its events have left it.",
    (
        Shown("booking_id", "uuid", "The booking.", "booking.booking_id"),
        *_PLACE,
        Shown("seat_id", "uuid", "The seat; empty where the room was booked, or places of it.", "booking.seat_id"),
        Shown("seat", "text", "Its name.", "unit.seat"),
        Shown("member_id", "uuid", "Whose booking it is, by id; names are not for reports.", "booking.member_id"),
        Shown(
            "placed_by",
            "uuid",
            "Who booked: the member, or somebody for them.",
            "coalesce(booking.placed_by, booking.member_id)",
        ),
        Shown(
            "groups",
            "text[]",
            "The groups that the member was in when it was placed.",
            "coalesce(booking.groups, CAST('{}' AS text[]))",
        ),
        Shown("placed_at", "timestamp with time zone", "When it was placed.", "booking.placed_at"),
        Shown("starts_at", "timestamp with time zone", "When the stay begins.", "booking.starts_at"),
        Shown(
            "ends_at",
            "timestamp with time zone",
            "When the stay was to end; `ended_at` says when it ended early.",
            "booking.ends_at",
        ),
        Shown(
            "starts_local",
            "timestamp without time zone",
            "`starts_at` on the building's clocks.",
            "booking.starts_at AT TIME ZONE booking.time_zone",
        ),
        Shown(
            "ends_local",
            "timestamp without time zone",
            "`ends_at` on the building's clocks.",
            "booking.ends_at AT TIME ZONE booking.time_zone",
        ),
        Shown("time_zone", "text", "The building's time zone.", "booking.time_zone"),
        Shown("local_day", "date", "The day on which it begins there.", "booking.local_day"),
        Shown("minutes", "integer", "How long the stay was to be.", "booking.minutes"),
        Shown(
            "lead_minutes",
            "integer",
            "How long before its begin it was placed; later moves do not change that.",
            "booking.lead_minutes",
        ),
        Shown(
            "status",
            "text",
            "pending, confirmed, checked_in, finished, cancelled, rejected, released (nobody came) or expired (nobody"
            " decided). A stay that went by without an event stays confirmed.",
            "booking.status",
        ),
        Shown(
            "path",
            "text",
            "The steps that it took, the last of each kind, such as `placed > moved > cancelled`.",
            _PATH,
        ),
        Shown("recurring", "boolean", "Whether a series placed it.", "booking.series_id IS NOT NULL"),
        Shown("series_id", "uuid", "That series.", "booking.series_id"),
        Shown("waitlist_id", "uuid", "The place in the waitlist that it came from.", "booking.waitlist_id"),
        Shown("places", "integer", "How many places it takes where places are shared; else empty.", "booking.places"),
        Shown("attendees", "integer", "How many people were announced.", "booking.attendees"),
        Shown("guests", "integer", "How many of them are guests.", "booking.guests"),
        Shown("needed_approval", "boolean", "Whether a rule wanted it approved.", "booking.needed_approval"),
        Shown("decided_at", "timestamp with time zone", "When it was approved or rejected.", "booking.decided_at"),
        Shown("decided_by", "uuid", "Who did that.", "booking.decided_by"),
        Shown("overridden", "boolean", "Whether rules were set aside for it.", "booking.overridden"),
        Shown(
            "check_in_by",
            "timestamp with time zone",
            "Until when somebody had to check in; empty where nobody had to.",
            "booking.check_in_by",
        ),
        Shown("checked_in_at", "timestamp with time zone", "When somebody checked in.", "booking.checked_in_at"),
        Shown("checked_in_by", "text", "How: member, code, door or the like.", "booking.checked_in_by"),
        Shown("no_show", "boolean", "Whether it was released because nobody came.", "booking.status = 'released'"),
        Shown("moved_at", "timestamp with time zone", "When it was last moved.", "booking.moved_at"),
        Shown(
            "restored_at",
            "timestamp with time zone",
            "When it last came back after it was given up.",
            "booking.restored_at",
        ),
        Shown(
            "ended_at",
            "timestamp with time zone",
            "When it was given up, released or finished early.",
            "booking.ended_at",
        ),
        Shown("ended_by", "uuid", "By whom; an id of zeros is BookIT itself.", "booking.ended_by"),
        Shown(
            "ended_how",
            "text",
            "cancelled, displaced (by a closure), rejected, expired, released or finished.",
            "booking.ended_how",
        ),
        Shown(
            "cancel_lead_minutes",
            "integer",
            "How long before its begin it was cancelled; less than 0 when it had begun, empty when it was not"
            " cancelled.",
            "CASE WHEN booking.ended_how = 'cancelled' THEN CAST(floor(extract(epoch FROM booking.starts_at"
            " - booking.ended_at) / 60) AS integer) END",
        ),
        Shown("rating", "smallint", "What who stayed thought of it, 1 to 5.", "booking.rating"),
    ),
    "{schema}.reporting_bookings booking JOIN {schema}.reporting_buildings building USING (building_id)"
    + _NAMES
    + "LEFT JOIN {schema}.reporting_units unit ON unit.unit_id = booking.seat_id",
)

HELD = """(
    SELECT booking_id, building_id, room_id, coalesce(seat_id, room_id) AS unit_id, local_day,
           starts_minute AS from_minute, held_to AS to_minute, coalesce(places, 1) AS places
    FROM {schema}.reporting_bookings WHERE held_to IS NOT NULL
    UNION ALL
    SELECT booking_id, building_id, room_id, unit_id, local_day, from_minute, to_minute, places
    FROM {schema}.reporting_pieces
)"""
"""How long each unit was held by each booking on each local day. Most bookings say it in their own row."""

STAYS = View(
    "stays",
    "How long each unit was held by each booking on each local day. A unit is a seat, or a room without seats; a room"
    " made of others is counted by its parts. What was given up holds nothing, what ended early holds until then.",
    (
        Shown("booking_id", "uuid", "The booking.", "stay.booking_id"),
        *_PLACE,
        Shown("unit_id", "uuid", "The unit: a seat or the room.", "stay.unit_id"),
        Shown("seat", "text", "The seat's name, where it is one.", "unit.seat"),
        Shown("local_day", "date", "A day on the building's clocks.", "stay.local_day"),
        Shown("from_minute", "smallint", "The first minute of that day, 0 to 1439.", "stay.from_minute"),
        Shown("to_minute", "smallint", "The minute before which it ends, 1 to 1440.", "stay.to_minute"),
        Shown("places", "integer", "How many places of the unit; 1 unless places are shared.", "stay.places"),
        Shown(
            "minutes",
            "integer",
            "Minutes times places.",
            "CAST((stay.to_minute - stay.from_minute) * stay.places AS integer)",
        ),
    ),
    f"{HELD} stay JOIN {{schema}}.reporting_buildings building USING (building_id)"
    + _NAMES
    + "LEFT JOIN {schema}.reporting_units unit USING (unit_id)",
)

ROOMS = View(
    "rooms",
    "The rooms.",
    (
        *_PLACE,
        Shown("time_zone", "text", "The building's time zone.", "building.time_zone"),
        Shown("capacity", "integer", "How many people, cars or pieces fit.", "room.capacity"),
        Shown(
            "places",
            "integer",
            "How many can use it independently: its seats, its shared places, or 1; 0 where it is made of others.",
            "room.places",
        ),
        Shown(
            "opened_at",
            "timestamp with time zone",
            "Since when it counts: its opening, or its first stay.",
            "room.opened_at",
        ),
    ),
    "{schema}.reporting_rooms room JOIN {schema}.reporting_buildings building USING (building_id)"
    " LEFT JOIN {schema}.reporting_floors floor USING (floor_id)",
)

UNITS = View(
    "units",
    "What use is counted by: seats, and rooms without seats that are not made of others.",
    (
        Shown("unit_id", "uuid", "The unit.", "unit.unit_id"),
        Shown("room_id", "uuid", "Its room.", "unit.room_id"),
        Shown("seat", "text", "The seat's name, where it is one.", "unit.seat"),
        Shown("places", "integer", "How many can use it at once.", "unit.places"),
        Shown(
            "added_at",
            "timestamp with time zone",
            "When the seat was added; empty where it is as old as its room.",
            "unit.added_at",
        ),
        Shown(
            "replaced_at",
            "timestamp with time zone",
            "When a room without seats got some, which count in its place; empty: still.",
            "unit.replaced_at",
        ),
    ),
    "{schema}.reporting_units unit",
)

_FIRST_DAY = "(SELECT coalesce(CAST(min(opened_at) AS date), current_date) - 1 FROM {schema}.reporting_rooms)"
_LAST_DAY = "(current_date + 366)"
_ZONE = "building.time_zone"

ROOM_DAYS = View(
    "room_days",
    "How long each room could be used and was held on each local day, until a year ahead. Opening hours, closed days"
    " and closures count for the time they held.",
    (
        *_PLACE,
        Shown("local_day", "date", "A day on the building's clocks.", "used.local_day"),
        Shown("places", "integer", "The room's places; see `rooms`.", "room.places"),
        Shown("open_minutes", "bigint", "Minutes times places that could be used.", "used.open_minutes"),
        Shown(
            "held_minutes",
            "bigint",
            "Minutes times places that bookings held, also outside opening hours.",
            "used.held_minutes",
        ),
    ),
    """(
        SELECT room_id, local_day, CAST(sum(open_minutes) AS bigint) AS open_minutes,
               CAST(sum(held_minutes) AS bigint) AS held_minutes
        FROM (
            SELECT room_id, local_day, open_minutes, 0 AS held_minutes FROM usable
            UNION ALL
            SELECT room_id, local_day, 0, (to_minute - from_minute) * places FROM """
    + HELD
    + """ stays
        ) either
        GROUP BY room_id, local_day
    ) used
    JOIN {schema}.reporting_rooms room USING (room_id)
    JOIN {schema}.reporting_buildings building USING (building_id)
    LEFT JOIN {schema}.reporting_floors floor USING (floor_id)""",
    before=f"""
    WITH {open_days(_FIRST_DAY, _LAST_DAY)}, rooms AS (
        SELECT room_id, {OWN_OR_BUILDING} AS place_id, sum(unit.places) AS places, array_agg(unit_id) AS units,
               {counts_from(_ZONE)} AS first_day, {counts_until(_ZONE)} AS end_day
        FROM {{schema}}.reporting_rooms room
        JOIN {{schema}}.reporting_units unit USING (room_id)
        JOIN {{schema}}.reporting_buildings building USING (building_id)
        GROUP BY room_id, place_id, first_day, end_day
    ), usable AS (
        SELECT room_id, local_day, places * {minutes("open")} AS open_minutes
        FROM rooms JOIN open_days USING (place_id)
        WHERE local_day >= first_day AND local_day < end_day
        UNION ALL
        SELECT room_id, local_day,
               - (CASE WHEN seat_id IS NULL THEN places ELSE 1 END)
               * {minutes("open * tstzmultirange(tstzrange(starts_at, ends_at))")}
        FROM {{schema}}.reporting_closures closure
        JOIN rooms USING (room_id)
        JOIN open_days USING (place_id)
        WHERE local_day >= first_day AND local_day < end_day AND open && tstzrange(starts_at, ends_at)
          AND (seat_id IS NULL OR seat_id = ANY(units))
    )
    """,
)

CLOSURES = View(
    "closures",
    "When rooms and seats were out of use; one row for each stretch that is left of a closure.",
    (
        Shown("closure_id", "uuid", "The closure.", "closure.closure_id"),
        *_PLACE,
        Shown("seat_id", "uuid", "The seat; empty where the whole room was closed.", "closure.seat_id"),
        Shown("starts_at", "timestamp with time zone", "From when.", "closure.starts_at"),
        Shown(
            "ends_at",
            "timestamp with time zone",
            "Until when; the year 2200 stands for until further notice.",
            "closure.ends_at",
        ),
    ),
    "{schema}.reporting_closures closure JOIN {schema}.reporting_rooms room USING (room_id)"
    " JOIN {schema}.reporting_buildings building USING (building_id)"
    " LEFT JOIN {schema}.reporting_floors floor USING (floor_id)",
)

WAITLIST = View(
    "waitlist",
    "Everybody who ever waited for a place, and what became of it.",
    (
        Shown("waitlist_id", "uuid", "The place in the waitlist.", "entry.waitlist_id"),
        Shown("building_id", "uuid", "The building.", "building.building_id"),
        Shown("building", "text", "Its name.", "building.name"),
        Shown("room_id", "uuid", "The room; empty where any that fits would do.", "entry.room_id"),
        Shown("room", "text", "Its name.", "room.name"),
        Shown("kind", "text", "The room's kind, or the kind that was asked for.", "coalesce(entry.kind, room.kind)"),
        Shown("seat_id", "uuid", "The seat, where one was asked for.", "entry.seat_id"),
        Shown("member_id", "uuid", "Who waited, by id.", "entry.member_id"),
        Shown("groups", "text[]", "The groups that the member was in then.", "entry.groups"),
        Shown("joined_at", "timestamp with time zone", "Since when.", "entry.joined_at"),
        Shown("starts_at", "timestamp with time zone", "The begin of what was waited for.", "entry.starts_at"),
        Shown("ends_at", "timestamp with time zone", "Its end.", "entry.ends_at"),
        Shown(
            "local_day",
            "date",
            "The day on which it begins there.",
            "CAST(entry.starts_at AT TIME ZONE building.time_zone AS date)",
        ),
        Shown("attendees", "integer", "For how many.", "entry.attendees"),
        Shown("status", "text", "waiting, offered, promoted (has the place), left or expired.", "entry.status"),
        Shown("offered_at", "timestamp with time zone", "When a place was last offered.", "entry.offered_at"),
        Shown("lapsed_at", "timestamp with time zone", "When an offer last lapsed.", "entry.lapsed_at"),
        Shown("ended_at", "timestamp with time zone", "When the waiting ended.", "entry.ended_at"),
        Shown("booking_id", "uuid", "The booking that came of it.", "entry.booking_id"),
    ),
    "{schema}.reporting_waitlist entry JOIN {schema}.reporting_buildings building USING (building_id)"
    " LEFT JOIN {schema}.reporting_rooms room USING (room_id)",
)

REFUSED = View(
    "refused",
    "Demand that was refused: how often a stay could not be booked, and why. Counted, not recorded in the ledger; see"
    " docs/adr/0062.",
    (
        Shown("refused_on", "date", "The day of asking, UTC.", "refused.refused_on"),
        *_PLACE,
        Shown("seat_id", "uuid", "The seat, where one was asked for.", "refused.seat_id"),
        Shown("command", "text", "What was asked: place-booking or place-series.", "refused.command"),
        Shown(
            "reason", "text", "The type of the problem: room-taken, rule-broken or quota-exceeded.", "refused.reason"
        ),
        Shown("rule", "text", "The rule that said no, where it was one.", "nullif(refused.rule, '')"),
        Shown(
            "starts_at",
            "timestamp with time zone",
            "The begin that was wanted; of a series its first.",
            "refused.starts_at",
        ),
        Shown("ends_at", "timestamp with time zone", "The end.", "refused.ends_at"),
        Shown(
            "local_day",
            "date",
            "The day on which the stay would have begun there.",
            "CAST(refused.starts_at AT TIME ZONE building.time_zone AS date)",
        ),
        Shown("times", "integer", "How often that was refused on that day.", "refused.times"),
    ),
    "{schema}.refused_demand refused JOIN {schema}.reporting_rooms room USING (room_id)"
    " JOIN {schema}.reporting_buildings building USING (building_id)"
    " LEFT JOIN {schema}.reporting_floors floor USING (floor_id)",
)

VIEWS = (BOOKINGS, STAYS, ROOMS, UNITS, ROOM_DAYS, CLOSURES, WAITLIST, REFUSED)
"""In the order of the documentation."""

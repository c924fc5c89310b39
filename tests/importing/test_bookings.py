"""Bookings from CSV and iCalendar files."""

from uuid import UUID

import pytest

from bookit.commands.bookings import CancelBooking
from bookit.commands.undo import Undo
from bookit.domain.booking import Booking
from bookit.domain.errors import Forbidden, Invalid
from bookit.events.values import BookingStatus, Role, RoomKind
from bookit.importing import Format, Kind, Outcome, Report
from tests.importing.conftest import Office
from tests.organisation import at

pytestmark = pytest.mark.anyio

HEAD = "room,starts_at,ends_at,booked_for,title\n"
ADA = "ada@example.org"


@pytest.fixture
async def room(office: Office) -> UUID:
    await office.member(ADA)
    return await office.room(await office.building("Harbour House"), "Aquarium")


async def look(office: Office, report: Report, row: int) -> Booking:
    booking_id = next(each for each in report.rows if each.row == row).ids["booking_id"]
    booking = await office.system.streams.current(Booking, booking_id)
    assert booking is not None
    return booking


def outcomes(report: Report) -> dict[int, Outcome]:
    return {row.row: row.outcome for row in report.rows}


def pointers(report: Report) -> dict[int, list[str]]:
    """Which columns were wrong, row by row."""
    return {
        row.row: [error["pointer"] for error in row.problem.get("errors", [])]
        for row in report.rows
        if row.problem is not None
    }


async def test_complaint_11_4500_bookings_can_be_imported(office: Office, room: UUID) -> None:
    """5,000 in one go, with bad rows among them that are named and do no harm."""
    garage = await office.room((await office.building("Depot")), "Garage", kind=RoomKind.PARKING, capacity=10_000)
    lines = [
        f"Garage,2031-04-{1 + number % 28:02}T09:00:00Z,2031-04-{1 + number % 28:02}T10:00:00Z,{ADA},Car {number}"
        for number in range(5000)
    ]
    lines[1000] = f"Garage,2031-04-01T09:00:00Z,2031-04-01T08:00:00Z,{ADA},Backwards"
    lines[2000] = f"Nowhere,2031-04-01T09:00:00Z,2031-04-01T10:00:00Z,{ADA},Nowhere"
    lines[3000] = "Garage,soon,2031-04-01T10:00:00Z,nobody@example.org,Soon"
    file = HEAD + "\n".join(lines)

    report = await office.run(Kind.BOOKINGS, file)

    assert (report.done, report.refused) == (4997, 3)
    assert {row.row for row in report.rows if row.outcome is Outcome.REFUSED} == {1002, 2002, 3002}
    assert await office.count("booking.placed") == 4997
    assert (await look(office, report, 2)).place.room_id == garage

    again = await office.run(Kind.BOOKINGS, file)

    assert (again.done, again.repeated, again.refused) == (0, 4997, 3)
    assert await office.count("booking.placed") == 4997


async def test_a_row_is_done_or_refused_for_itself(office: Office, room: UUID) -> None:
    report = await office.run(
        Kind.BOOKINGS,
        HEAD
        + f"Aquarium,2031-03-25T09:00:00Z,2031-03-25T10:00:00Z,{ADA},First\n"
        + f"Aquarium,2031-03-25T09:30:00Z,2031-03-25T10:30:00Z,{ADA},In its way\n"
        + "\n"
        + f"Aquarium,2031-03-25T10:30:00Z,2031-03-25T11:30:00Z,{ADA},Third\n",
    )

    assert [row.row for row in report.rows] == [2, 3, 5]
    assert (report.done, report.refused) == (2, 1)
    (refused,) = [row.problem for row in report.rows[:2] if row.problem is not None]
    assert refused["type"] == "/problems/room-taken"
    assert refused["blocking"]


async def test_the_same_row_said_twice_is_two_bookings_and_still_two_the_next_time(office: Office, room: UUID) -> None:
    await office.room(await office.building("Depot"), "Garage", kind=RoomKind.PARKING, capacity=10)
    file = HEAD + f"Garage,2031-03-25T09:00:00Z,2031-03-25T10:00:00Z,{ADA},Car\n" * 2

    assert (await office.run(Kind.BOOKINGS, file)).done == 2
    assert (await office.run(Kind.BOOKINGS, file)).repeated == 2


async def test_a_row_with_a_uid_is_known_by_it(office: Office, room: UUID) -> None:
    head = "uid;room;starts_at;ends_at;booked_for\n"
    row = f"old-17;Aquarium;2031-03-25 09:00;2031-03-25 10:00;{ADA}\n"
    first = await office.run(Kind.BOOKINGS, head + row)
    await office.do(CancelBooking(booking_id=first.rows[0].ids["booking_id"]))

    again = await office.run(Kind.BOOKINGS, head + row)
    changed = await office.run(Kind.BOOKINGS, head + row.replace("10:00", "11:00"))

    assert outcomes(again) == {2: Outcome.REPEATED}
    assert again.rows[0].ids == first.rows[0].ids
    assert outcomes(changed) == {2: Outcome.REFUSED}
    assert await office.count("booking.placed") == 1
    twice = await office.run(Kind.BOOKINGS, head + row + row)
    assert pointers(twice) == {3: ["/uid"]}


async def test_wall_time_is_that_of_the_building(office: Office, room: UUID) -> None:
    report = await office.run(
        Kind.BOOKINGS,
        HEAD
        + f"Aquarium,2031-03-31 09:00,2031-03-31T10:00,{ADA},Summer time\n"
        + f"Aquarium,2031-03-31T10:00:00+05:30,2031-03-31T10:00:00+05:00,{ADA},Elsewhere\n"
        + f"Aquarium,2031-03-30 02:30,2031-03-30 04:00,{ADA},In the gap\n"
        + f"Aquarium,2031-10-26 02:30,2031-10-26 04:00,{ADA},Twice on the clock\n",
    )

    assert (await look(office, report, 2)).period.start == at(7, day=7)
    assert (await look(office, report, 3)).period.start == at(4, 30, day=7)
    assert pointers(report)[4] == ["/starts_at"]
    assert "never shows" in str(report.rows[2].problem)


async def test_a_dry_run_reports_each_row_and_records_nothing(office: Office, room: UUID) -> None:
    await office.run(Kind.BOOKINGS, HEAD + f"Aquarium,2031-03-25 09:00,2031-03-25 10:00,{ADA},Before\n")
    file = (
        HEAD
        + f"Aquarium,2031-03-25 09:00,2031-03-25 10:00,{ADA},Before\n"
        + f"Aquarium,2031-03-25 09:00,2031-03-25 10:00,{ADA},Taken\n"
        + f"Aquarium,2031-03-26 09:00,2031-03-26 10:00,{ADA},Free\n"
        + f"Aquarium,2031-03-26 09:30,2031-03-26 11:00,{ADA},Taken by the row before\n"
        + f"Aquarium,2020-03-26 09:00,2020-03-26 10:00,{ADA},Long ago\n"
    )
    placed = await office.count("booking.placed")

    report = await office.run(Kind.BOOKINGS, file, dry_run=True)

    assert outcomes(report) == {
        2: Outcome.REPEATED,
        3: Outcome.REFUSED,
        4: Outcome.POSSIBLE,
        5: Outcome.REFUSED,
        6: Outcome.REFUSED,
    }
    assert report.dry_run
    assert await office.count("booking.placed") == placed
    done = await office.run(Kind.BOOKINGS, file)
    assert {row for row, outcome in outcomes(done).items() if outcome is Outcome.DONE} == {4}


async def test_the_past_is_recorded_only_when_asked_for_and_says_so(office: Office, room: UUID) -> None:
    file = (
        HEAD
        + f"Aquarium,2020-03-26 09:00,2020-03-26 10:00,{ADA},Long ago\n"
        + f"Aquarium,2031-03-26 09:00,2031-03-26 10:00,{ADA},To come\n"
    )

    first = await office.run(Kind.BOOKINGS, file)
    second = await office.run(Kind.BOOKINGS, file, allow_past=True)
    third = await office.run(Kind.BOOKINGS, file)

    assert outcomes(first) == {2: Outcome.REFUSED, 3: Outcome.DONE}
    assert outcomes(second) == {2: Outcome.DONE, 3: Outcome.REPEATED}
    assert outcomes(third) == {2: Outcome.REPEATED, 3: Outcome.REPEATED}
    past = await look(office, second, 2)
    assert [each["rule"] for each in past.terms.overridden] == ["not_past"]
    assert past.status is BookingStatus.CONFIRMED


async def test_a_stay_that_is_over_waits_for_no_check_in(office: Office) -> None:
    await office.member(ADA)
    await office.room(await office.building("Harbour House"), "Aquarium", policy={"check_in": True})

    file = HEAD + f"Aquarium,2020-03-26 09:00,2020-03-26 10:00,{ADA},Long ago\n"
    report = await office.run(Kind.BOOKINGS, file, allow_past=True)

    assert (await look(office, report, 2)).terms.check_in_by is None


async def test_an_import_is_undone_as_one(office: Office, room: UUID) -> None:
    file = HEAD + "".join(
        f"Aquarium,2031-03-26 {hour:02}:00,2031-03-26 {hour + 1:02}:00,{ADA},Talk\n" for hour in range(9, 17)
    )
    report = await office.run(Kind.BOOKINGS, file)

    answer = await office.do(Undo(command_id=report.import_id))

    assert [each.became for each in answer.undone] == ["cancelled"] * 8
    assert answer.not_undone == []


async def test_names_that_do_not_lead_to_one_thing_are_refused(office: Office, room: UUID) -> None:
    await office.room(await office.building("Depot"), "Aquarium")
    head = "building,room,seat,starts_at,ends_at,booked_for,attendees\n"
    when = "2031-03-26 09:00,2031-03-26 10:00"

    report = await office.run(
        Kind.BOOKINGS,
        head
        + f",Aquarium,,{when},{ADA},\n"
        + f"Depot,Aquarium,,{when},{ADA},\n"
        + f"Castle,Aquarium,,{when},{ADA},\n"
        + f"Depot,Aquarium,Window,{when},{ADA},\n"
        + f"Harbour House,Aquarium,,{when},stranger@example.org,\n"
        + f"Harbour House,Aquarium,,{when},{ADA},many\n"
        + f"Harbour House,Aquarium,,{when},,\n"
        + f",{room},,{when},{ADA},3\n",
    )

    assert pointers(report) == {
        2: ["/room"],
        4: ["/building"],
        5: ["/seat"],
        6: ["/booked_for"],
        7: ["/attendees"],
        8: ["/booked_for"],
    }
    assert {row for row, outcome in outcomes(report).items() if outcome is Outcome.DONE} == {3, 9}


async def test_a_formula_is_text_on_the_way_in_and_escaped_on_the_way_out(office: Office, room: UUID) -> None:
    file = (
        "\ufeffroom,starts_at,ends_at,booked_for,title\r\n"
        f'Aquarium,2031-03-26 09:00,2031-03-26 10:00,{ADA},"=HYPERLINK(""http://x.test"")"\r\n'
        f"Aquarium,2031-03-26 10:00,2031-03-26 11:00,{ADA},'+1 guest\r\n"
        f"=cmd|' /C calc'!A0,2031-03-26 10:00,2031-03-26 11:00,{ADA},\r\n"
    )

    report = await office.run(Kind.BOOKINGS, file)

    titles = [(await look(office, report, row)).title or "" for row in (2, 3)]
    keys = office.system.identity.member_keys
    assert [await keys.open(title) for title in titles] == ['=HYPERLINK("http://x.test")', "+1 guest"]
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for line in report.as_csv().splitlines() for cell in line.split(",")
    )


CALENDAR = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Old System//EN
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one@old
DTSTAMP:20310101T000000Z
DTSTART:20310326T090000Z
DTEND:20310326T100000Z
SUMMARY:In UTC
LOCATION:Harbour House / Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
BEGIN:VEVENT
UID:two@old
DTSTAMP:20310101T000000Z
DTSTART;TZID=Asia/Kolkata:20310327T090000
DURATION:PT45M
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
ATTENDEE:mailto:a@example.org
ATTENDEE:mailto:b@example.org
END:VEVENT
BEGIN:VEVENT
UID:three@old
DTSTAMP:20310101T000000Z
DTSTART:20310328T090000
DTEND:20310328T100000
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
BEGIN:VEVENT
UID:four@old
DTSTAMP:20310101T000000Z
DTSTART;VALUE=DATE:20310401
DTEND;VALUE=DATE:20310402
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
BEGIN:VEVENT
UID:five@old
DTSTAMP:20310101T000000Z
DTSTART:20310402T090000Z
DTEND:20310402T100000Z
RRULE:FREQ=SECONDLY
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
BEGIN:VEVENT
UID:six@old
DTSTAMP:20310101T000000Z
DTSTART:20310403T090000Z
DTEND:20310403T100000Z
STATUS:CANCELLED
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
BEGIN:VEVENT
UID:seven@old
DTSTAMP:20310101T000000Z
LOCATION:Aquarium
ORGANIZER:mailto:{ADA}
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


async def test_a_calendar_is_imported_event_by_event(office: Office, room: UUID) -> None:
    report = await office.run(Kind.BOOKINGS, CALENDAR, form=Format.CALENDAR)

    assert [row.outcome for row in report.rows] == [Outcome.DONE] * 4 + [Outcome.REFUSED] * 3
    periods = [(await look(office, report, row)).period for row in (1, 2, 3, 4)]
    assert [period.start for period in periods] == [at(9, day=2), at(3, 30, day=3), at(8, day=4), at(22, day=7)]
    assert periods[1].end == at(4, 15, day=3)
    assert periods[3].end == at(22, day=8)
    assert (await look(office, report, 2)).attendees == 2
    assert pointers(report) == {5: ["/rrule"], 6: ["/status"], 7: ["/starts_at"]}
    again = await office.run(Kind.BOOKINGS, CALENDAR, form=Format.CALENDAR)
    assert (again.repeated, again.done) == (4, 0)


async def test_the_calendar_of_one_room_need_not_name_it(office: Office, room: UUID) -> None:
    calendar = CALENDAR.replace("LOCATION:Aquarium\r\n", "").replace("LOCATION:Harbour House / Aquarium\r\n", "")

    report = await office.run(Kind.BOOKINGS, calendar, form=Format.CALENDAR, room_id=room)

    assert report.done == 4


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "UTF-8"),
        (b"room,starts_at,ends_at\na\0,b,c\n", "NUL"),
        (b"room,starts_at\n", "'ends_at' is missing"),
        (b"room,room,starts_at,ends_at\n", "twice"),
        (b"room,starts_at,ends_at,admin\n", "no column 'admin'"),
        (b'room,starts_at,ends_at\n"open', "not CSV"),
        (b"room,starts_at,ends_at\na,b,c,d\n", "4 cells"),
        (b"room,starts_at,ends_at\n" + b"a,b,c\n" * 20_001, "at most"),
    ],
)
async def test_a_file_that_is_no_table_is_refused_as_a_whole(office: Office, file: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        await office.run(Kind.BOOKINGS, file)


@pytest.mark.parametrize("file", [b"", b"room,starts_at\n", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe"])
async def test_a_file_that_is_no_calendar_is_refused_or_empty(office: Office, file: bytes) -> None:
    try:
        report = await office.run(Kind.BOOKINGS, file, form=Format.CALENDAR)
    except Invalid:
        return
    assert report.rows == []


async def test_each_row_needs_the_right_that_its_command_needs(office: Office, room: UUID) -> None:
    here = await office.building("Depot")
    await office.room(here, "Garage")
    manager = await office.member("manager@example.org", Role.MANAGER, manages=(here,))
    when = "2031-03-26 09:00,2031-03-26 10:00"

    report = await office.run(
        Kind.BOOKINGS, HEAD + f"Garage,{when},{ADA},\nAquarium,{when},{ADA},\nAquarium,{when},,Mine\n", manager
    )

    assert outcomes(report) == {2: Outcome.DONE, 3: Outcome.REFUSED, 4: Outcome.DONE}
    assert (await look(office, report, 4)).member_id == manager.member_id
    with pytest.raises(Forbidden):
        await office.run(Kind.BOOKINGS, HEAD, manager, allow_past=True)
    with pytest.raises(Forbidden):
        await office.run(Kind.BOOKINGS, HEAD, await office.member("mia@example.org"))

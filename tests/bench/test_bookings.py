"""No two of the bench's bookings want the same slot."""

from datetime import UTC, datetime
from itertools import islice
from uuid import uuid4

from bench.bookings import DAYS, SLOTS_A_DAY, Bookings

FIRST_DAY = datetime(2030, 1, 1, tzinfo=UTC)


def test_each_slot_of_each_room_comes_up_once() -> None:
    bookings = Bookings("/", {}, rooms=(uuid4(), uuid4(), uuid4()), first_day=FIRST_DAY)

    bodies = [sent.partition(b"\r\n\r\n")[2] for sent in bookings]

    assert len(set(bodies)) == len(bodies) == 3 * SLOTS_A_DAY * DAYS


def test_skipping_goes_on_where_an_earlier_run_stopped() -> None:
    rooms = (uuid4(), uuid4())
    whole = Bookings("/", {}, rooms, FIRST_DAY)
    rest = Bookings("/", {}, rooms, FIRST_DAY, skip=10)

    wanted = [sent.rpartition(b"\r\n")[2] for sent in islice(whole, 10, 20)]

    assert [sent.rpartition(b"\r\n")[2] for sent in islice(rest, 10)] == wanted

"""The facts of a made-up house could have happened."""

from collections import Counter
from itertools import pairwise
from uuid import UUID

from bench.house import DAYS, HOURS, SEATS, House
from bench.verify import Held
from bookit.domain.period import Period


def test_nobody_ever_holds_what_somebody_else_holds() -> None:
    house = House("House", 8, seated_every=4)
    held = Held()
    for _ in held.after(house.life(5000)):
        pass

    by_unit: dict[UUID, list[Period]] = {}
    for claim in held.claims.values():
        by_unit.setdefault(claim.unit_id, []).append(claim.period)
    assert len(by_unit) == 6 + 2 * SEATS
    for periods in by_unit.values():
        periods.sort(key=lambda period: period.start)
        assert not any(earlier.overlaps(later) for earlier, later in pairwise(periods))


def test_versions_follow_each_other() -> None:
    house = House("House", 8)
    versions: Counter[UUID] = Counter()
    topics: Counter[str] = Counter()
    for fact in (*house.facts, *house.life(5000)):
        versions[fact.originator_id] += 1
        topics[fact.TOPIC] += 1
        assert fact.originator_version == versions[fact.originator_id]

    assert topics.total() == 1 + 8 + 5000
    assert {"booking.placed", "booking.rescheduled", "booking.cancelled", "booking.finished"} < set(topics)


def test_each_slot_is_given_once() -> None:
    house = House("House", 2)
    stays = {(stay.room_id, stay.starts_at) for stay in house.stays(house.slots)}

    assert len(stays) == house.slots == 2 * HOURS * DAYS

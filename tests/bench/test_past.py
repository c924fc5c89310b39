"""What is written by COPY is a ledger like any other."""

from itertools import chain

from bench import past
from bench.house import House
from bench.verify import Held
from bookit.ledger.verify import verify
from bookit.settings import Settings
from tests.schemas import migrated


def test_a_written_past_is_clean_and_can_go_on(settings: Settings) -> None:
    migrated(settings)
    first, second = House("First", 4, seated_every=2), House("Second", 4)
    held = Held()

    head = past.record(settings, held.after(chain(first.facts, first.life(3000))))
    assert head == past.record(settings, [])
    assert past.record(settings, held.after(chain(second.facts, second.life(20)))) == head + 25
    past.claim(settings, held.claims.values())

    report = verify(settings)
    assert report.clean, report.faults
    assert (report.events, report.claims) == (head + 25, len(held.claims))

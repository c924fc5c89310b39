"""The answer to COMMIT is lost: what was decided is told as it was decided, and once."""

import pytest

from tests.faults.aftermath import hold
from tests.faults.conftest import BehindProxies
from tests.faults.load import PEOPLE, Load
from tests.faults.proxy import Cut
from tests.faults.wishes import PLACING, Wish


@pytest.mark.parametrize("cut", Cut, ids=lambda cut: cut.name.lower())
def test_a_booking_whose_connection_is_cut_is_answered_as_if_nothing_had_been(
    behind_proxies: BehindProxies, cut: Cut
) -> None:
    wish, cuts = Wish.of(behind_proxies.house), behind_proxies.database.cuts
    behind_proxies.database.cut_next(cut, marker=PLACING)
    assert wish.place().status_code == 201
    assert behind_proxies.database.cuts == cuts + 1
    wish.is_fulfilled_once(was_stored=True)
    hold(behind_proxies.house)


def test_of_a_load_with_many_lost_answers_nobody_hears(behind_proxies: BehindProxies) -> None:
    load, cuts = Load.on(behind_proxies.house), behind_proxies.database.cuts
    with load.going():
        for cut in [*Cut] * 6:
            behind_proxies.database.cut_next(cut, marker=PLACING)
            load.wait_for_bookings(2 * PEOPLE)
    assert behind_proxies.database.cuts == cuts + 12
    assert set(load.statuses) == {201}
    hold(behind_proxies.house, load)

"""Processes end, mostly by kill -9, while people book: nothing acknowledged is lost, nothing happens twice."""

from tests.faults.aftermath import hold
from tests.faults.load import Load
from tests.installation import Installation, kill, restart, worker_process

KILLS = 3


def test_an_api_process_killed_under_load_loses_nothing_it_acknowledged(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        for _ in range(KILLS):
            load.wait_for_bookings(100)
            kill(installation.api)
            restart(installation.api)
        load.wait_for_bookings(100)
    assert load.statuses[0] >= KILLS
    hold(installation, load)


def test_an_api_process_told_to_stop_answers_what_it_has_begun(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        load.wait_for_bookings(100)
        installation.api.stop()
        restart(installation.api)
        load.wait_for_bookings(50)
    assert set(load.statuses) <= {0, 201}
    hold(installation, load)


def test_a_worker_killed_under_load_is_made_up_for_by_the_next(installation: Installation) -> None:
    load = Load.on(installation)
    with load.going():
        for _ in range(KILLS):
            load.wait_for_bookings(50)
            kill(installation.worker)
            load.wait_for_bookings(20)
            restart(installation.worker)
        load.wait_for_bookings(100)
    assert set(load.statuses) == {201}
    hold(installation, load)


def test_two_workers_one_of_which_dies_apply_every_event_once(installation: Installation) -> None:
    load = Load.on(installation)
    second = worker_process(installation.settings, installation.folder, "second worker")
    restart(second)
    with load.going():
        load.wait_for_bookings(150)
        kill(second)
        load.wait_for_bookings(100)
    second.stop()
    assert set(load.statuses) == {201}
    hold(installation, load)

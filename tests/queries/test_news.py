"""Every event has its readers."""

from bookit.domain.actor import MATRIX
from bookit.events.base import concrete_events
from bookit.queries.news import ACTS


def test_each_noun_of_the_ledger_says_who_may_be_told_of_it() -> None:
    """An event of another noun would be told to nobody."""
    assert {event.TOPIC.partition(".")[0] for event in concrete_events()} == ACTS.keys()


def test_what_one_must_be_allowed_to_see_is_an_act_of_the_matrix() -> None:
    assert set(ACTS.values()) <= MATRIX.keys()

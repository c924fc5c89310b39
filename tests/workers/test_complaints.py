"""What Dramatiq says of an absent Redis is heard, and not for ever again."""

import logging

from workers.broker import OnceInAWhile


def complaint(at: float, text: str = "Consumer encountered a connection error: %s") -> logging.LogRecord:
    record = logging.LogRecord("dramatiq", logging.CRITICAL, __file__, 1, text, ("refused",), None)
    record.created = at
    return record


def test_an_absent_redis_is_a_warning_once_a_minute() -> None:
    seldom = OnceInAWhile()
    records = [complaint(1000.0 + 3 * number) for number in range(40)]
    heard = [record for record in records if seldom.filter(record)]
    assert [record.created for record in heard] == [1000.0, 1060.0]
    assert {record.levelname for record in heard} == {"WARNING"}


def test_any_other_complaint_is_heard_as_it_is() -> None:
    seldom = OnceInAWhile()
    records = [complaint(1000.0, "Consumer encountered an unexpected error: %s") for _ in range(3)]
    assert all(seldom.filter(record) for record in records)
    assert {record.levelname for record in records} == {"CRITICAL"}

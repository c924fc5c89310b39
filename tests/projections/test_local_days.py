from datetime import UTC, date, datetime

import pytest

from bookit.projections.reporting.local_days import local_pieces

_SUMMER = (2026, 7, 6)


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "zone", "expected"),
    [
        (_utc(*_SUMMER, 7), _utc(*_SUMMER, 8, 30), "Europe/Berlin", [(6, 540, 630)]),
        # Up to midnight, and over it.
        (_utc(*_SUMMER, 21), _utc(*_SUMMER, 22), "Europe/Berlin", [(6, 1380, 1440)]),
        (_utc(*_SUMMER, 21), _utc(*_SUMMER, 23), "Europe/Berlin", [(6, 1380, 1440), (7, 0, 60)]),
        # The minute in which it ended early counts.
        (_utc(*_SUMMER, 7), _utc(*_SUMMER, 7, 10, 20), "UTC", [(6, 420, 431)]),
        # The hour that comes twice, and the one that does not come.
        (_utc(2026, 10, 25, 0, 30), _utc(2026, 10, 25, 1, 30), "Europe/Berlin", [(25, 150, 180), (25, 120, 150)]),
        (_utc(2027, 3, 28, 0, 30), _utc(2027, 3, 28, 1, 30), "Europe/Berlin", [(28, 90, 120), (28, 180, 210)]),
        # Clocks that are changed by half an hour, or at midnight.
        (_utc(2026, 4, 4, 14), _utc(2026, 4, 4, 16), "Australia/Lord_Howe", [(5, 60, 120), (5, 90, 150)]),
        (_utc(2026, 4, 23, 21), _utc(2026, 4, 23, 23), "Africa/Cairo", [(23, 1380, 1440), (24, 60, 120)]),
    ],
)
def test_a_stay_is_cut_into_local_days(
    starts_at: datetime, ends_at: datetime, zone: str, expected: list[tuple[int, int, int]]
) -> None:
    assert [(day.day, first, last) for day, first, last in local_pieces(starts_at, ends_at, zone)] == expected


def test_pieces_are_as_long_as_the_stay() -> None:
    pieces = local_pieces(_utc(2026, 10, 20, 5), _utc(2026, 11, 2, 17, 5), "America/New_York")
    assert sum(last - first for _, first, last in pieces) == 13 * 1440 + 725
    assert {piece.day for piece in pieces} == {
        date.fromordinal(date(2026, 10, 20).toordinal() + number) for number in range(14)
    }

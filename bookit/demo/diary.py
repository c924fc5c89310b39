"""What is taken, while the story is planned: it shall be told without a single refusal, in any order."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from bookit.domain.period import Period


class Diary:
    """Who and what is taken when. What was once taken stays so: moved and cancelled stays keep their first place."""

    def __init__(self) -> None:
        self._taken: dict[tuple[Hashable, date], list[Period]] = defaultdict(list)
        self._places: Counter[tuple[str, date]] = Counter()

    def is_free(self, keys: Iterable[Hashable], period: Period) -> bool:
        return not any(taken.overlaps(period) for page in _pages(keys, period) for taken in self._taken[page])

    def take(self, keys: Iterable[Hashable], period: Period) -> None:
        for page in _pages(keys, period):
            self._taken[page].append(period)

    def places_left(self, room: str, capacity: int, day: date) -> int:
        """Of a shared room, on a day, as if all stays of that day were at the same time."""
        return capacity - self._places[room, day]

    def take_places(self, room: str, day: date, number: int) -> None:
        self._places[room, day] += number


def _pages(keys: Iterable[Hashable], period: Period) -> Iterator[tuple[Hashable, date]]:
    """The days of each key that a stay touches; no stay of the story lasts longer than to the next day."""
    for key in keys:
        for day in {period.start.date(), period.end.date()}:
            yield key, day

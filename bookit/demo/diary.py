"""What is taken, while the story is planned: it shall be told without a single refusal, in any order."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from datetime import date

from bookit.domain.period import Period


class Diary:
    """Who and what is taken when. What was once taken stays so: moved and cancelled stays keep their first place."""

    def __init__(self) -> None:
        self._taken: dict[Hashable, list[Period]] = defaultdict(list)
        self._places: Counter[tuple[str, date]] = Counter()

    def is_free(self, keys: Iterable[Hashable], period: Period) -> bool:
        return not any(taken.overlaps(period) for key in keys for taken in self._taken[key])

    def take(self, keys: Iterable[Hashable], period: Period) -> None:
        for key in keys:
            self._taken[key].append(period)

    def places_left(self, room: str, capacity: int, day: date) -> int:
        """Of a shared room, on a day, as if all stays of that day were at the same time."""
        return capacity - self._places[room, day]

    def take_places(self, room: str, day: date, number: int) -> None:
        self._places[room, day] += number

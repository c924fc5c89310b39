"""How long to leave alone what has failed again and again."""


def pause_after(failures: int, *, first: float = 0.1, longest: float) -> float:
    """Seconds: `first` doubled for each failure in a row, and never more than `longest`, however many there were."""
    return min(first * 2.0 ** min(failures, 30), longest)

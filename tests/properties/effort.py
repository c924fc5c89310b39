"""How long property tests search: less than a minute, or with `PROPERTIES=long make test ARGS=tests/properties` longer.

A failure prints a blob for `@reproduce_failure`, which replays exactly what was found.
"""

import os

from hypothesis import HealthCheck, settings

_FACTOR = {"quick": 1, "long": 10}[os.environ.get("PROPERTIES", "quick")]

LONGEST = 1200 * _FACTOR
"""Seconds for a test that fails: shrinking what it found takes its time, and is worth it."""


def effort(examples: int, *, steps: int = 50) -> settings:
    """So many examples in `make test`, and more in a long run."""
    return settings(
        max_examples=examples * _FACTOR,
        stateful_step_count=steps,
        deadline=None,  # a time limit is never a test
        database=None,  # every run searches anew; what it found is in the blob
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

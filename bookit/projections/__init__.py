"""Read models, and the engine that keeps them up to date with the ledger."""

from collections.abc import Sequence

from bookit.projections.availability import Availability
from bookit.projections.calendar import Calendar
from bookit.projections.deadlines import Deadlines
from bookit.projections.directory import Directory
from bookit.projections.engine import Engine, Lag, Round
from bookit.projections.history import History
from bookit.projections.plans import Plans
from bookit.projections.projection import Projection, Recorded
from bookit.projections.reporting import Reporting
from bookit.projections.series import Series
from bookit.projections.waitlist import Waitlist
from bookit.projections.whereabouts import Whereabouts

PROJECTIONS: Sequence[Projection] = (
    Directory(),
    Plans(),
    Calendar(),
    Availability(),
    Deadlines(),
    Waitlist(),
    Series(),
    Reporting(),
    History(),
    Whereabouts(),
)
"""Every read model."""

__all__ = ["PROJECTIONS", "Engine", "Lag", "Projection", "Recorded", "Round"]

"""Runs the projections: when the doorbell rings, and about once a second whatever Redis does."""

from bookit.projections import PROJECTIONS, Engine
from bookit.settings import Settings
from workers.looping import Looping

POLL_SECONDS = 1.0
BUSY_SECONDS = 0.05


class Projector(Looping):
    """Keeps the read models up to date until told to stop; a batch under way takes less than a second."""

    def __init__(self, settings: Settings, *, poll_seconds: float = POLL_SECONDS) -> None:
        super().__init__("projector", settings)
        self._engine = Engine(settings, PROJECTIONS)
        self._poll_seconds = poll_seconds

    def prepare(self) -> None:
        self._engine.prepare()

    def work(self) -> float:
        """Everything there is to do; answers how long to rest."""
        while not self.stopping:
            done = self._engine.work()
            if not done.moved:
                return BUSY_SECONDS if done.busy else self._poll_seconds
        return 0.0

    def release(self) -> None:
        self._engine.close()

"""Questions to the read models. Open `Queries` once and hand it to the functions of the modules here."""

from bookit.queries.reading import Queries
from bookit.queries.replica import Replica

__all__ = ["Queries", "Replica"]

"""Every report, by its name."""

from collections.abc import Mapping

from bookit.queries.reports.bookings import BOOKINGS, CANCELLATIONS, NO_SHOWS
from bookit.queries.reports.demand import REFUSED, WAITLIST
from bookit.queries.reports.peak import PEAK
from bookit.queries.reports.question import Report
from bookit.queries.reports.utilisation import UTILISATION

REPORTS: Mapping[str, Report] = {
    "utilisation": UTILISATION,
    "peak": PEAK,
    "bookings": BOOKINGS,
    "no-shows": NO_SHOWS,
    "cancellations": CANCELLATIONS,
    "waitlist": WAITLIST,
    "refused": REFUSED,
}

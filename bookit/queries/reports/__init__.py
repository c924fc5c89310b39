"""Reports for analysts: questions about many bookings at once, each answered by one statement."""

from bookit.queries.reports.catalogue import REPORTS
from bookit.queries.reports.question import Answer, Question, Report

PROJECTIONS = frozenset({"reporting"})

__all__ = ["PROJECTIONS", "REPORTS", "Answer", "Question", "Report"]

"""Bulk import: rows of a CSV or iCalendar file become commands, each of which is done or refused for itself.

Every row has a command id that follows from what it says, so that running the same file again does nothing twice.
"""

from bookit.importing.reports import Kind, Outcome, Report, RowReport
from bookit.importing.running import MOST_BYTES, Format, Options, import_file, require_import

__all__ = ["MOST_BYTES", "Format", "Kind", "Options", "Outcome", "Report", "RowReport", "import_file", "require_import"]

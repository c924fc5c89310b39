"""Calendar feeds: the address of each member's bookings for calendar programs."""

from migrations import run_sql

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    run_sql("0013_calendar_feeds.sql")

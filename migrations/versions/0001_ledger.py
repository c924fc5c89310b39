"""The ledger: events, its head, the command log, units, claims, charges, and the append function."""

from migrations import run_sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_sql("0001_ledger.sql")
    run_sql("0001_append.sql")

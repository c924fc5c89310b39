"""What reports need besides read models: wall times as instants, and counts of demand that was refused."""

from migrations import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_sql("0006_reporting.sql")

"""The backups that were made, for whoever looks how old the newest is."""

from migrations import run_sql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    run_sql("0011_backups.sql")

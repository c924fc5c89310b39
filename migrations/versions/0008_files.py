"""Files: pictures that people uploaded, and their smaller forms."""

from migrations import run_sql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    run_sql("0008_files.sql")

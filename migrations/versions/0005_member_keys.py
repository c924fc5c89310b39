"""Keys that seal what members write, what forgetting a member removes, and what proves the ledger."""

from migrations import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_sql("0005_member_keys.sql")
    run_sql("0005_audit.sql")

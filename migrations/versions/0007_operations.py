"""Operations: processes and their signs of life, the acts of operators, the pace of read models."""

from migrations import run_sql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    run_sql("0007_operations.sql")

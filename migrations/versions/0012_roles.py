"""Roles: who may append to the ledger may do nothing else to it."""

from migrations import run_sql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    run_sql("0012_roles.sql")

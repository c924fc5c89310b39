"""Avatars: pictures of people, and an index of who uploaded what."""

from migrations import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    run_sql("0009_avatars.sql")

"""Alembic migrations: each is a number, a sentence, and SQL files written to be read."""

from pathlib import Path

from alembic import context, op

SQL = Path(__file__).parent / "sql"


def run_sql(name: str) -> None:
    """Run a file of `sql/` against the organisation's schema, which it calls `{schema}`."""
    statements = (SQL / name).read_text().replace("{schema}", f'"{context.config.attributes["schema"]}"')
    # The driver itself: SQLAlchemy would take the colons of array slices for parameters.
    op.get_bind().connection.cursor().execute(statements)

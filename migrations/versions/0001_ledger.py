"""The ledger: events, its head, the command log, units, claims and charges."""

from pathlib import Path

from alembic import context, op

revision = "0001"
down_revision = None

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    schema = context.config.attributes["schema"]
    for name in ("0001_ledger.sql", "0001_append.sql"):
        op.execute((SQL / name).read_text().replace("{schema}", f'"{schema}"'))

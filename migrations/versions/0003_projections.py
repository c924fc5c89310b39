"""Checkpoints of the read models, their parked events, and the key of query cursors."""

from pathlib import Path

from alembic import context, op

revision = "0003"
down_revision = "0002"

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    schema = context.config.attributes["schema"]
    op.execute((SQL / "0003_projections.sql").read_text().replace("{schema}", f'"{schema}"'))

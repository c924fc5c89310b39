"""Side effects, and how far the reactions that cause them have come."""

from pathlib import Path

from alembic import context, op

revision = "0004"
down_revision = "0003"

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    schema = context.config.attributes["schema"]
    op.execute((SQL / "0004_effects.sql").read_text().replace("{schema}", f'"{schema}"'))

"""Identity: people, passwords, sessions, API tokens, one-time tokens and the counters of sign-in attempts."""

from pathlib import Path

from alembic import context, op

revision = "0002"
down_revision = "0001"

SQL = Path(__file__).parent.parent / "sql"


def upgrade() -> None:
    schema = context.config.attributes["schema"]
    op.execute((SQL / "0002_identity.sql").read_text().replace("{schema}", f'"{schema}"'))

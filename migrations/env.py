"""Alembic's environment: one schema an organisation, its own version table, under a lock."""

from alembic import context
from sqlalchemy import Connection

config = context.config
connection: Connection = config.attributes["connection"]
schema: str = config.attributes["schema"]

context.configure(
    connection=connection,
    version_table="schema_version",
    version_table_schema=schema,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

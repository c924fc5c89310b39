"""The secret key of the install locks the keys of members, and takes the place of keys in the database."""

from alembic import context, op
from psycopg import sql

from bookit.identity.member_keys import Lock
from migrations import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    run_sql("0009_secret_key.sql")
    settings = context.config.attributes["settings"]
    schema = sql.Identifier(settings.database_schema)
    lock = Lock(settings.key_for("member keys"))
    cursor = op.get_bind().connection.cursor()
    cursor.execute(
        sql.SQL("INSERT INTO {}.secret_key (fingerprint) VALUES (%s)").format(schema), [settings.key_for("fingerprint")]
    )
    cursor.execute(sql.SQL("SELECT member_id, key FROM {}.member_keys WHERE key IS NOT NULL").format(schema))
    cursor.executemany(
        sql.SQL("UPDATE {}.member_keys SET key = %s WHERE member_id = %s").format(schema),
        [(lock.locked(member_id, bytes(key)), member_id) for member_id, key in cursor.fetchall()],
    )
    cursor.execute(
        sql.SQL("ALTER TABLE {}.member_keys ADD CONSTRAINT keys_are_locked CHECK (octet_length(key) = 60)").format(
            schema
        )
    )

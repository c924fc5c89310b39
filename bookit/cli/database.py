"""Words about the database: `migrate`."""

from bookit.cli.settings import read_settings


def migrate() -> None:
    """Bring the database's schema up to this version."""
    from bookit.ledger.migrate import migrate as migrate_ledger

    migrate_ledger(read_settings())

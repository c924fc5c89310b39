"""An owner who is no superuser, with databases of its own, and a writer and a reader around a pooler or behind one."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tests.pooler import pooler


@dataclass(frozen=True)
class Roles:
    """Their names; the writer and the reader are made by who migrates."""

    dsn: str
    """The server, as its administrator reaches it."""
    owner: str
    writer: str
    reader: str

    def url(self, role: str, database: str) -> str:
        server = self.dsn.rpartition("@")[2].rpartition("/")[0]
        return f"postgresql://{role}:secret@{server}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """A database of the owner while the context lasts; its name."""
        name = f"{self.owner}_{uuid.uuid4().hex[:8]}"
        names = {"name": sql.Identifier(name), "owner": sql.Identifier(self.owner)}
        with psycopg.connect(self.dsn, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE DATABASE {name} OWNER {owner}").format(**names))
            try:
                yield name
            finally:
                admin.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))

    def ways(self, database: str) -> Mapping[str, Any]:
        """The `database_…` of Settings for all three, as the owner has them."""
        return {
            "database_direct_url": self.url(self.owner, database),
            "database_url": self.url(self.writer, database),
            "database_reader_url": self.url(self.reader, database),
        }

    @contextmanager
    def ways_behind_a_pooler(self, database: str) -> Iterator[Mapping[str, Any]]:
        """The same, once there are a writer and a reader."""
        with pooler(self.url(self.owner, database), {self.writer: "secret", self.reader: "secret"}) as server:
            yield {
                **self.ways(database),
                "database_url": server.url(self.writer),
                "database_reader_url": server.url(self.reader),
                "database_pooled": True,
            }


@contextmanager
def three_roles(dsn: str) -> Iterator[Roles]:
    """They go at the end, and whoever has a name that begins like theirs."""
    name = f"roles_{uuid.uuid4().hex[:8]}"
    roles = Roles(dsn, *(f"{name}_{role}" for role in ("owner", "writer", "reader")))
    with psycopg.connect(dsn, autocommit=True) as admin:
        owner = sql.Identifier(roles.owner)
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD 'secret'").format(owner))
        yield roles
        left = [role for (role,) in admin.execute("SELECT rolname FROM pg_roles WHERE rolname ^@ %s", [name])]
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.SQL(", ").join(map(sql.Identifier, left))))

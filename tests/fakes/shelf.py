"""Databases for tests that need many: migrated once a session, and handed out empty in milliseconds.

Holds fixtures for the conftest files that import them; knows nothing of what the tests do with a store.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from storage.engine import Database, open_database
from storage.schema import delivery, metadata, notice
from storage.store import SqlStore, open_store
from tests.conftest import SQLITE, TESTED

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Rows = dict[str, list[dict[str, object]]]
"""All that is stored, by table."""


class Shelf:
    """A migrated database of this session."""

    def __init__(self, url: str, keyset: Path) -> None:
        self._store = open_store(url, keyset, upgrade=True)
        self._database = open_database(url)
        with self._database.reader.connect() as connection:
            lasting = list(connection.scalars(select(notice.c.name)))  # the proof of the keys
        self._empty = emptying(self._database, lasting)

    @property
    def store(self) -> SqlStore:
        """The store as it is."""
        return self._store

    def emptied(self) -> SqlStore:
        """The store with nothing in it."""
        self._empty()
        return self._store

    def let_leases_run_out(self) -> None:
        """Let the claims of a process that ended be taken over; PostgreSQL counts their time by its own clock."""
        with self._database.writer.begin() as connection:
            connection.execute(
                update(delivery).where(delivery.c.leased_until.is_not(None)).values(leased_until=LONG_AGO)
            )

    def rows(self) -> Rows:
        """All that is stored, as it is stored: what is sealed is sealed here too."""
        with self._database.reader.connect() as connection:
            return {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in metadata.sorted_tables
            }

    def close(self) -> None:
        """Close all connections."""
        self._database.close()
        self._store.close()


def emptying(database: Database, but: Sequence[str] = ()) -> Callable[[], None]:
    """What deletes all rows but these notices: on PostgreSQL in one go, for each of forty statements is a journey."""
    deleting = [delete(table) for table in reversed(metadata.sorted_tables) if table is not notice]
    deleting.append(delete(notice).where(notice.c.name.not_in(but)))
    dialect = database.writer.dialect
    written = [str(each.compile(dialect=dialect, compile_kwargs={"literal_binds": True})) for each in deleting]
    statements = written if database.is_sqlite else ["; ".join(written)]

    def empty() -> None:
        with database.writer.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    return empty


@pytest.fixture(scope="session")
def sqlite_shelf(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A SQLite database for all tests of the session."""
    pytestconfig.stash[TESTED].add(SQLITE)
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(f"sqlite:///{folder / 'kith.db'}", folder / "kith.key")
    yield shelf
    shelf.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A database for all tests of the session, of each kind in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_shelf")
        return
    with request.getfixturevalue("postgres").database() as url:
        shelf = Shelf(url, tmp_path_factory.mktemp("shelf") / "kith.key")
        yield shelf
        shelf.close()

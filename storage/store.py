"""The store: an open database with its keys, from which units of work come."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from bot.domain.errors import StorageError
from bot.ports import UnitOfWork
from storage.engine import BUSY_SECONDS, Database, open_database
from storage.migrations.upgrade import check_revision, migrate
from storage.sending_locks import ProcessLocks, ServerLocks
from storage.transaction import Transaction
from storage.trouble import told_with_place
from storage.unit_of_work import SqlUnitOfWork
from storage.unlock import unlock
from storage.vault import Vault

_KEY_FILE = "kith.key"


class SqlStore:
    """Opens units of work. On SQLite one at a time writes, and four read."""

    def __init__(self, database: Database, vault: Vault, key_file: Path) -> None:
        self.key_file = key_file
        self._database = database
        self._vault = vault
        self._locks = ProcessLocks() if database.is_sqlite else ServerLocks(database.single())
        # One snapshot for all that a unit of work reads, as SQLite gives it by itself.
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reader = database.reader if database.is_sqlite else database.reader.execution_options(**snapshot)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that lasts if it is committed."""
        with self._database.writer.connect() as connection:
            yield SqlUnitOfWork(Transaction(connection, read_only=False), self._vault)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that cannot change anything."""
        with self._reader.connect() as connection:
            yield SqlUnitOfWork(Transaction(connection, read_only=True), self._vault)

    def hold(self, domain: str) -> AbstractContextManager[bool]:
        """Try to be the only process that sends through a rate-limit domain; freed when the holder dies."""
        return self._locks.hold(domain)

    def lock_for_engine(self) -> AbstractContextManager[None]:
        """Be the only engine on a SQLite file; PostgreSQL takes any number. Raises StorageError."""
        return self._database.lock_for_engine()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()


def open_store(
    url: str,
    keyset: Path | None = None,
    *,
    data_dir: Path | None = None,
    upgrade: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> SqlStore:
    """The store at a database's address, checked: it can be reached, its schema is this program's, its keys fit.

    With `upgrade` the schema is made or brought up to date first. The keys are in the file `keyset`, or in one beside a
    SQLite database, or in `data_dir`. Raises StorageError.
    """
    database = open_database(url, busy_seconds=busy_seconds)
    try:
        with told_with_place(database.where):
            if upgrade:
                migrate(database)
            check_revision(database)
            keys = _key_file(database, keyset, data_dir)
            return SqlStore(database, unlock(database, keys), keys)
    except BaseException:
        database.close()
        raise


def _key_file(database: Database, keyset: Path | None, data_dir: Path | None) -> Path:
    if keyset is not None:
        return keyset
    if database.path is not None:
        return database.path.with_suffix(".key")
    if data_dir is None:
        raise StorageError("Say where the key file is: with PostgreSQL it has no place of its own.")
    return data_dir / _KEY_FILE

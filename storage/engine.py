"""The database: how connections to it are made, on SQLite and on PostgreSQL. Knows no table."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import StorageError
from storage.lock_file import only_engine
from storage.trouble import tell_as_sentences, told_with_place

BUSY_SECONDS = 5.0
"""How long a writer waits for another program's lock on a SQLite file."""
_LEAST_SQLITE = (3, 35)
"""The first version with RETURNING."""
_WRITER = ("PRAGMA journal_mode=WAL", "PRAGMA journal_size_limit=67108864", "PRAGMA secure_delete=ON")
"""Deleted rows are overwritten: what somebody wants forgotten must not stay in the file."""
_READER = ("PRAGMA query_only=ON",)


class Database:
    """One database behind up to three engines.

    On SQLite a *writer* of one connection, whose transactions begin with the write lock, and a *reader* of four that
    cannot write. On PostgreSQL both are one pool. *Single* connections belong to no pool: for locks and migrations.
    """

    def __init__(self, url: URL, busy_seconds: float = BUSY_SECONDS) -> None:
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.path = Path(url.database or "").absolute() if self.is_sqlite else None
        self.where = str(self.path) if self.path else url.render_as_string(hide_password=True)
        self._url = url
        self._busy = busy_seconds
        if self.is_sqlite:
            self.writer = self._sqlite("BEGIN IMMEDIATE", _WRITER, pool_size=1, max_overflow=0)
            self.reader = self._sqlite("BEGIN", _READER, pool_size=4, max_overflow=0)
        else:
            self.writer = self.reader = self._postgres(pool_pre_ping=True, pool_recycle=1800)

    def single(self, *, foreign_keys: bool = True) -> Engine:
        """An engine whose every connection is its own and ends when it is closed."""
        if self.is_sqlite:
            return self._sqlite("BEGIN IMMEDIATE", (), foreign_keys=foreign_keys, poolclass=NullPool)
        return self._postgres(poolclass=NullPool)

    def lock_for_engine(self) -> AbstractContextManager[None]:
        """Be the only engine on a SQLite file; PostgreSQL takes any number."""
        return only_engine(self.path) if self.path else nullcontext()

    def close(self) -> None:
        """Close all pooled connections."""
        self.reader.dispose()
        self.writer.dispose()

    def _sqlite(self, begin: str, pragmas: tuple[str, ...], *, foreign_keys: bool = True, **options: Any) -> Engine:
        engine = create_engine(self._url, connect_args={"timeout": self._busy}, hide_parameters=True, **options)
        settings = (f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}", "PRAGMA synchronous=NORMAL", *pragmas)
        event.listen(engine, "connect", _on_connect(settings))
        event.listen(engine, "begin", _on_begin(begin))
        tell_as_sentences(engine)
        return engine

    def _postgres(self, **options: Any) -> Engine:
        engine = create_engine(self._url, hide_parameters=True, **options)
        tell_as_sentences(engine)
        return engine


def open_database(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """The database at an address, reached once. Raises StorageError where it cannot be used at all."""
    address = _address(url)
    database = Database(address, busy_seconds)
    if database.path:
        _make_private(database.path)
    try:
        with told_with_place(database.where), database.writer.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except BaseException:
        database.close()
        raise
    return database


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StorageError("The database address must look like sqlite:///kith.db or postgresql://host/kith.") from None
    match address.get_backend_name():
        case "sqlite":
            if not address.database or address.database == ":memory:":
                raise StorageError("Kith needs a database file, such as sqlite:///kith.db.")
            if sqlite3.sqlite_version_info < _LEAST_SQLITE:
                raise StorageError(f"Kith needs SQLite 3.35 or newer; this is {sqlite3.sqlite_version}.")
            return address
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg")
        case other:
            raise StorageError(f"Kith cannot use {other}; it takes sqlite:///kith.db or postgresql://host/kith.")


def _make_private(path: Path) -> None:
    """Create a new database file so that only its owner can read it; SQLite gives its companions the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise StorageError(f"Kith cannot make its database {path}: {error.strerror}.") from error


def _on_connect(settings: tuple[str, ...]) -> Callable[[sqlite3.Connection, ConnectionPoolEntry], None]:
    def apply(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver would begin late, and never for a read
        for setting in settings:
            connection.execute(setting)

    return apply


def _on_begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin

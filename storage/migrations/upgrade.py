"""Brings a database to this program's schema, and refuses one that is not of it."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select

from bot.domain.errors import StorageError
from storage.engine import Database
from storage.schema import metadata

VERSION_TABLE = "kith_version"
_SCRIPTS = "storage:migrations"
_ONE_AT_A_TIME = 0x6B697468
"""The advisory lock under which a PostgreSQL database is upgraded."""
_LOCK_TIMEOUT = "3s"
"""How long an upgrade waits for a table that somebody reads; meanwhile everybody else waits behind it."""


def migrate(database: Database) -> None:
    """Make the schema, or bring an older one up to date, a SQLite file copied first. Raises StorageError."""
    engine = database.single(foreign_keys=False)  # with them on, a table that is made anew takes its children with it
    if database.path is not None and _waits(database):
        back_up(database, database.path)
    with engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
            connection.execute(select(func.set_config("lock_timeout", _LOCK_TIMEOUT, True)))
        _refuse_foreign(connection)
        revision = _revision(connection)
        _refuse_newer(revision)
        if revision == _known()[0]:
            return
        command.upgrade(config(connection), "head")
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StorageError("The upgrade of the database would have lost something; it was left as it was.")


def check_revision(database: Database) -> None:
    """Raises StorageError unless the schema is this program's."""
    with database.reader.connect() as connection:
        revision = _revision(connection)
    _refuse_newer(revision)
    if revision != _known()[0]:
        raise StorageError("The database is from an older version of Kith, or empty, and has to be upgraded first.")


def back_up(database: Database, path: Path) -> Path:
    """Copy a SQLite database beside itself, named by its revision; returns the copy."""
    with database.reader.connect() as connection:
        revision = _revision(connection)
    copy = path.with_name(f"{path.name}-before-{revision}")
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(path)) as connection:  # in no transaction, which an engine would begin
            connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.Error as error:
        raise StorageError(f"Kith cannot copy its database to {copy} before the upgrade: {error}.") from error
    return copy


def _waits(database: Database) -> bool:
    with database.reader.connect() as connection:
        revision = _revision(connection)
    _refuse_newer(revision)
    return revision not in (None, _known()[0])


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


@cache
def _known() -> tuple[str, ...]:
    """All revisions of this program, the newest first; read once, since Alembic runs every file for it."""
    return tuple(each.revision for each in ScriptDirectory.from_config(config()).walk_revisions())


def _refuse_newer(revision: str | None) -> None:
    if revision is not None and revision not in _known():
        raise StorageError("The database was written by a newer version of Kith. Please update Kith.")


def _refuse_foreign(connection: Connection) -> None:
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables and tables & metadata.tables.keys():
        raise StorageError("The database holds tables of another program. Give Kith a database of its own.")


def config(connection: Connection | None = None) -> Config:
    """Where Alembic finds the migrations, and the connection that they run on."""
    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", _SCRIPTS)
    found.set_main_option("path_separator", "os")
    return found

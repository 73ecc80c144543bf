"""What a database refuses, in a sentence for the person in front of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from bot.domain.errors import Entangled, StorageError

_BUSY = "The database is in use by another program right now. Nothing was changed; please try again."
_READ_ONLY = "The database is read-only, so nothing can be saved."
_FULL = "The disk is full, so nothing can be saved."
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened. Does its folder exist, and may Kith write there?",
    sqlite3.SQLITE_IOERR: "The disk failed while Kith read or wrote its database.",
    sqlite3.SQLITE_NOTADB: "The file is not a database of Kith.",
    sqlite3.SQLITE_CORRUPT: "The database file is damaged. Restore it from your last copy.",
}
_POSTGRES = {
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "53100": _FULL,  # disk_full
    "55P03": _BUSY,  # lock_not_available
}
_DEADLOCK = "40P01"
_GONE = "Kith cannot reach its PostgreSQL database."
_GONE_CLASSES = ("08", "57P", "28", "3D")
"""Connection lost, server shutting down, login refused, database missing (PostgreSQL, appendix A)."""


class Trouble(StorageError):
    """The database refused; told to whoever chats with Kith, so it does not say where the database is."""


def tell_as_sentences(engine: Engine) -> None:
    """Let an engine raise Trouble for what a person can do something about, and Entangled for what can be done again.

    Other errors stay as they are.
    """

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> StorageError | None:
        if context.is_pre_ping:
            return None  # the pool replaces a connection that is lost
        if getattr(context.original_exception, "sqlstate", None) == _DEADLOCK:
            return Entangled(_BUSY)
        sentence = _sentence(context.original_exception, context.is_disconnect)
        return Trouble(sentence) if sentence else None


@contextmanager
def told_with_place(where: str) -> Iterator[None]:
    """Say where the database is, to whoever starts Kith."""
    try:
        yield
    except Trouble as trouble:
        raise StorageError(f"{trouble.sentence} ({where})") from trouble


def _sentence(error: BaseException, disconnected: bool) -> str | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return _SQLITE.get(code & 0xFF) if code is not None else None  # the low byte, without the finer reason
    state = getattr(error, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    refused = (
        state is None and type(error).__name__ == "OperationalError"
    )  # before there is a session, no code is given
    return _GONE if disconnected or refused or (state or "").startswith(_GONE_CLASSES) else None

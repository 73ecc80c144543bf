"""Opens a database with its keys: finds out whether they fit before anything is read.

New keys are made for a new database only, never over old data.
"""

from pathlib import Path

from sqlalchemy import Connection, select

from bot.domain.errors import StorageError
from storage.engine import Database
from storage.keyfile import make_keys, read_keys
from storage.schema import notice, users
from storage.secrets import KeyedHash, KeyRing, Unreadable, new_key, place_of
from storage.transaction import Transaction
from storage.vault import Vault

_HASH_KEY = "keys.hash"
"""The one key of the keyed hash, wrapped by the ring. That it opens is the proof that the keys fit."""
_PLACE = place_of("notice", "value", _HASH_KEY)


def unlock(database: Database, path: Path) -> Vault:
    """The vault of a database; the first run makes its keys. Raises StorageError where they are missing or wrong."""
    wrapped = _wrapped(database)
    if wrapped is not None:
        return _opened(read_keys(path), wrapped, path)
    ring = make_keys(path)
    return _opened(ring, _wrap_first(database, ring), path)


def _wrapped(database: Database) -> str | None:
    with database.reader.connect() as connection:
        wrapped = _read(connection)
        if wrapped is None and connection.execute(select(users.c.id).limit(1)).first() is not None:
            raise StorageError("The database has lost the proof of its keys. Restore it from your last copy.")
    return wrapped


def _wrap_first(database: Database, ring: KeyRing) -> str:
    fresh = ring.seal(new_key().hex(), _PLACE)
    with database.writer.connect() as connection:
        tx = Transaction(connection, read_only=False)
        tx.insert_new(notice, ("name",), {"name": _HASH_KEY, "value": fresh})
        tx.commit()
        return _read(connection) or fresh  # another process may have been first


def _read(connection: Connection) -> str | None:
    return connection.execute(select(notice.c.value).where(notice.c.name == _HASH_KEY)).scalar()


def _opened(ring: KeyRing, wrapped: str, path: Path) -> Vault:
    try:
        return Vault(ring, KeyedHash(bytes.fromhex(ring.open(wrapped, _PLACE))))
    except Unreadable:
        raise StorageError(
            f"The keys in {path} do not fit this database. Put back the file that it was made with."
        ) from None

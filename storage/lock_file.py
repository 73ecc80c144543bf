"""One engine a SQLite file: a lock that the system frees when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.errors import StorageError


@contextmanager
def only_engine(database: Path) -> Iterator[None]:
    """Be the only engine on a database file. Raises StorageError while another process is."""
    path = database.with_name(f"{database.name}-lock")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(f"Kith cannot write {path}: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StorageError(
                f"Kith is already running on {database}. Stop that one first, or use PostgreSQL for several at once."
            ) from None
        yield
    finally:
        os.close(file)

"""Who may send through a rate-limit domain: one process at a time, freed by itself when the holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from threading import Lock

from sqlalchemy import Engine, func, select

from bot.domain.errors import StorageError


class ProcessLocks:
    """One process has the SQLite file to itself, so a lock within it is enough."""

    def __init__(self) -> None:
        self._locks: dict[str, Lock] = {}

    @contextmanager
    def hold(self, domain: str) -> Iterator[bool]:
        """Try to be the only one that sends through the domain."""
        lock = self._locks.setdefault(domain, Lock())
        held = lock.acquire(blocking=False)
        try:
            yield held
        finally:
            if held:
                lock.release()


class ServerLocks:
    """Advisory locks of PostgreSQL, each on a connection of its own: the server frees them when it is gone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def hold(self, domain: str) -> Iterator[bool]:
        """Try to be the only one that sends through the domain."""
        key = _key(domain)
        with self._engine.connect() as connection:
            held = bool(connection.scalar(select(func.pg_try_advisory_lock(key))))
            try:
                yield held
            finally:
                if held:
                    with suppress(StorageError):  # the connection is lost, and the lock with it
                        connection.scalar(select(func.pg_advisory_unlock(key)))


def _key(domain: str) -> int:
    return int.from_bytes(sha256(f"kith sends {domain}".encode()).digest()[:8], "big", signed=True)

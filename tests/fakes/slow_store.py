"""A store whose every unit of work takes its time, as on a database that is overloaded."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from bot.ports import Store, UnitOfWork


class SlowStore:
    """Another store, later."""

    def __init__(self, store: Store) -> None:
        self.seconds = 0.0
        self._store = store

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that takes its time."""
        time.sleep(self.seconds)
        with self._store.write() as uow:
            yield uow

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that takes its time."""
        time.sleep(self.seconds)
        with self._store.read() as uow:
            yield uow

    def hold(self, domain: str) -> AbstractContextManager[bool]:
        """As the other store."""
        return self._store.hold(domain)

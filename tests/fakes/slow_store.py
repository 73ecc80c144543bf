"""A store before which everything waits for a while, as on a database that is overloaded."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from bot.ports import Store, UnitOfWork


class SlowStore:
    """Another store, later."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._until = 0.0

    def takes(self, seconds: float) -> None:
        """Let whatever begins within these seconds begin when they are over."""
        self._until = time.monotonic() + seconds

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that takes its time."""
        time.sleep(max(0.0, self._until - time.monotonic()))
        with self._store.write() as uow:
            yield uow

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that takes its time."""
        time.sleep(max(0.0, self._until - time.monotonic()))
        with self._store.read() as uow:
            yield uow

    def hold(self, domain: str) -> AbstractContextManager[bool]:
        """As the other store."""
        return self._store.hold(domain)

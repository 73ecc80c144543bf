"""The two executors through which async code calls the sync core: one for writing, one for reading.

SQLite has one writer, so one thread writes there; readers never wait for it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from bot.domain.errors import Entangled
from bot.ports import Store, UnitOfWork

_R = TypeVar("_R")
_TIMES = 3
"""How often a unit of work is begun that the database gives up for another's sake."""


class Work:
    """Runs plain functions on units of work, off the event loop."""

    def __init__(self, store: Store, *, writers: int = 1, readers: int = 4) -> None:
        self.store = store
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="kith-write")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="kith-read")

    async def write(self, use: Callable[[UnitOfWork], _R]) -> _R:
        """What `use` returns, with all that it wrote committed; nothing of it is if it raises.

        Two processes that write for two colleagues may wait for each other. One of them is given up and begun anew, so
        `use` may run again: it changes nothing but through its unit of work.
        """

        def run() -> _R:
            for _ in range(_TIMES - 1):
                with suppress(Entangled):
                    return self._once(use)
            return self._once(use)

        return await asyncio.get_running_loop().run_in_executor(self._writers, run)

    def _once(self, use: Callable[[UnitOfWork], _R]) -> _R:
        with self.store.write() as uow:
            result = use(uow)
            uow.commit()
            return result

    async def read(self, use: Callable[[UnitOfWork], _R]) -> _R:
        """What `use` returns from a unit of work that cannot change anything."""

        def run() -> _R:
            with self.store.read() as uow:
                return use(uow)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    @asynccontextmanager
    async def hold(self, domain: str) -> AsyncIterator[bool]:
        """Try to be the only sender of a rate-limit domain; false where another process is."""
        held = self.store.hold(domain)
        loop = asyncio.get_running_loop()
        entered = await loop.run_in_executor(self._readers, held.__enter__)
        try:
            yield entered
        finally:
            await loop.run_in_executor(self._readers, held.__exit__, None, None, None)

    def close(self) -> None:
        """Wait for what is running and take nothing more."""
        self._writers.shutdown()
        self._readers.shutdown()

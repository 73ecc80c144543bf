"""Two colleagues who act on each other in the same moment: neither is told that the database was in use."""

import asyncio
from collections.abc import Callable
from threading import Barrier

import pytest

from bot.chat.work import Work
from bot.domain.errors import Entangled
from bot.domain.ids import UserId
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, on_postgres

WAIT = 5.0


class Locking:
    """Locks one user, waits until somebody else has locked another, and locks that one too."""

    def __init__(self, first: UserId, second: UserId, both: Barrier) -> None:
        self._users = first, second
        self._both = both
        self.begun = 0

    def __call__(self, uow: UnitOfWork) -> int:
        self.begun += 1
        first, second = self._users
        assert uow.users.lock(first) is not None
        if self.begun == 1:
            self._both.wait(WAIT)
        assert uow.users.lock(second) is not None
        uow.notices.put(first, str(self.begun))
        return self.begun


@on_postgres
async def test_two_that_wait_for_each_other_are_both_done(store: SqlStore, open_again: Callable[[], SqlStore]) -> None:
    both = Barrier(2)
    one, other = Locking(ADA, BEN, both), Locking(BEN, ADA, both)
    here, there = Work(store), Work(open_again())
    try:
        times = await asyncio.gather(here.write(one), there.write(other))
    finally:
        here.close()
        there.close()
    assert sorted(times) == [1, 2]
    with store.read() as uow:
        assert sorted(str(uow.notices.get(each)) for each in (ADA, BEN)) == ["1", "2"]


async def test_what_is_given_up_again_and_again_is_told(store: SqlStore) -> None:
    begun = []

    def use(_: UnitOfWork) -> None:
        begun.append(1)
        raise Entangled("Please try again.")

    work = Work(store)
    try:
        with pytest.raises(Entangled):
            await work.write(use)
    finally:
        work.close()
    assert len(begun) == 3

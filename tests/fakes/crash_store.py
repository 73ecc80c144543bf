"""A store that tells when the engine reaches a point of no return: just before and just after each of its commits."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from bot.domain.nudge import Delivery, DeliveryState
from bot.ports import Outbox, Store, UnitOfWork

POINTS = (
    "before planned",
    "after planned",
    "before claimed",
    "after claimed",
    "before attempted",
    "after attempted",
    "before post",
    "while posting",
    "after post",
    "before marked",
    "after marked",
)
"""Where a worker can die, in the order of a delivery; "attempted" is the note that a post begins."""


class WatchedStore:
    """The real store; `hit` is called with each point that is reached."""

    def __init__(self, store: Store, hit: Callable[[str], None]) -> None:
        self._store = store
        self._hit = hit

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work whose commit is watched."""
        with self._store.write() as uow:
            yield _WatchedUnitOfWork(uow, self._hit)  # type: ignore[misc]  # all repositories are those of the real one

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work that cannot change anything."""
        return self._store.read()

    def hold(self, domain: str) -> AbstractContextManager[bool]:
        """Try to be the only sender of a domain."""
        return self._store.hold(domain)


class _WatchedUnitOfWork:
    def __init__(self, uow: UnitOfWork, hit: Callable[[str], None]) -> None:
        self._uow = uow
        self._hit = hit
        self.outbox = _WatchedOutbox(uow.outbox)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._uow, name)

    def commit(self) -> None:
        """Commit, and tell what was written on both sides of it."""
        for written in self.outbox.written:
            self._hit(f"before {written}")
        self._uow.commit()
        for written in self.outbox.written:
            self._hit(f"after {written}")


class _WatchedOutbox:
    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.written: dict[str, None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)

    def add(self, delivery: Delivery) -> bool:
        self.written["planned"] = None
        return self._outbox.add(delivery)

    def claim(self, domain: str, now: datetime, limit: int, lease_seconds: float) -> tuple[Delivery, ...]:
        claimed = self._outbox.claim(domain, now, limit, lease_seconds)
        if claimed:
            self.written["claimed"] = None
        return claimed

    def save(self, delivery: Delivery) -> bool:
        if delivery.state is DeliveryState.SENT:
            self.written["marked"] = None
        elif delivery.state is DeliveryState.SENDING:
            self.written["attempted"] = None
        return self._outbox.save(delivery)

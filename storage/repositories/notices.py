"""Small facts that outlive a process."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.domain.user import Platform
from storage.schema import change, draft, event_seen
from storage.schema import notice as table
from storage.transaction import Transaction

_REMEMBERED = timedelta(days=1)
"""How long an event is known as seen; platforms send one again within minutes."""


class NoticeRepository:
    """Small facts that outlive a process: events seen, ticks, what was last told to a platform."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def first_time(self, platform: Platform, key: str, now: datetime) -> bool:
        """Whether this event was not seen before; it is from then on."""
        return self._tx.insert_new(event_seen, ("platform", "key"), {"platform": platform, "key": key, "at": now})

    def get(self, name: str) -> str | None:
        """The value of a notice."""
        value: str | None = self._tx.scalar(select(table.c.value).where(table.c.name == name))
        return value

    def put(self, name: str, value: str) -> None:
        """Add or replace a notice."""
        self._tx.put(table, ("name",), {"name": name, "value": value})

    def purge(self, now: datetime) -> None:
        """Forget what has run out: events after a day, drafts and changes after their time."""
        self._tx.run(delete(event_seen).where(event_seen.c.at <= now - _REMEMBERED))
        self._tx.run(delete(draft).where(draft.c.until <= now))
        self._tx.run(delete(change).where(change.c.until <= now))

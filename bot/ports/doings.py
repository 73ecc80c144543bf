"""Repositories of what goes on: drafts, changes that can be undone, notices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.change import Change, Undone
from bot.domain.ids import ChangeId, DraftId, UserId
from bot.domain.user import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What someone typed that still needs an answer. The payload is stored encrypted."""

    id: DraftId
    user: UserId
    payload: Mapping[str, object]
    until: datetime


class Drafts(Protocol):
    """What someone typed that still needs an answer; each is kept for a day."""

    def get(self, user: UserId, draft: DraftId, now: datetime) -> Draft | None: ...

    def all(self, user: UserId) -> tuple[Draft, ...]:
        """All that are kept for the user, run out or not."""

    def add(self, draft: Draft) -> None: ...

    def remove(self, user: UserId, draft: DraftId) -> None: ...


class Changes(Protocol):
    """What users did, so that it can be taken back.

    While a change is open, what the unit of work writes to contacts, interactions, dates, sharing, settings and nudges
    is recorded with it.
    """

    def begin(self, change: Change) -> Change:
        """Open a change until the end of the unit of work; while one is open, a further one joins it."""

    def get(self, user: UserId, change: ChangeId) -> Change | None: ...

    def recent(self, user: UserId, now: datetime, limit: int) -> tuple[Change, ...]:
        """What can still be undone, newest first."""

    def undo(self, change: Change) -> Undone:
        """Put back what is as the change left it; what changed since stays and is named."""


class Notices(Protocol):
    """Small facts that outlive a process: events seen, ticks, what was last told to a platform."""

    def first_time(self, platform: Platform, key: str, now: datetime) -> bool:
        """Whether this event was not seen before; it is from then on."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, value: str) -> None: ...

    def purge(self, now: datetime) -> None:
        """Forget what has run out: events after a day, drafts and changes after their time."""

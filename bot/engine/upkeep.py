"""What has to be done now and then: letting go of what has run out."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services import lookup


def upkeep(uow: UnitOfWork, now: datetime) -> None:
    """Forget drafts, undoable changes, seen events and lookups whose time is over."""
    uow.notices.purge(now)
    lookup.purge(uow, now)

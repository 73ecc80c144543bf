"""What has to be done now and then: letting go of what has run out."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services import asks, installing, introductions, leaving, lookup, servers, succession


def upkeep(uow: UnitOfWork, now: datetime) -> None:
    """Forget what has run out: drafts, undoable changes, seen events, lookups, requests; and who is gone for good."""
    uow.notices.purge(now)
    uow.linking.purge(now)
    lookup.purge(uow, now)
    asks.purge(uow, now)
    introductions.purge(uow, now)
    installing.purge(uow, now)
    servers.purge(uow, now)
    leaving.purge(uow, now)
    succession.settle_all(uow)

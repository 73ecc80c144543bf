"""What has to be done now and then: letting go of what has run out."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services import installing, lookup, servers, succession


def upkeep(uow: UnitOfWork, now: datetime) -> None:
    """Forget drafts, undoable changes, seen events and lookups whose time is over, and who is out of reach for good."""
    uow.notices.purge(now)
    uow.linking.purge(now)
    lookup.purge(uow, now)
    installing.purge(uow, now)
    servers.purge(uow, now)
    succession.settle_all(uow)

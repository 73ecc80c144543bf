"""What has to be done now and then: letting go of what has run out."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services import asks, installing, lookup, servers


def upkeep(uow: UnitOfWork, now: datetime) -> None:
    """Forget drafts, undoable changes, seen events, lookups and questions of long ago; and who is out of reach."""
    uow.notices.purge(now)
    uow.linking.purge(now)
    lookup.purge(uow, now)
    asks.purge(uow, now)
    installing.purge(uow, now)
    servers.purge(uow, now)

"""What has to be done now and then: letting go of what has run out."""

from datetime import datetime

from bot.ports import UnitOfWork
from bot.services import installing


def upkeep(uow: UnitOfWork, now: datetime) -> None:
    """Forget drafts, undoable changes and seen events whose time is over, and who was in workspaces that Kith left."""
    uow.notices.purge(now)
    uow.linking.purge(now)
    installing.purge(uow, now)

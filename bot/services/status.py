"""Whether Kith is well, as far as one user is concerned."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.nudge import Delivery
from bot.domain.user import Account, User
from bot.ports import UnitOfWork

LAST_TICK = "last tick"
"""The notice that holds the moment of the last whole tick of any process."""
_TROUBLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The last tick, the next nudge, where messages go, and what could not be sent."""

    ticked_at: datetime | None
    next_plan_at: datetime | None
    kept: int
    contacts: int
    accounts: tuple[Account, ...]
    troubles: tuple[Delivery, ...]


def status(uow: UnitOfWork, user: User) -> Status:
    """How things stand for a user."""
    ticked = uow.notices.get(LAST_TICK)
    return Status(
        ticked_at=datetime.fromisoformat(ticked) if ticked is not None else None,
        next_plan_at=user.next_plan_at,
        kept=len(uow.contacts.kept(user.id)),
        contacts=len(uow.contacts.named(user.id)),
        accounts=uow.users.accounts(user.id),
        troubles=uow.outbox.troubled(user.id, _TROUBLES),
    )

"""Whether Kith is well, as far as one user is concerned."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.budget import demand
from bot.domain.contact import ContactState
from bot.domain.nudge import Delivery
from bot.domain.user import Account, User
from bot.ports import UnitOfWork

LAST_TICK = "last tick"
"""The notice that holds the moment of the last whole tick of any process."""
_TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people a week the user's circles ask for, and how many of those kept rest and are not asked about."""

    weekly: float
    resting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The last tick, the next nudge, where messages go, and what could not be sent."""

    ticked_at: datetime | None
    next_plan_at: datetime | None
    kept: int
    asked: Asked
    contacts: int
    accounts: tuple[Account, ...]
    troubles: tuple[Delivery, ...]
    recovery_since: date | None


def asked_for(uow: UnitOfWork, user: User, today: date) -> Asked:
    """How much a user's circles ask for on that day."""
    kept = uow.contacts.kept(user.id)
    active = [each.rhythm for each in kept if each.rhythm is not None and each.state is ContactState.ACTIVE]
    return Asked(demand(active, today), sum(each.state is ContactState.RESTING for each in kept))


def status(uow: UnitOfWork, user: User, today: date) -> Status:
    """How things stand for a user."""
    ticked = uow.notices.get(LAST_TICK)
    recovery = uow.recoveries.of(user.id)
    return Status(
        ticked_at=datetime.fromisoformat(ticked) if ticked is not None else None,
        next_plan_at=user.next_plan_at,
        kept=len(uow.contacts.kept(user.id)),
        asked=asked_for(uow, user, today),
        contacts=len(uow.contacts.named(user.id)),
        accounts=uow.users.accounts(user.id),
        troubles=uow.outbox.troubled(user.id, _TROUBLES),
        recovery_since=recovery.made_on if recovery is not None else None,
    )

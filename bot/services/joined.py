"""What is joined to what: told to every account but the one that entered the code, and listed for whoever asks.

A code can get into wrong hands. So an account that was joined is told at once and by itself, wherever its user wants to
be told else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import AccountId, DeliveryId
from bot.domain.linking import Joint
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState
from bot.domain.user import Account, User
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Together:
    """Accounts, under their name, that became one with another in a join; without it where it is too long ago."""

    name: str
    accounts: tuple[Account, ...]
    joint: Joint | None


def tell(uow: UnitOfWork, joint: Joint, account: Account, today: date, now: datetime) -> None:
    """Put the message that an account was joined to another on its way."""
    delivery = Delivery(
        id=DeliveryId(uow.new_id()),
        user=joint.user,
        account=account.id,
        domain=account.domain,
        occasion=f"{joint.id} {account.id}",
        kind=DeliveryKind.JOINED,
        planned_on=today,
        not_before=now,
        state=DeliveryState.UNDELIVERABLE if account.closed else DeliveryState.PLANNED,
        trouble=account.closed,
    )
    uow.outbox.add(delivery)


def told(uow: UnitOfWork, user: User, delivery: Delivery, now: datetime) -> Together | None:
    """What the account of such a message was joined to; None where that was taken back."""
    accounts = uow.users.accounts(user.id)
    joints = (each for each in uow.linking.joints(user.id, now) if delivery.occasion.startswith(each.id))
    return next((_other_side(user, accounts, each, delivery.account) for each in joints), None)


def together(uow: UnitOfWork, user: User, here: Account, now: datetime) -> tuple[Together, ...]:
    """What is one with an account, the newest join first."""
    left = tuple(each for each in uow.users.accounts(user.id) if each.id != here.id)
    found: list[Together] = []
    for joint in uow.linking.joints(user.id, now):
        side = _other_side(user, left, joint, here.id)
        if side.accounts:
            found.append(side)
            left = tuple(each for each in left if each not in side.accounts)
    return (*found, Together(user.name, left, None)) if left else tuple(found)


def _other_side(user: User, accounts: Iterable[Account], joint: Joint, here: AccountId) -> Together:
    """Those of the accounts that came to this one in a join, or that it came to."""
    came = here in joint.accounts
    others = tuple(each for each in accounts if (each.id in joint.accounts) is not came)
    return Together(user.name if came else joint.name, others, joint)


def home(uow: UnitOfWork, account: Account) -> str:
    """The name of the workspace that an account belongs to, empty where it belongs to none."""
    workspace = uow.teams.workspace(account.platform, account.scope) if account.scope else None
    return workspace.name if workspace is not None else ""

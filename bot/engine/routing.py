"""Where a message to a user goes."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.ids import DeliveryId
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState
from bot.domain.user import Account, Platform, Preferences, User
from bot.ports import UnitOfWork


def platform_of(domain: str) -> Platform:
    """The platform that a rate-limit domain belongs to."""
    return Platform(domain.partition(":")[0])


def scope_of(domain: str) -> str:
    """The Slack workspace that a rate-limit domain is, empty elsewhere."""
    return domain.partition(":")[2]


def account_for(accounts: Sequence[Account], preferences: Preferences, only_on: Platform | None = None) -> Account:
    """The account to write to: of the preferred platform if it takes messages, else the one used last that does.

    What goes to one platform alone goes to an account there. With none that takes messages, the one that would be tried
    first: its refusal is what the user is told.
    """
    fitting = [each for each in accounts if each.platform is only_on] if only_on is not None else []
    ranked = sorted(
        fitting or accounts, key=lambda each: (bool(each.closed), each.platform is not preferences.platform)
    )
    return ranked[0]


def outgoing(uow: UnitOfWork, user: User, kind: DeliveryKind, occasion: str, today: date, now: datetime) -> Delivery:
    """A message to a user, addressed and not yet in the outbox; undeliverable where no account takes any."""
    account = account_for(uow.users.accounts(user.id), user.preferences)
    return Delivery(
        id=DeliveryId(uow.new_id()),
        user=user.id,
        account=account.id,
        domain=account.domain,
        occasion=occasion,
        kind=kind,
        planned_on=today,
        not_before=now,
        state=DeliveryState.UNDELIVERABLE if account.closed else DeliveryState.PLANNED,
        trouble=account.closed,
    )

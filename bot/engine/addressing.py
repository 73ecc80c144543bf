"""Which nudges may be told where: somebody whom the user wants to hear of on one platform goes nowhere else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.contact import Contact
from bot.domain.ids import DeliveryId
from bot.domain.nudge import Delivery, DeliveryState, Nudge, NudgeState
from bot.domain.user import Platform, Preferences, User
from bot.engine.routing import account_for
from bot.ports import UnitOfWork
from bot.services import finding


class Parcels:
    """The messages of one plan: those that wait already, and new ones as they are needed, one for each platform."""

    def __init__(self, uow: UnitOfWork, user: User, waiting: Sequence[Delivery], today: date, now: datetime) -> None:
        self._uow = uow
        self._user = user
        self._today = today
        self._now = now
        self._accounts = {each.id: each for each in uow.users.accounts(user.id)}
        self._common = next((each for each in waiting if not _is_bound(uow, user, each)), None)
        self._own = {self._platform(each): each for each in waiting if each is not self._common}

    def common(self, first: str) -> Delivery:
        """The message that may go to any platform; a new one takes its occasion from what it tells first."""
        self._common = self._common or self._begin(first, None)
        return self._common

    def of(self, nudge: Nudge, contact: Contact) -> Delivery:
        """The message that tells a nudge; a new one takes its occasion from it."""
        only_on = bound_to(contact, self._user.preferences)
        if only_on is None:
            return self.common(nudge.id)
        if self._common is not None and self._platform(self._common) is only_on:
            return self._common
        if only_on not in self._own:
            self._own[only_on] = self._begin(nudge.id, only_on)
        return self._own[only_on]

    def _platform(self, delivery: Delivery) -> Platform:
        return self._accounts[delivery.account].platform

    def _begin(self, first: str, only_on: Platform | None) -> Delivery:
        account = account_for(tuple(self._accounts.values()), self._user.preferences, only_on)
        delivery = Delivery(
            id=DeliveryId(self._uow.new_id()),
            user=self._user.id,
            account=account.id,
            domain=account.domain,
            occasion=first,
            planned_on=self._today,
            not_before=self._now,
            state=DeliveryState.UNDELIVERABLE if account.closed else DeliveryState.PLANNED,
            trouble=account.closed,
        )
        self._uow.outbox.add(delivery)
        return delivery


def bound_to(contact: Contact, preferences: Preferences) -> Platform | None:
    """The one platform on which somebody is told of: their own, else that of their circle; None for any."""
    return contact.only_on or preferences.only_on(contact.circle)


def may_be_told(contact: Contact, preferences: Preferences, platform: Platform) -> bool:
    """Whether somebody may be told of on that platform."""
    return bound_to(contact, preferences) in (None, platform)


def part(uow: UnitOfWork, user: User, delivery: Delivery, platform: Platform, reason: str) -> bool:
    """Leave with a message only what may be told on that platform; False where nothing of it may.

    What may not waits, undeliverable, in a message of its own until the user writes from where it may be told.
    """
    open_ones = [each for each in uow.nudges.of_delivery(user.id, delivery.id) if each.state is NudgeState.PLANNED]
    people = finding.surviving(uow, user.id, {each.contact for each in open_ones})
    known = [each for each in open_ones if each.contact in people]
    bound = [each for each in known if not may_be_told(people[each.contact], user.preferences, platform)]
    if not bound:
        return True
    if len(bound) == len(open_ones):
        return False
    apart = replace(
        delivery,
        id=DeliveryId(uow.new_id()),
        occasion=f"{bound[0].id} apart",
        state=DeliveryState.UNDELIVERABLE,
        attempted_at=None,
        leased_until=None,
        trouble=reason,
    )
    uow.outbox.add(apart)
    for nudge in bound:
        uow.nudges.save(replace(nudge, delivery=apart.id))
    return True


def _is_bound(uow: UnitOfWork, user: User, delivery: Delivery) -> bool:
    """Whether a message is about people alone of whom the user wants to hear on one platform."""
    nudges = uow.nudges.of_delivery(user.id, delivery.id)
    people = uow.contacts.many(user.id, {each.contact for each in nudges})
    return bool(people) and all(bound_to(each, user.preferences) is not None for each in people.values())

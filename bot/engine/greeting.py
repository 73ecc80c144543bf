"""Greetings on their way to a team's channel: planned on the day, said once or not at all.

A channel is no place to look for what may have come through, and twice in front of everybody is worse than never: what
is uncertain is not said again. What is refused is told to who looks after the team, and not tried again.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.chat.adapter import Later, Outcome, Posted, Refused
from bot.chat.message import Message
from bot.domain.greeting import Greeting, GreetingKind, Occurrence, Place, occurrences
from bot.domain.ids import DeliveryId, TeamId
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState
from bot.domain.slot import local_day
from bot.domain.user import Account, Platform, User, domain_of
from bot.ports import UnitOfWork
from bot.presenters import greetings as presenter


def plan_some(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Put the greetings whose moment has come into the outbox; returns how many were looked at, 0 when none is left."""
    due = uow.greetings.claim_due(now, limit)
    for greeting in due:
        _plan(uow, greeting, now)
    return len(due)


def prepare(uow: UnitOfWork, user: User, delivery: Delivery, now: datetime) -> tuple[Delivery, Message] | None:
    """A claimed greeting as begun, with what it says; None, and withdrawn, where it may not be said any more.

    The member took their date back or left, the channel is another, the day is over, or it was begun before.
    """
    team, kind, _ = _occasion(delivery)
    place, member = uow.greetings.place(team), uow.teams.membership(user.id, team)
    begun_before = delivery.attempted_at is not None
    if place is None or member is None or begun_before or not _holds(uow, user, delivery, place, now):
        uow.outbox.save(replace(delivery, state=DeliveryState.WITHDRAWN))
        return None
    begun = replace(delivery, attempted_at=now, attempts=delivery.attempts + 1)
    if not uow.outbox.save(begun):
        return None
    account = _account(place, uow.users.accounts(user.id))
    mention = account.external if account is not None and place.platform is not Platform.CONSOLE else ""
    return begun, presenter.greeting(kind, member.name, mention)


def settle(uow: UnitOfWork, user: User, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    """Write what became of a greeting. One that was refused leaves its occasion free, for a channel chosen that day."""
    match outcome:
        case Posted(channel, posted):
            uow.outbox.save(replace(delivery, state=DeliveryState.SENT, channel=channel, posted_id=posted))
        case Later(seconds=seconds, reason=reason):
            again = now + timedelta(seconds=seconds)
            if _is_open(uow, user, delivery, again):
                waiting = replace(delivery, state=DeliveryState.PLANNED, not_before=again, attempted_at=None)
                uow.outbox.save(waiting)
            else:
                _refused(uow, delivery, f"it took nothing while it was the day ({reason})")
        case Refused(reason=reason):
            _refused(uow, delivery, reason)
        case _:
            uow.outbox.save(replace(delivery, state=DeliveryState.WITHDRAWN))


def _plan(uow: UnitOfWork, greeting: Greeting, now: datetime) -> None:
    user, place = uow.users.get(greeting.user), uow.greetings.place(greeting.team)
    if user is None or place is None:
        uow.greetings.save(replace(greeting, next_at=None))
        return
    found = occurrences(greeting, place, user.preferences, now)
    due = next((each for each in found if each.is_open(now, user.preferences)), None)
    if due is not None:
        _send(uow, user, greeting, place, due, now)
    ahead = next(each.moment for each in found if each.moment > now)
    uow.greetings.save(replace(greeting, next_at=ahead))


def _send(uow: UnitOfWork, user: User, greeting: Greeting, place: Place, due: Occurrence, now: datetime) -> None:
    accounts = uow.users.accounts(user.id)
    account = _account(place, accounts) or next(iter(accounts), None)
    if account is None:
        return
    uow.outbox.add(
        Delivery(
            id=DeliveryId(uow.new_id()),
            user=user.id,
            account=account.id,
            domain=_domain(place),
            occasion=f"{greeting.kind}:{greeting.team}:{due.on.isoformat()}:{user.id}",
            kind=DeliveryKind.GREETING,
            planned_on=local_day(now, user.preferences),
            not_before=now,
            channel=place.channel,
        )
    )


def _occasion(delivery: Delivery) -> tuple[TeamId, GreetingKind, date]:
    kind, team, on, *_ = delivery.occasion.split(":")
    return TeamId(team), GreetingKind(kind), date.fromisoformat(on)


def _holds(uow: UnitOfWork, user: User, delivery: Delivery, place: Place, now: datetime) -> bool:
    there = (delivery.domain, delivery.channel) == (_domain(place), place.channel)
    return there and _is_open(uow, user, delivery, now)


def _is_open(uow: UnitOfWork, user: User, delivery: Delivery, at: datetime) -> bool:
    team, kind, on = _occasion(delivery)
    place, greeting = uow.greetings.place(team), uow.greetings.get(user.id, team, kind)
    if place is None or greeting is None:
        return False
    preferences = user.preferences
    return any(
        each.on == on and each.is_open(at, preferences) for each in occurrences(greeting, place, preferences, at)
    )


def _refused(uow: UnitOfWork, delivery: Delivery, reason: str) -> None:
    freed = f"{delivery.occasion}:{delivery.id}"
    uow.outbox.save(replace(delivery, state=DeliveryState.WITHDRAWN, attempted_at=None, occasion=freed))
    place = uow.greetings.place(_occasion(delivery)[0])
    if place is not None:
        uow.greetings.put_place(replace(place, trouble=reason))


def _domain(place: Place) -> str:
    return domain_of(place.platform, place.workspace)


def _account(place: Place, accounts: tuple[Account, ...]) -> Account | None:
    """The member's account where the channel is."""
    scope = place.workspace if place.platform is Platform.SLACK else ""
    here = (each for each in accounts if each.platform is place.platform)
    return next((each for each in here if place.platform is not Platform.SLACK or each.scope == scope), None)

"""A message in the words of the moment it leaves: what has been answered since it was planned is withdrawn."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from bot.chat.message import Message
from bot.domain.contact import ContactState
from bot.domain.nudge import Delivery, DeliveryKind, Nudge, NudgeState
from bot.domain.reminder import ReminderKind
from bot.domain.slot import is_workday, local_day
from bot.domain.user import Platform, User
from bot.engine import mail, occasions
from bot.engine.addressing import may_be_told
from bot.ports import UnitOfWork
from bot.presenters import linking as linking_presenter
from bot.presenters import nudges as presenter
from bot.services import follow_ups, joined, mailbag, nudges, reckoning


def compose(uow: UnitOfWork, user: User, delivery: Delivery, platform: Platform, now: datetime) -> Message | None:
    """The message to send, None where nothing of it is left to tell; withdraws what no longer holds."""
    if delivery.kind is DeliveryKind.JOINED:
        others = joined.told(uow, user, delivery, now)
        return linking_presenter.told(others, partial(joined.home, uow)) if others is not None else None
    if delivery.kind is not DeliveryKind.DIGEST:
        return occasions.compose(uow, user, delivery, now)
    today = local_day(now, user.preferences)
    waits = delivery.attempted_at is None and not is_workday(today, user.preferences)
    for nudge in uow.nudges.of_delivery(user.id, delivery.id):
        if nudge.state is not NudgeState.PLANNED:
            continue
        if not _holds(uow, user, nudge, platform, now):
            uow.nudges.save(replace(nudge, state=NudgeState.WITHDRAWN))
        elif waits and nudge.kind is ReminderKind.FOLLOW_UP:
            put_back(uow, user, nudge, today)
            user = reckoning.plan(uow, user, now)
        else:
            hold(uow, user, nudge, today)
    if waits:
        user = mail.put_back(uow, user, delivery.id, now)
    else:
        mail.hold(uow, user, delivery.id, today)
    return _digest(uow, user, delivery, platform, today)


def redrawn(uow: UnitOfWork, user: User, delivery: Delivery, platform: Platform, now: datetime) -> Message | None:
    """A digest that was sent as it now stands, None where nothing of it is left; what is no digest is not redrawn."""
    if delivery.kind is not DeliveryKind.DIGEST:
        return None
    return _digest(uow, user, delivery, platform, local_day(now, user.preferences))


def _digest(uow: UnitOfWork, user: User, delivery: Delivery, platform: Platform, today: date) -> Message | None:
    lines = nudges.told(uow, user, delivery.id, today)
    letters = mailbag.told(uow, user, delivery.id, today)
    if not lines and not letters:
        return None
    return presenter.digest(lines, letters, user, today, discreet=user.preferences.discreet_on(platform))


def hold(uow: UnitOfWork, user: User, nudge: Nudge, today: date) -> Nudge:
    """The nudge as it is told today, though it was planned before; the next one about its contact counts from today."""
    if nudge.told_on >= today:
        return nudge
    held = nudge.held_until(today, user.preferences.paused_until)
    uow.nudges.save(held)
    reminder = uow.reminders.get(user.id, nudge.reminder)
    if reminder is not None:
        reckoning.told(uow, user, reminder, today)
    return held


def put_back(uow: UnitOfWork, user: User, nudge: Nudge, today: date) -> None:
    """Withdraw a nudge that was planned and is to be told another day."""
    uow.nudges.save(replace(nudge, state=NudgeState.WITHDRAWN))
    reminder = uow.reminders.get(user.id, nudge.reminder)
    if reminder is not None:
        reckoning.told(uow, user, reminder, today)


def _holds(uow: UnitOfWork, user: User, nudge: Nudge, platform: Platform, now: datetime) -> bool:
    """Whether a nudge is still true, and at its place: not talked since, not put off, still kept, the day that day."""
    contact = uow.contacts.get(user.id, nudge.contact)
    reminder = uow.reminders.get(user.id, nudge.reminder)
    if contact is None or reminder is None or not may_be_told(contact, user.preferences, platform):
        return False
    if nudge.kind is ReminderKind.FOLLOW_UP:
        return follow_ups.holds(uow, user, nudge, reminder, contact)
    if contact.rhythm is None:
        return False
    if nudge.kind is ReminderKind.CADENCE:
        today = local_day(now, user.preferences)
        put_off = contact.later_until is not None and contact.later_until > today
        put_off |= contact.state is ContactState.RESTING
        return reminder.due_on == nudge.due_on and not put_off
    about = uow.dates.get(user.id, reminder.about) if reminder.about is not None else None
    return about is not None and about.in_year(nudge.due_on.year, user.preferences.leap_day) == nudge.due_on

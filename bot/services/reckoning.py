"""What follows from the facts about a contact: its tie, its reminders, its directory rows, the user's next plan.

Called in the transaction that changes a fact. Nothing here is recorded for undo: it is worked out again.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain import occasions
from bot.domain.contact import Contact
from bot.domain.dates import ImportantDate
from bot.domain.followup import FollowUp
from bot.domain.ids import ContactId, ReminderId
from bot.domain.nudge import DeliveryState, NudgeState
from bot.domain.reminder import (
    Reminder,
    ReminderKind,
    cadence_reminder,
    date_reminder,
    date_told,
    follow_up_reminder,
)
from bot.domain.slot import is_open, local_day, next_slot
from bot.domain.strength import Tie, tie_of
from bot.domain.user import Preferences, User
from bot.ports import UnitOfWork
from bot.services import directory

UNANSWERED = frozenset({NudgeState.PLANNED, NudgeState.SENT})
_HELD = 20


def contact_changed(uow: UnitOfWork, user: User, contact: Contact, now: datetime, *, history: bool = False) -> None:
    """Bring everything that follows from a contact up to date; with `history`, its tie from all its interactions."""
    if history:
        tie = tie_of(uow.interactions.of(user.id, contact.id))
        uow.contacts.save_tie(user.id, contact.id, tie)
    else:
        tie = uow.contacts.tie(user.id, contact.id)
    today = local_day(now, user.preferences)
    _remind(uow, user, contact, tie, today)
    directory.refresh(uow, user, contact, tie)


def moved(uow: UnitOfWork, user: User, contacts: Iterable[Contact], now: datetime) -> None:
    """Bring everything up to date that follows from contacts between which things were moved.

    Reminders of what is another's by now go first: what they are about has one each.
    """
    contacts = tuple(contacts)
    for contact in contacts:
        about = {each.id for each in uow.dates.of(user.id, contact.id)}
        steps = {each.id for each in uow.follow_ups.of(user.id, contact.id)}
        for each in uow.reminders.of(user.id, contact.id):
            dated = each.about is not None and each.about not in about
            if dated or (each.follow_up is not None and each.follow_up not in steps):
                uow.reminders.remove(user.id, each.id)
    for contact in contacts:
        contact_changed(uow, user, contact, now, history=True)


def plan(uow: UnitOfWork, user: User, now: datetime) -> User:
    """The user with the first moment, later than now, at which anything is due; one that has come already stays."""
    if user.next_plan_at is not None and user.next_plan_at <= now:
        return user
    return plan_after(uow, user, now)


def preferences_changed(uow: UnitOfWork, user: User, before: Preferences, now: datetime) -> User:
    """The user planned by other preferences; what is due today is told today if the new hours still allow it."""
    _dates_moved(uow, user, before, now)
    if user.preferences.paused_until != before.paused_until:
        _let_leave(uow, user, now)
    today = local_day(now, user.preferences)
    user = occasions.renewed(user, today)
    first_days = (*uow.reminders.first_days(user.id).values(), uow.letters.first_day(user.id) or date.max)
    waits = any(day <= today for day in first_days) and user.planned_on != today
    asleep = user.preferences.is_paused(today)
    if (waits or occasions.due(user, today)) and not asleep and is_open(now, user.preferences):
        planned = replace(user, next_plan_at=now)
        uow.users.save(planned)
        return planned
    return plan(uow, user, now)


def _dates_moved(uow: UnitOfWork, user: User, before: Preferences, now: datetime) -> None:
    """Write the reminders of 29 February, and of people in another zone, by the new preferences; greetings follow."""
    after = user.preferences
    leaps, travels = after.leap_day is not before.leap_day, (after.zone, after.hour) != (before.zone, before.hour)
    if not (leaps or travels):
        return
    uow.greetings.wake(now, user=user.id)
    dates = uow.dates.all(user.id)
    leap = {each.contact for each in dates if (each.month, each.day) == (2, 29)} if leaps else set()
    for contact in uow.contacts.many(user.id, {each.contact for each in dates}).values():
        if contact.id in leap or (travels and contact.zone):
            contact_changed(uow, user, contact, now)


def _let_leave(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Look at once at the messages that a pause holds, or held: whether they may leave is checked when they do."""
    for waiting in uow.outbox.of_state(user.id, DeliveryState.PLANNED, _HELD):
        uow.outbox.save(replace(waiting, not_before=now))


def plan_after(uow: UnitOfWork, user: User, now: datetime) -> User:
    """The user with the first moment later than now at which anything is due, saved.

    A day has one digest at most, and a pause none.
    """
    earliest = user.planned_on + timedelta(days=1) if user.planned_on is not None else date.min
    earliest = max(earliest, user.preferences.paused_until or date.min)
    moments = [
        next_slot(now, max(day, earliest), user.preferences, workdays_only=kind is not ReminderKind.DATE)
        for kind, day in uow.reminders.first_days(user.id).items()
    ]
    first_letter = uow.letters.first_day(user.id)
    if first_letter is not None:
        moments.append(next_slot(now, max(first_letter, earliest), user.preferences, workdays_only=True))
    told = occasions.renewed(user, local_day(now, user.preferences))
    welcome = max(told.welcome_on, earliest) if told.welcome_on is not None else None
    days = [each for each in (told.friday_on, told.review_on, welcome) if each is not None]
    awake = user.preferences.paused_until or date.min
    moments += [next_slot(now, max(day, awake), user.preferences, workdays_only=True) for day in days]
    moments += [next_slot(now, each.on, user.preferences, workdays_only=False) for each in uow.leavings.ahead(user.id)]
    planned = told.planned_at(min(moments, default=None))
    if planned != user:
        uow.users.save(planned)
    return planned


def _remind(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, today: date) -> None:
    stored = {(each.kind, each.about or each.follow_up): each for each in uow.reminders.of(user.id, contact.id)}
    cadence = stored.pop((ReminderKind.CADENCE, None), None)
    if cadence is not None or contact.rhythm is not None:
        renew_cadence(uow, user, contact, tie, cadence, today)
    for about in uow.dates.of(user.id, contact.id):
        renew_date(uow, user, contact, about, stored.pop((ReminderKind.DATE, about.id), None), today)
    for each in uow.follow_ups.open(user.id, contact.id):
        renew_follow_up(uow, user, contact, each, stored.pop((ReminderKind.FOLLOW_UP, each.id), None))
    for rest in stored.values():
        if rest.kind is not ReminderKind.FOLLOW_UP:
            uow.reminders.remove(user.id, rest.id)
        elif rest.tell_on is not None:  # one that is closed stays: a message that told it is drawn from it
            uow.reminders.put(replace(rest, tell_on=None))


def renew_cadence(
    uow: UnitOfWork, user: User, contact: Contact, tie: Tie, stored: Reminder | None, today: date
) -> None:
    """Write the cadence reminder as the facts stand: contact, tie, and what was told without an answer."""
    reminder = stored or _new(uow, user, contact.id, ReminderKind.CADENCE)
    ahead = cadence_reminder(reminder, contact, tie, (), today)
    unanswered = _unanswered(uow, user, reminder, ahead.due_on) if stored is not None else []
    awaited = next((each for each in uow.follow_ups.open(user.id, contact.id) if each.awaits_answer), None)
    renewed = cadence_reminder(reminder, contact, tie, unanswered, today, awaited=awaited)
    if renewed != stored:
        uow.reminders.put(renewed)


def renew_follow_up(
    uow: UnitOfWork, user: User, contact: Contact, follow_up: FollowUp, stored: Reminder | None
) -> None:
    """Write a follow-up's reminder as the facts stand: its day, the contact, what was told without an answer."""
    if stored is None and follow_up.due_on is None:
        return
    reminder = stored or replace(_new(uow, user, contact.id, ReminderKind.FOLLOW_UP), follow_up=follow_up.id)
    unanswered = _unanswered(uow, user, reminder, follow_up.due_on) if stored is not None else []
    renewed = follow_up_reminder(reminder, contact, follow_up, unanswered)
    if renewed != stored:
        uow.reminders.put(renewed)


def told(uow: UnitOfWork, user: User, reminder: Reminder, today: date) -> None:
    """Move a cadence's or a follow-up's reminder on, of which something was told, or withdrawn, today."""
    contact = uow.contacts.get(user.id, reminder.contact)
    if contact is None or reminder.kind is ReminderKind.DATE:
        return
    if reminder.kind is ReminderKind.CADENCE:
        renew_cadence(uow, user, contact, uow.contacts.tie(user.id, contact.id), reminder, today)
        return
    follow_up = uow.follow_ups.get(user.id, reminder.follow_up) if reminder.follow_up is not None else None
    if follow_up is not None:
        renew_follow_up(uow, user, contact, follow_up, reminder)


def _unanswered(uow: UnitOfWork, user: User, reminder: Reminder, due_on: date | None) -> list[date]:
    """The days on which a reminder was told for its present day without an answer."""
    told = uow.nudges.of_reminder(user.id, reminder.id, due_on) if due_on is not None else ()
    return [each.told_on for each in told if each.state in UNANSWERED]


def renew_date(
    uow: UnitOfWork, user: User, contact: Contact, about: ImportantDate, stored: Reminder | None, today: date
) -> None:
    """Write a date's reminder as the facts stand; what was told of this occurrence is not told again.

    An occurrence that is waiting to be told stays, however late.
    """
    preferences = user.preferences
    if stored is not None and _waits(stored, contact, about, today, preferences):
        return
    reminder = stored or _new(uow, user, contact.id, ReminderKind.DATE, about)
    renewed = date_reminder(reminder, contact, about, today, preferences)
    if stored is not None and renewed.due_on is not None and contact.rhythm is not None:
        told = [
            each.told_on
            for each in uow.nudges.of_reminder(user.id, reminder.id, renewed.due_on)
            if each.state is not NudgeState.WITHDRAWN
        ]
        if told:
            renewed = date_told(renewed, contact, about, max(told), preferences)
    if renewed != stored:
        uow.reminders.put(renewed)


def _waits(stored: Reminder, contact: Contact, about: ImportantDate, today: date, preferences: Preferences) -> bool:
    if stored.tell_on is None or stored.due_on is None or stored.tell_on > today or contact.rhythm is None:
        return False
    return about.in_year(stored.due_on.year, preferences.leap_day) == stored.due_on


def _new(
    uow: UnitOfWork, user: User, contact: ContactId, kind: ReminderKind, about: ImportantDate | None = None
) -> Reminder:
    return Reminder(
        id=ReminderId(uow.new_id()),
        user=user.id,
        contact=contact,
        kind=kind,
        about=about.id if about is not None else None,
    )

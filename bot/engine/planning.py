"""Deciding what to tell whom today. One transaction: the nudges, their delivery, the reminders, the user's next plan.

Planning the same day twice adds nothing: a nudge is unique by its reminder's occasion, a delivery by its first nudge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.budget import Due, choose, room
from bot.domain.cadence import Standing, overdue_by
from bot.domain.contact import Contact
from bot.domain.ids import ContactId, DeliveryId, NudgeId
from bot.domain.nudge import Delivery, DeliveryState, Nudge, NudgeState
from bot.domain.reminder import BELATED, Reminder, ReminderKind, cadence_standing, date_told, since
from bot.domain.slot import first_workday, is_open, is_workday, local_day, next_slot
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.engine.routing import domain_of, first_account
from bot.ports import UnitOfWork
from bot.services import reckoning


def plan_some(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Plan for users whose moment has come; returns for how many, 0 when none is left."""
    users = uow.users.claim_planned(now, limit)
    for user in users:
        plan_user(uow, user, now)
    return len(users)


def plan_user(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Decide what to tell a user now, or wait for their next hour and remember since when it is owed."""
    assert user.next_plan_at is not None
    today = local_day(now, user.preferences)
    owed = user.owed_since or local_day(user.next_plan_at, user.preferences)
    if not is_open(now, user.preferences):
        opens = next_slot(now, today, user.preferences, workdays_only=False)
        uow.users.save(replace(user, next_plan_at=opens, owed_since=owed))
        return
    due = uow.reminders.due(user.id, today)
    people = uow.contacts.many(user.id, {each.contact for each in due})
    nudges = [
        *_dates(uow, user, [each for each in due if each.kind is ReminderKind.DATE], people, today, owed),
    ]
    told = {each.contact for each in nudges}
    if is_workday(today, user.preferences):
        cadences = [each for each in due if each.kind is ReminderKind.CADENCE and each.contact not in told]
        nudges += _cadences(uow, user, cadences, people, today, owed)
    if nudges:
        _send(uow, user, nudges, today, now)
        user = replace(user, planned_on=today)
    reckoning.plan_after(uow, user, now)


def _dates(
    uow: UnitOfWork,
    user: User,
    due: Sequence[Reminder],
    people: Mapping[ContactId, Contact],
    today: date,
    owed: date,
) -> list[Nudge]:
    """Nudges for dates that are near, today, or up to a week past; older ones are recorded as missed."""
    nudges = []
    for reminder in due:
        about = uow.dates.get(user.id, reminder.about) if reminder.about is not None else None
        if about is None or reminder.due_on is None or reminder.tell_on is None:
            uow.reminders.remove(user.id, reminder.id)
            continue
        nudge = _nudge(uow, reminder, today, late=(today - max(reminder.tell_on, owed)).days)
        if today > reminder.due_on + BELATED:
            nudge = replace(nudge, state=NudgeState.MISSED)
        contact = people[reminder.contact]
        after = date_told(reminder, contact, about, today, user.preferences.leap_day)
        uow.reminders.put(replace(after, occasion=reminder.occasion + 1))
        if nudge.state is NudgeState.MISSED:
            uow.nudges.add(nudge)
        else:
            nudges.append(nudge)
    return nudges


def _cadences(
    uow: UnitOfWork,
    user: User,
    due: Sequence[Reminder],
    people: Mapping[ContactId, Contact],
    today: date,
    owed: date,
) -> list[Nudge]:
    """Nudges for as many overdue contacts as the budget has room for; the others stay due."""
    ties = uow.contacts.ties(user.id, [each.contact for each in due])
    asked: dict[ContactId, Reminder] = {}
    candidates: list[Due] = []
    for reminder in due:
        contact, tie = people[reminder.contact], ties.get(reminder.contact, Tie())
        start = since(contact, tie)
        if contact.rhythm is None or start is None or cadence_standing(contact, tie, today) is Standing.DORMANT:
            reckoning.renew_cadence(uow, user, contact, tie, reminder, today)
            continue
        asked[contact.id] = reminder
        candidates.append(Due(contact.id, contact.circle, overdue_by(start, today, contact.rhythm)))
    told = uow.nudges.told_since(user.id, today - timedelta(days=6))
    places = room(told.get(today, 0), sum(told.values()))
    nudges = []
    for chosen in choose(candidates, places, uow.nudges.last_asked(user.id)):
        reminder = asked[chosen.contact]
        assert reminder.tell_on is not None
        should = first_workday(max(reminder.tell_on, owed), user.preferences)
        nudges.append(_nudge(uow, reminder, today, late=max((today - should).days, 0)))
    return nudges


def _nudge(uow: UnitOfWork, reminder: Reminder, today: date, *, late: int) -> Nudge:
    assert reminder.due_on is not None
    return Nudge(
        id=NudgeId(uow.new_id()),
        user=reminder.user,
        reminder=reminder.id,
        occasion=reminder.occasion,
        contact=reminder.contact,
        kind=reminder.kind,
        due_on=reminder.due_on,
        told_on=today,
        late=max(late, 0),
    )


def _send(uow: UnitOfWork, user: User, nudges: Sequence[Nudge], today: date, now: datetime) -> None:
    """Put one delivery with all nudges into the outbox and move their reminders on."""
    account = first_account(uow.users.accounts(user.id), user.preferences)
    delivery = Delivery(
        id=DeliveryId(uow.new_id()),
        user=user.id,
        account=account.id,
        domain=domain_of(account),
        first_nudge=nudges[0].id,
        planned_on=today,
        not_before=now,
        state=DeliveryState.UNDELIVERABLE if account.closed else DeliveryState.PLANNED,
        trouble=account.closed,
    )
    uow.outbox.add(delivery)
    for nudge in nudges:
        uow.nudges.add(replace(nudge, delivery=delivery.id))
        reminder = uow.reminders.get(user.id, nudge.reminder)
        if nudge.kind is ReminderKind.CADENCE and reminder is not None:
            contact = uow.contacts.get(user.id, nudge.contact)
            assert contact is not None
            asked = replace(reminder, occasion=reminder.occasion + 1)
            reckoning.renew_cadence(uow, user, contact, uow.contacts.tie(user.id, contact.id), asked, today)

"""Deciding what to tell whom today. One transaction: the nudges, their delivery, the reminders, the user's next plan.

Planning the same day twice adds nothing: a nudge is unique by its reminder's occasion, a delivery by its first nudge.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.budget import Due, choose, room
from bot.domain.cadence import Standing, fading
from bot.domain.contact import Contact
from bot.domain.ids import ContactId, NudgeId, ReminderId
from bot.domain.letter import Letter
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState, Nudge, NudgeState, nudge_of
from bot.domain.reminder import (
    BELATED,
    Reminder,
    ReminderKind,
    cadence_standing,
    date_reminder,
    date_told,
    since,
)
from bot.domain.slot import first_workday, is_open, is_workday, local_day, next_slot
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.engine import mail, occasions, seeing_to
from bot.engine.addressing import Parcels, bound_to
from bot.engine.composing import hold, put_back
from bot.engine.hours import is_day_for
from bot.ports import UnitOfWork
from bot.services import leaving, reckoning

_POSTPONED = timedelta(hours=1)
_DOUBTFUL = 10


def plan_some(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Plan for users whose moment has come; returns for how many, 0 when none is left."""
    users = uow.users.claim_planned(now, limit)
    for user in users:
        plan_user(uow, user, now)
    return len(users)


def postpone(uow: UnitOfWork, now: datetime) -> None:
    """Try again in an hour with the user who comes first and could not be planned."""
    for user in uow.users.claim_planned(now, 1):
        owed = user.owed_since or now.date()
        uow.users.save(replace(user, next_plan_at=now + _POSTPONED, owed_since=owed))


def plan_user(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Decide what to tell a user now, or wait for their next hour and remember since when it is owed."""
    assert user.next_plan_at is not None
    today = local_day(now, user.preferences)
    leaving.end_due(uow, user, now)
    if user.preferences.is_paused(today):
        reckoning.plan_after(uow, user, now)
        return
    owed = user.owed_since or local_day(user.next_plan_at, user.preferences)
    if not is_open(now, user.preferences):
        opens = next_slot(now, today, user.preferences, workdays_only=False)
        uow.users.save(replace(user, next_plan_at=opens, owed_since=owed))
        return
    waiting, held = _take_up(uow, user, today)
    due = uow.reminders.due(user.id, today)
    people = uow.contacts.many(user.id, {each.contact for each in due})
    dates = [each for each in due if each.kind is ReminderKind.DATE]
    wishes = [each for each in due if each.kind is ReminderKind.FOLLOW_UP]
    cadences = [each for each in due if each.kind is ReminderKind.CADENCE]
    nudges = _dates(uow, user, dates, people, {(each.reminder, each.due_on) for each in held}, today, owed)
    doubtful = _doubtful(uow, user)
    off = not is_workday(today, user.preferences)
    lately = mail.told_lately(uow, user, today)
    week = seeing_to.week(uow, user, doubtful, len(lately), today)
    letters = [] if off else mail.pick(uow, user, lately, week.places, today)
    week = replace(week, letters=len(lately) + len(letters))
    brought = [] if off else seeing_to.follow_ups(uow, user, wishes, week, owed)
    nudges += brought
    told = {each.contact for each in (*nudges, *_one_card_each(uow, user, held, nudges, today))}
    if not off:
        waits = told | week.resting | {each.contact for each in wishes}
        others = [each for each in cadences if each.contact not in waits]
        places = min(_room(uow, user, doubtful, today), seeing_to.places_left(week, brought))
        nudges += _cadences(uow, user, others, people, places, today, owed)
        if user.welcome_on is not None and user.welcome_on <= today:
            if not nudges and not waiting and not letters:
                nudges += _cadences(uow, user, *_nearest(uow, user), min(places, 1), today, owed)
            user = replace(user, welcome_on=None)
    if nudges or letters:
        _send(uow, user, nudges, letters, waiting, today, now)
    if nudges or letters or waiting:
        user = replace(user, planned_on=today)
    user = occasions.tell(uow, user, today, now)
    planned = reckoning.plan_after(uow, user, now)
    if off and (wishes or cadences):
        uow.users.save(replace(planned, owed_since=owed))  # what waits for a workday is late from when it was owed


def _dates(
    uow: UnitOfWork,
    user: User,
    due: Sequence[Reminder],
    people: Mapping[ContactId, Contact],
    held: Collection[tuple[ReminderId, date]],
    today: date,
    owed: date,
) -> list[Nudge]:
    """Nudges for dates that are near, today, or up to a week past; older ones are recorded as missed.

    What a digest that is `held` tells already is not told beside it.
    """
    nudges = []
    for reminder in due:
        about = uow.dates.get(user.id, reminder.about) if reminder.about is not None else None
        if about is None or reminder.due_on is None or reminder.tell_on is None:
            uow.reminders.remove(user.id, reminder.id)
            continue
        contact, preferences = people[reminder.contact], user.preferences
        if today > reminder.due_on + BELATED:
            uow.nudges.add(replace(_nudge(uow, reminder, today, late=0), state=NudgeState.MISSED))
            following = replace(reminder, occasion=reminder.occasion + 1)
            reminder = date_reminder(following, contact, about, today - BELATED, preferences)
            uow.reminders.put(reminder)
        if reminder.tell_on is None or reminder.tell_on > today:
            continue
        if (reminder.id, reminder.due_on) not in held:
            nudges.append(_nudge(uow, reminder, today, late=(today - max(reminder.tell_on, owed)).days))
        after = date_told(reminder, contact, about, today, preferences)
        uow.reminders.put(replace(after, occasion=reminder.occasion + 1))
    return nudges


def _cadences(
    uow: UnitOfWork,
    user: User,
    due: Sequence[Reminder],
    people: Mapping[ContactId, Contact],
    places: int,
    today: date,
    owed: date,
) -> list[Nudge]:
    """Nudges for as many overdue contacts as there are places; the others stay due."""
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
        faded, span = fading(start, today, contact.rhythm), contact.rhythm.days(start)
        candidates.append(Due(contact.id, contact.circle, faded, span, repeated=_is_repeat(reminder, contact)))
    nudges = []
    for chosen in choose(candidates, places, uow.nudges.last_asked(user.id), today):
        reminder = asked[chosen.contact]
        assert reminder.tell_on is not None
        should = first_workday(max(reminder.tell_on, owed), user.preferences)
        nudges.append(_nudge(uow, reminder, today, late=max((today - should).days, 0)))
    return nudges


def _nearest(uow: UnitOfWork, user: User) -> tuple[tuple[Reminder, ...], Mapping[ContactId, Contact]]:
    """Whose cadence ends first, for the first digest of somebody new: so they see that nudges arrive."""
    told = [each for each in uow.reminders.due(user.id, date.max) if each.kind is ReminderKind.CADENCE]
    return tuple(told[:1]), uow.contacts.many(user.id, {each.contact for each in told[:1]})


def _room(uow: UnitOfWork, user: User, doubtful: Sequence[Nudge], today: date) -> int:
    """For how many more cadences the user's budget has room today."""
    told = uow.nudges.told_since(user.id, today - timedelta(days=6))
    in_doubt = sum(each.kind is ReminderKind.CADENCE and each.told_on < today for each in doubtful)
    return room(
        told.get(today, 0) + in_doubt,
        sum(told.values()),
        a_day=user.preferences.a_day,
        a_week=user.preferences.a_week,
    )


def _doubtful(uow: UnitOfWork, user: User) -> list[Nudge]:
    """What may yet leave today though it was planned before, since nobody knows whether it came through."""
    states = (DeliveryState.PLANNED, DeliveryState.SENDING)
    doubtful = [each for state in states for each in uow.outbox.of_state(user.id, state, _DOUBTFUL)]
    return [
        nudge
        for delivery in doubtful
        if delivery.attempted_at is not None
        for nudge in uow.nudges.of_delivery(user.id, delivery.id)
        if nudge.state is NudgeState.PLANNED
    ]


def _is_repeat(reminder: Reminder, contact: Contact) -> bool:
    """Whether it waited for an answer since it was told; a day that the user chose is not a repeat."""
    return reminder.tell_on != reminder.due_on and reminder.tell_on != contact.later_until


def _nudge(uow: UnitOfWork, reminder: Reminder, today: date, *, late: int) -> Nudge:
    return nudge_of(reminder, NudgeId(uow.new_id()), today, late=late)


def _take_up(uow: UnitOfWork, user: User, today: date) -> tuple[tuple[Delivery, ...], tuple[Nudge, ...]]:
    """The digests that were planned before and never began to leave, and their nudges, which now count as today's."""
    planned = uow.outbox.of_state(user.id, DeliveryState.PLANNED, _DOUBTFUL)
    taken: list[Delivery] = []
    held: list[Nudge] = []
    for each in planned:
        if each.kind is not DeliveryKind.DIGEST or each.attempted_at is not None:
            continue
        if not is_day_for(uow, user, each, today):
            continue
        if uow.outbox.save(replace(each, planned_on=today)):
            taken.append(each)
            mail.hold(uow, user, each.id, today)
            nudges = uow.nudges.of_delivery(user.id, each.id)
            held += (hold(uow, user, nudge, today) for nudge in nudges if nudge.state is NudgeState.PLANNED)
    return tuple(taken), tuple(held)


def _one_card_each(
    uow: UnitOfWork, user: User, held: Sequence[Nudge], brought: Sequence[Nudge], today: date
) -> Sequence[Nudge]:
    """The held nudges but for the cadences of people who are brought up by a date or a follow-up today."""
    told = {each.contact for each in brought}
    staying = [each for each in held if each.contact not in told or each.kind is not ReminderKind.CADENCE]
    for nudge in held:
        if nudge not in staying:
            put_back(uow, user, nudge, today)
    return staying


def _send(
    uow: UnitOfWork,
    user: User,
    nudges: Sequence[Nudge],
    letters: Sequence[Letter],
    waiting: Sequence[Delivery],
    today: date,
    now: datetime,
) -> None:
    """Put all nudges and letters into the digests that wait, or into new ones, and move the reminders on."""
    parcels = Parcels(uow, user, waiting, today, now)
    people = uow.contacts.many(user.id, {each.contact for each in nudges})
    for nudge in sorted(nudges, key=lambda each: bound_to(people[each.contact], user.preferences) is not None):
        contact = people[nudge.contact]
        uow.nudges.add(replace(nudge, delivery=parcels.of(nudge, contact).id))
        reminder = uow.reminders.get(user.id, nudge.reminder)
        if reminder is not None and nudge.kind is not ReminderKind.DATE:
            asked = replace(reminder, occasion=reminder.occasion + 1)
            if nudge.due_on > today:
                uow.reminders.put(asked)  # told ahead of its day, it is told on its day too: only the occasion moves
            reckoning.told(uow, user, asked, today)
    if letters:
        mail.put_into(uow, letters, parcels.common(letters[0].id).id, today)

"""Who is due, what is coming, and what people answer to a nudge."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.cadence import Standing, overdue_by
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import ImportantDate
from bot.domain.errors import Gone
from bot.domain.followup import FollowUp
from bot.domain.ids import ContactId, DeliveryId, NudgeId
from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.nudge import Nudge, NudgeState
from bot.domain.reasons import Reason
from bot.domain.reminder import Reminder, ReminderKind, cadence_standing, since
from bot.domain.slot import day_here, local_day
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, contacts, finding, interactions, purposes, reckoning

LATER = timedelta(days=7)
"""How long one press of *Later* puts a nudge off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePerson:
    """Somebody it is time to be in touch with, and why it would be good."""

    contact: Contact
    tie: Tie
    standing: Standing
    since: date
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Something in the days to come: a cadence that ends, a date, or a follow-up."""

    on: date
    contact: Contact
    about: ImportantDate | None = None
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of a digest: a nudge with all that there is to say about it now.

    `about` is the important date of a date nudge, which the user keeps on the day `here`, `follow_up` the follow-up of
    one; `asks` counts how often this occasion was told without an answer.
    """

    nudge: Nudge
    contact: Contact
    tie: Tie
    since: date | None
    about: ImportantDate | None
    here: date
    follow_up: FollowUp | None
    reason: Reason | None
    asks: int


def due(uow: UnitOfWork, user: User, today: date) -> tuple[DuePerson, ...]:
    """Everybody whose cadence has ended, most overdue first.

    The dormant and the resting are left out, those put off, and those of whom an answer is awaited: it is that which
    is asked about.
    """
    awaited = {each.contact for each in uow.follow_ups.open(user.id) if each.awaits_answer}
    kept = uow.contacts.kept(user.id)
    ties = uow.contacts.ties(user.id, [each.id for each in kept])
    found: list[tuple[float, DuePerson]] = []
    for contact in kept:
        tie = ties.get(contact.id, Tie())
        standing = cadence_standing(contact, tie, today)
        start = since(contact, tie)
        put_off = contact.later_until is not None and contact.later_until > today
        put_off |= contact.state is ContactState.RESTING or contact.id in awaited
        if standing in (None, Standing.ON_TRACK, Standing.DORMANT) or put_off:
            continue
        assert standing is not None
        assert start is not None
        assert contact.rhythm is not None
        person = DuePerson(contact=contact, tie=tie, standing=standing, since=start, reason=None)
        found.append((overdue_by(start, today, contact.rhythm), person))
    found.sort(key=lambda each: (-each[0], each[1].contact.name))
    return tuple(person for _, person in found)


def with_reasons(uow: UnitOfWork, user: User, people: Iterable[DuePerson], today: date) -> tuple[DuePerson, ...]:
    """The same people, each with the best purpose to write."""
    own = purposes.own(uow, user)
    return tuple(
        replace(each, reason=purposes.reason_for(uow, user, each.contact, each.tie, own, today)) for each in people
    )


def upcoming(uow: UnitOfWork, user: User, today: date, *, days: int, dates_only: bool) -> tuple[Ahead, ...]:
    """What comes in the next days, in order: dates of whoever may come up, ends of cadences, follow-ups."""
    last = today + timedelta(days=days)
    found: list[tuple[date, ContactId, ImportantDate | None, FollowUp | None]] = [
        (each.next_on(today, user.preferences.leap_day), each.contact, each, None) for each in uow.dates.all(user.id)
    ]
    if not dates_only:
        found += [
            (each.tell_on, each.contact, None, None)
            for each in uow.reminders.due(user.id, last)
            if each.kind is ReminderKind.CADENCE and each.tell_on is not None and each.tell_on > today
        ]
        found += [
            (each.due_on, each.contact, None, each)
            for each in uow.follow_ups.open(user.id)
            if each.due_on is not None and each.due_on >= today
        ]
    found = [each for each in found if each[0] <= last]
    people = uow.contacts.many(user.id, {contact for _, contact, _, _ in found})
    ahead = [
        Ahead(on=on, contact=people[contact], about=about, follow_up=follow_up)
        for on, contact, about, follow_up in found
        if contact in people and not people[contact].state.is_over and people[contact].merged_into is None
    ]
    return tuple(sorted(ahead, key=lambda each: (each.on, each.contact.name)))


def told(uow: UnitOfWork, user: User, delivery: DeliveryId, today: date) -> tuple[Told, ...]:
    """The lines of a digest as they stand now; those that were withdrawn, or about what is gone, are left out."""
    nudges = [each for each in uow.nudges.of_delivery(user.id, delivery) if each.state is not NudgeState.WITHDRAWN]
    people = finding.surviving(uow, user.id, {each.contact for each in nudges})
    own = purposes.own(uow, user) if nudges else purposes.Own((), ())
    lines = (_told(uow, user, each, people[each.contact], own, today) for each in nudges if each.contact in people)
    return tuple(each for each in lines if each.nudge.kind is not ReminderKind.FOLLOW_UP or each.follow_up is not None)


def _told(uow: UnitOfWork, user: User, nudge: Nudge, contact: Contact, own: purposes.Own, today: date) -> Told:
    tie = uow.contacts.tie(user.id, contact.id)
    reminder = uow.reminders.get(user.id, nudge.reminder)
    is_cadence = nudge.kind is ReminderKind.CADENCE
    return Told(
        nudge=nudge,
        contact=contact,
        tie=tie,
        since=since(contact, tie),
        about=(about := _about(uow, user, reminder)),
        here=day_here(nudge.due_on, contact.zone, user.preferences) if about is not None else nudge.due_on,
        follow_up=_follow_up(uow, user, reminder),
        reason=purposes.reason_for(uow, user, contact, tie, own, today) if is_cadence else None,
        asks=_asks(uow, user, nudge),
    )


def _about(uow: UnitOfWork, user: User, reminder: Reminder | None) -> ImportantDate | None:
    return uow.dates.get(user.id, reminder.about) if reminder is not None and reminder.about is not None else None


def _follow_up(uow: UnitOfWork, user: User, reminder: Reminder | None) -> FollowUp | None:
    if reminder is None or reminder.follow_up is None:
        return None
    return uow.follow_ups.get(user.id, reminder.follow_up)


def _asks(uow: UnitOfWork, user: User, nudge: Nudge) -> int:
    told = uow.nudges.of_reminder(user.id, nudge.reminder, nudge.due_on)
    return sum(each.state in reckoning.UNANSWERED and each.told_on <= nudge.told_on for each in told)


def get(uow: UnitOfWork, user: User, nudge: NudgeId) -> Nudge:
    """The user's nudge with that id; raises Gone, also for somebody else's."""
    found = uow.nudges.get(user.id, nudge)
    if found is None:
        raise Gone("I don't have that nudge any more.")
    return found


def answer(
    uow: UnitOfWork, user: User, nudge: Nudge, *, medium: Medium, began: Began, now: datetime
) -> interactions.Logged | None:
    """Note that the user was in touch today because of a nudge; None if it was answered before."""
    if nudge.state is NudgeState.DONE:
        return None
    contact = finding.get(uow, user.id, nudge.contact)
    logged = interactions.log(
        uow,
        user,
        (contact,),
        on=local_day(now, user.preferences),
        medium=medium,
        began=began,
        note="",
        now=now,
        greeting=nudge.kind is ReminderKind.DATE,
    )
    uow.nudges.save(replace(nudge, state=NudgeState.DONE, change=logged.change.id))
    return logged


def put_off(uow: UnitOfWork, user: User, nudge: Nudge, until: date, now: datetime) -> None:
    """Ask again about a nudge's contact on that day, not before; again with another day moves it."""
    if nudge.state is NudgeState.DONE:
        raise Gone("You have been in touch since, so there is nothing left to put off.")
    contact = finding.get(uow, user.id, nudge.contact)
    change = changes.begin(uow, user, f"later for {contact.name}", now)
    uow.nudges.save(replace(nudge, state=NudgeState.LATER, change=change.id))
    if contact.rhythm is not None:
        contacts.later(uow, user, contact, until, now)


def is_noted(uow: UnitOfWork, user: User, contact: Contact, on: date, medium: Medium, began: Began) -> bool:
    """Whether just this is the last thing that was noted about a contact: a button pressed twice notes it once."""
    newest = newest_with(uow, user, contact)
    return newest is not None and (newest.on, newest.medium, newest.began) == (on, medium, began)


def newest_with(uow: UnitOfWork, user: User, contact: Contact) -> Interaction | None:
    """The newest interaction with a contact."""
    return next(iter(uow.interactions.of(user.id, contact.id, 1)), None)

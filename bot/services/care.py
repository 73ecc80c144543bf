"""What is done about somebody who has gone quiet: keep, ask less often, let rest, stop. And how much all ask for."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.budget import demand
from bot.domain.cadence import Cadence, Circle, patience, slower
from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ReminderKind
from bot.domain.rhythm import OFFERED_AT, as_cadence, differs
from bot.domain.slot import local_day
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, contacts, reckoning

ACTIVE_TIES = 150
"""People that one can actively keep in touch with, about (Dunbar; Saramäki et al. 2014, PNAS 111:942)."""
_SUGGESTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many people a user actively keeps, and how many of them come due in a week."""

    people: int
    wanted: float


def load(uow: UnitOfWork, user: User, today: date) -> Load:
    """What the user's circles ask for; who rests asks for nothing."""
    active = [each for each in uow.contacts.kept(user.id) if each.state is ContactState.ACTIVE]
    rhythms = [each.rhythm for each in active if each.rhythm is not None]
    return Load(people=len(rhythms), wanted=demand(rhythms, today))


def most_faded(uow: UnitOfWork, user: User, today: date, but: Contact | None = None) -> tuple[Contact, ...]:
    """Three kept people, not of the inner circle, whose ties have faded most: whom one could let rest."""
    kept = [
        each
        for each in uow.contacts.kept(user.id)
        if each.state is ContactState.ACTIVE and each.circle is not Circle.INNER and (but is None or each.id != but.id)
    ]
    ties = uow.contacts.ties(user.id, [each.id for each in kept])
    faded = sorted(kept, key=lambda each: (ties.get(each.id, Tie()).strength(today), each.name))
    return tuple(faded[:_SUGGESTED])


def keep_on(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> Change:
    """Take somebody up again in the same rhythm: asked about after half of it, as if never left without an answer."""
    change = changes.begin(uow, user, f"kept {contact.name}", now)
    _ask_anew(uow, user, contact, contact.circle, contact.cadence, change, now)
    return change


def slow_down(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> Change:
    """Ask less often about somebody: the next slower circle, or twice the cadence."""
    change = changes.begin(uow, user, f"how often you keep in touch with {contact.name}", now)
    _ask_anew(uow, user, contact, *slower(contact.circle, contact.cadence), change, now)
    return change


def rest(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> Change:
    """Ask about somebody no more until the user takes them up again; their dates are told."""
    change = changes.begin(uow, user, f"let {contact.name} rest", now)
    _save(uow, user, replace(contact, state=ContactState.RESTING), now)
    return change


def stop(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> Change:
    """Keep somebody no more."""
    return contacts.keep(uow, user, contact, None, None, now)[1]


def put_aside(uow: UnitOfWork, user: User, contact: Contact, until: date, now: datetime) -> Change:
    """Suggest somebody not before that day, kept or not."""
    change = changes.begin(uow, user, f"later for {contact.name}", now)
    _save(uow, user, replace(contact, later_until=until), now)
    return change


def offer(uow: UnitOfWork, user: User, contact: Contact, today: date) -> Cadence | None:
    """The pair's own rhythm as a cadence, where what was just noted makes it worth offering."""
    tie = uow.contacts.tie(user.id, contact.id)
    if contact.rhythm is None or contact.state is not ContactState.ACTIVE or tie.own_days is None:
        return None
    noted = len(uow.interactions.of(user.id, contact.id, max(OFFERED_AT) + 1))
    if noted not in OFFERED_AT or not differs(tie.own_days, contact.rhythm.days(today)):
        return None
    own = as_cadence(tie.own_days)
    return own if own != contact.rhythm else None


def _ask_anew(
    uow: UnitOfWork,
    user: User,
    contact: Contact,
    circle: Circle | None,
    cadence: Cadence | None,
    change: Change,
    now: datetime,
) -> None:
    today = local_day(now, user.preferences)
    for reminder in uow.reminders.of(user.id, contact.id):
        if reminder.kind is ReminderKind.CADENCE and reminder.due_on is not None:
            for nudge in uow.nudges.of_reminder(user.id, reminder.id, reminder.due_on):
                if nudge.state is NudgeState.SENT:
                    uow.nudges.save(replace(nudge, state=NudgeState.SKIPPED, change=change.id))
    kept = contact.keep(circle, cadence, today)
    if kept.rhythm is not None:
        kept = replace(kept, later_until=today + timedelta(days=patience(kept.rhythm.days(today))))
    _save(uow, user, kept, now)


def _save(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> None:
    uow.contacts.save(contact)
    reckoning.contact_changed(uow, user, contact, now)
    reckoning.plan(uow, user, now)

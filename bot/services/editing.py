"""Changing what is known about a contact, and whether they are brought up at all."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind
from bot.domain.errors import InputError
from bot.domain.nudge import NudgeState
from bot.domain.slot import local_day
from bot.domain.user import Platform, User
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import changes, contacts, reckoning


@dataclass(frozen=True, slots=True)
class Edit:
    """A contact as it should be, and those of its dates that change, None where one goes."""

    contact: Contact
    dates: dict[DateKind, Birthday | None]


def edit(uow: UnitOfWork, user: User, before: Contact, wanted: Edit, now: datetime) -> tuple[Contact, Change]:
    """Write a changed contact with its dates and all that follows."""
    change = changes.begin(uow, user, f"what you changed about {before.name}", now)
    uow.contacts.save(wanted.contact)
    for kind, born in wanted.dates.items():
        _set_date(uow, wanted.contact, kind, born)
    if wanted.contact.only_on is not before.only_on:
        _call_back(uow, user, wanted.contact)
    reckoning.contact_changed(uow, user, wanted.contact, now)
    reckoning.plan(uow, user, now)
    return wanted.contact, change


def in_state(contact: Contact, state: ContactState, today: date) -> Contact:
    """The contact in that state; who is taken up again counts from that day on, so that nobody wakes up dormant."""
    if state is ContactState.ACTIVE and contact.state is not ContactState.ACTIVE and contact.kept_on is not None:
        return replace(contact, state=state, kept_on=today)
    return replace(contact, state=state)


def told_on(uow: UnitOfWork, user: User, contact: Contact, platform: Platform | None) -> Contact:
    """The contact to be told of on one platform alone, or on any; raises InputError where the user is not on it."""
    platforms = {each.platform for each in uow.users.accounts(user.id)}
    if platform is not None and platform not in platforms:
        known_at = ", ".join(sorted(platforms))
        raise InputError("only", f"I don't know you on {platform} yet, only on {known_at}.")
    return replace(contact, only_on=platform)


def rest(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> tuple[Contact, Change]:
    """No nudge about a contact's cadence until it is taken up again; dates are told. Raises InputError."""
    contacts.check_kept(contact)
    today = local_day(now, user.preferences)
    change = changes.begin(uow, user, f"the rest of {contact.name}", now)
    resting = replace(in_state(contact, ContactState.RESTING, today), later_until=None)
    uow.contacts.save(resting)
    reckoning.contact_changed(uow, user, resting, now)
    reckoning.plan(uow, user, now)
    return resting, change


def _set_date(uow: UnitOfWork, contact: Contact, kind: DateKind, born: Birthday | None) -> None:
    """Let a contact have that one date of a kind, or none."""
    kept = [each for each in uow.dates.of(contact.owner, contact.id) if each.kind is kind]
    if born is None:
        for each in kept:
            uow.dates.remove(contact.owner, each.id)
    elif kept:
        uow.dates.save(replace(kept[0], month=born.month, day=born.day, year=born.year))
    else:
        uow.dates.add(replace(contacts.birthday(uow, contact, born), kind=kind))


def _call_back(uow: UnitOfWork, user: User, contact: Contact) -> None:
    """Take what is on its way to another platform back; it is planned again for the right one."""
    for nudge in uow.nudges.open(user.id, contact.id):
        if nudge.state is NudgeState.PLANNED:
            uow.nudges.save(replace(nudge, state=NudgeState.WITHDRAWN))

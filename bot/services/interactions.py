"""Noting that people were in touch."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import InputError
from bot.domain.ids import InteractionId
from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.nudge import NudgeState
from bot.domain.rhythm import own_rhythm
from bot.domain.slot import local_day
from bot.domain.strength import weight
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, reckoning

GREETED = timedelta(days=21)
"""How long after a greeting on a date of theirs nobody is brought up for their cadence."""
_RECENT = 40
"""Interactions among which the last eight noted days are looked for."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What was noted, and when each contact is due next; None for those who are not kept."""

    interaction: Interaction
    contacts: tuple[Contact, ...]
    due_on: tuple[date | None, ...]
    change: Change


def log(
    uow: UnitOfWork,
    user: User,
    contacts: tuple[Contact, ...],
    *,
    on: date,
    medium: Medium,
    began: Began,
    note: str,
    now: datetime,
    greeting: bool = False,
) -> Logged:
    """Note that the user was in touch with each of the contacts; what was asked about them is answered by it.

    A `greeting` was for a date of theirs; so is what falls on one. Raises InputError for a day that is still ahead.
    """
    if on > local_day(now, user.preferences):
        raise InputError("when", f'{on:%A %-d %B %Y} is still ahead. I note what has been: try "today" or "yesterday".')
    interaction = Interaction(
        id=InteractionId(uow.new_id()),
        owner=user.id,
        contacts=tuple(each.id for each in contacts),
        on=on,
        medium=medium,
        began=began,
        note=note,
    )
    names = ", ".join(each.name for each in contacts)
    change = changes.begin(uow, user, f"{interaction.happened} {names}", now)
    uow.interactions.add(interaction)
    due_on = tuple(_touch(uow, user, each, interaction, now, greeting=greeting) for each in contacts)
    reckoning.plan(uow, user, now)
    return Logged(interaction, contacts, due_on, change)


def annotate(uow: UnitOfWork, user: User, interaction: Interaction, note: str, now: datetime) -> Change:
    """Put a note to an interaction, behind the one that it has."""
    change = changes.begin(uow, user, "a note", now)
    joined = f"{interaction.note}\n{note}" if interaction.note else note
    uow.interactions.save(replace(interaction, note=joined))
    return change


def _touch(
    uow: UnitOfWork, user: User, contact: Contact, interaction: Interaction, now: datetime, *, greeting: bool
) -> date | None:
    tie = uow.contacts.tie(user.id, contact.id)
    newest = tie.last_on is None or interaction.on >= tie.last_on
    if newest:
        days = (each.on for each in uow.interactions.of(user.id, contact.id, _RECENT))
        tie = tie.touched(interaction.on, weight(interaction.medium, interaction.began))
        uow.contacts.save_tie(user.id, contact.id, replace(tie, own_days=own_rhythm(days)))
        quiet_until = _quiet_until(uow, user, contact, interaction.on, greeting=greeting)
        if contact.later_until != quiet_until:
            contact = replace(contact, later_until=quiet_until)
            uow.contacts.save(contact)
        _answer_nudges(uow, user, contact)
    reckoning.contact_changed(uow, user, contact, now, history=not newest)
    due = [each.due_on for each in uow.reminders.of(user.id, contact.id) if each.about is None]
    return due[0] if due else None


def _quiet_until(uow: UnitOfWork, user: User, contact: Contact, on: date, *, greeting: bool) -> date | None:
    """Until when no cadence is brought up: three weeks after a greeting, which a contact on a date of theirs is."""
    if contact.rhythm is None or contact.rhythm.after(on) >= on + GREETED:
        return None
    leap_day = user.preferences.leap_day
    greets = greeting or any(each.in_year(on.year, leap_day) == on for each in uow.dates.of(user.id, contact.id))
    return on + GREETED if greets else None


def _answer_nudges(uow: UnitOfWork, user: User, contact: Contact) -> None:
    """What was told is answered; what is still on its way is withdrawn when it would leave."""
    for nudge in uow.nudges.open(user.id, contact.id):
        if nudge.state is NudgeState.SENT:
            uow.nudges.save(replace(nudge, state=NudgeState.DONE))

"""Noting that people were in touch."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import InputError
from bot.domain.followup import THANKS_AFTER, FollowUp, FollowUpKind
from bot.domain.ids import FollowUpId, InteractionId
from bot.domain.interaction import Began, Helped, Interaction, Medium
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ReminderKind
from bot.domain.rhythm import own_rhythm
from bot.domain.slot import first_workday, local_day
from bot.domain.strength import weight
from bot.domain.user import User
from bot.language.cleaning import one_line
from bot.ports import UnitOfWork
from bot.services import changes, reckoning, waiting
from bot.services.contacts import due_on as next_due

_LATELY = timedelta(days=30)
"""How long after help a thank-you does not come too late."""
_THANKS_LIMIT = 300
"""Characters that a thank-you repeats of what was noted about the help."""

GREETED = timedelta(days=21)
"""How long after a greeting on a date of theirs nobody is brought up for their cadence."""
_RECENT = 40
"""Interactions among which the last eight noted days are looked for."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What was noted, and when each contact is due next; None for those who are not kept.

    `opened` is what is to be seen to since: an answer that is waited for, a thank-you.
    """

    interaction: Interaction
    contacts: tuple[Contact, ...]
    due_on: tuple[date | None, ...]
    change: Change
    opened: tuple[FollowUp, ...] = field(default=())


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
    helped: Helped = Helped.NOBODY,
    greeting: bool = False,
) -> Logged:
    """Note that the user was in touch with each of the contacts; what was asked about them is answered by it.

    If they helped, a thank-you is due in some days. If the user wrote, an answer is waited for, but none to a
    `greeting`: that was for a date of theirs, as is what falls on one. Raises InputError for a day that is still ahead.
    """
    today = local_day(now, user.preferences)
    if on > today:
        raise InputError("when", f'{on:%A %-d %B %Y} is still ahead. I note what has been: try "today" or "yesterday".')
    interaction = Interaction(
        id=InteractionId(uow.new_id()),
        owner=user.id,
        contacts=tuple(each.id for each in contacts),
        on=on,
        medium=medium,
        began=began,
        helped=helped,
        note=note,
    )
    names = ", ".join(each.name for each in contacts)
    change = changes.begin(uow, user, f"{interaction.happened} {names}", now)
    uow.interactions.add(interaction)
    opened: list[FollowUp] = []
    due_on = tuple(_touch(uow, user, each, interaction, now, opened, greeting=greeting) for each in contacts)
    reckoning.plan(uow, user, now)
    return Logged(interaction, contacts, due_on, change, tuple(opened))


def annotate(uow: UnitOfWork, user: User, interaction: Interaction, note: str, now: datetime) -> Change:
    """Put a note to an interaction, behind the one that it has."""
    change = changes.begin(uow, user, "a note", now)
    joined = f"{interaction.note}\n{note}" if interaction.note else note
    uow.interactions.save(replace(interaction, note=joined))
    return change


def _touch(
    uow: UnitOfWork,
    user: User,
    contact: Contact,
    interaction: Interaction,
    now: datetime,
    opened: list[FollowUp],
    *,
    greeting: bool,
) -> date | None:
    today = local_day(now, user.preferences)
    greets = greeting or _is_on_a_date(uow, user, contact, interaction.on)
    tie = uow.contacts.tie(user.id, contact.id)
    newest = tie.last_on is None or interaction.on >= tie.last_on
    if newest:
        days = (each.on for each in uow.interactions.of(user.id, contact.id, _RECENT))
        tie = tie.touched(interaction.on, weight(interaction.medium, interaction.began))
        uow.contacts.save_tie(user.id, contact.id, replace(tie, own_days=own_rhythm(days)))
        quiet_until = _quiet_until(contact, interaction.on) if greets else None
        if contact.later_until != quiet_until:
            contact = replace(contact, later_until=quiet_until)
            uow.contacts.save(contact)
        _answer_nudges(uow, user, contact)
    awaited = waiting.after_contact(uow, user, contact, interaction, today, expected=newest and not greets)
    owed = _thanks(uow, user, contact, interaction, today)
    opened += [each for each in (awaited, owed) if each is not None]
    reckoning.contact_changed(uow, user, contact, now, history=not newest)
    return next_due(uow, user, contact)


def _thanks(uow: UnitOfWork, user: User, contact: Contact, interaction: Interaction, today: date) -> FollowUp | None:
    if interaction.helped is not Helped.ME or interaction.on < today - _LATELY:
        return None
    thanks = FollowUp(
        id=FollowUpId(uow.new_id()),
        owner=user.id,
        contact=contact.id,
        kind=FollowUpKind.THANKS,
        text=one_line(interaction.note, _THANKS_LIMIT),
        made_on=today,
        due_on=first_workday(today + THANKS_AFTER, user.preferences),
        interaction=interaction.id,
    )
    uow.follow_ups.add(thanks)
    return thanks


def _is_on_a_date(uow: UnitOfWork, user: User, contact: Contact, on: date) -> bool:
    """Whether a contact falls on a birthday or another date of theirs, and so was a greeting."""
    return any(each.in_year(on.year, user.preferences.leap_day) == on for each in uow.dates.of(user.id, contact.id))


def _quiet_until(contact: Contact, greeted_on: date) -> date | None:
    """Until when no cadence is brought up after a greeting, where the cadence itself would come sooner."""
    if contact.rhythm is None or contact.rhythm.after(greeted_on) >= greeted_on + GREETED:
        return None
    return greeted_on + GREETED


def _answer_nudges(uow: UnitOfWork, user: User, contact: Contact) -> None:
    """What was told is answered; what is still on its way is withdrawn when it would leave."""
    for nudge in uow.nudges.open(user.id, contact.id):
        if nudge.state is NudgeState.SENT and nudge.kind is not ReminderKind.FOLLOW_UP:
            uow.nudges.save(replace(nudge, state=NudgeState.DONE))

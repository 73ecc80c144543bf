"""Follow-ups: what is to be seen to about somebody, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError
from bot.domain.followup import FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import FollowUpId, InteractionId
from bot.domain.interaction import Began, Medium
from bot.domain.nudge import Nudge
from bot.domain.reminder import ASKED_AGAIN, Reminder, ReminderKind
from bot.domain.slot import first_workday, local_day
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, finding, interactions, reckoning
from bot.services.closing import close

TEXT_LIMIT = 1000
"""Characters of what a follow-up is about."""


@dataclass(frozen=True, slots=True)
class Open:
    """A follow-up that is still to be seen to, with the person it is about."""

    follow_up: FollowUp
    contact: Contact


def add(
    uow: UnitOfWork,
    user: User,
    contact: Contact,
    kind: FollowUpKind,
    text: str,
    due_on: date | None,
    now: datetime,
    *,
    interaction: InteractionId | None = None,
) -> tuple[FollowUp, Change]:
    """Something to see to about a contact, on a day or, without one, when they are next written to.

    Part of the action that is open, if one is: what came of a conversation is taken back with it. Raises InputError
    for a day that is past, and for a text that is too long.
    """
    today = local_day(now, user.preferences)
    if contact.state.is_over:
        raise InputError("person", f"{contact.name} is marked as {contact.state}, so I never bring them up.")
    if due_on is not None and due_on < today:
        raise InputError(
            "when", f'{due_on:%A %-d %B %Y} is past, and I remind of what is ahead: try "tomorrow" or "in 2 weeks".'
        )
    if len(text) > TEXT_LIMIT:
        raise InputError("about", f"That is {len(text):,} characters long; I can keep {TEXT_LIMIT:,} of a reminder.")
    change = changes.begin(uow, user, f"a reminder about {contact.name}", now)
    follow_up = FollowUp(
        id=FollowUpId(uow.new_id()),
        owner=user.id,
        contact=contact.id,
        kind=kind,
        text=text,
        made_on=today,
        due_on=due_on,
        interaction=interaction,
    )
    uow.follow_ups.add(follow_up)
    _changed(uow, user, contact, now)
    return follow_up, change


def listed(uow: UnitOfWork, user: User) -> tuple[Open, ...]:
    """All that is open, by day, those without one last; nothing about people who never come up."""
    found = uow.follow_ups.open(user.id)
    people = uow.contacts.many(user.id, {each.contact for each in found})
    up = {each: contact for each, contact in people.items() if not contact.state.is_over}
    return tuple(Open(each, up[each.contact]) for each in found if each.contact in up)


def get(uow: UnitOfWork, user: User, follow_up: FollowUpId) -> Open:
    """The user's follow-up with that id; raises Gone, also for somebody else's."""
    found = uow.follow_ups.get(user.id, follow_up)
    contact = uow.contacts.get(user.id, found.contact) if found is not None else None
    if found is None or contact is None:
        raise Gone("I don't have that any more.")
    return Open(found, contact)


def told_by(uow: UnitOfWork, user: User, nudge: Nudge) -> Open:
    """The follow-up that a nudge is about; raises Gone for a nudge about something else, and for one that is gone."""
    reminder = uow.reminders.get(user.id, nudge.reminder)
    if reminder is None or reminder.follow_up is None:
        raise Gone("I don't have that any more.")
    return get(uow, user, reminder.follow_up)


def finish(uow: UnitOfWork, user: User, found: Open, state: FollowUpState, now: datetime) -> Change | None:
    """Close a follow-up as done or dropped; None if it was closed before."""
    if not found.follow_up.is_open:
        return None
    verb = "done" if state is FollowUpState.DONE else "dropped"
    change = changes.begin(uow, user, f"{verb}: {_title(found)}", now)
    close(uow, user, found.follow_up, state, local_day(now, user.preferences))
    _changed(uow, user, found.contact, now)
    return change


def put_off(uow: UnitOfWork, user: User, found: Open, until: date, now: datetime) -> tuple[date, Change]:
    """Bring a follow-up up again on that day or the first workday after it, which is returned.

    Raises Gone where it is closed.
    """
    until = first_workday(until, user.preferences)
    if not found.follow_up.is_open:
        raise Gone("That is closed already, so there is nothing left to put off.")
    change = changes.begin(uow, user, f"later: {_title(found)}", now)
    uow.follow_ups.save(replace(found.follow_up, due_on=until))
    _changed(uow, user, found.contact, now)
    return until, change


def still_waiting(uow: UnitOfWork, user: User, found: Open, now: datetime) -> Change:
    """Ask once more when silence has to be taken for an answer; raises Gone where nothing is waited for."""
    asked_again = local_day(now, user.preferences) + ASKED_AGAIN
    return put_off(uow, user, found, max(found.follow_up.silent_from, asked_again), now)[1]


def in_touch(uow: UnitOfWork, user: User, found: Open, medium: Medium, now: datetime) -> interactions.Logged | None:
    """Note that the two were in touch today, which closes the follow-up; None if that was noted before."""
    today = local_day(now, user.preferences)
    last_on = uow.contacts.tie(user.id, found.contact.id).last_on
    closed_on = found.follow_up.closed_on
    seen_to = found.follow_up.state is FollowUpState.DONE
    if seen_to and closed_on is not None and last_on is not None and last_on >= closed_on:
        return None
    logged = interactions.log(uow, user, (found.contact,), on=today, medium=medium, began=Began.BOTH, note="", now=now)
    current = uow.follow_ups.get(user.id, found.follow_up.id)
    if current is not None and current.state is not FollowUpState.DONE:
        close(uow, user, current, FollowUpState.DONE, today)
        _changed(uow, user, found.contact, now)
    return logged


def holds(uow: UnitOfWork, user: User, nudge: Nudge, reminder: Reminder, contact: Contact) -> bool:
    """Whether a nudge about a follow-up is still true: open, still on that day, about somebody who may come up."""
    found = uow.follow_ups.get(user.id, reminder.follow_up) if reminder.follow_up is not None else None
    silenced = contact.state.is_over or contact.merged_into is not None
    return found is not None and found.is_open and found.due_on == nudge.due_on and not silenced


def silent(uow: UnitOfWork, user: User, nudge: Nudge, now: datetime) -> None:
    """Once a missing answer was asked about a last time, it is waited for no more, and the cadence goes on."""
    reminder = uow.reminders.get(user.id, nudge.reminder)
    if nudge.kind is not ReminderKind.FOLLOW_UP or reminder is None or reminder.follow_up is None:
        return
    found = uow.follow_ups.get(user.id, reminder.follow_up)
    contact = uow.contacts.get(user.id, nudge.contact)
    if found is None or contact is None or not found.is_open:
        return
    if found.awaits_answer and nudge.told_on >= found.silent_from:
        uow.follow_ups.save(found.closed(FollowUpState.DROPPED, nudge.told_on))
        _changed(uow, user, contact, now)


def soon(follow_up: FollowUp, today: date) -> bool:
    """Whether its day is within two weeks."""
    return follow_up.due_on is not None and follow_up.due_on <= today + timedelta(days=14)


def _changed(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> None:
    reckoning.contact_changed(uow, user, finding.get(uow, user.id, contact.id), now)
    reckoning.plan(uow, uow.users.get(user.id) or user, now)


def _title(found: Open) -> str:
    return f"a reminder about {found.contact.name}"

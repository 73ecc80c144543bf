"""When a contact's cadence or date is next due, and when to tell it.

A reminder follows from facts: the contact, its last contact, what was already asked. It is stored because it is the
index that planning reads, and written anew in the transaction that changes a fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.cadence import Circle, Standing, patience, standing
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import ImportantDate
from bot.domain.followup import FollowUp
from bot.domain.ids import ContactId, DateId, FollowUpId, ReminderId, UserId
from bot.domain.slot import day_here
from bot.domain.strength import Tie
from bot.domain.user import Preferences

ASKS = 3
"""Nudges without an answer after which a cadence falls silent until the review."""
HEADS_UP = timedelta(days=7)
"""How long before a date of an inner or close contact a first word about it comes."""
ASKED_AGAIN = timedelta(days=7)
"""How long a follow-up waits for an answer before it is brought up again."""
BELATED = timedelta(days=7)
"""How long after a date it is still told; an older one is recorded as missed."""
_DAY = timedelta(days=1)


class ReminderKind(StrEnum):
    """What a reminder is about."""

    CADENCE = "cadence"
    DATE = "date"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The one row that says on which local day a contact's cadence, date or follow-up is next due.

    `due_on` is the day it is about: the end of the cadence, the birthday. `tell_on` is the day to tell it next, None
    while silent. `occasion` numbers the next nudge. `about` names the important date of a date reminder,
    `follow_up` the follow-up of one.
    """

    id: ReminderId
    user: UserId
    contact: ContactId
    kind: ReminderKind
    about: DateId | None = None
    follow_up: FollowUpId | None = None
    due_on: date | None = None
    tell_on: date | None = None
    occasion: int = 1


def since(contact: Contact, tie: Tie) -> date | None:
    """The day from which a contact's cadence counts: the last contact, else what was told of it, else the keeping."""
    return tie.last_on or contact.last_guess or contact.kept_on


def cadence_standing(contact: Contact, tie: Tie, today: date) -> Standing | None:
    """The state of a kept contact, None for one who is not kept; nobody is dormant who was taken up again lately."""
    start = since(contact, tie)
    if contact.rhythm is None or start is None or contact.kept_on is None:
        return None
    found = standing(start, today, contact.rhythm, contact.circle, tie.own_days)
    if found is Standing.DORMANT:
        asked_from = max(start, contact.kept_on)
        if standing(asked_from, today, contact.rhythm, contact.circle, tie.own_days) is not Standing.DORMANT:
            return Standing.SLIPPING
    return found


def cadence_reminder(
    reminder: Reminder,
    contact: Contact,
    tie: Tie,
    unanswered: Sequence[date],
    today: date,
    *,
    awaited: FollowUp | None = None,
) -> Reminder:
    """The reminder of a contact's cadence as the facts now stand.

    `unanswered` are the days, in order, on which this very occasion was told without an answer. While an answer is
    `awaited` it is that which is asked about: the cadence is silent, and goes on when silence has to be taken for one.
    """
    found = _cadence_reminder(reminder, contact, tie, unanswered, today)
    if awaited is None or found.tell_on is None:
        return found
    return replace(found, tell_on=max(found.tell_on, awaited.silent_from))


def _cadence_reminder(
    reminder: Reminder, contact: Contact, tie: Tie, unanswered: Sequence[date], today: date
) -> Reminder:
    start = since(contact, tie)
    if contact.rhythm is None or start is None:
        return replace(reminder, due_on=None, tell_on=None)
    due_on = contact.rhythm.after(start)
    if contact.state is ContactState.RESTING:
        return replace(reminder, due_on=due_on, tell_on=None)
    if cadence_standing(contact, tie, today) is Standing.DORMANT:
        return replace(reminder, due_on=due_on, tell_on=None)
    later = contact.later_until
    if later is not None and (not unanswered or later > unanswered[-1]):
        return replace(reminder, due_on=due_on, tell_on=max(due_on, later))
    if len(unanswered) >= ASKS:
        return replace(reminder, due_on=due_on, tell_on=None)
    if unanswered:
        wait = timedelta(days=patience(contact.rhythm.days(start)))
        return replace(reminder, due_on=due_on, tell_on=max(due_on, unanswered[-1] + wait))
    return replace(reminder, due_on=due_on, tell_on=due_on)


def follow_up_reminder(
    reminder: Reminder, contact: Contact, follow_up: FollowUp, unanswered: Sequence[date]
) -> Reminder:
    """The reminder of a follow-up as the facts now stand; about somebody who never comes up there is none.

    `unanswered` are the days, in order, on which it was told for its day without an answer. Three times it is told, a
    week apart at least. An answer that is waited for is asked about when silence has to be taken for one, and no more.
    """
    due_on = follow_up.due_on
    silenced = contact.state.is_over or contact.merged_into is not None
    if due_on is None or not follow_up.is_open or silenced:
        return replace(reminder, due_on=due_on, tell_on=None)
    if not unanswered:
        return replace(reminder, due_on=due_on, tell_on=due_on)
    again = unanswered[-1] + ASKED_AGAIN
    if follow_up.awaits_answer:
        over = unanswered[-1] >= follow_up.silent_from
        return replace(reminder, due_on=due_on, tell_on=None if over else max(again, follow_up.silent_from))
    return replace(reminder, due_on=due_on, tell_on=again if len(unanswered) < ASKS else None)


def date_reminder(
    reminder: Reminder, contact: Contact, about: ImportantDate, today: date, preferences: Preferences
) -> Reminder:
    """The reminder of a date from today on. Dates of people who are not kept wait for the review.

    It is told on the user's day on which it is that date where the contact lives.
    """
    due_on = about.next_on(today - _DAY, preferences.leap_day)
    here = day_here(due_on, contact.zone, preferences)
    if here < today:
        due_on = about.next_on(due_on + _DAY, preferences.leap_day)
        here = day_here(due_on, contact.zone, preferences)
    if contact.rhythm is None:
        return replace(reminder, due_on=due_on, tell_on=None)
    early = here - HEADS_UP
    tell_on = early if contact.circle in (Circle.INNER, Circle.CLOSE) and early >= today else here
    return replace(reminder, due_on=due_on, tell_on=tell_on)


def date_told(
    reminder: Reminder, contact: Contact, about: ImportantDate, today: date, preferences: Preferences
) -> Reminder:
    """The reminder of a date once it was told today: the day itself after a heads-up, else the next year."""
    here = day_here(reminder.due_on, contact.zone, preferences) if reminder.due_on is not None else today
    if today < here:
        return replace(reminder, tell_on=here)
    after = max(today, here, reminder.due_on or today) + _DAY
    return date_reminder(reminder, contact, about, after, preferences)

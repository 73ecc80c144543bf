"""The best purpose to write to somebody now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.interaction import Helped, Interaction
from bot.domain.news import Need, News
from bot.domain.note import Note
from bot.domain.user import LeapDay

_SOON = timedelta(days=14)
_NEWS_LAST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ToSeeTo:
    """A promise, a question, a thank-you, or something that is waited for: still open."""

    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class DateSoon:
    """A date of theirs is near."""

    about: ImportantDate
    on: date


@dataclass(frozen=True, slots=True)
class Unheard:
    """They may not have heard what is new with the user."""

    news: News


@dataclass(frozen=True, slots=True)
class CanMeet:
    """A need that one of the two can meet, and the words by which that is thought."""

    need: Need
    why: str


@dataclass(frozen=True, slots=True)
class HelpOwed:
    """They did the user a good turn, and the user has done them none since."""

    note: str
    on: date


@dataclass(frozen=True, slots=True)
class LastNote:
    """Something was noted about them, or when they last talked."""

    note: str
    on: date


@dataclass(frozen=True, slots=True)
class AtWork:
    """They are a colleague, and wrote for colleagues to read what they work on."""

    name: str
    working_on: str


Reason = ToSeeTo | DateSoon | Unheard | CanMeet | HelpOwed | AtWork | LastNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that may make a purpose to write to one contact.

    `follow_ups` are the open ones, `history` the interactions and `notes` the notes, newest first both; `news` the
    user's, newest first; `needs` those that one of the two may meet.
    """

    last_on: date | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    news: tuple[News, ...] = ()
    needs: tuple[CanMeet, ...] = ()
    at_work: AtWork | None = None
    history: tuple[Interaction, ...] = ()
    notes: tuple[Note, ...] = ()


def best_reason(facts: Facts, today: date, leap_day: LeapDay) -> Reason | None:
    """The first of: a promise, a question, a date within two weeks, news, a need, help owed, work, what was noted.

    None where a plain hello is all there is. Help is owed for a thank-you that is open too.
    """
    return next(_ranked(facts, today, leap_day), None)


def _ranked(facts: Facts, today: date, leap_day: LeapDay) -> Iterator[Reason]:
    soon = [each for each in facts.follow_ups if each.due_on is None or each.due_on - today <= _SOON]
    for kind in (FollowUpKind.PROMISE, FollowUpKind.QUESTION, FollowUpKind.WAITING):
        yield from (ToSeeTo(each) for each in soon if each.kind is kind and not each.awaits_answer)
    near = sorted((each.next_on(today, leap_day), each.id, each) for each in facts.dates)
    yield from (DateSoon(about, on) for on, _, about in near if on - today <= _SOON)
    yield from (Unheard(each) for each in facts.news if unheard(each, facts.last_on, today))
    yield from facts.needs
    yield from (ToSeeTo(each) for each in soon if each.kind is FollowUpKind.THANKS)
    owed = help_owed(facts.history)
    if owed is not None:
        yield owed
    if facts.at_work is not None:
        yield facts.at_work
    noted = last_note(facts.history, facts.notes)
    if noted is not None:
        yield noted


def unheard(news: News, last_on: date | None, today: date) -> bool:
    """Whether somebody may not have heard news, who was in touch on that day last; news of over a year are old."""
    return today - news.told_on <= _NEWS_LAST and (last_on is None or last_on < news.told_on)


def help_owed(history: tuple[Interaction, ...]) -> HelpOwed | None:
    """The last good turn of theirs that none of the user's has followed."""
    last = next((each for each in history if each.helped is not Helped.NOBODY), None)
    return HelpOwed(last.note, last.on) if last is not None and last.helped is Helped.ME else None


def last_note(history: tuple[Interaction, ...], notes: tuple[Note, ...]) -> LastNote | None:
    """What was noted last, with a contact or without one."""
    noted = [LastNote(each.text, each.on) for each in notes[:1]]
    noted += [LastNote(each.note, each.on) for each in history if each.note][:1]
    return max(noted, key=lambda each: each.on, default=None)

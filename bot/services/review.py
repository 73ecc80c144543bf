"""The monthly review: everybody who has gone quiet, asked about at once, and what else is worth a look once a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import Circle, Standing, lapses_after
from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.errors import Gone
from bot.domain.followup import FollowUpKind
from bot.domain.ids import ChangeId, ContactId
from bot.domain.interaction import Began, Medium
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ASKS, ReminderKind, cadence_standing, since
from bot.domain.slot import local_day
from bot.domain.strength import Band, Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import care, changes, interactions, nudges, sheets
from bot.services.insights import Month, months

PAGE = 5
"""People on one page: four buttons each fill the five rows of five that Discord has."""
AHEAD = 31
"""Days ahead for the dates of people who are not kept."""
_ASKS = "review"
_MONTHS = 6
_APART = timedelta(days=180)
_ASIDE = timedelta(days=90)


class Why(StrEnum):
    """Why somebody is asked about."""

    UNANSWERED = "unanswered"
    DORMANT = "dormant"
    SLIPPING = "slipping"


class Act(StrEnum):
    """What is pressed: the first four about somebody quiet, the others about somebody to find again."""

    KEEP = "keep"
    SLOWER = "slower"
    REST = "rest"
    STOP = "stop"
    TALKED = "talked"
    WROTE = "wrote"
    LATER = "later"
    NOT_THEM = "not"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody in the review as they stand now: why they are in it, None once it is settled, and what was answered.

    `again_on` is the day on which their cadence is brought up next, if it is.
    """

    contact: Contact
    tie: Tie
    since: date | None
    why: Why | None
    again_on: date | None
    act: Act | None
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that a review shows. `again` is somebody who was close and has faded."""

    key: str
    quiet: tuple[Asked, ...]
    again: Asked | None
    dates: tuple[nudges.Ahead, ...]
    months: tuple[Month, ...]
    promises: int


def begin(uow: UnitOfWork, user: User, key: str, now: datetime) -> Review | None:
    """The review under that key, about the same people each time; None where there is nothing to look at."""
    today = local_day(now, user.preferences)
    if sheets.find(uow, user, _ASKS, key, now) is None:
        quiet = _quiet(uow, user, today)
        again = _once_close(uow, user, quiet, today)
        sheet: sheets.Sheet = {"people": list(quiet), "again": again.id if again is not None else "", "answers": {}}
        found = _review(uow, user, key, sheet, today)
        if not (found.quiet or found.again or found.dates or found.promises):
            return None
        sheets.keep(uow, user, _ASKS, key, now, sheet)
    return review(uow, user, key, now)


def review(uow: UnitOfWork, user: User, key: str, now: datetime) -> Review:
    """A review as it stands now; raises Gone, also for somebody else's."""
    today = local_day(now, user.preferences)
    return _review(uow, user, key, sheets.load(uow, user, _ASKS, key, now), today)


def answer(uow: UnitOfWork, user: User, key: str, contact: ContactId, act: Act, now: datetime) -> None:
    """Do what was pressed about somebody in a review, once, or take it back. Raises Gone for who is not in it."""
    found = review(uow, user, key, now)
    asked = next((each for each in (*found.quiet, found.again) if each and each.contact.id == contact), None)
    if asked is None:
        raise Gone("That person is not in this review any more.")
    if act is Act.UNDO:
        if asked.change is None:
            raise Gone("There is nothing to take back here any more.")
        changes.undo(uow, user, asked.change.id, now)
        return
    if asked.act is None and asked.why is not None:
        change = _do(uow, user, asked.contact, act, now)
        sheet = sheets.load(uow, user, _ASKS, key, now)
        answers = {**_mapping(sheet["answers"]), contact: [str(act), change.id]}
        sheets.keep(uow, user, _ASKS, key, now, {**sheet, "answers": answers})


def _do(uow: UnitOfWork, user: User, contact: Contact, act: Act, now: datetime) -> Change:
    today = local_day(now, user.preferences)
    match act:
        case Act.KEEP:
            return care.keep_on(uow, user, contact, now)
        case Act.SLOWER:
            return care.slow_down(uow, user, contact, now)
        case Act.REST | Act.NOT_THEM:
            return care.rest(uow, user, contact, now)
        case Act.STOP:
            return care.stop(uow, user, contact, now)
        case Act.LATER:
            return care.put_aside(uow, user, contact, today + _ASIDE, now)
    medium, began = (Medium.MESSAGE, Began.ME) if act is Act.WROTE else (Medium.TALK, Began.BOTH)
    return interactions.log(uow, user, (contact,), on=today, medium=medium, began=began, note="", now=now).change


def _review(uow: UnitOfWork, user: User, key: str, sheet: sheets.Sheet, today: date) -> Review:
    ids = [ContactId(str(each)) for each in _list(sheet["people"])]
    again = ContactId(str(sheet["again"]))
    people = uow.contacts.many(user.id, {*ids, again})
    asked = {
        each: _asked(uow, user, people[each], sheet, today, again=each == again)
        for each in (*ids, again)
        if each in people
    }
    history = uow.interactions.all(user.id)
    ahead = nudges.upcoming(uow, user, today, days=AHEAD, dates_only=True)
    return Review(
        key=key,
        quiet=tuple(asked[each] for each in ids if each in asked),
        again=asked.get(again),
        dates=tuple(each for each in ahead if each.contact.rhythm is None and not each.contact.state.is_over),
        months=months(history, today, _MONTHS),
        promises=sum(each.kind is FollowUpKind.PROMISE for each in uow.follow_ups.open(user.id)),
    )


def _asked(uow: UnitOfWork, user: User, contact: Contact, sheet: sheets.Sheet, today: date, *, again: bool) -> Asked:
    tie = uow.contacts.tie(user.id, contact.id)
    act, change = _answered(uow, user, sheet, contact.id)
    faded = Why.DORMANT if _has_faded(contact, tie, today) else None
    why = faded if again else _why(uow, user, contact, tie, today)
    reminders = uow.reminders.of(user.id, contact.id)
    again_on = next((each.tell_on for each in reminders if each.kind is ReminderKind.CADENCE), None)
    return Asked(
        contact=contact, tie=tie, since=since(contact, tie), why=why, again_on=again_on, act=act, change=change
    )


def _answered(uow: UnitOfWork, user: User, sheet: sheets.Sheet, contact: ContactId) -> tuple[Act | None, Change | None]:
    """What was pressed about somebody and the action that came of it, as long as it was not taken back."""
    answered = _mapping(sheet["answers"]).get(contact)
    if not isinstance(answered, list):
        return None, None
    change = uow.changes.get(user.id, ChangeId(answered[1]))
    if change is not None and change.undone:
        return None, None
    return Act(answered[0]), change


def _quiet(uow: UnitOfWork, user: User, today: date) -> dict[ContactId, Contact]:
    """Everybody to ask about, the closest circles first and in them the one who was met longest ago."""
    kept = uow.contacts.kept(user.id)
    ties = uow.contacts.ties(user.id, [each.id for each in kept])
    circles: tuple[Circle | None, ...] = (*Circle, None)
    found = [each for each in kept if _why(uow, user, each, ties.get(each.id, Tie()), today) is not None]
    found.sort(key=lambda each: (circles.index(each.circle), since(each, ties.get(each.id, Tie())) or today, each.name))
    return {each.id: each for each in found}


def _why(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, today: date) -> Why | None:
    start, rhythm = since(contact, tie), contact.rhythm
    if contact.state is not ContactState.ACTIVE or rhythm is None or start is None:
        return None
    if contact.later_until is not None and contact.later_until > today:
        return None
    standing = cadence_standing(contact, tie, today)
    if standing is Standing.DORMANT:
        return Why.DORMANT
    if standing is Standing.ON_TRACK:
        return None
    if _went_unanswered(uow, user, contact):
        return Why.UNANSWERED
    gap = tie.own_days or rhythm.days(start)
    slipped = contact.circle in (Circle.INNER, Circle.CLOSE) and (today - start).days >= lapses_after(gap)
    return Why.SLIPPING if slipped else None


def _went_unanswered(uow: UnitOfWork, user: User, contact: Contact) -> bool:
    for reminder in uow.reminders.of(user.id, contact.id):
        if reminder.kind is ReminderKind.CADENCE and reminder.due_on is not None and reminder.tell_on is None:
            told = uow.nudges.of_reminder(user.id, reminder.id, reminder.due_on)
            return sum(each.state is NudgeState.SENT for each in told) >= ASKS
    return False


def _once_close(uow: UnitOfWork, user: User, quiet: Mapping[ContactId, Contact], today: date) -> Contact | None:
    """Somebody to find again: each month another one, the one who was closest first."""
    ties = uow.contacts.ties(user.id)
    faded = [
        each
        for each in uow.contacts.all(user.id)
        if each.id not in quiet and _has_faded(each, ties.get(each.id, Tie()), today)
    ]
    if not faded:
        return None
    faded.sort(key=lambda each: (-ties[each.id].peak, each.id))
    joined = user.joined_on
    months_here = (today.year - joined.year) * 12 + today.month - joined.month
    return faded[max(months_here - 1, 0) % len(faded)]


def _has_faded(contact: Contact, tie: Tie, today: date) -> bool:
    put_aside = contact.later_until is not None and contact.later_until > today
    if contact.state is not ContactState.ACTIVE or contact.merged_into is not None or put_aside:
        return False
    if tie.last_on is None or today - tie.last_on < _APART:
        return False
    return tie.peak_band() in (Band.STRONG, Band.WARM) and tie.band(today) in (Band.FAINT, Band.FADED)


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value

"""Introducing a colleague to one's own contact: the side of whoever was asked, from the yes to the word to both.

Kith never writes to the contact. It brings the questions up, offers words to begin with, and keeps what was said.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError
from bot.domain.followup import FollowUpKind
from bot.domain.ids import IntroductionId, NoteId
from bot.domain.interaction import Began, Helped, Medium
from bot.domain.introduction import THREE_WEEKS, Introduction, IntroductionState
from bot.domain.letter import LetterKind
from bot.domain.note import Note
from bot.domain.slot import first_workday, local_day
from bot.domain.user import User
from bot.language.cleaning import clean
from bot.ports import UnitOfWork
from bot.services import (
    changes,
    colleagues,
    finding,
    follow_ups,
    interactions,
    introduction_letters,
    introductions,
    letters,
)

BRIDGE_LIMIT = 2000
"""Characters of what is written to both."""
_ASK_IN = timedelta(days=1)
_LOOK_AGAIN = timedelta(days=7)
"""When a connector who said yes is asked what their contact said."""
_HEARD = timedelta(days=14)
"""How long a question about the outcome waits to be told."""
_NOTHING_TO_WRITE = "There is nothing to write here any more."
_GONE = "I don't have that request any more."
_UNDER_WAY = (IntroductionState.ACCEPTED, IntroductionState.AGREED)


class Answer(StrEnum):
    """What a connector says to a request."""

    YES = "yes"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Requested:
    """An introduction as the connector sees it: the contact of theirs, and what the team calls whoever asks."""

    introduction: Introduction
    contact: Contact
    asker: str


def get(uow: UnitOfWork, connector: User, introduction: IntroductionId) -> Requested:
    """One that the user was asked for; raises Gone, also for somebody else's."""
    found = uow.introductions.get(connector.id, introduction)
    if found is None or found.connector != connector.id:
        raise Gone(_GONE)
    return _requested(uow, connector, found)


def listed(uow: UnitOfWork, connector: User, today: date) -> tuple[Requested, ...]:
    """What waits for the user's answer or for their next step, oldest first."""
    found = [each for each in uow.introductions.of(connector.id) if each.waits_for_connector(today)]
    return tuple(_requested(uow, connector, each) for each in found if not each.is_unseen or still_wanted(uow, each))


def made_by(uow: UnitOfWork, connector: User) -> int:
    """How many introductions the user has made for colleagues."""
    return sum(each.state is IntroductionState.MADE for each in uow.introductions.of(connector.id))


def still_wanted(uow: UnitOfWork, introduction: Introduction) -> bool:
    """Whether a request may still be brought up: whoever asked may still ask about that contact."""
    asker = uow.users.get(introduction.asker)
    (contact,) = finding.surviving(uow, introduction.connector, (introduction.contact,)).values()
    wanted = introductions.Wanted(introduction.team, introduction.connector, contact.id)
    return asker is not None and introductions.may_be_asked(uow, asker, wanted) is not None


def answer(uow: UnitOfWork, connector: User, introduction: IntroductionId, said: Answer, now: datetime) -> Requested:
    """Answer a request. Only a yes is told to whoever asked. Raises Gone, also for somebody else's."""
    found = _locked(uow, connector, introduction)
    if not found.introduction.is_unseen:
        return found
    introduction_letters.put_aside(uow, found.introduction, LetterKind.INTRO_REQUEST)
    today = local_day(now, connector.preferences)
    match said:
        case Answer.NO:
            changed = found.introduction.declined()
        case Answer.LATER:
            until = first_workday(today + THREE_WEEKS, connector.preferences)
            changed = found.introduction.later(until)
            letters.send(uow, connector.id, changed.team, LetterKind.INTRO_REQUEST, changed.id, now, tell_on=until)
        case Answer.YES:
            changed = _accepted(uow, connector, found, today, now)
    uow.introductions.save(changed)
    return replace(found, introduction=changed)


def contact_said(
    uow: UnitOfWork, connector: User, introduction: IntroductionId, now: datetime, *, yes: bool
) -> Requested:
    """Note what the contact said: that the two were in touch, and the next step. A no is told as no fault of anybody.

    Raises Gone, also for somebody else's.
    """
    found = _locked(uow, connector, introduction)
    before = found.introduction.state
    if before not in _UNDER_WAY or (yes and before is IntroductionState.AGREED):
        return found
    if before is IntroductionState.ACCEPTED:
        _answered(uow, connector, found, now)
    changed = replace(found.introduction, state=IntroductionState.AGREED if yes else IntroductionState.REFUSED)
    uow.introductions.save(changed)
    if not yes:
        introduction_letters.put_aside(uow, changed, LetterKind.INTRO_STEP)
        _tell_asker(uow, changed, now)
    return replace(found, introduction=changed)


def to_write(uow: UnitOfWork, connector: User, introduction: IntroductionId) -> Requested:
    """One that the user may write to both about; raises Gone, also for somebody else's."""
    found = get(uow, connector, introduction)
    if found.introduction.state not in _UNDER_WAY:
        raise Gone(_NOTHING_TO_WRITE)
    return found


def write(uow: UnitOfWork, connector: User, introduction: IntroductionId, text: str) -> Requested:
    """Keep what the connector wrote to bring the two together. Raises Gone, InputError for an empty or endless text."""
    found = _locked(uow, connector, introduction)
    if found.introduction.state not in _UNDER_WAY:
        raise Gone(_NOTHING_TO_WRITE)
    cleaned = clean(text)
    if not cleaned:
        raise InputError("text", "There is nothing in it yet.")
    if len(cleaned) > BRIDGE_LIMIT:
        raise InputError("text", f"That is {len(cleaned):,} characters long; {BRIDGE_LIMIT:,} are enough for a start.")
    changed = replace(found.introduction, bridge=cleaned)
    uow.introductions.save(changed)
    return replace(found, introduction=changed)


def sent(uow: UnitOfWork, connector: User, introduction: IntroductionId, now: datetime) -> Requested:
    """The connector has brought the two together: noted at the contact, and as help at the asker where they are one.

    In three weeks whoever asked is asked what came of it. Raises Gone, also for somebody else's.
    """
    found = _locked(uow, connector, introduction)
    if found.introduction.state not in _UNDER_WAY:
        return found
    today = local_day(now, connector.preferences)
    changes.begin(uow, connector, f"what is noted of introducing {found.contact.name}", now)
    if found.introduction.state is IntroductionState.ACCEPTED:
        _answered(uow, connector, found, now)
    made = found.introduction.made(today)
    uow.introductions.save(made)
    note = NoteId(uow.new_id())
    uow.notes.add(
        Note(id=note, owner=connector.id, contact=found.contact.id, on=today, text=f"Introduced to {found.asker}.")
    )
    _helped(uow, connector, found, today, now)
    introduction_letters.put_aside(uow, made, LetterKind.INTRO_STEP)
    _tell_asker(uow, made, now)
    ask_on = today + THREE_WEEKS
    letters.send(uow, made.asker, made.team, LetterKind.INTRO_QUESTION, made.id, now, tell_on=ask_on, lasts=_HEARD)
    return replace(found, introduction=made)


def _requested(uow: UnitOfWork, connector: User, found: Introduction) -> Requested:
    contact = finding.get(uow, connector.id, found.contact)
    return Requested(found, contact, introductions.name_in_team(uow, found.asker, found.team))


def _locked(uow: UnitOfWork, connector: User, introduction: IntroductionId) -> Requested:
    found = uow.introductions.to_answer(connector.id, introduction)
    if found is None:
        raise Gone(_GONE)
    return _requested(uow, connector, found)


def _tell_asker(uow: UnitOfWork, of: Introduction, now: datetime) -> None:
    """Whoever asked reads how it stands, in place of what waits to be read."""
    introduction_letters.put_aside(uow, of, LetterKind.INTRO_WORD)
    letters.send(uow, of.asker, of.team, LetterKind.INTRO_WORD, of.id, now)


def _accepted(uow: UnitOfWork, connector: User, found: Requested, today: date, now: datetime) -> Introduction:
    """The request after a yes; what the connector has to see to about their contact stands in their own book."""
    ask_on = first_workday(today + _ASK_IN, connector.preferences)
    about = f"whether they would like to meet {found.asker}"
    step, _ = follow_ups.add(uow, connector, found.contact, FollowUpKind.QUESTION, about, ask_on, now)
    accepted = replace(found.introduction, state=IntroductionState.ACCEPTED, later_until=None, follow_up=step.id)
    _tell_asker(uow, accepted, now)
    look_on = first_workday(today + _LOOK_AGAIN, connector.preferences)
    letters.send(uow, connector.id, accepted.team, LetterKind.INTRO_STEP, accepted.id, now, tell_on=look_on)
    return accepted


def _answered(uow: UnitOfWork, connector: User, found: Requested, now: datetime) -> None:
    """The contact answered: a message both ways, which closes what was to be asked."""
    step = found.introduction.follow_up
    if step is not None and uow.follow_ups.get(connector.id, step) is not None:
        follow_ups.in_touch(uow, connector, follow_ups.get(uow, connector, step), Medium.MESSAGE, now)
        return
    today = local_day(now, connector.preferences)
    interactions.log(
        uow, connector, (found.contact,), on=today, medium=Medium.MESSAGE, began=Began.BOTH, note="", now=now
    )


def _helped(uow: UnitOfWork, connector: User, found: Requested, today: date, now: datetime) -> None:
    """Help counts at whoever was helped: that they asked is a message of theirs."""
    asker = colleagues.as_contact(uow, connector.id, found.introduction.team, found.introduction.asker)
    if asker is None:
        return
    interactions.log(
        uow,
        connector,
        (asker,),
        on=today,
        medium=Medium.MESSAGE,
        began=Began.THEM,
        helped=Helped.THEM,
        note=f"The introduction to {found.contact.name}.",
        now=now,
    )

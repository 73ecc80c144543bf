"""Asking a colleague for an introduction, and telling them what came of it: the side of whoever asks.

What the asker is told, refused or shown follows from what they can see themselves, never from an answer that is no yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.contact import Contact
from bot.domain.directory import DirectoryRow
from bot.domain.errors import Gone, InputError, NotAllowed
from bot.domain.followup import FollowUpKind, FollowUpState
from bot.domain.ids import ContactId, IntroductionId, TeamId, UserId
from bot.domain.interaction import Began, Helped, Medium
from bot.domain.introduction import AT_ONCE, THREE_WEEKS, Introduction, Outcome, Seen
from bot.domain.letter import LetterKind
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.language import spoken
from bot.ports import UnitOfWork
from bot.services import asks, colleagues, interactions, introduction_letters, letters, lookup

REASON_LIMIT = 500
"""Characters of a reason: a colleague reads it in a digest."""
SILENCE_SHOWN = THREE_WEEKS
"""How long somebody still reads that no answer came."""
_REMEMBERED = timedelta(days=180)
_NOBODY = "Nobody in your team openly knows that person any more, so there is nobody to ask."
_GONE = "I don't have that introduction any more."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody would like to meet: whose contact in which team, and which one."""

    team: TeamId
    member: UserId
    contact: ContactId


@dataclass(frozen=True, slots=True)
class Asked:
    """An introduction as whoever asked for it may see it, with what the team calls the connector."""

    introduction: Introduction
    connector: str


@dataclass(frozen=True, slots=True)
class Owed:
    """An earlier introduction of which the connector has not heard yet: it is said before they are asked again."""

    introduction: Introduction
    connector: str


def may_be_asked(uow: UnitOfWork, asker: User, wanted: Wanted) -> DirectoryRow | None:
    """What the asker may know of somebody whom a colleague may be asked about: open rows, and those told by a yes.

    None for everything else, whatever there is: outside of the team, not shared, never there.
    """
    if uow.teams.membership(asker.id, wanted.team) is None:
        return None
    place = (wanted.member, wanted.contact)
    return uow.directory.at(wanted.team, [place]).get(place) or asks.told_of(uow, asker.id, wanted.team, place)


def wanted_row(uow: UnitOfWork, asker: User, wanted: Wanted) -> DirectoryRow:
    """The same; raises NotAllowed, Gone where nobody may be asked, InputError for one's own contact."""
    member = uow.teams.membership(asker.id, wanted.team)
    if member is not None:
        lookup.check_allowed(uow, member)
    row = may_be_asked(uow, asker, wanted)
    if row is None:
        raise Gone(_NOBODY)
    if row.member == asker.id:
        raise InputError("person", f"You know {row.name} yourself, so nobody needs to introduce you.")
    return row


def request(
    uow: UnitOfWork, asker: User, wanted: Wanted, reason: str, now: datetime, *, anyway: bool = False
) -> Asked | Owed:
    """Ask a colleague to introduce the asker to a contact of theirs; they read it in their digest.

    Where the same colleague has not heard what came of an introduction that they made, that is returned and nobody is
    asked, unless `anyway`. Raises Gone where nobody may be asked, InputError and NotAllowed beyond a limit.
    """
    today = local_day(now, asker.preferences)
    row = wanted_row(uow, asker, wanted)
    text = checked(reason)
    mine = uow.introductions.by(asker.id)
    _check(mine, uow.introductions.taken_back(asker.id), row, today)
    owed = None if anyway else _owed(uow, asker, mine, row)
    if owed is not None:
        return Owed(owed, row.member_name)
    made = Introduction(
        id=IntroductionId(uow.new_id()),
        team=row.team,
        asker=asker.id,
        connector=row.member,
        contact=row.contact,
        name=row.name,
        reason=text,
        asked_on=today,
    )
    uow.introductions.add(made)
    letters.send(uow, row.member, row.team, LetterKind.INTRO_REQUEST, made.id, now)
    letters.send(uow, asker.id, row.team, LetterKind.INTRO_WORD, made.id, now, tell_on=made.silent_from)
    return Asked(made, row.member_name)


def withdraw(uow: UnitOfWork, asker: User, introduction: IntroductionId, now: datetime) -> Asked:
    """Take a request back before a yes is known. Raises Gone, also for somebody else's.

    On the day of the request nothing stays of it. After that the colleague may have read it: the asker keeps that they
    asked, so that nobody is asked the same again and again.
    """
    found = _asked(uow, asker, introduction)
    if not found.is_unseen:
        raise Gone("That is under way already, so it can't be taken back here. Tell them yourself.")
    said = Asked(found, name_in_team(uow, found.connector, found.team))
    introduction_letters.take_back(uow, found, now)
    if found.asked_on < local_day(now, asker.preferences):
        uow.introductions.save(found.withdrawn())
    else:
        uow.introductions.remove(found)
    return said


def tell(uow: UnitOfWork, asker: User, introduction: IntroductionId, outcome: Outcome, now: datetime) -> Asked:
    """Say what came of an introduction; the connector reads it once. Raises Gone, also for somebody else's.

    Where the connector is a contact of the asker, that they helped is noted there, and a thank-you follows.
    """
    found = _asked(uow, asker, introduction)
    connector = name_in_team(uow, found.connector, found.team)
    if found.outcome is not Outcome.UNTOLD or found.made_on is None:
        return Asked(found, connector)
    told = replace(found, outcome=outcome)
    uow.introductions.save(told)
    introduction_letters.put_aside(uow, found, LetterKind.INTRO_QUESTION)
    letters.send(uow, found.connector, found.team, LetterKind.INTRO_RESULT, found.id, now)
    contact = colleagues.as_contact(uow, asker.id, found.team, found.connector)
    if contact is not None and outcome is not Outcome.NOTHING:
        interactions.log(
            uow,
            asker,
            (contact,),
            on=min(found.made_on, local_day(now, asker.preferences)),
            medium=Medium.MESSAGE,
            began=Began.THEM,
            helped=Helped.ME,
            note=f"The introduction to {found.name}.",
            now=now,
        )
    return Asked(told, connector)


def get(uow: UnitOfWork, asker: User, introduction: IntroductionId) -> Asked:
    """One that the user asked for; raises Gone, also for somebody else's."""
    found = uow.introductions.get(asker.id, introduction)
    if found is None or found.asker != asker.id:
        raise Gone(_GONE)
    return Asked(found, name_in_team(uow, found.connector, found.team))


def listed(uow: UnitOfWork, asker: User, today: date) -> tuple[Asked, ...]:
    """What the user asked for and waits for, or has something to tell of, oldest first."""
    return tuple(
        Asked(each, name_in_team(uow, each.connector, each.team))
        for each in uow.introductions.by(asker.id)
        if each.is_open(today) or each.owes_word or _went_silent(each, today)
    )


def purge(uow: UnitOfWork, now: datetime) -> None:
    """Forget requests that got no yes and were long ago, also where they stand in a digest."""
    before = (now - _REMEMBERED).date()
    for each in uow.introductions.old(before):
        introduction_letters.take_back(uow, each, now)
    uow.introductions.purge(before)


def name_in_team(uow: UnitOfWork, user: UserId, team: TeamId) -> str:
    """What a team calls a member; empty for somebody who left."""
    member = uow.teams.membership(user, team)
    return member.name if member is not None else ""


def _went_silent(each: Introduction, today: date) -> bool:
    return each.seen(today) is Seen.SILENT and today < each.silent_from + SILENCE_SHOWN


def _asked(uow: UnitOfWork, asker: User, introduction: IntroductionId) -> Introduction:
    found = uow.introductions.asked(asker.id, introduction)
    if found is None:
        raise Gone(_GONE)
    return found


def checked(text: str) -> str:
    """A reason in one line. Raises InputError for none and for one that is too long."""
    flat = " ".join(text.split())
    if not flat:
        raise InputError("reason", 'Why would you like to meet them? One line will do: "we both test compilers".')
    if len(flat) > REASON_LIMIT:
        raise InputError("reason", f"That is {len(flat):,} characters long; {REASON_LIMIT} are enough for a reason.")
    return flat


def _check(mine: Sequence[Introduction], taken_back: Sequence[Introduction], row: DirectoryRow, today: date) -> None:
    for each in (*reversed(mine), *reversed(taken_back)):
        if (each.connector, each.contact) == (row.member, row.contact) and each.rests(today):
            when = spoken.day(each.asked_on, today)
            raise NotAllowed(f"You asked {row.member_name} about {row.name} on {when} already, so I leave it at that.")
    if sum(each.is_open(today) for each in mine) >= AT_ONCE:
        raise NotAllowed(
            f"You wait for {AT_ONCE} introductions already, which is as many as I ask for at once. See: /kith intro."
        )


def _owed(uow: UnitOfWork, asker: User, mine: Sequence[Introduction], row: DirectoryRow) -> Introduction | None:
    """The newest introduction that the same colleague made and of which nothing came back to them."""
    owed = [each for each in mine if each.connector == row.member and each.team == row.team and each.owes_word]
    if not owed:
        return None
    contact = colleagues.as_contact(uow, asker.id, row.team, row.member)
    newest = owed[-1]
    return (
        None if contact is not None and _gave_back(uow, asker, contact, newest.made_on or newest.asked_on) else newest
    )


def _gave_back(uow: UnitOfWork, asker: User, contact: Contact, since: date) -> bool:
    """Whether the asker has helped or thanked a contact since then, as far as it is noted."""
    helped = any(each.helped is Helped.THEM and each.on >= since for each in uow.interactions.of(asker.id, contact.id))
    return helped or any(
        each.kind is FollowUpKind.THANKS
        and each.state is FollowUpState.DONE
        and each.closed_on is not None
        and each.closed_on >= since
        for each in uow.follow_ups.of(asker.id, contact.id)
    )

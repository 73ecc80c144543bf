"""Leaving a team: on a day that was said before, or at once; what is shared goes in the same moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import Gone, InputError
from bot.domain.ids import LeavingId, TeamId
from bot.domain.leaving import ANSWERABLE, Handover, Leaving, Swap
from bot.domain.letter import Letter, LetterKind
from bot.domain.slot import is_workday, local_day, slot
from bot.domain.team import Membership
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import letters, letters_about, membership, partings, reckoning

_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """That somebody leaves a team or just left it, with what they asked of their colleagues and what these said."""

    leaving: Leaving
    team: str
    handovers: tuple[tuple[str, Handover], ...] = ()
    """Each with what the team calls the colleague."""
    swaps: tuple[tuple[str, Swap], ...] = ()
    has_recovery: bool = False


def announce(uow: UnitOfWork, user: User, member: Membership, on: date, now: datetime) -> Departure:
    """Let the membership end on a day to come, in place of the day that was said before. Raises InputError."""
    today = local_day(now, user.preferences)
    if on <= today:
        raise InputError("invite", "That day is not ahead of us. To leave at once: /kith team leave.")
    if on > today + _LONGEST:
        raise InputError("invite", "That is more than a year ahead. Please tell me when it is nearer.")
    leaving = _put(uow, user, member, on, now)
    return departure(uow, leaving)


def _put(uow: UnitOfWork, user: User, member: Membership, on: date, now: datetime) -> Leaving:
    """Write the day, and what reminds of it."""
    today = local_day(now, user.preferences)
    before = uow.leavings.of(user.id, member.team)
    if before is not None and before.ended:
        letters_about.take_back(uow, before, now)
        uow.leavings.remove(user.id, before.id)
        before = None
    known = before.id if before is not None else LeavingId(uow.new_id())
    leaving = Leaving(id=known, user=user.id, team=member.team, name=member.name, on=on)
    uow.leavings.put(leaving)
    letters.withdraw(uow, member.team, LetterKind.LEAVING, leaving.id, now)
    for day in {max(_eve(on, user), today), on}:
        letters.send(uow, user.id, member.team, LetterKind.LEAVING, leaving.id, now, tell_on=day)
    reckoning.plan(uow, uow.users.get(user.id) or user, now)
    return leaving


def say_again(uow: UnitOfWork, user: User, said: Sequence[Leaving], now: datetime) -> None:
    """Let the days count for a user that were said by another who became one with them."""
    for each in said:
        member = uow.teams.membership(user.id, each.team)
        if member is not None and uow.leavings.of(user.id, each.team) is None:
            _put(uow, user, member, each.on, now)


def call_off(uow: UnitOfWork, user: User, member: Membership, now: datetime) -> bool:
    """Stay after all: what was asked of colleagues and not answered is taken back. False where nothing was said."""
    leaving = uow.leavings.of(user.id, member.team)
    if leaving is None or leaving.ended:
        return False
    letters.withdraw(uow, leaving.team, LetterKind.LEAVING, leaving.id, now)
    letters_about.take_back(uow, leaving, now)
    uow.leavings.remove(user.id, leaving.id)
    return True


def of(uow: UnitOfWork, user: User, team: TeamId) -> Departure | None:
    """How things stand with the user's leaving of a team; None where they said nothing of it."""
    leaving = uow.leavings.of(user.id, team)
    return departure(uow, leaving) if leaving is not None and not leaving.ended else None


def get(uow: UnitOfWork, user: User, leaving: LeavingId) -> Leaving:
    """The user's leaving with that id, still ahead. Raises Gone, also for somebody else's."""
    found = uow.leavings.get(leaving)
    if found is None or found.user != user.id or found.ended:
        raise Gone("You are not leaving that team any more. To say when you do: /kith team leaving 12 june.")
    return found


def departure(uow: UnitOfWork, leaving: Leaving) -> Departure:
    """A leaving with all that belongs to it."""
    team = uow.teams.get(leaving.team)
    names = {each.user: each.name for each in uow.teams.roster(leaving.team)}
    handovers = [(names[each.to], each) for each in uow.handovers.all(leaving.id) if each.to in names]
    swaps = [(names[each.to], each) for each in uow.swaps.all(leaving.id) if each.to in names]
    return Departure(
        leaving=leaving,
        team=team.name if team is not None else "",
        handovers=tuple(sorted(handovers, key=lambda each: each[0])),
        swaps=tuple(sorted(swaps, key=lambda each: each[0])),
        has_recovery=uow.recoveries.of(leaving.user) is not None,
    )


def read(uow: UnitOfWork, user: User, letter: Letter, today: date) -> Departure | None:
    """What a letter to whoever leaves is about; None where they stay, and for the eve's where the day has come."""
    leaving = uow.leavings.get(LeavingId(letter.about))
    if leaving is None or leaving.user != user.id:
        return None
    too_late = letter.tell_on < leaving.on <= (letter.told_on or today)
    return departure(uow, leaving) if not too_late else None


def leave(uow: UnitOfWork, user: User, member: Membership, now: datetime, *, shut_off: bool = False) -> None:
    """Leave a team at once: rows go, and colleagues who have the user in their own book are asked to keep in touch."""
    partings.ask(uow, member, now, shut_off=shut_off)
    membership.leave(uow, user, member, now)
    leaving = uow.leavings.of(user.id, member.team)
    if leaving is None or leaving.ended:
        return
    today = local_day(now, user.preferences)
    if today < leaving.on:  # earlier than was said: there is nothing to remind of
        letters.withdraw(uow, member.team, LetterKind.LEAVING, leaving.id, now)
    uow.leavings.put(replace(leaving, ended=True, on=min(leaving.on, today)))


def end_due(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Let the memberships end whose day has come, from the user's hour on."""
    today = local_day(now, user.preferences)
    for leaving in uow.leavings.ahead(user.id):
        if leaving.on > today or now < slot(leaving.on, user.preferences):
            break
        member = uow.teams.membership(user.id, leaving.team)
        if member is not None:
            leave(uow, user, member, now)
        else:
            uow.leavings.put(replace(leaving, ended=True))


def purge(uow: UnitOfWork, now: datetime) -> None:
    """Forget those who left long enough ago, with what they asked, also where it stands in a digest."""
    before = (now - ANSWERABLE).date()
    for each in uow.leavings.old(before):
        letters_about.take_back(uow, each, now)
    uow.leavings.purge(before)
    partings.purge(uow, now)


def _eve(on: date, user: User) -> date:
    """The last day before another on which the user is told anything."""
    day = on - timedelta(days=1)
    while not is_workday(day, user.preferences):
        day -= timedelta(days=1)
    return day

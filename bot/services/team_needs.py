"""Needs matched among colleagues: only what both released is compared, and only a yes of both names them.

The seeker is asked first, the other after the seeker's yes. Either reads no more than their own line before both said
yes, and nobody is told of a no, or of something that was taken back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from bot.domain.errors import Gone, NotAllowed
from bot.domain.ids import MatchId, NeedId, TeamId, UserId
from bot.domain.letter import Letter, LetterKind, LetterState
from bot.domain.news import Need, NeedKind
from bot.domain.slot import local_day
from bot.domain.team_need import NeedMatch, Released, ask_on
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import letters, lookup, matching

_TRIED = 3
"""With how many others a need is tried when it is released: those with the most words in common."""
_GONE = "I don't have that any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question whether to bring two members together, as one of them reads it: nothing of the other's."""

    team: str
    seeks: bool
    own: str
    said: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Both said yes: to one of them, who the other is and what they wrote."""

    team: str
    seeks: bool
    own: str
    name: str
    line: str


def release(uow: UnitOfWork, user: User, need: NeedId, team: TeamId, now: datetime) -> Need:
    """Let a need be matched within a team, and ask first who looks for what fits. Raises Gone, NotAllowed.

    Who fits is looked up for whoever releases it, so that takes the right to look people up there.
    """
    found = _open_need(uow, user, need)
    _check_allowed(uow, user, team)
    released = Released(need=found.id, team=team, user=user.id, kind=found.kind, line=found.text)
    if uow.team_needs.release(released):
        for other in sorted(_fitting(uow, released), key=lambda each: each.user):  # locked in one order by everybody
            _try(uow, released, other, now)
    return found


def take_back(uow: UnitOfWork, user: User, need: NeedId, team: TeamId) -> Need:
    """Match a need no more within a team; a question about it that waits is not brought. Raises Gone."""
    found = _open_need(uow, user, need)
    uow.team_needs.take_back(user.id, need, team)
    return found


def closed(uow: UnitOfWork, user: User, need: NeedId) -> None:
    """A need is met or wanted no more: it is matched nowhere."""
    uow.team_needs.take_back(user.id, need)


def erased(uow: UnitOfWork, user: UserId, now: datetime) -> None:
    """A user is about to be erased: out of what colleagues were told of them, too."""
    for match in uow.team_needs.matches(user):
        for kind in (LetterKind.MATCH, LetterKind.MET):
            letters.withdraw(uow, match.team, kind, match.id, now)


def released(uow: UnitOfWork, user: User) -> dict[NeedId, frozenset[TeamId]]:
    """In which teams each of a user's needs is matched."""
    teams: dict[NeedId, frozenset[TeamId]] = {}
    for each in uow.team_needs.released(user.id):
        teams[each.need] = teams.get(each.need, frozenset()) | {each.team}
    return teams


def get(uow: UnitOfWork, user: User, match: MatchId) -> NeedMatch:
    """The match in which the user takes part; raises Gone, also for one of others."""
    found = uow.team_needs.match(user.id, match)
    if found is None or uow.teams.membership(user.id, found.team) is None:
        raise Gone(_GONE)
    return found


def answer(uow: UnitOfWork, user: User, match: NeedMatch, now: datetime, *, yes: bool) -> NeedMatch:
    """What the user said to being brought together; the first answer counts. Raises Gone where their own line is not
    matched any more, NotAllowed for a yes of somebody whom the team lets look nobody up.

    What they see afterwards is the same whether the other was asked, said no, or took theirs back.
    """
    if match.said(user.id) is not None:
        return match
    if uow.team_needs.get(match.need_of(user.id), match.team) is None:
        raise Gone("You took that line back, so nobody is asked about it.")
    if yes:
        _check_allowed(uow, user, match.team)
    answered = match.answered(user.id, yes=yes)
    both = _both(uow, answered)
    today = local_day(now, user.preferences)
    if yes and both is not None:
        if answered.seeks(user.id):
            answered = _ask(uow, answered, answered.helper, now)
        elif answered.seeker_said:
            looking, offer = both
            answered = replace(answered, met_on=today, looking_line=looking.line, offer_line=offer.line)
            letters.send(uow, answered.seeker, answered.team, LetterKind.MET, answered.id, now)
    uow.team_needs.save_match(answered)
    return answered


def told(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Asked | Met | None:
    """What a letter is about as it now stands; None where there is nothing to say any more.

    A question that was told stays as it is whatever the other does: only taking back one's own line takes it away.
    """
    match, team = uow.team_needs.match(user.id, MatchId(letter.about)), uow.teams.get(letter.team)
    if match is None or team is None or uow.teams.membership(user.id, match.team) is None:
        return None
    if match.met_on is not None:
        name = name_of(uow, match, match.other(user.id))
        mine, theirs = match.lines(user.id)
        return Met(team=team.name, seeks=match.seeks(user.id), own=mine, name=name, line=theirs) if name else None
    own = uow.team_needs.get(match.need_of(user.id), match.team)
    if own is None or (letter.state is not LetterState.SENT and _both(uow, match) is None):
        return None
    return Asked(team=team.name, seeks=match.seeks(user.id), own=own.line, said=match.said(user.id))


def name_of(uow: UnitOfWork, match: NeedMatch, user: UserId) -> str:
    """What their team calls one of the two; empty for who is not in it any more."""
    member = uow.teams.membership(user, match.team)
    return member.name if member is not None else ""


def may_match(uow: UnitOfWork, user: UserId, team: TeamId) -> bool:
    """Whether a team lets the user look people up, which being matched is."""
    member = uow.teams.membership(user, team)
    return member is not None and lookup.is_allowed(uow, member)


def _check_allowed(uow: UnitOfWork, user: User, team: TeamId) -> None:
    member = uow.teams.membership(user.id, team)
    if member is None:
        raise NotAllowed("You are not in that team.")
    lookup.check_allowed(uow, member)


def _open_need(uow: UnitOfWork, user: User, need: NeedId) -> Need:
    found = uow.needs.get(user.id, need)
    if found is None or found.closed_on is not None:
        raise Gone(_GONE)
    return found


def _fitting(uow: UnitOfWork, released: Released) -> list[Released]:
    """The released needs of others that fit best."""
    looks = released.kind is NeedKind.LOOKING
    others = uow.team_needs.others(released.team, NeedKind.OFFERING if looks else NeedKind.LOOKING, released.user)
    ranked = []
    for each in others:
        seeking, offering = (released, each) if looks else (each, released)
        if common := matching.fits(seeking.line, offering.line):
            ranked.append((-common, each))
    ranked.sort(key=lambda pair: pair[0])
    allowed = (each for _, each in ranked if may_match(uow, each.user, each.team))
    return list(islice(allowed, _TRIED))


def _try(uow: UnitOfWork, released: Released, other: Released, now: datetime) -> None:
    """Ask who seeks, unless these two needs were tried before."""
    looking, offer = (released, other) if released.kind is NeedKind.LOOKING else (other, released)
    match = NeedMatch(
        id=MatchId(uow.new_id()),
        team=released.team,
        looking=looking.need,
        offer=offer.need,
        seeker=looking.user,
        helper=offer.user,
        seeker_asked_on=_ask_on(uow, looking.user, now),
    )
    if uow.team_needs.add_match(match):
        _send(uow, match, match.seeker, match.seeker_asked_on, now)


def _ask(uow: UnitOfWork, match: NeedMatch, helper: UserId, now: datetime) -> NeedMatch:
    asked = replace(match, helper_asked_on=_ask_on(uow, helper, now))
    assert asked.helper_asked_on is not None
    _send(uow, asked, helper, asked.helper_asked_on, now)
    return asked


def _ask_on(uow: UnitOfWork, user: UserId, now: datetime) -> date:
    asked = uow.users.get(user)
    assert asked is not None, "who released a need is there"
    return ask_on(uow.team_needs.asked_on(user), local_day(now, asked.preferences))


def _send(uow: UnitOfWork, match: NeedMatch, to: UserId, on: date, now: datetime) -> None:
    letters.send(uow, to, match.team, LetterKind.MATCH, match.id, now, tell_on=on)


def _both(uow: UnitOfWork, match: NeedMatch) -> tuple[Released, Released] | None:
    """What both let be matched, None once either took theirs back or may look nobody up in the team."""
    looking, offer = (uow.team_needs.get(each, match.team) for each in (match.looking, match.offer))
    allowed = all(may_match(uow, each, match.team) for each in (match.seeker, match.helper))
    return (looking, offer) if allowed and looking is not None and offer is not None else None

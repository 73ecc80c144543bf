"""The members of a team as they are chosen from: by what the team calls them."""

from collections.abc import Sequence

from bot.domain.errors import InputError
from bot.domain.ids import TeamId, UserId
from bot.domain.team import Membership
from bot.language.names import Book, Candidate
from bot.language.words import shown
from bot.ports import UnitOfWork

_NAMED = 5


def others(uow: UnitOfWork, team: TeamId, user: UserId) -> tuple[Membership, ...]:
    """All members of a team but one who can be asked something, by name: whose account is gone reads nothing."""
    there = uow.teams.present(team)
    return tuple(each for each in uow.teams.roster(team) if each.user != user and each.user in there)


def named(members: Sequence[Membership], text: str, field: str) -> Membership:
    """The one member that a text means. Raises InputError about that field, naming those whom it may mean."""
    match = Book(Candidate(each.user, each.name, ()) for each in members).match(text)
    by_id = {each.user: each for each in members}
    if match.sure is not None:
        return by_id[match.sure]
    likely = [by_id[each] for each in match.likely]
    if len(likely) == 1:
        return likely[0]
    if likely:
        names = ", ".join(each.name for each in likely[:_NAMED])
        raise InputError(field, f'"{shown(text)}" may be several of the team: {names}. Please give the whole name.')
    raise InputError(field, f'I know nobody in the team who is called "{shown(text)}".')

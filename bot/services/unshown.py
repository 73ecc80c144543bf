"""That nobody becomes visible to a team because two books became one: only what a member says themself shows people."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import ContactId, TeamId
from bot.domain.team import Scope, Share
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import directory

_ORDER = tuple(Share)


@dataclass(frozen=True, slots=True)
class Levels:
    """What a user's rules let each of their teams see of whom, sharing switched on or not; the others are hidden."""

    of: Mapping[tuple[TeamId, ContactId], Share]

    def __call__(self, team: TeamId, contact: ContactId) -> Share:
        """What that team may see of that contact."""
        return self.of.get((team, contact), Share.NEVER)


def levels(uow: UnitOfWork, user: User) -> Levels:
    """What the user's teams may see now."""
    people = uow.contacts.all(user.id)
    said = {each.team: uow.teams.sharing(user.id, each.team) for each in uow.teams.memberships(user.id)}
    return Levels({(team, each.id): directory.level_of(rules, each) for team, rules in said.items() for each in people})


def keep(uow: UnitOfWork, user: User, before: Levels) -> None:
    """Let no team see more of anybody than before: whom a rule about many would show now gets a rule of their own."""
    for (team, contact), level in levels(uow, user).of.items():
        if _ORDER.index(level) > _ORDER.index(before(team, contact)):
            uow.teams.share(user.id, team, Scope.CONTACT, contact, before(team, contact))
    directory.refresh_teams(uow, user)

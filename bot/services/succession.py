"""That a team which has members has somebody who looks after it."""

from bot.domain.ids import TeamId
from bot.domain.team import Role
from bot.ports import UnitOfWork


def settle(uow: UnitOfWork, team: TeamId) -> None:
    """Where nobody who is still there looks after a team, whoever has been in it longest does from now on.

    They are told with their next look at the team. Whoever was deactivated keeps their part, should they come back.
    """
    members, there = uow.teams.everybody(team), uow.teams.present(team)
    present = [each for each in members if each.user in there]
    if present and all(each.role is not Role.ADMIN for each in present):
        uow.teams.set_role(present[0].user, team, Role.ADMIN)


def settle_all(uow: UnitOfWork) -> None:
    """The same for every team: people also go by what their platform or the host does."""
    for team in uow.teams.unattended():
        settle(uow, team)

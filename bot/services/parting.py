"""A workspace leaves a team, and with it those members whose only way into the team it was."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import WorkspaceId
from bot.domain.team import Membership, Team
from bot.domain.user import Account, Workspace
from bot.language.names import fold
from bot.language.words import shown
from bot.ports import UnitOfWork
from bot.services import greetings, leaving, team_settings


@dataclass(frozen=True, slots=True)
class Parting:
    """A workspace that leaves a team, or would, and the members who go with it; whether the team greets there."""

    workspace: Workspace
    leaving: tuple[Membership, ...]
    greets: bool = False


def preview(uow: UnitOfWork, member: Membership, team: Team, workspace: WorkspaceId) -> Parting:
    """What it would mean; raises NotAllowed for the last workspace, and for the way by which who asks is in the team.

    Whoever came by an invite from a workspace that is not the team's stays. Of people on Discord, whose servers are not
    known, all stay as long as the team has another server.
    """
    bound = uow.teams.workspaces(team.id)
    going = next((each for each in bound if each.id == workspace), None)
    if going is None:
        raise NotAllowed("That workspace is not in the team.")
    others = [each for each in bound if each.id != workspace]
    if not others:
        raise NotAllowed(f"{going.name} is the only workspace of {team.name}. Members leave with /kith team leave.")
    members = uow.teams.everybody(team.id)
    with_it = tuple(each for each in members if _only_through(going, others, uow.users.accounts(each.user)))
    if any(each.user == member.user for each in with_it):
        raise NotAllowed(
            f"You are in {team.name} through {going.name} yourself. Somebody who looks after the team from another "
            "workspace can take it out."
        )
    return Parting(going, with_it, greets=greetings.are_in(uow, team.id, going))


def part(
    uow: UnitOfWork, member: Membership, team: Team, workspace: WorkspaceId, now: datetime
) -> tuple[Parting, Team]:
    """Take the workspace out of the team; its invite code is another one from then on. Raises NotAllowed."""
    parting = preview(uow, member, team, workspace)
    uow.teams.part(workspace, team.id)
    if parting.greets:  # who stays in the team is told of in no channel of people who are not in it
        uow.greetings.remove_place(team.id)
    for each in parting.leaving:
        user = uow.users.get(each.user)
        if user is not None:
            leaving.leave(uow, user, each, now)
    return parting, team_settings.renew_invite(uow, team)


def named(uow: UnitOfWork, team: Team, text: str) -> Workspace:
    """The workspace of a team that is called like this; raises InputError."""
    bound = uow.teams.workspaces(team.id)
    found = [each for each in bound if fold(each.name) == fold(text)]
    if len(found) != 1:
        names = ", ".join(each.name for each in bound)
        raise InputError("invite", f'I don\'t know which workspace "{shown(text)}" is. The team has: {names}.')
    return found[0]


def _only_through(going: Workspace, others: list[Workspace], accounts: tuple[Account, ...]) -> bool:
    if any(_leads(account, each) for account in accounts for each in others):
        return False
    return any(_leads(account, going) for account in accounts)


def _leads(account: Account, workspace: Workspace) -> bool:
    """Whether somebody with that account can be in a workspace; where accounts are global, whether they may be."""
    return account.platform is workspace.platform and account.scope in ("", workspace.external)

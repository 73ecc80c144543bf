"""Where somebody writes from: the workspace, and the team that is meant there."""

from bot.chat.context import Context
from bot.domain.team import Membership, Team
from bot.domain.user import Workspace
from bot.services import membership


def workspace_of(ctx: Context) -> Workspace | None:
    """The workspace that the user writes from; None in a Discord direct message."""
    return ctx.uow.teams.workspace(ctx.who.platform, ctx.who.workspace) if ctx.who.workspace else None


def own_team(ctx: Context) -> tuple[Membership, Team]:
    """The team that is meant here, and the user's membership of it. Raises NotAllowed outside of one."""
    member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    return member, team_of(ctx, member)


def team_of(ctx: Context, member: Membership) -> Team:
    """The team of a membership."""
    found = ctx.uow.teams.get(member.team)
    assert found is not None, "a membership always has its team"
    return found

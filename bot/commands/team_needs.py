"""Needs among colleagues: letting them be matched, and answering whether to be brought together."""

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.commands.answers import letter_of, redrawn_letter
from bot.domain.errors import Gone
from bot.domain.ids import MatchId, NeedId, TeamId
from bot.domain.letter import LetterKind
from bot.domain.team import Team
from bot.domain.team_need import NeedMatch
from bot.presenters import people
from bot.presenters import team_needs as presenter
from bot.services import brought_together, team_needs

commands = Registry()


def teams_of(ctx: Context) -> tuple[Team, ...]:
    """The teams that the user is in."""
    found = (ctx.uow.teams.get(each.team) for each in ctx.uow.teams.memberships(ctx.user.id))
    return tuple(each for each in found if each is not None)


def matching_teams(ctx: Context) -> tuple[Team, ...]:
    """Those of them in which the user may be matched."""
    return tuple(each for each in teams_of(ctx) if team_needs.may_match(ctx.uow, ctx.user.id, each.id))


@commands.button("matchneed", needs=2)
def match_need(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Lets a need be matched within a team."""
    need = team_needs.release(ctx.uow, ctx.user, NeedId(args[0]), TeamId(args[1]), ctx.now)
    return Reply(message=presenter.released(need, _team(ctx, args[1])))


@commands.button("unmatchneed", needs=2)
def unmatch_need(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes that back."""
    team = _team(ctx, args[1])
    return Reply(message=presenter.taken_back(team_needs.take_back(ctx.uow, ctx.user, NeedId(args[0]), team.id), team))


@commands.button("together", needs=2)
def together(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer to whether to be brought together."""
    letter = letter_of(ctx, args[0])
    team_needs.answer(ctx.uow, ctx.user, _match(ctx, args[0]), ctx.now, yes=args[1] == "yes")
    return redrawn_letter(ctx, letter)


@commands.button("metkeep")
def keep(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Puts the colleague into the user's own book."""
    contact, added = brought_together.kept(ctx.uow, ctx.user, _match(ctx, args[0]), ctx.now)
    return Reply(message=people.added(added) if added is not None else presenter.known(contact))


@commands.button("metthanks")
def thank_later(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Notes a thank-you for in three weeks."""
    contact, due, change = brought_together.thank_later(ctx.uow, ctx.user, _match(ctx, args[0]), ctx.now)
    return Reply(message=presenter.thanked_later(contact, due, change, ctx.today))


def _match(ctx: Context, letter: str) -> NeedMatch:
    found = letter_of(ctx, letter)
    if found.kind not in (LetterKind.MATCH, LetterKind.MET):
        raise Gone("I don't have that any more.")
    return team_needs.get(ctx.uow, ctx.user, MatchId(found.about))


def _team(ctx: Context, team: str) -> Team:
    found = next((each for each in teams_of(ctx) if each.id == team), None)
    if found is None:
        raise Gone("You are not in that team.")
    return found

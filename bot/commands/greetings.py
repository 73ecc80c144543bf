"""Greetings in a team's channel: a member's own date, and the channel, as acts of the team command."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.commands.acts import Act
from bot.commands.places import own_team, workspace_of
from bot.domain.errors import Gone
from bot.domain.greeting import GreetingKind
from bot.domain.team import Role
from bot.domain.user import Platform
from bot.presenters import greetings as presenter
from bot.services import greetings

commands = Registry()

_OFF = frozenset({"off", "none", "nothing", "never", "-"})
_INVITE = {
    Platform.SLACK: "I have to be in that channel: /invite @Kith.",
    Platform.DISCORD: "I have to be allowed to see that channel and to write there.",
}


def _give(ctx: Context, text: str, *, kind: GreetingKind) -> Reply:
    member, team = own_team(ctx)
    if not text:
        found = ctx.uow.greetings.get(ctx.user.id, team.id, kind)
        return Reply(message=presenter.given(kind, found, team, ctx.uow.greetings.place(team.id)))
    if text.casefold() in _OFF:
        was = ctx.uow.greetings.remove(ctx.user.id, team.id, kind)
        return Reply(message=presenter.taken_back(kind, team, was=was))
    wish = greetings.ask(ctx.uow, ctx.user, team, kind, text, ctx.now)
    return Reply(message=presenter.asked(wish, member.name))


def _place(ctx: Context, text: str) -> Reply:
    member, team = own_team(ctx)
    if not text:
        place, admin = ctx.uow.greetings.place(team.id), member.role is Role.ADMIN
        named = ctx.who.platform is not Platform.DISCORD
        return Reply(message=presenter.looked(greetings.Looked(team=team, place=place, admin=admin, named=named)))
    if text.casefold() in _OFF:
        greetings.stop(ctx.uow, member)
        return Reply(message=presenter.stopped(team))
    place = greetings.choose(ctx.uow, ctx.user, member, workspace_of(ctx), text, ctx.who.channel, ctx.now)
    how_many = ctx.uow.greetings.count(team.id)
    return Reply(message=presenter.chosen(place, team, how_many, _INVITE.get(place.platform, "")))


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "birthday": Act(partial(_give, kind=GreetingKind.BIRTHDAY), takes_words=True),
        "work anniversary": Act(partial(_give, kind=GreetingKind.ANNIVERSARY), takes_words=True),
        "greetings": Act(_place, takes_words=True),
    }
)


@commands.button("greetme")
def agreed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The member says yes to being greeted."""
    given = greetings.agree(ctx.uow, ctx.user, args[0], ctx.now)
    team = ctx.uow.teams.get(given.team)
    if team is None:
        raise Gone("That team is not there any more.")
    return Reply(message=presenter.agreed(given, team, ctx.uow.greetings.place(team.id)), replace=True)


@commands.button("greetnot")
def declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The member does not want to be greeted."""
    greetings.decline(ctx.uow, ctx.user, args[0], ctx.now)
    return Reply(message=presenter.declined(), replace=True)

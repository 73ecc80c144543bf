"""Leaving a team on a day: the act of the team command, and what its answer offers."""

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.commands.answers import letter_of, redrawn_letter
from bot.commands.files import ExportArgs, export
from bot.commands.places import own_team
from bot.domain.cadence import Circle
from bot.domain.errors import Gone, InputError
from bot.domain.ids import LeavingId
from bot.domain.team import Membership
from bot.language.dates import NotADate, parse_date
from bot.language.words import shown
from bot.presenters import leaving as presenter
from bot.services import leaving, partings

commands = Registry()

_OFF = frozenset({"off", "no", "not", "never", "nothing", "none", "-"})


def leaving_act(ctx: Context, words: str) -> Reply:
    """Says on which day the user leaves the team, takes it back, or tells how things stand."""
    member, team = own_team(ctx)
    if words.casefold() in _OFF:
        called_off = leaving.call_off(ctx.uow, ctx.user, member, ctx.now)
        return Reply(message=presenter.stays(team.name) if called_off else presenter.nothing_said(team))
    if words:
        return _announced(ctx, member, words)
    found = leaving.of(ctx.uow, ctx.user, team.id)
    return Reply(message=presenter.announced(found, ctx.today) if found is not None else presenter.nothing_said(team))


def leave_act(ctx: Context, words: str) -> Reply:
    """Leaves the team at once; with a day behind it, on that day."""
    member, team = own_team(ctx)
    if words:
        what = (
            f'I don\'t know what to do with "{shown(words)}". To leave at once, say no more than leave. '
            "On a day: /kith team leaving 12 june."
        )
        return _announced(ctx, member, words, what)
    leaving.leave(ctx.uow, ctx.user, member, ctx.now)
    return Reply(message=presenter.left(team))


def _announced(ctx: Context, member: Membership, words: str, what: str = "") -> Reply:
    try:
        on = parse_date(words, today=ctx.today, lean="future", day_first=ctx.user.preferences.day_first)
    except NotADate as unread:
        raise InputError("invite", what or str(unread)) from unread
    return Reply(message=presenter.announced(leaving.announce(ctx.uow, ctx.user, member, on, ctx.now), ctx.today))


@commands.button("leaveshow")
def how_it_stands(ctx: Context, args: tuple[str, ...]) -> Reply:
    """How things stand before one leaves."""
    found = leaving.departure(ctx.uow, leaving.get(ctx.uow, ctx.user, LeavingId(args[0])))
    return Reply(message=presenter.announced(found, ctx.today))


@commands.button("leaveoff")
def called_off(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Stays after all."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    member = ctx.uow.teams.membership(ctx.user.id, going.team)
    team = ctx.uow.teams.get(going.team)
    if member is None or team is None or not leaving.call_off(ctx.uow, ctx.user, member, ctx.now):
        raise Gone("You are not leaving that team any more.")
    return Reply(message=presenter.stays(team.name), replace=True)


@commands.button("leaveexport")
def exported(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Hands the whole book over as a file."""
    leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    return export(ExportArgs(), ctx)


@commands.button("parting", needs=2)
def kept(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Keeps in touch with somebody who left, in a circle."""
    letter = letter_of(ctx, args[0])
    if args[1] not in list(Circle):
        raise Gone("This button is from another version of me. Please use /kith keep.")
    partings.keep(ctx.uow, ctx.user, letter, Circle(args[1]), ctx.now)
    return redrawn_letter(ctx, letter)


@commands.button("partingnot")
def let_go(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Lets somebody who left go, which nobody is told."""
    letter = letter_of(ctx, args[0])
    partings.let_go(ctx.uow, ctx.user, letter, ctx.now)
    return redrawn_letter(ctx, letter)

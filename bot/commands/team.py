"""Commands among colleagues: team, whoknows."""

from dataclasses import dataclass
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import rest_option, text_option, word_option
from bot.commands.complete import known_names
from bot.commands.places import own_team, team_of, workspace_of
from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId
from bot.domain.team import Membership, Role
from bot.language.words import shown
from bot.presenters import lookup as answers
from bot.presenters import team as presenter
from bot.services import lookup, membership

commands = Registry()

_WORK, _ADDRESS = "working on", "address"
_ACTS = ("join", "leave", "sharing on", "sharing off", _WORK, _ADDRESS)
_NOTHING = frozenset({"nothing", "none", "off", "-"})


def _act(value: str) -> str:
    if value not in _ACTS:
        raise ValueError(value)
    return value


@dataclass(frozen=True, slots=True)
class TeamArgs:
    """What to do about the team."""

    act: Annotated[
        str,
        word_option(
            "Join or leave the team of this workspace, share or not, say what you work on",
            label="What",
            words={act: act for act in _ACTS},
            read=_act,
            choices=tuple(Choice(act, act) for act in _ACTS),
        ),
    ] = ""
    invite: Annotated[str, text_option("The invite code, where one is needed")] = ""
    about: Annotated[
        str, rest_option("What you work on, or an e-mail address by which I know you", hint="Payments in Lisbon")
    ] = ""


@commands.command(
    "team",
    "Your team: join, leave, share, say what you work on",
    examples=("join", "sharing on", "working on: payments in Lisbon", "leave"),
)
def team(args: TeamArgs, ctx: Context) -> Reply:
    """Membership, sharing as a whole, and what a member tells about themself."""
    if args.act in (_WORK, _ADDRESS):
        return _about_oneself(ctx, args.act, " ".join((args.invite, args.about)).strip())
    if args.about or (args.invite and args.act != "join"):
        strange = args.about or args.invite
        raise InputError("invite", f'I don\'t know what to do with "{shown(strange)}". A code goes with join.')
    match args.act:
        case "join":
            joined = membership.join(ctx.uow, ctx.user, workspace_of(ctx), args.invite, manages=ctx.who.manages)
            return Reply(message=presenter.joined(joined))
        case "leave":
            member, named = own_team(ctx)
            membership.leave(ctx.uow, ctx.user, member)
            return Reply(message=presenter.left(named))
        case "sharing on" | "sharing off":
            member, named = own_team(ctx)
            changed = membership.switch_sharing(ctx.uow, ctx.user, member, on=args.act == "sharing on")
            return Reply(message=presenter.sharing(changed, named))
    return Reply(message=presenter.teams([_belonging(ctx, each) for each in ctx.uow.teams.memberships(ctx.user.id)]))


def _about_oneself(ctx: Context, act: str, text: str) -> Reply:
    member, named = own_team(ctx)
    taken_back = text.casefold() in _NOTHING
    if act == _WORK:
        changed = membership.work_on(ctx.uow, member, "" if taken_back else text) if text else member
        return Reply(message=presenter.working_on(changed, named))
    if not text:
        return Reply(message=presenter.address_wanted())
    known = membership.be_recognised(ctx.uow, member, "" if taken_back else text)
    return Reply(message=presenter.recognised(named, known))


def _belonging(ctx: Context, member: Membership) -> presenter.Belonging:
    looks_after = member.role is Role.ADMIN
    return presenter.Belonging(
        team=team_of(ctx, member),
        membership=member,
        members=ctx.uow.teams.members(member.team),
        lookups=ctx.uow.lookups.count_since(member.team, ctx.now - lookup.MONTH) if looks_after else None,
    )


@commands.button("sharing")
def sharing_answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer to the one question that follows joining."""
    member = ctx.uow.teams.membership(ctx.user.id, TeamId(args[0]))
    if member is None:
        raise NotAllowed("You are not in that team.")
    changed = membership.switch_sharing(ctx.uow, ctx.user, member, on=args[1:] == ("on",))
    return Reply(message=presenter.sharing(changed, team_of(ctx, member)), replace=True)


@dataclass(frozen=True, slots=True)
class WhoKnowsArgs:
    """Whom to look for."""

    words: Annotated[
        str,
        text_option("A person, a company, a title or a #tag", label="Whom", hint="Acme", complete=known_names),
    ]


@commands.command(
    "whoknows",
    "Which colleague knows somebody, or somebody at a company",
    examples=("Acme", "Priya Nair", "Priya at Acme", "#climbing"),
)
def whoknows(args: WhoKnowsArgs, ctx: Context) -> Reply:
    """Asks the team's directory. It writes that somebody asked, which is what limits lookups."""
    member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    answer = lookup.who_knows(ctx.uow, member, args.words, ctx.now, ctx.today)
    return Reply(message=answers.who_knows(answer, args.words, ctx.user.id, ctx.today))

"""Commands among colleagues: team, whoknows."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.option import rest_option, text_option, word_option
from bot.chat.replies import alike
from bot.commands import asks as questions
from bot.commands import greetings
from bot.commands import team_settings as settings
from bot.commands.acts import Act
from bot.commands.complete import known_names
from bot.commands.leaving import leave_act, leaving_act
from bot.commands.places import own_team, team_of, workspace_of
from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId
from bot.domain.team import Membership, Role, Team
from bot.language.mentions import spoken
from bot.language.words import shown
from bot.presenters import asks as offers
from bot.presenters import lookup as answers
from bot.presenters import team as presenter
from bot.services import asks, lookup, membership, partings, team_settings

commands = Registry()

_NOTHING = frozenset({"nothing", "none", "off", "-"})


def _join(ctx: Context, invite: str) -> Reply:
    joined = membership.join(ctx.uow, ctx.user, workspace_of(ctx), invite, manages=ctx.who.manages)
    if not joined.again:
        partings.back(ctx.uow, joined.membership, ctx.now)
    return Reply(message=presenter.joined(joined))


def _share(ctx: Context, *, on: bool) -> Reply:
    member, named = own_team(ctx)
    return Reply(message=_shared(ctx, membership.switch_sharing(ctx.uow, ctx.user, member, on=on), named))


def _shared(ctx: Context, member: Membership, named: Team) -> Message:
    return presenter.sharing(member, named, len(ctx.uow.directory.of(member.team, member.user)))


def _work_on(ctx: Context, text: str) -> Reply:
    member, named = own_team(ctx)
    line = "" if text.casefold() in _NOTHING else text
    changed = membership.work_on(ctx.uow, member, line) if text else member
    return Reply(message=presenter.working_on(changed, named))


def _be_recognised(ctx: Context, text: str) -> Reply:
    member, named = own_team(ctx)
    if not text:
        return Reply(message=presenter.address_wanted())
    known = membership.be_recognised(ctx.uow, member, "" if text.casefold() in _NOTHING else text)
    return Reply(message=presenter.recognised(named, known))


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "join": Act(_join, takes_words=True),
        "leave": Act(leave_act, takes_words=True),
        "leaving": Act(leaving_act, takes_words=True),
        "sharing on": Act(lambda ctx, _: _share(ctx, on=True)),
        "sharing off": Act(lambda ctx, _: _share(ctx, on=False)),
        "working on": Act(_work_on, takes_words=True),
        "address": Act(_be_recognised, takes_words=True),
        **settings.ACTS,
        **greetings.ACTS,
    }
)


def _act(value: str) -> str:
    if value not in ACTS:
        raise ValueError(value)
    return value


@dataclass(frozen=True, slots=True)
class TeamArgs:
    """What to do about the team."""

    act: Annotated[
        str,
        word_option(
            "Join or leave the team here, share or not, what you work on, be greeted; what is set for all",
            label="What",
            words={act: act for act in ACTS},
            read=_act,
            choices=tuple(Choice(act, act) for act in ACTS),
        ),
    ] = ""
    invite: Annotated[
        str,
        text_option(
            "The invite code, a member, a setting, or the day on which you leave",
            label="Code, member, setting or day",
            mentioned=True,
        ),
    ] = ""
    about: Annotated[
        str,
        rest_option("What you work on, your address, the day or the channel of a greeting", hint="Payments in Lisbon"),
    ] = ""


@commands.command(
    "team",
    "Your team: join, leave, share, say what you work on; what is set for all",
    examples=(
        "join",
        "sharing on",
        "working on: payments in Lisbon",
        "birthday 14 May",
        "greetings here",
        "leaving 12 june",
        "leave",
    ),
)
def team(args: TeamArgs, ctx: Context) -> Reply:
    """Membership, sharing as a whole, and what a member tells about themself; alone, the teams one is in."""
    words = " ".join((args.invite, args.about)).strip()
    act = ACTS.get(args.act)
    if words and (act is None or not act.takes_words):
        known = f"Nothing goes with {args.act}." if act is not None else _known(words)
        raise InputError("invite", f'I don\'t know what to do with "{shown(spoken(words))}". {known}')
    if act is None:
        memberships = ctx.uow.teams.memberships(ctx.user.id)
        team_settings.told(ctx.uow, ctx.user)
        return Reply(message=presenter.teams([_belonging(ctx, each) for each in memberships]))
    try:
        return act.do(ctx, words if act.takes_mentions else spoken(words))
    except InputError as unread:  # what was typed stands in either of the two, whatever the act takes it for
        raise InputError("about" if args.about else "invite", unread.sentence) from unread


def _known(typed: str) -> str:
    """The act that two mistyped words, or one, may have meant; else all there are."""
    words = typed.split()
    near = next((each for each in (alike(" ".join(words[:count]), ACTS) for count in (2, 1)) if each), None)
    return f"Did you mean {near}?" if near is not None else f"I know: {', '.join(ACTS)}."


def _belonging(ctx: Context, member: Membership) -> presenter.Belonging:
    team = team_of(ctx, member)
    return presenter.Belonging(
        team=team,
        membership=member,
        members=ctx.uow.teams.members(member.team),
        counts=team_settings.counts(ctx.uow, team, ctx.now) if member.role is Role.ADMIN else None,
    )


@commands.button("sharing")
def sharing_answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer to the one question that follows joining."""
    member = ctx.uow.teams.membership(ctx.user.id, TeamId(args[0]))
    if member is None:
        raise NotAllowed("You are not in that team.")
    changed = membership.switch_sharing(ctx.uow, ctx.user, member, on=args[1:] == ("on",))
    return Reply(message=_shared(ctx, changed, team_of(ctx, member)), replace=True)


@commands.button("onreminders", needs=2)
def reminders_answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Whether what one works on stands on colleagues' reminders."""
    member = ctx.uow.teams.membership(ctx.user.id, TeamId(args[0]))
    if member is None:
        raise NotAllowed("You are not in that team.")
    changed = membership.show_on_reminders(ctx.uow, member, on=args[1] == "on")
    return Reply(message=presenter.working_on(changed, team_of(ctx, member)), replace=True)


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
    alone=questions.own,
)
def whoknows(args: WhoKnowsArgs, ctx: Context) -> Reply:
    """Asks the team's directory. It writes that somebody asked, which is what limits lookups."""
    member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    answer = lookup.who_knows(ctx.uow, member, args.words, ctx.now, ctx.today)
    offer = asks.offer(ctx.uow, member, args.words, answer.readings, ctx.now)
    message = answers.who_knows(answer, args.words, ctx.user.id, ctx.today)
    return Reply(message=offers.with_offer(message, offer))

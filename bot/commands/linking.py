"""The command that makes two accounts one, and joins workspaces to one team."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import text_option, word_option
from bot.commands import recovery
from bot.domain.errors import InputError
from bot.domain.ids import CodeId, JointId
from bot.domain.user import Workspace
from bot.language.words import shown
from bot.presenters import linking as presenter
from bot.services import joined, joining, leaving, linking
from bot.services import recovery as recovery_codes

commands = Registry()

_ACTS = {
    "off": "separate accounts that were joined",
    "team": "join a workspace or server to a team",
    "recovery": "a code to keep, in case this account is shut off",
    "recovery off": "let that code lead nowhere",
}


def _act(value: str) -> str:
    if value not in _ACTS:
        raise ValueError(value)
    return value


@dataclass(frozen=True, slots=True)
class LinkArgs:
    """Nothing for a code; a code to enter; or what else to do."""

    act: Annotated[
        str,
        word_option(
            "Separate accounts, join a workspace to a team, a recovery code; leave it out to join accounts",
            label="What",
            words={each: each for each in _ACTS},
            read=_act,
            choices=tuple(Choice(each, label) for each, label in _ACTS.items()),
        ),
    ] = ""
    code: Annotated[str, text_option("The code that your other account was given", hint="ABCD-EFGH")] = ""


@commands.command(
    "link",
    "Be one person on Slack and Discord: a code here, entered there",
    examples=("", "ABCD-EFGH", "off", "team", "recovery"),
)
def link(args: LinkArgs, ctx: Context) -> Reply:
    """Gives a code, or shows what the one that was entered would do."""
    match args.act:
        case "off" | "recovery" | "recovery off" if args.code:
            raise InputError(
                "code", f'I don\'t know what to do with "{shown(args.code)}": nothing goes with {args.act}.'
            )
        case "recovery":
            return recovery.give(ctx)
        case "recovery off":
            return recovery.take_back(ctx)
        case "off":
            joint, going = joining.last(ctx.uow, ctx.user, ctx.now)
            return Reply(message=presenter.separate(joint, going, partial(joined.home, ctx.uow), ctx.today))
        case "team" if not args.code:
            team = linking.team_to_offer(ctx.uow, ctx.user, _workspace(ctx))
            return Reply(message=presenter.offered(linking.offer(ctx.uow, ctx.user, team.id, ctx.now), team))
        case "team":
            return _enter_for_team(ctx, args.code)
    if not args.code:
        given = presenter.offered(linking.offer(ctx.uow, ctx.user, None, ctx.now), None)
        others = joined.together(ctx.uow, ctx.user, ctx.account, ctx.now)
        return Reply(message=presenter.with_others(given, others, partial(joined.home, ctx.uow), ctx.today))
    return _enter(ctx, args.code)


def _enter(ctx: Context, text: str) -> Reply:
    if recovery_codes.is_one(text):
        return recovery.enter(ctx, text)
    code = linking.enter(ctx.uow, ctx.user, text, ctx.now, for_team=False)
    if code is None:
        return _refused(ctx)
    plan = joining.preview(ctx.uow, ctx.user, code.user)
    return Reply(
        message=presenter.preview(plan, ActionId("link", (code.id,)), ctx.account, partial(joined.home, ctx.uow))
    )


def _enter_for_team(ctx: Context, text: str) -> Reply:
    here = linking.may_bind(ctx.uow, _workspace(ctx), manages=ctx.who.manages)
    code = linking.enter(ctx.uow, ctx.user, text, ctx.now, for_team=True)
    team = ctx.uow.teams.get(code.team) if code is not None and code.team is not None else None
    if code is None or team is None:
        return _refused(ctx)
    return Reply(message=presenter.binding(code, team, here, ctx.uow.teams.members(team.id)))


def _refused(ctx: Context) -> Reply:
    """Said in an answer, not raised as an error: what was counted must last."""
    paused = linking.is_paused(ctx.uow, ctx.user, ctx.now)
    return Reply(message=presenter.paused() if paused else presenter.refused())


@commands.button("link")
def join_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Makes the two one, if it is the one who entered the code who presses."""
    code = linking.entered(ctx.uow, ctx.user, CodeId(args[0]), ctx.now, for_team=False)
    plan = joining.preview(ctx.uow, ctx.user, code.user)
    linking.use_up(ctx.uow, code)
    recovery_codes.carry_over(ctx.uow, plan)
    said = ctx.uow.leavings.ahead(plan.ends.user.id)
    user = joining.join(ctx.uow, plan, ctx.account.id, ctx.now)
    leaving.say_again(ctx.uow, user, said, ctx.now)
    return Reply(message=presenter.joined(plan, len(ctx.uow.contacts.named(user.id))), replace=True)


@commands.button("linkteam")
def team_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Joins this workspace to the team of a code."""
    code = linking.entered(ctx.uow, ctx.user, CodeId(args[0]), ctx.now, for_team=True)
    linking.use_up(ctx.uow, code)
    here, team = linking.bind(ctx.uow, _workspace(ctx), code, manages=ctx.who.manages)
    return Reply(message=presenter.bound(here, team), replace=True)


@commands.button("unlink")
def separate_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes a join back."""
    done = joining.separate(ctx.uow, ctx.user, JointId(args[0]), ctx.now)
    return Reply(message=presenter.separated(done), replace=True)


def _workspace(ctx: Context) -> Workspace | None:
    return ctx.uow.teams.workspace(ctx.who.platform, ctx.who.workspace) if ctx.who.workspace else None

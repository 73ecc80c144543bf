"""What those who look after a team set and do: its rules, invite code, further admins, workspaces, picture."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import File
from bot.commands.acts import Act
from bot.commands.places import own_team
from bot.domain.errors import InputError, Misread, NotAllowed, Problem
from bot.domain.ids import TeamId, WorkspaceId
from bot.domain.team import Asking, Membership, Role, Rules, Team
from bot.language.words import shown
from bot.presenters import looking_after, team_rules
from bot.services import membership, parting, team_settings

commands = Registry()

_WHO = {
    **dict.fromkeys(("members", "all", "everybody", "everyone", "all members", "every member"), Asking.MEMBERS),
    **dict.fromkeys(("sharing", "share", "those who share", "sharers", "sharing members"), Asking.SHARING),
    **dict.fromkeys(("admins", "admin", "admins only", "only admins"), Asking.ADMINS),
    **dict.fromkeys(("nobody", "none", "no one", "off"), Asking.NOBODY),
}
_SWITCH = {"on": True, "yes": True, "off": False, "no": False}
_LIMIT = re.compile(r"(\d{1,6})(?:\s*(?:times?|lookups?))?(?:\s*(?:an|a|per|each|/)\s*h(?:our)?)?", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,6})\s*(days?|d|weeks?|months?|years?)?", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NOT_KEPT = frozenset({"not", "nothing", "never", "none", "off", "no"})
_EXAMPLE = "Try: /kith team settings who sharing, limit 50, keep 30 days, or picture on."
_NAMES = ("who", "limit", "keep", "picture")


def changed(rules: Rules, name: str, text: str) -> Rules:
    """The rules with one of them read from what was typed; raises InputError."""
    word = " ".join(text.split()).casefold()
    match name:
        case "who" if word in _WHO:
            return replace(rules, asking=_WHO[word])
        case "who":
            said = "members, sharing, admins or nobody"
        case "limit" if found := _LIMIT.fullmatch(word):
            return team_settings.checked(replace(rules, an_hour=int(found[1])))
        case "limit":
            said = "so many an hour, as in 30"
        case "keep" if word in _NOT_KEPT:
            return replace(rules, kept_days=0)
        case "keep" if found := _SPAN.fullmatch(word):
            span = timedelta(days=int(found[1]) * _DAYS[(found[2] or "d")[0]])
            return team_settings.checked(replace(rules, kept_days=span.days))
        case "keep":
            said = "so many days, as in 30 days, or 0"
        case "picture" if word in _SWITCH:
            return replace(rules, picture=_SWITCH[word])
        case "picture":
            said = "on or off"
        case _:
            raise InputError("invite", f'I don\'t know the setting "{shown(name)}". {_EXAMPLE}')
    raise InputError(name, f'I can\'t read "{shown(text)}" for {name}. It can be {said}.')


def _settings(ctx: Context, words: str) -> Reply:
    member, team = own_team(ctx)
    if not words:
        return _shown(ctx, member, team)
    team_settings.managed(ctx.uow, ctx.user.id, team.id)
    name, _, text = words.replace(":", " ").partition(" ")
    if name.casefold() in _NAMES and not text.strip():
        raise InputError("invite", f"What should {name.casefold()} be? {_EXAMPLE}")
    return _set(ctx, member, team, changed(team.rules, name.casefold(), text))


def _set(ctx: Context, member: Membership, team: Team, rules: Rules) -> Reply:
    saved = team_settings.set_rules(ctx.uow, member, team, rules, ctx.now)
    return _shown(ctx, member, saved, changed=rules != team.rules)


def _shown(ctx: Context, member: Membership, team: Team, *, changed: bool = False) -> Reply:
    admins = team_settings.admins(ctx.uow, team.id)
    mine = member.role is Role.ADMIN
    return Reply(message=team_rules.settings(team, admins, mine=mine, changed=changed))


@commands.button("teamset", opens_form=True)
def settings_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens the form of what is set for a team."""
    _, team = team_settings.managed(ctx.uow, ctx.user.id, TeamId(args[0]))
    action = ActionId("teamset", (team.id,))
    return Reply(form=Form(action=action, title="What is set for all", fields=_fields(team.rules), reopen=action))


def _fields(rules: Rules) -> tuple[Field, ...]:
    who = tuple(Choice(each, said[0].upper() + said[1:]) for each, said in team_rules.ASKING.items())
    return (
        Field(name="who", label="Who may look up", kind=FieldKind.CHOICE, value=rules.asking, choices=who),
        Field(name="limit", label="Lookups an hour", value=str(rules.an_hour), hint="1 to 300, for each member"),
        Field(name="keep", label="Records kept for", value=f"{rules.kept_days} days", hint="0 to 365 days"),
        Field(
            name="picture",
            label="Picture of companies",
            kind=FieldKind.CHOICE,
            value="on" if rules.picture else "off",
            choices=(Choice("on", "on: of members who say yes"), Choice("off", "off")),
        ),
    )


@commands.form("teamset")
def settings_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Sets all of a form at once, or says what is wrong with each."""
    member, team = team_settings.managed(ctx.uow, ctx.user.id, TeamId(args[0]))
    rules, problems = team.rules, list[Problem]()
    for name in _NAMES:
        if values.get(name):
            try:
                rules = changed(rules, name, values[name])
            except InputError as error:
                problems += error.problems
    if problems:
        raise Misread(tuple(problems))
    return replace(_set(ctx, member, team, rules), replace=True)


def _invite(ctx: Context, words: str) -> Reply:
    member, team = own_team(ctx)
    if not words:
        return Reply(message=looking_after.invite(team, new=False))
    if words.casefold() != "new":
        raise InputError(
            "invite", f'I don\'t know what to do with "{shown(words)}". For another code: team invite new.'
        )
    team_settings.managed(ctx.uow, member.user, team.id)
    return Reply(message=looking_after.invite(team_settings.renew_invite(ctx.uow, team), new=True))


def _admin(ctx: Context, words: str) -> Reply:
    member, team = own_team(ctx)
    if not words:
        return Reply(message=looking_after.looked_after(team, team_settings.admins(ctx.uow, team.id)))
    team_settings.managed(ctx.uow, member.user, team.id)
    name, _, last = words.rpartition(" ")
    if name and last.casefold() in _SWITCH:
        on = _SWITCH[last.casefold()]
    else:
        name, on = words, True
    act = team_settings.appoint if on else team_settings.dismiss
    about, done = act(ctx.uow, team, name, ctx.account)
    say = looking_after.appointed if on else looking_after.dismissed
    return Reply(message=say(team, about, new=done))


def _part(ctx: Context, words: str) -> Reply:
    member, team = own_team(ctx)
    team_settings.managed(ctx.uow, member.user, team.id)
    if not words:
        return Reply(message=looking_after.workspaces(team, ctx.uow.teams.workspaces(team.id)))
    going = parting.named(ctx.uow, team, words)
    return Reply(message=looking_after.parting(team, parting.preview(ctx.uow, member, team, going.id)))


@commands.button("part", needs=2)
def part_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Says what it means to take a workspace out of a team, and asks."""
    member, team = team_settings.managed(ctx.uow, ctx.user.id, TeamId(args[0]))
    found = parting.preview(ctx.uow, member, team, WorkspaceId(args[1]))
    return Reply(message=looking_after.parting(team, found))


@commands.button("partyes", needs=2)
def part_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes a workspace out of a team."""
    member, team = team_settings.managed(ctx.uow, ctx.user.id, TeamId(args[0]))
    done, renewed = parting.part(ctx.uow, member, team, WorkspaceId(args[1]), ctx.now)
    return Reply(message=looking_after.parted(renewed, done), replace=True)


def _picture(ctx: Context, words: str) -> Reply:
    member, team = own_team(ctx)
    if words.casefold() not in _SWITCH:
        raise InputError("invite", "Whether your contacts count in the team's picture: team picture on, or off.")
    return _count(ctx, member, team, on=_SWITCH[words.casefold()])


@commands.button("pictured", needs=2)
def pictured_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Lets one's open contacts count in the team's picture, or not any more."""
    member, team = _own(ctx, TeamId(args[0]))
    return _count(ctx, member, team, on=args[1] == "on")


def _count(ctx: Context, member: Membership, team: Team, *, on: bool) -> Reply:
    return Reply(message=looking_after.pictured(team, membership.be_pictured(ctx.uow, member, on=on)))


def _own(ctx: Context, team: TeamId) -> tuple[Membership, Team]:
    member, found = ctx.uow.teams.membership(ctx.user.id, team), ctx.uow.teams.get(team)
    if member is None or found is None:
        raise NotAllowed("You are not in that team.")
    return member, found


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "settings": Act(_settings, takes_words=True),
        "invite": Act(_invite, takes_words=True),
        "admin": Act(_admin, takes_words=True, takes_mentions=True),
        "part": Act(_part, takes_words=True),
        "picture": Act(_picture, takes_words=True),
    }
)
"""What can be told to the team command about what is set for all, and about who looks after the team."""

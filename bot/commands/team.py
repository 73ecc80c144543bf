"""Commands among colleagues: team, privacy, whoknows."""

from dataclasses import dataclass
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import person_option, text_option, word_option
from bot.commands.complete import contact_names
from bot.domain.contact import Contact
from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId
from bot.domain.team import Membership, Share, Team
from bot.domain.user import Workspace
from bot.language.words import shown
from bot.presenters import team as presenter
from bot.services import finding, lookup

commands = Registry()

_ACTS = ("join", "leave", "sharing on", "sharing off")


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
            "Join or leave the team of this workspace, or turn your sharing on or off",
            label="What",
            words={act: act for act in _ACTS},
            read=_act,
            choices=tuple(Choice(act, act) for act in _ACTS),
        ),
    ] = ""
    invite: Annotated[str, text_option("The invite code, where one is needed")] = ""


@commands.command("team", "Your team: join, leave, share", examples=("join", "sharing on", "leave"))
def team(args: TeamArgs, ctx: Context) -> Reply:
    """Membership and sharing as a whole."""
    if args.invite and args.act != "join":
        raise InputError("invite", f'I don\'t know what to do with "{shown(args.invite)}". A code goes with join.')
    match args.act:
        case "join":
            workspace = _workspace(ctx)
            joined = lookup.join(ctx.uow, ctx.user, workspace, args.invite, manages=ctx.who.manages)
            return Reply(message=presenter.joined(joined))
        case "leave":
            member, named = _own_team(ctx)
            lookup.leave(ctx.uow, ctx.user, member)
            return Reply(message=presenter.left(named))
        case "sharing on" | "sharing off":
            member, named = _own_team(ctx)
            changed = lookup.sharing(ctx.uow, ctx.user, member, on=args.act == "sharing on")
            return Reply(message=presenter.sharing(changed, named))
    memberships = ctx.uow.teams.memberships(ctx.user.id)
    teams = [(_team(ctx, each), each, ctx.uow.teams.members(each.team)) for each in memberships]
    return Reply(message=presenter.teams(teams))


@commands.button("sharing")
def sharing_answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer to the one question that follows joining."""
    member = ctx.uow.teams.membership(ctx.user.id, TeamId(args[0]))
    if member is None:
        raise NotAllowed("You are not in that team.")
    changed = lookup.sharing(ctx.uow, ctx.user, member, on=args[1:] == ("on",))
    return Reply(message=presenter.sharing(changed, _team(ctx, member)), replace=True)


_LEVELS = {"open": "open", "share": "open", "never": "never", "private": "never", "hide": "never"}


@dataclass(frozen=True, slots=True)
class PrivacyArgs:
    """Whom, and what the team may see of them."""

    person: Annotated[str, person_option("Who to share or to keep private", complete=contact_names)] = ""
    level: Annotated[
        Share | None,
        word_option(
            "open: the team may know that you know them; never: nobody",
            label="What the team sees",
            words=_LEVELS,
            read=Share,
            choices=(Choice("open", "open: that you know them"), Choice("never", "never: nothing")),
        ),
    ] = None


@commands.command("privacy", "What your team can see of your people", examples=("", "Sam open", "Sam never"))
def privacy(args: PrivacyArgs, ctx: Context) -> Reply:
    """Shares a contact, stops sharing it, or lists what is shared."""
    if not args.person and args.level is not None:
        raise InputError("person", f"Who is to be {args.level}? I need a name: /kith privacy Sam {args.level}.")
    if not args.person:
        return Reply(message=presenter.privacy(_shared(ctx)))
    if args.level is None:
        raise InputError("level", f'What may your team see of {shown(args.person)}? "open" or "never".')
    person = finding.find(ctx.uow, ctx.user.id, args.person)
    teams, change = lookup.share(ctx.uow, ctx.user, person, args.level, ctx.now)
    return Reply(message=presenter.shared(person, args.level, tuple(each.name for each in teams), change))


@dataclass(frozen=True, slots=True)
class WhoKnowsArgs:
    """Whom to look for."""

    words: Annotated[str, text_option("A person, a company, a title or a tag", label="Whom", hint="Acme")]


@commands.command(
    "whoknows", "Which colleague knows somebody, or somebody at a company", examples=("Acme", "Priya Nair"), reads=True
)
def whoknows(args: WhoKnowsArgs, ctx: Context) -> Reply:
    """Asks the team's directory."""
    member = lookup.team_to_ask(ctx.uow, ctx.user, _workspace(ctx))
    return Reply(
        message=presenter.who_knows(lookup.who_knows(ctx.uow, member, args.words, ctx.today), args.words, ctx.user.id)
    )


def _workspace(ctx: Context) -> Workspace | None:
    return ctx.uow.teams.workspace(ctx.who.platform, ctx.who.workspace) if ctx.who.workspace else None


def _own_team(ctx: Context) -> tuple[Membership, Team]:
    member = lookup.team_to_ask(ctx.uow, ctx.user, _workspace(ctx))
    return member, _team(ctx, member)


def _team(ctx: Context, member: Membership) -> Team:
    found = ctx.uow.teams.get(member.team)
    assert found is not None, "a membership always has its team"
    return found


def _shared(ctx: Context) -> list[tuple[Team, Membership, tuple[Contact, ...]]]:
    shown = []
    for member in ctx.uow.teams.memberships(ctx.user.id):
        shares = ctx.uow.teams.shares(ctx.user.id, member.team)
        opened = [contact for contact, level in shares.items() if level is Share.OPEN]
        contacts = ctx.uow.contacts.many(ctx.user.id, opened).values()
        shown.append((_team(ctx, member), member, tuple(sorted(contacts, key=lambda each: each.name))))
    return shown

"""What one knows and tells: note about somebody else, news and needs about oneself."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import person_option, rest_option, text_option, word_option
from bot.commands.complete import contact_names
from bot.commands.team_needs import matching_teams, teams_of
from bot.domain.ids import NeedId, NewsId
from bot.domain.news import NeedKind
from bot.presenters import own as presenter
from bot.services import finding, notes, own, team_needs

commands = Registry()

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("looking for", "looking", "look for", "i look for", "i need", "need"), "looking for"),
        **dict.fromkeys(("can offer", "offer", "offering", "i offer", "i can offer"), "can offer"),
    }
)


@dataclass(frozen=True, slots=True)
class NoteArgs:
    """Something to remember about somebody."""

    person: Annotated[str, person_option("Who it is about", complete=contact_names, adds=True)]
    note: Annotated[str, rest_option("What to remember; #words become labels", hint="Plays the cello #music")]


@commands.command(
    "note",
    "Remember something about somebody, and label them",
    examples=("Sam: plays the cello #music", "Priya: #climbing #berlin"),
)
def note(args: NoteArgs, ctx: Context) -> Reply:
    """A note on a contact: no contact, and it moves no reminder."""
    person = finding.find(ctx.uow, ctx.user.id, args.person)
    return Reply(message=presenter.remembered(notes.add(ctx.uow, ctx.user, person, args.note, ctx.now)))


@dataclass(frozen=True, slots=True)
class NewsArgs:
    """A line about oneself."""

    text: Annotated[str, text_option("What is new with you, in a line", label="News", hint="I moved to Lisbon")] = ""


@commands.command("news", "What is new with you, told to nobody: a reason to write", examples=("", "I moved to Lisbon"))
def news(args: NewsArgs, ctx: Context) -> Reply:
    """News about the user; alone, all of them."""
    if not args.text:
        return Reply(message=presenter.news(own.news(ctx.uow, ctx.user, ctx.now), ctx.today))
    told, change = own.tell(ctx.uow, ctx.user, args.text, ctx.now)
    return Reply(message=presenter.told(told, change))


@commands.button("oldnews")
def old_news(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Removes news."""
    change = own.take_back(ctx.uow, ctx.user, NewsId(args[0]), ctx.now)
    left = own.news(ctx.uow, ctx.user, ctx.now)
    return Reply(message=presenter.news(left, ctx.today, removed=change), replace=True)


@dataclass(frozen=True, slots=True)
class NeedsArgs:
    """Something that one looks for or can offer."""

    text: Annotated[
        str, rest_option("What you look for or can offer, in a line", label="What", hint="An accountant in Lisbon")
    ] = ""
    kind: Annotated[
        NeedKind,
        word_option(
            "Which way the help would go",
            words=_KINDS,
            read=NeedKind,
            choices=tuple(Choice(str(kind), str(kind)) for kind in NeedKind),
        ),
    ] = NeedKind.LOOKING


@commands.command(
    "needs",
    "What you look for and can offer, and which of your people may meet it",
    examples=("", "looking for an accountant in Lisbon", "offer a spare desk"),
)
def needs(args: NeedsArgs, ctx: Context) -> Reply:
    """A need of the user with who may meet it; alone, all that are open."""
    if not args.text:
        return _listed(ctx)
    made, change = own.need(ctx.uow, ctx.user, args.kind, args.text, ctx.now)
    (helpers,) = own.who_may_help(ctx.uow, ctx.user, (made,))
    return Reply(message=presenter.needed(made, helpers, change, matching_teams(ctx)))


@commands.button("metneed")
def met_need(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Closes a need."""
    change = own.close_need(ctx.uow, ctx.user, NeedId(args[0]), ctx.now)
    listed = presenter.needs(_with_helpers(ctx), _among(ctx), closed=change)
    return Reply(message=listed, replace=True)


def _listed(ctx: Context) -> Reply:
    return Reply(message=presenter.needs(_with_helpers(ctx), _among(ctx)))


def _among(ctx: Context) -> presenter.Among:
    teams = matching_teams(ctx)
    resting = tuple(each for each in teams_of(ctx) if each not in teams)
    return presenter.Among(teams, team_needs.released(ctx.uow, ctx.user), resting)


def _with_helpers(ctx: Context) -> presenter.Needed:
    open_now = own.needs(ctx.uow, ctx.user)
    return tuple(zip(open_now, own.who_may_help(ctx.uow, ctx.user, open_now), strict=True))

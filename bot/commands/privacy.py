"""What one's team sees: privacy."""

from dataclasses import dataclass
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import person_option, word_option
from bot.commands.complete import contact_names
from bot.domain.errors import InputError
from bot.domain.ids import ContactId, DraftId, ShareId
from bot.domain.team import Edge, Scope, Share
from bot.language.words import shown
from bot.presenters import sharing as presenter
from bot.services import finding, lookup, sharing, targets, team_settings

commands = Registry()

_APOSTROPHES = ("'", "’", "")
_LEVELS = {
    **dict.fromkeys(("open", "share"), "open"),
    **dict.fromkeys(("ask", "ask first", "ask me", "ask me first"), "ask"),
    **dict.fromkeys(("never", "private", "hide"), "never"),
    **dict.fromkeys(("vouch", *(f"i{each}d vouch" for each in _APOSTROPHES)), "vouch"),
    **dict.fromkeys(("know a bit", "a bit", "i know a bit"), "know a bit"),
    **{
        f"{please}don{each}t ask{me}": "don't ask"
        for each in _APOSTROPHES
        for please in ("", "please ")
        for me in ("", " me")
    },
}
_CHOICES = (
    Choice("open", "open: that you know them"),
    Choice("ask", "ask: only after you said yes"),
    Choice("never", "never: nothing"),
    Choice("vouch", "vouch: you would vouch for them"),
    Choice("know a bit", "know a bit: you know them a bit"),
    Choice("don't ask", "don't ask: nobody asks you about them"),
)


def _level(value: str) -> Share | Edge:
    return Edge(value) if value in tuple(Edge) else Share(value)


@dataclass(frozen=True, slots=True)
class PrivacyArgs:
    """Whom, and what the team may see of them."""

    person: Annotated[
        str,
        person_option("A person, a company, a #tag or a circle", complete=contact_names, hint="Sam, Acme, #climbing"),
    ] = ""
    level: Annotated[
        Share | Edge | None,
        word_option(
            "open, ask or never; or your own word: vouch, know a bit, don't ask",
            label="What the team sees",
            words=_LEVELS,
            read=_level,
            choices=_CHOICES,
        ),
    ] = None


@commands.command(
    "privacy",
    "What your team can see of your people",
    examples=("", "Sam open", "Acme ask", "#climbing open", "close circle ask", "Sam vouch", "Sam never"),
)
def privacy(args: PrivacyArgs, ctx: Context) -> Reply:
    """Makes a rule about whom the team sees, notes the user's own word about a tie, or lists what is shared."""
    if not args.person and args.level is not None:
        raise InputError("person", f"Who is to be {args.level}? I need a name: /kith privacy Sam {args.level}.")
    if not args.person:
        overviews = sharing.overviews(ctx.uow, ctx.user, ctx.now, lookup.MONTH)
        team_settings.told(ctx.uow, ctx.user)
        return Reply(message=presenter.privacy(overviews))
    if args.level is None:
        raise InputError(
            "level", f'What may your team see of {shown(_name(ctx, args.person))}? "open", "ask" or "never".'
        )
    about = targets.target(ctx.uow, ctx.user, args.person)
    if isinstance(args.level, Share):
        return Reply(message=presenter.shared(sharing.share(ctx.uow, ctx.user, about, args.level, ctx.now)))
    if about.scope is not Scope.CONTACT:
        raise InputError("person", f'"{args.level}" is a word about one person, not about {about.label}.')
    person = finding.get(ctx.uow, ctx.user.id, ContactId(about.key))
    seen, change = sharing.say(ctx.uow, ctx.user, person, args.level, ctx.now)
    return Reply(message=presenter.said(person, args.level, change, seen=seen))


@commands.button("shareyes")
def share_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Makes the rule that waited for a yes."""
    made = sharing.confirm(ctx.uow, ctx.user, DraftId(args[0]), ctx.now)
    return Reply(message=presenter.shared(made), replace=True)


@commands.button("shareno")
def share_dropped(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Lets go of the rule that waited for a yes."""
    sharing.drop(ctx.uow, ctx.user, DraftId(args[0]), ctx.now)
    return Reply(message=presenter.left_it(), replace=True)


@commands.button("unshare")
def unshare(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes a rule back."""
    sure = args[1:] == ("yes",)
    taken = sharing.take_back(ctx.uow, ctx.user, ShareId(args[0]), ctx.now, sure=sure)
    return Reply(message=presenter.taken_back(taken), replace=sure)


def _name(ctx: Context, text: str) -> str:
    """What was typed, or the name where a person was picked."""
    found = ctx.uow.contacts.get(ctx.user.id, ContactId(text[1:])) if text.startswith("#") else None
    return found.name if found is not None else text

"""Suggestions while somebody types an option."""

from bot.chat.context import Context
from bot.chat.form import Choice
from bot.commands.places import workspace_of
from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.errors import NotAllowed
from bot.language import offering
from bot.services import finding, lookup, membership, users

_MOST = 25
_LABEL = 75


def contact_names(ctx: Context, text: str) -> tuple[Choice, ...]:
    """The user's contacts for the name being typed; names already typed before a comma stay."""
    before, comma, last = text.rpartition(",")
    kept = f"{before}{comma} ".lstrip() if comma else ""
    found = finding.suggest(ctx.uow, ctx.user.id, last, _MOST)
    return tuple(Choice(f"{kept}{each.name}"[:100], f"{kept}{each.name}"[:_LABEL]) for each in found)


def whom(ctx: Context, text: str) -> tuple[Choice, ...]:
    """The user's contacts whose names a text may begin, by `#` and the id, to be picked."""
    named = finding.suggest(ctx.uow, ctx.user.id, text, _MOST)
    found = ctx.uow.contacts.many(ctx.user.id, [each.id for each in named])
    return tuple(Choice(f"#{each.id}", finding.label(found[each.id])) for each in named)


def rhythms(_: Context, text: str) -> tuple[Choice, ...]:
    """Circles and cadences that a text may be the beginning of, each with how often that is."""
    begun = text.strip().casefold()
    circles = [Choice(each, f"{each} → {each.cadence}") for each in Circle if each.startswith(begun)]
    offered = [(words, Cadence(said.count, Unit(said.unit))) for words, said in offering.cadences(text)]
    cadences = [Choice(words, words if words == str(each) else f"{words} → {each}") for words, each in offered]
    off = [Choice("off", "off → not at all")] if "off".startswith(begun) else []
    return (*circles, *cadences, *off)


def labels(ctx: Context, text: str) -> tuple[Choice, ...]:
    """The user's own labels for the one being typed; those already typed stay."""
    *before, last = text.replace(",", " ").split(" ")
    kept = "".join(f"{each} " for each in before if each)
    begun = last.lstrip("#").casefold()
    fitting = [each for each in ctx.uow.contacts.tags(ctx.user.id) if each.casefold().startswith(begun)]
    return tuple(Choice(f"{kept}{each}"[:100], f"{kept}{each}"[:_LABEL]) for each in fitting if each not in before)


def known_names(ctx: Context, text: str) -> tuple[Choice, ...]:
    """Names of people and companies that colleagues share openly; none outside of a team."""
    try:
        member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    except NotAllowed:
        return ()
    return tuple(Choice(name[:100], name[:_LABEL]) for name in lookup.suggest(ctx.uow, member, text, ctx.now))


def zones(ctx: Context, text: str) -> tuple[Choice, ...]:
    """Time zones that contain what was typed, the user's own first."""
    wanted = text.strip().replace(" ", "_").casefold()
    own = ctx.user.preferences.zone
    found = sorted((name for name in users.zones() if wanted in name.casefold()), key=lambda name: (name != own, name))
    return tuple(Choice(name, name) for name in found[:_MOST])

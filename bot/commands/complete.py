"""Suggestions while somebody types an option."""

from bot.chat.context import Context
from bot.chat.form import Choice
from bot.services import finding, users

_MOST = 25
_LABEL = 75


def contact_names(ctx: Context, text: str) -> tuple[Choice, ...]:
    """The user's contacts for the name being typed; names already typed before a comma stay."""
    before, comma, last = text.rpartition(",")
    kept = f"{before}{comma} ".lstrip() if comma else ""
    found = finding.suggest(ctx.uow, ctx.user.id, last, _MOST)
    return tuple(Choice(f"{kept}{each.name}"[:100], f"{kept}{each.name}"[:_LABEL]) for each in found)


def zones(ctx: Context, text: str) -> tuple[Choice, ...]:
    """Time zones that contain what was typed, the user's own first."""
    wanted = text.strip().replace(" ", "_").casefold()
    own = ctx.user.preferences.zone
    found = sorted((name for name in users.zones() if wanted in name.casefold()), key=lambda name: (name != own, name))
    return tuple(Choice(name, name) for name in found[:_MOST])

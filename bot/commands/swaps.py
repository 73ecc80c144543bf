"""Swapping private addresses with colleagues before one leaves."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import File, Message
from bot.commands.answers import letter_of, redrawn_letter
from bot.commands.ticks import Purpose
from bot.domain.ids import LeavingId
from bot.presenters import leaving as leaving_presenter
from bot.presenters import swaps as presenter
from bot.services import leaving, roster, sheets, swaps

commands = Registry()


@commands.button("swapwith", opens_form=True)
def address_asked(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for the address that colleagues would get."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    members = roster.others(ctx.uow, going.team, ctx.user.id)
    return Reply(form=presenter.form(ActionId("swapwith", (going.id,)), names=len(members) > sheets.PAGE))


@commands.form("swapwith")
def address_given(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """The list of colleagues who may be asked; those who were named are asked at once."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    members = roster.others(ctx.uow, going.team, ctx.user.id)
    address = swaps.address_of(values.get("email", ""), values.get("phone", ""), values.get("url", ""))
    if not members:
        team = ctx.uow.teams.get(going.team)
        return Reply(message=leaving_presenter.no_colleague(team.name if team is not None else "your team"))
    named = [each.strip() for each in values.get("who", "").split(",") if each.strip()]
    chosen = [roster.named(members, each, "who") for each in named]
    listed = swaps.begin(ctx.uow, ctx.user, going, address, 0, ctx.now)
    if chosen:
        listed = replace(listed, more=None)  # whoever named them wants no list
        return Reply(message=presenter.asked(swaps.ask(ctx.uow, ctx.user, listed, chosen, ctx.now), listed))
    return Reply(message=presenter.whom(listed, 0))


@commands.button("swapmore", needs=2)
def list_turned(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The next colleagues, for the same address."""
    start = int(args[1]) if args[1].isascii() and args[1].isdecimal() and len(args[1]) < 6 else 0
    listed = swaps.turn(ctx.uow, ctx.user, args[0], start, ctx.now)
    return Reply(message=presenter.whom(listed, 0), replace=True)


def _listed(ctx: Context, key: str, bits: int) -> Message:
    return presenter.whom(swaps.sheet(ctx.uow, ctx.user, key, ctx.now), bits)


def _ask(ctx: Context, key: str, places: Collection[int]) -> Message:
    listed = swaps.sheet(ctx.uow, ctx.user, key, ctx.now)
    chosen = [listed.members[place] for place in sorted(places) if place in listed.members]
    return presenter.asked(swaps.ask(ctx.uow, ctx.user, listed, chosen, ctx.now), listed)


PURPOSES: Mapping[str, Purpose] = {presenter.ASK: Purpose(show=_listed, do=_ask)}
"""What the list to tick does."""


@commands.button("swap", opens_form=True)
def swap_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for one's own address in return."""
    letter = letter_of(ctx, args[0])
    swaps.get(ctx.uow, ctx.user, letter, ctx.now)
    return Reply(form=presenter.form(ActionId("swap", (letter.id,)), names=False))


@commands.form("swap")
def swapped(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Either gets the other's address."""
    letter = letter_of(ctx, args[0])
    proposed = swaps.get(ctx.uow, ctx.user, letter, ctx.now)
    theirs = swaps.address_of(values.get("email", ""), values.get("phone", ""), values.get("url", ""))
    swaps.swap(ctx.uow, ctx.user, proposed, theirs, ctx.now)
    return redrawn_letter(ctx, letter)


@commands.button("swapnot")
def declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Keeps one's address to oneself; nobody is told."""
    letter = letter_of(ctx, args[0])
    swaps.decline(ctx.uow, swaps.get(ctx.uow, ctx.user, letter, ctx.now))
    return redrawn_letter(ctx, letter)

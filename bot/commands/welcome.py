"""The first run: a form for up to ten people, then when one last talked to each."""

import re
from collections.abc import Mapping

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import File
from bot.chat.option import Reading
from bot.commands.options import Rhythm, rhythm_option
from bot.domain.cadence import Circle
from bot.domain.errors import Gone, InputError, KithError, Misread, Problem
from bot.language.calling_cards import calling_card
from bot.language.line import Slot, SlotKind, Split, split
from bot.language.names import fold
from bot.language.words import shown
from bot.presenters import welcome as presenter
from bot.services import care, contacts, welcome
from bot.services.welcome import MOST, Begun, Entry, Since

commands = Registry()

_RHYTHM = rhythm_option("How often to keep in touch")
_SLOTS = (Slot("name", SlotKind.TEXT, {}), Slot("rhythm", SlotKind.CADENCE, _RHYTHM.words))
_BETWEEN = re.compile(r"[,;]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_HOW_OFTEN = re.compile(r"(?<!\S)(?:every|each|once|twice)\s.*", re.IGNORECASE)
"""Words of a name that were meant to say how often, and could not be read so."""
_OFTEN = {
    Circle.INNER: "inner: every week",
    Circle.CLOSE: "close: every month",
    Circle.WIDER: "wider: every three months",
    Circle.NETWORK: "network: once a year",
}


@commands.button("start", needs=0, opens_form=True)
def start(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for the first people."""
    return Reply(
        form=Form(
            action=ActionId("start"),
            title="Your first people",
            submit="Go on",
            reopen=ActionId("start"),
            fields=(
                Field(
                    name="people",
                    label=f"Up to {MOST} people",
                    kind=FieldKind.LONG,
                    required=True,
                    hint="Sam, Priya close, Mum weekly",
                ),
                Field(
                    name="circle",
                    label="How often, where you don't say",
                    kind=FieldKind.CHOICE,
                    value=Circle.CLOSE,
                    choices=tuple(Choice(circle, words) for circle, words in _OFTEN.items()),
                ),
            ),
        )
    )


@commands.form("start", needs=0)
def start_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Adds them, and asks about the first; says of each entry what could not be read."""
    circle = Circle(values["circle"]) if values.get("circle") in list(Circle) else Circle.CLOSE
    entries = _entries(ctx, values.get("people", ""), circle)
    return _ask(ctx, welcome.begin(ctx.uow, ctx.user, entries, ctx.now), 0)


@commands.button("since", needs=3)
def since_answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Roughly when they last talked; goes on to the next person."""
    key, place, answer = args[:3]
    begun = welcome.begun(ctx.uow, ctx.user, key, ctx.now)
    if answer not in list(Since) or not (place.isascii() and place.isdecimal() and len(place) < 3):
        raise Gone("This button is from another version of me. Your people are kept; /kith due shows who is due.")
    number, since = int(place), Since(answer)
    if since is Since.DONE:
        return _ask(ctx, begun, len(begun.people))
    if number < len(begun.people):
        welcome.guess(ctx.uow, ctx.user, begun.people[number], since, ctx.now)
    return _ask(ctx, welcome.begun(ctx.uow, ctx.user, key, ctx.now), number + 1)


def _ask(ctx: Context, begun: Begun, place: int) -> Reply:
    """The question about the one at that place, or at the end what comes next."""
    if place < len(begun.people):
        return Reply(message=presenter.asked(begun, place), replace=True)
    here = ctx.user.preferences.platform in (None, ctx.account.platform)
    load = care.load(ctx.uow, ctx.user, ctx.today)
    return Reply(message=presenter.ready(begun, ctx.user, load, ctx.today, here=here), replace=True)


def _entries(ctx: Context, text: str, circle: Circle) -> tuple[Entry, ...]:
    """Those who were named, each once; raises Misread with a sentence about each entry that cannot be read."""
    typed = [each.strip() for row in text.split("\n") for each in _people(ctx, _BULLET.sub("", row))]
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for each in filter(None, typed):
        try:
            entry = _entry(ctx, each, circle)
            entries.setdefault(fold(entry.profile.name), entry)
        except (KithError, ValueError) as unread:
            problems.append(Problem("people", f'"{shown(each)}": {unread}'))
    if problems:
        raise Misread(tuple(problems))
    if not entries:
        raise InputError("people", "I need a name or two. For example: Sam, Priya close, Mum weekly.")
    if len(entries) > MOST:
        later = ", ".join(each.profile.name for each in list(entries.values())[MOST:])
        raise InputError(
            "people",
            f"That is {len(entries)} people, and {MOST} is plenty to begin with. "
            f"Leave these for later, /kith add takes them any time: {shown(later)}.",
        )
    return tuple(entries.values())


def _people(ctx: Context, row: str) -> list[str]:
    """What one line tells of each who is named in it; a calling card is one person's, commas and all."""
    card = calling_card(_read(ctx, row).values.get("name", ""))
    return [row] if card.beside and not card.may_be_several else [_BULLET.sub("", each) for each in _BETWEEN.split(row)]


def _read(ctx: Context, typed: str) -> Split:
    return split(typed, _SLOTS, today=ctx.today, day_first=ctx.user.preferences.day_first)


def _entry(ctx: Context, typed: str, circle: Circle) -> Entry:
    """Somebody with a circle or a cadence behind the name, or in the circle that was chosen for all."""
    found = _read(ctx, typed)
    if found.unread:
        raise ValueError(f'I don\'t know what to do with "{shown(" ".join(found.unread))}".')
    profile = contacts.on_a_card(calling_card(found.values.get("name", "")))
    rhythm, reading = Rhythm(circle=circle), Reading(today=ctx.today, day_first=ctx.user.preferences.day_first)
    meant = found.values.get("rhythm") or next(iter(_HOW_OFTEN.findall(profile.name)), "")
    if meant:
        rhythm = _RHYTHM.read(meant, reading)
    return Entry(profile, rhythm.circle, rhythm.cadence)

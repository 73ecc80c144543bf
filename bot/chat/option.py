"""Options of commands: how one is read from text, completed, picked and asked for, in one object."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.chat.context import Context
from bot.chat.form import Choice
from bot.language import offering, spoken
from bot.language.dates import NotADate, parse_date
from bot.language.line import Acquaintances, SlotKind, held_together, people
from bot.language.words import shown

HELP_LIMIT = 100
"""Characters of a description: Discord's limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader of a text needs to know about its writer: their day, their order of day and month, their people.

    `names` is asked only where a line may name somebody.
    """

    today: date
    day_first: bool
    names: Callable[[], Acquaintances] | None = None


Completer = Callable[[Context, str], tuple[Choice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a command.

    `read` turns its text into a value and raises ValueError with a sentence for the person. `slot` says how it is found
    in a typed line, None for a file. `asked` options stand in the form that opens when something required is missing.
    An option that `names` holds names of people, one of which may fit several; with `adds`, somebody new may be meant.
    Of the `words` of a list, those that `give_way` count where there is no other; a day lies on the side of `lean`.
    """

    help: str
    read: Callable[[str, Reading], Any]
    slot: SlotKind | None
    label: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    give_way: Collection[str] = frozenset()
    lean: Literal["past", "future"] = "past"
    choices: tuple[Choice, ...] = ()
    complete: Completer | None = None
    hint: str = ""
    asked: bool = True
    long: bool = False
    names: bool = False
    adds: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.help) <= HELP_LIMIT:
            raise ValueError(f"an option's help has 1 to {HELP_LIMIT} characters: {self.help!r}")


def people_option(help: str, *, label: str = "", complete: Completer | None = None, hint: str = "") -> Option:
    """Several people, new ones too; read as a tuple of the names as typed."""

    def read(text: str, reading: Reading) -> tuple[str, ...]:
        names = people(held_together(text, reading.names()) if "," in text and reading.names is not None else text)
        if not names:
            raise ValueError(f'I need a name, and found none in "{shown(text)}".')
        return names

    return Option(
        help=help,
        label=label,
        read=read,
        names=True,
        adds=True,
        slot=SlotKind.PEOPLE,
        complete=complete,
        hint=hint or "Sam, Priya",
    )


def person_option(
    help: str, *, label: str = "", complete: Completer | None = None, hint: str = "", adds: bool = False
) -> Option:
    """One person; read as the name as typed."""

    def read(text: str, _: Reading) -> str:
        names = people(text)
        return names[0] if len(names) == 1 else text.strip()

    return Option(
        help=help,
        label=label,
        read=read,
        names=True,
        adds=adds,
        slot=SlotKind.PEOPLE,
        complete=complete,
        hint=hint or "Sam",
    )


def day_option(help: str, *, lean: Literal["past", "future"], label: str = "", hint: str = "") -> Option:
    """A day, completed with the day that is meant; a bare weekday or one without a year leans to the past or future."""

    def read(text: str, reading: Reading) -> date:
        try:
            return parse_date(text, today=reading.today, lean=lean, day_first=reading.day_first)
        except NotADate as unread:
            raise ValueError(str(unread)) from unread

    def complete(ctx: Context, text: str) -> tuple[Choice, ...]:
        day_first = ctx.user.preferences.day_first
        offered = offering.days(text, today=ctx.today, lean=lean, day_first=day_first)
        return tuple(Choice(phrase, f"{phrase} → {spoken.day(day, ctx.today)}") for phrase, day in offered)

    return Option(help=help, label=label, read=read, slot=SlotKind.DATE, lean=lean, hint=hint, complete=complete)


def word_option(
    help: str,
    *,
    words: Mapping[str, str],
    read: Callable[[str], Any],
    choices: tuple[Choice, ...],
    label: str = "",
    give_way: Collection[str] = frozenset(),
) -> Option:
    """One word of a closed list. `words` maps whatever people type to the value that `read` turns into the result."""

    def convert(text: str, _: Reading) -> Any:
        value = words.get(text.strip().casefold(), text.strip())
        try:
            return read(value)
        except ValueError as unknown:
            known = ", ".join(choice.value for choice in choices)
            raise ValueError(f'I don\'t know "{shown(text)}". It can be one of: {known}.') from unknown

    return Option(
        help=help, label=label, read=convert, slot=SlotKind.WORD, words=words, give_way=give_way, choices=choices
    )


def text_option(
    help: str,
    *,
    label: str = "",
    hint: str = "",
    asked: bool = True,
    complete: Completer | None = None,
    names: bool = False,
) -> Option:
    """A few words, as typed; in a line they are named (`company:Acme`) unless they are all that is left."""
    return Option(
        help=help,
        label=label,
        read=lambda text, _: text.strip(),
        slot=SlotKind.TEXT,
        hint=hint,
        asked=asked,
        complete=complete,
        names=names,
    )


def rest_option(help: str, *, label: str = "", hint: str = "") -> Option:
    """Everything behind the colon of a typed line."""
    return Option(help=help, label=label, read=lambda text, _: text.strip(), slot=SlotKind.REST, hint=hint, long=True)


def file_option(help: str, *, label: str = "", asked: bool = True) -> Option:
    """A file that comes with the command or with the form; its value is a `File`, handed over as it is."""
    return Option(help=help, label=label, read=lambda text, _: text, slot=None, asked=asked)

"""What somebody typed for a command, and how it becomes the command's arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat.command import Command, Parameter
from bot.chat.event import Outsiders
from bot.chat.message import File
from bot.chat.option import NEW, Reading
from bot.domain.errors import InputError, Misread, Problem
from bot.language.cleaning import clean
from bot.language.line import Slot, people, split
from bot.language.mentions import spoken
from bot.language.words import shown

LIMIT = 20_000
"""Characters of one value: a long note fits, a pasted book does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command with the texts of its options, as typed. `unread` are words that found no place.

    `outsiders` are those among the mentioned who are no members.
    """

    command: str
    values: Mapping[str, str]
    files: Mapping[str, File] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    outsiders: Outsiders = field(default_factory=dict)

    @classmethod
    def of(
        cls, command: Command, values: Mapping[str, str], files: Mapping[str, File], unread: tuple[str, ...] = ()
    ) -> "Typed":
        """What was typed, without what no keyboard types; what is empty then was not typed."""
        texts = {each.name for each in command.parameters if each.option.slot is not None}
        named = {each.name for each in command.parameters if each.option.holds_mentions}
        cleaned = {
            name: text if name in named else spoken(text)
            for name, value in values.items()
            if name in texts and (text := clean(value))
        }
        return cls(command=command.name, values=cleaned, files=files, unread=tuple(map(spoken, unread)))

    def naming(self, text: str, contact: str, command: Command) -> "Typed":
        """The same with a name that fits several replaced by the contact that was picked."""
        return self.renamed(command, lambda name: f"#{contact}" if name.removeprefix(NEW) == text else name)

    def renamed(self, command: Command, rename: Callable[[str], str]) -> "Typed":
        """The same with every name of a person put another way."""
        chosen = dict(self.values)
        for parameter in command.parameters:
            if parameter.option.names and parameter.name in chosen:
                names = map(rename, people(chosen[parameter.name]))
                chosen[parameter.name] = ", ".join(f'"{name}"' if people(name) != (name,) else name for name in names)
        return replace(self, values=chosen)

    def missing(self, command: Command) -> tuple[Parameter, ...]:
        """The required parameters that have no value yet."""
        return command.missing({**self.values, **self.files})


def read_line(command: Command, text: str, reading: Reading) -> Typed:
    """A typed line, taken apart by the options of its command."""
    slots = tuple(
        Slot(each.name, each.option.slot, each.option.words, each.option.give_way, each.option.lean)
        for each in command.parameters
        if each.option.slot is not None
    )
    found = split(clean(text), slots, today=reading.today, day_first=reading.day_first, names=reading.names)
    return Typed.of(command, found.values, {}, found.unread)


def fitting(field: str, text: str) -> str:
    """A cleaned text that is not longer than what is kept; raises InputError."""
    cleaned = clean(text)
    if len(cleaned) > LIMIT:
        raise InputError(field, f"That is {len(cleaned):,} characters; I can keep {LIMIT:,}.")
    return cleaned


def bind(command: Command, typed: Typed, reading: Reading) -> Any:
    """The command's arguments; raises Misread with every problem at once."""
    arguments: dict[str, object] = {}
    problems: list[Problem] = []
    for parameter in command.parameters:
        if parameter.option.slot is None:
            if parameter.name in typed.files:
                arguments[parameter.name] = typed.files[parameter.name]
            continue
        text = typed.values.get(parameter.name, "")
        if not text:
            continue
        try:
            arguments[parameter.name] = parameter.option.read(fitting(parameter.name, text), reading)
        except InputError as too_long:
            problems += too_long.problems
        except ValueError as unread:
            problems.append(Problem(parameter.name, str(unread)))
    if typed.unread:
        problems.append(Problem("", f'I don\'t know what to do with "{shown(" ".join(typed.unread))}".'))
    if problems:
        raise Misread(tuple(problems))
    return command.arguments(**arguments)

"""The parts of a line that say themselves what they are: the note after a colon, and each `name:value`.

Reads no day and no name; what is left comes back as runs of neighbouring words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.language.slots import Slot, SlotKind
from bot.language.words import Word, scan, text_of, unquoted

_EMOJI: Final = re.compile(r"(?::[\w+'-]+:)+")  # Slack types 🎉 as :tada:
_OPENS_THE_REST: Final = re.compile(r"[:：]\w{2}")  # not the smile in ":D"
_UNKNOWN_KEY: Final = re.compile(r"[^\W\d_]+[:=](?!//)[^@]+")


@dataclass(frozen=True, slots=True)
class Section:
    """The words of one `name:value`."""

    slot: Slot
    words: list[Word]

    def typed(self, line: str) -> str:
        """The whole section as it was typed, its name included."""
        return line[self.words[0].start - len(self.slot.key) - 1 : self.words[-1].end]


@dataclass(frozen=True, slots=True)
class Sections:
    """A line taken apart; `rest` is empty where the line has no colon for it."""

    rest: str
    named: list[Section]
    runs: list[list[Word]]
    unknown: list[str]
    """Words like `compnay:Acme`, whose key no slot has."""


def take_apart(line: str, slots: Mapping[str, Slot]) -> Sections:
    """The sections of a line; `slots` are the command's by key.

    A quoted value ends with its quotes, another one before the next known name.
    """
    opens = next((slot.key for slot in slots.values() if slot.kind is SlotKind.REST), None)
    words, rest = (list(scan(line, slots)), "") if opens is None else _cut_rest(line, scan(line, slots), slots, opens)
    named: list[Section] = []
    unknown: list[str] = []
    runs: list[list[Word]] = [[]]
    open_end = runs[-1]
    for word in words:
        typed = text_of(line, [word])
        in_run = open_end is runs[-1]
        if word.key:
            open_end = [word]
            named.append(Section(slots[word.key], open_end))
        elif in_run and not word.quoted and _UNKNOWN_KEY.fullmatch(typed):
            unknown.append(typed)
        else:
            open_end.append(word)
            continue
        runs.append([])
        if word.quoted or not word.key:
            open_end = runs[-1]
    return Sections(rest, named, [run for run in runs if run], unknown)


def _cut_rest(line: str, words: Iterable[Word], slots: Mapping[str, Slot], key: str) -> tuple[list[Word], str]:
    """The words before the rest, and the rest."""
    before: list[Word] = []
    for word in words:
        typed = text_of(line, [word])
        if word.key == key:
            return before, unquoted(line[word.start :].strip())
        if word.key and before and _phrase(line, before[-1], word) in slots[word.key].words:
            return [*before, Word(word.start - len(word.key) - 1, word.start - 1)], line[word.start :]
        if not word.quoted and not _EMOJI.fullmatch(typed):
            if typed.endswith((":", "：")):
                last = Word(word.start, word.end - 1, key=word.key)
                return [*before, *([last] if last.start < last.end else [])], line[word.end :]
            if _OPENS_THE_REST.match(typed):
                return before, line[word.start + 1 :]
        before.append(word)
    return before, ""


def _phrase(line: str, before: Word, key: Word) -> str:
    """Two words of which the second is also the name of a slot: "they helped: fixed my cv"."""
    return f"{text_of(line, [before])} {key.key}".casefold()

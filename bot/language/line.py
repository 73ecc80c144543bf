"""A typed command line, split into the raw text of its slots.

Decides only which words belong to which slot; what a person, a day or a cadence finally is, its own reader says.
Nothing that was typed disappears: what fits no slot comes back as `unread`.
"""

import re
from datetime import date
from typing import Final

from bot.language.recognition import Recogniser
from bot.language.sections import Section, take_apart
from bot.language.slots import Slot, SlotKind, Split
from bot.language.words import Word, is_connective, text_of, trimmed, unquoted

__all__ = ["Slot", "SlotKind", "Split", "people", "split"]

_BETWEEN_PEOPLE: Final = re.compile(
    r"""(?P<quoted>"[^"]*"|“[^”]*”|„[^“”]*[“”])|[,;\n]|(?<!\S)(?:and|with|&|\+)(?!\S)""", re.IGNORECASE
)


def split(text: str, slots: tuple[Slot, ...], *, today: date, day_first: bool) -> Split:
    """The slots' texts, in any order that leaves one reading.

    A day is never read where a name is expected first, if it could be one: in `may coffee yesterday` May is a person.
    `name:value` and `name=value` are read up to the next known name; `"quotes"` keep words from being read.
    """
    reading = _Reading(text, slots, Recogniser(text, today, day_first))
    reading.read()
    return Split(reading.values, tuple(part for part in map(trimmed, reading.unread) if part))


def people(text: str) -> tuple[str, ...]:
    """The names in "sam, priya and Jo Smith", as typed; quotes hold a name together that has a comma or an "and"."""
    names: list[str] = []
    end = 0
    for match in _BETWEEN_PEOPLE.finditer(text):
        names += [text[end : match.start()], (match["quoted"] or "")[1:-1]]
        end = match.end()
    names.append(text[end:])
    return tuple(name for name in map(trimmed, names) if name)


class _Reading:
    """One line while it is being read: `runs` are the neighbouring words that no slot has taken yet."""

    def __init__(self, line: str, slots: tuple[Slot, ...], recogniser: Recogniser) -> None:
        self.line = line
        self.slots = slots
        self.recogniser = recogniser
        self.runs: list[list[Word]] = []
        self.values: dict[str, str] = {}
        self.unread: list[str] = []

    def read(self) -> None:
        sections = take_apart(self.line, {slot.key: slot for slot in self.slots})
        self.runs = sections.runs
        self.unread = sections.unknown
        for rest in self.open_slots(SlotKind.REST):
            self.keep(rest, sections.rest)
        for section in sections.named:
            self.read_section(section)
        for rest in self.open_slots(SlotKind.REST):
            self.read_quoted_rest(rest)
        for kind in (SlotKind.WORD, SlotKind.CADENCE, SlotKind.DATE):
            for slot in self.open_slots(kind):
                self.read_phrase(slot)
        for slot in self.open_slots(SlotKind.PEOPLE, SlotKind.TEXT)[:1]:
            self.read_leading_words(slot)
        self.unread += [text_of(self.line, run) for run in self.runs]

    def open_slots(self, *kinds: SlotKind) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind in kinds and slot.name not in self.values]

    def keep(self, slot: Slot, value: str) -> None:
        if cleaned := trimmed(value):
            self.values[slot.name] = cleaned

    def keep_free(self, slot: Slot, typed: str) -> None:
        """Names keep their quotes, which tell one from the next."""
        self.keep(slot, typed if slot.kind is SlotKind.PEOPLE else unquoted(typed))

    def read_section(self, section: Section) -> None:
        """A free slot takes the value but for a phrase at its end; a closed one its longest phrase.

        What is left over is read by itself: in `company:Acme close` Acme is the company and close the circle.
        """
        slot, words = section.slot, section.words
        if slot.kind is SlotKind.TEXT and (phrase := self.closing_phrase(words)):
            words = words[:-phrase]
            self.runs.append(section.words[-phrase:])
        typed = trimmed(text_of(self.line, words))
        if not typed or slot.name in self.values:
            self.unread.append(section.typed(self.line))
        elif slot.kind in (SlotKind.PEOPLE, SlotKind.TEXT):
            self.keep_free(slot, typed)
        elif found := self.recogniser.beginning(slot, words):
            value, count = found
            self.keep(slot, value)
            self.runs += [words[count:]] if words[count:] else []
        elif slot.kind is SlotKind.WORD:
            self.unread.append(section.typed(self.line))
        else:
            self.keep(slot, unquoted(typed))  # its reader refuses it with a sentence of its own

    def closing_phrase(self, words: list[Word]) -> int:
        """How many words at the end are the phrase of a closed slot that is open; a capital letter tells a name."""
        for start in range(1, len(words)):
            tail = words[start:]
            if not any(word.quoted for word in tail) and not self.line[tail[0].start].isupper():
                for slot in self.open_slots(SlotKind.WORD, SlotKind.CADENCE):
                    if self.recogniser.value(slot, tail) is not None:
                        return len(tail)
        return 0

    def read_quoted_rest(self, rest: Slot) -> None:
        """`log sam "her new job"`: a last quoted string is the note, unless the names before it go on."""
        if not self.runs or not self.runs[-1][-1].quoted:
            return
        *before, last = self.runs[-1]
        is_note = not self.names_go_on(before[-1]) if before else bool(len(self.runs) > 1 or self.values)
        if is_note:
            self.keep(rest, unquoted(text_of(self.line, [last])))
            self.runs[-1:] = [before] if before else []

    def names_go_on(self, word: Word) -> bool:
        """Whether a quoted string after this word is one more name."""
        return word.quoted or is_connective(self.line, word) or text_of(self.line, [word]).endswith((",", ";"))

    def read_phrase(self, slot: Slot) -> None:
        """Take the phrase of a closed slot out of its run; the words on its sides become runs of their own."""
        name_expected = bool(self.open_slots(SlotKind.PEOPLE, SlotKind.TEXT))
        place = self.recogniser.find(slot, self.runs, name_expected=name_expected)
        if place is not None:
            self.keep(slot, place.value)
            run = self.runs[place.run]
            self.runs[place.run : place.run + 1] = [side for side in (run[: place.start], run[place.end :]) if side]

    def read_leading_words(self, slot: Slot) -> None:
        """Give a slot the leading words and, if they are names, what "and", "&" or "with" adds to them later."""
        parts: list[str] = []
        left: list[list[Word]] = []
        for run in self.runs:
            goes_on = slot.kind is SlotKind.PEOPLE and is_connective(self.line, run[0])
            if not parts or goes_on:
                parts.append(text_of(self.line, run))
            else:
                left.append(run)
        self.runs = left
        takes_a_rest = any(each.kind is SlotKind.REST for each in self.slots)
        typed = trimmed(" ".join(parts)).strip(" ,;" if takes_a_rest else " ,;:")
        self.keep_free(slot, typed)

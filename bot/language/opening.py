"""The first look at a line: the parts that say themselves what they are, before any phrase is looked for."""

from typing import Final

from bot.language.phrasing import FILLERS, is_about_a_place, is_filler, note_begins
from bot.language.reading import CLOSED, Reading
from bot.language.recognition import Recogniser
from bot.language.sections import Section, take_apart
from bot.language.slots import Slot, SlotKind
from bot.language.words import Word, is_connective, plain, text_of, trimmed, unquoted

_WORDS_READ: Final = 60
"""Nobody types a longer command; what follows is prose."""


def opened(line: str, slots: tuple[Slot, ...], recogniser: Recogniser) -> Reading:
    """A line in which each `name:value`, the note and a quoted note have their slots, and nothing else has."""
    return _Opening(line, slots, recogniser).reading()


class _Opening:
    """A line while its parts are told apart: `runs` are the neighbouring words that no slot has taken."""

    def __init__(self, line: str, slots: tuple[Slot, ...], recogniser: Recogniser) -> None:
        self.line = line
        self.slots = slots
        self.recogniser = recogniser
        self.runs: list[list[Word]] = []
        self.values: dict[str, str] = {}
        self.unread: list[str] = []

    def reading(self) -> Reading:
        sections = take_apart(self.line, {slot.key: slot for slot in self.slots})
        self.runs, self.unread = sections.runs, sections.unknown
        if self._open_slots(*CLOSED):
            self._leave_prose()
        for rest in self._open_slots(SlotKind.REST):
            self._keep(rest, sections.rest)
        for section in sections.named:
            self._read_section(section)
        for rest in self._open_slots(SlotKind.REST):
            self._read_quoted_rest(rest)
        if any(slot.kind is SlotKind.PEOPLE for slot in self.slots):
            for rest in (slot for slot in self.slots if slot.kind is SlotKind.REST):
                self._read_bare_rest(rest)
        if not any(slot.kind in (SlotKind.PEOPLE, SlotKind.TEXT) for slot in self.slots):
            for rest in self._open_slots(SlotKind.REST):
                self._read_all_as_rest(rest)
        return Reading(
            line=self.line,
            slots=self.slots,
            recogniser=self.recogniser,
            runs=self.runs,
            values=self.values,
            unread=self.unread,
        )

    def _open_slots(self, *kinds: SlotKind) -> list[Slot]:
        return [slot for slot in self.slots if slot.kind in kinds and slot.name not in self.values]

    def _leave_prose(self) -> None:
        """Words after more than anybody types as a command are not read."""
        room = _WORDS_READ
        for at, run in enumerate(self.runs):
            self.unread += [text_of(self.line, run[room:])] if run[room:] else []
            self.runs[at] = run[:room]
            room = max(0, room - len(run))
        self.runs = [run for run in self.runs if run]

    def _keep(self, slot: Slot, value: str) -> None:
        if cleaned := trimmed(value):
            self.values[slot.name] = cleaned

    def _read_section(self, section: Section) -> None:
        """A free slot takes the value but for a phrase at its end; a closed one its longest phrase.

        What is left over is read by itself: in `company:Acme close` Acme is the company and close the circle.
        """
        slot, words = section.slot, section.words
        if slot.kind is SlotKind.TEXT and (phrase := self._closing_phrase(words)):
            words = words[:-phrase]
            self.runs.append(section.words[-phrase:])
        typed = trimmed(text_of(self.line, words))
        if not typed or slot.name in self.values:
            self.unread.append(section.typed(self.line))
        elif slot.kind in (SlotKind.PEOPLE, SlotKind.TEXT):
            self._keep(slot, typed if slot.kind is SlotKind.PEOPLE else unquoted(typed))
        elif found := self.recogniser.beginning(slot, words):
            value, count = found
            self._keep(slot, value)
            self.runs += [words[count:]] if words[count:] else []
        elif slot.kind is SlotKind.WORD:
            self.unread.append(section.typed(self.line))
        else:
            self._keep(slot, unquoted(typed))  # its reader refuses it with a sentence of its own

    def _closing_phrase(self, words: list[Word]) -> int:
        """How many words at the end are the phrase of a closed slot that is open; a capital letter tells a name."""
        for start in range(1, len(words)):
            tail = words[start:]
            if not any(word.quoted for word in tail) and not self.line[tail[0].start].isupper():
                for slot in self._open_slots(SlotKind.WORD, SlotKind.CADENCE):
                    if self.recogniser.value(slot, tail) is not None:
                        return len(tail)
        return 0

    def _read_quoted_rest(self, rest: Slot) -> None:
        """`log sam "her new job"`: a last quoted string is the note, unless the names before it go on."""
        if not self.runs or not self.runs[-1][-1].quoted:
            return
        *before, last = self.runs[-1]
        named = [slot for slot in self.slots if slot.kind in (SlotKind.PEOPLE, SlotKind.TEXT)][:1]
        is_named = len(self.runs) > 1 or any(slot.name in self.values for slot in named)
        is_note = not self._names_go_on(before[-1]) if before else is_named
        if is_note:
            self._keep(rest, unquoted(text_of(self.line, [last])))
            self.runs[-1:] = [before] if before else []

    def _read_all_as_rest(self, rest: Slot) -> None:
        """`needs offer a spare desk`: where a command takes no other words, they need no colon; what kind they are may
        stand before them."""
        if len(self.runs) != 1:
            return
        (words,) = self.runs
        for slot in self._open_slots(*CLOSED):
            if found := self.recogniser.beginning(slot, words):
                value, count = found
                self._keep(slot, value)
                words = words[count:]
        self._keep(rest, unquoted(text_of(self.line, words)))
        self.runs = []

    def _names_go_on(self, word: Word) -> bool:
        """Whether a quoted string after this word is one more name."""
        return word.quoted or is_connective(self.line, word) or text_of(self.line, [word]).endswith((",", ";"))

    def _read_bare_rest(self, rest: Slot) -> None:
        """`log sam about the move`: a note that no colon announces; a day at its end that is over is the day."""
        if not self.runs:
            return
        at = len(self.runs) - 1
        closed = self._open_slots(*CLOSED)
        places = [place for slot in closed for place in self.recogniser.places(slot, self.runs) if place.run == at]
        taken = {word for place in places for word in range(place.start, place.end)}
        begins = note_begins(self.line, self.runs[at], taken)
        if begins is None:
            return
        words = self.runs[at][begins:]
        self.runs[at] = self.runs[at][:begins]
        if is_about_a_place(self.line, words):
            ends = (
                place
                for place in sorted(taken)
                if place > begins and not is_filler(self.line, words[place - begins - 1])
            )
            length = next(ends, begins + len(words)) - begins  # not in "at the gym"
            self.runs += [words[length:]] if words[length:] else []
            words = words[:length]
        for slot in self._open_slots(SlotKind.DATE):
            earlier = next(self.recogniser.places(slot, self.runs), None)
            if earlier is None and (day := self.recogniser.closing_day(slot, words)):
                self.runs.append(words[-day:])
                words = words[:-day]
        said = trimmed(text_of(self.line, words)).strip(",; ").lstrip("-–— ")
        colon = self.values.get(rest.name, "")
        if colon and plain(self.line, words[0]) in FILLERS | {"about"} and len(words) == 1:
            return  # "re: the flat"
        self._keep(rest, f"{said}, {colon}" if said and colon else said or colon)

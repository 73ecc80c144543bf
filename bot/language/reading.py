"""One way of reading a line: which slot has which words, and what is left; each phrase taken gives another reading."""

from dataclasses import dataclass, replace
from typing import Final

from bot.language.names import Familiarity
from bot.language.naming import Acquaintances, bare, held_together, people
from bot.language.phrasing import FILLERS, is_about_a_place, is_sign, note_begins
from bot.language.recognition import Place, Recogniser
from bot.language.sections import Section, take_apart
from bot.language.slots import Slot, SlotKind, Split
from bot.language.words import Word, is_connective, plain, text_of, trimmed, unquoted

_CLOSED: Final = (SlotKind.WORD, SlotKind.CADENCE, SlotKind.DATE)
_WORDS_READ: Final = 60
_INTRODUCES_A_NAME: Final = frozenset({"with", "w/", "to", "from", "w"})


@dataclass(frozen=True)
class Reading:
    """One line while it is being read: `runs` are the neighbouring words that no slot has taken yet."""

    line: str
    slots: tuple[Slot, ...]
    recogniser: Recogniser
    runs: list[list[Word]]
    values: dict[str, str]
    unread: list[str]
    guesses: int = 0

    @classmethod
    def of(cls, line: str, slots: tuple[Slot, ...], recogniser: Recogniser) -> "Reading":
        """A line with the parts that say themselves what they are: `name:value`, the note, a quoted note."""
        sections = take_apart(line, {slot.key: slot for slot in slots})
        reading = cls(line, slots, recogniser, sections.runs, {}, sections.unknown)
        reading._leave_prose()
        for rest in reading.open_slots(SlotKind.REST):
            reading._keep(rest, sections.rest)
        for section in sections.named:
            reading._read_section(section)
        for rest in reading.open_slots(SlotKind.REST):
            reading._read_quoted_rest(rest)
        if any(slot.kind is SlotKind.PEOPLE for slot in slots):
            for slot in slots:
                if slot.kind is SlotKind.REST:
                    reading._read_bare_rest(slot)
        return reading

    def open_slots(self, *kinds: SlotKind) -> list[Slot]:
        """The slots of these kinds that have nothing yet."""
        return [slot for slot in self.slots if slot.kind in kinds and slot.name not in self.values]

    def likeliest(self, slot: Slot) -> Place | None:
        """Where the phrase of a closed slot stands, as far as the place of words tells."""
        name_expected = bool(self.open_slots(SlotKind.PEOPLE, SlotKind.TEXT))
        return self.recogniser.find(slot, self.runs, name_expected=name_expected)

    def is_named(self, place: Place, known: Acquaintances) -> bool:
        """Whether the words of a place are all in somebody's name."""
        words = self.runs[place.run][place.start : place.end]
        return all(known.has(text_of(self.line, [word])) for word in words)

    def taking(self, slot: Slot, place: Place | None) -> "Reading":
        """The reading in which a slot has the phrase of that place; the words on its sides become runs of their own."""
        if place is None:
            return self
        run = self.runs[place.run]
        sides = [side for side in (run[: place.start], run[place.end :]) if side]
        runs = [*self.runs[: place.run], *sides, *self.runs[place.run + 1 :]]
        if slot.give_way:
            runs = self._without_what_gives_way(slot, runs)
        values = {**self.values, slot.name: place.value}
        return replace(self, runs=runs, values=values, unread=[*self.unread], guesses=self.guesses + place.guessed)

    def _without_what_gives_way(self, slot: Slot, runs: list[list[Word]]) -> list[list[Word]]:
        for place in reversed(list(self.recogniser.places(slot, runs))):
            run = runs[place.run]
            if self.recogniser.gives_way(slot, run[place.start : place.end]):
                sides = [side for side in (run[: place.start], run[place.end :]) if side]
                runs = [*runs[: place.run], *sides, *runs[place.run + 1 :]]
        return runs

    def ended(self, known: Acquaintances | None) -> Split:
        """What each slot has, once the names are read; without acquaintances its weight says nothing."""
        values, runs = dict(self.values), self.runs
        named, signs = "", ""
        for slot in self.open_slots(SlotKind.PEOPLE, SlotKind.TEXT)[:1]:
            named, runs, signs = self._names(slot, known)
            if named:
                values[slot.name] = named
        for rest in self.slots if signs else ():
            if rest.kind is SlotKind.REST:
                values[rest.name] = f"{signs} {values.get(rest.name, '')}".strip()
        unread = [*self.unread, *(text_of(self.line, run) for run in runs)]
        left = tuple(part for part in map(trimmed, unread) if part)
        return Split(values, left, self._weight(values, named, len(left), known) if known is not None else 0.0)

    def _weight(self, values: dict[str, str], named: str, left: int, known: Acquaintances) -> float:
        """How likely the reading is: that whoever it names is known counts most, then that nothing is left."""
        weight = -5.0 * left - self.guesses
        weight += sum(
            {SlotKind.DATE: 2.0}.get(slot.kind, 1.0)
            for slot in self.slots
            if slot.kind in _CLOSED and slot.name in values
        )
        names = people(named)
        levels = [known.familiarity(name) for name in names]
        weight -= 20.0 * sum(self._is_no_name(name, level) for name, level in zip(names, levels, strict=True))
        strangers = levels.count(Familiarity.NOBODY)
        if self.guesses and (strangers or not names):
            return weight - 100  # a typo is forgiven only where it leaves somebody known
        if not names:
            return weight - (4 if self.open_slots(SlotKind.PEOPLE) else 0)
        whole = sum(3 for name, level in zip(names, levels, strict=True) if level is Familiarity.WHOLE and " " in name)
        doubt = sum(0.25 * (Familiarity.WHOLE - level) for level in levels)
        return weight + whole + (-2.0 * strangers if strangers else 4 - doubt / len(names))

    def _is_no_name(self, name: str, level: Familiarity) -> bool:
        """Whether a word that says how people were in touch is only somebody's last name: "call" of Ann Call."""
        listed = " ".join(name.casefold().split())
        return level is Familiarity.PART and any(listed in slot.words for slot in self.slots)

    def _names(self, slot: Slot, known: Acquaintances | None) -> tuple[str, list[list[Word]], str]:
        """The leading words and, if they are names, what "and" or "with" adds later; what is left; and signs beside.

        The signs are emoji that are nobody's: they say something about the talk.
        """
        if slot.kind is SlotKind.TEXT:
            typed = text_of(self.line, self.runs[0]) if self.runs else ""
            return trimmed(unquoted(self._stripped(typed))), self.runs[1:], ""
        runs = [(run, bare(self.line, run, known)) for run in self.runs]
        first = self._first_name(runs, known)
        parts: list[str] = []
        left: list[list[Word]] = []
        for at, (run, names) in enumerate(runs):
            if names and (at == first or (at > first and is_connective(self.line, run[0]))):
                parts += [text_of(self.line, run[:1])] if parts and is_connective(self.line, run[0]) else []
                parts.append(text_of(self.line, names))
            elif names:
                left.append(run)
        if not parts and not left and not self.values and runs:
            parts.append(text_of(self.line, runs[0][0]))  # "log just": perhaps somebody is called so
        typed = trimmed(self._stripped(" ".join(parts)))
        signs = [word for run, names in runs for word in run if word not in names and is_sign(self.line, word)]
        beside = " ".join(text_of(self.line, [sign]) for sign in signs)
        return (held_together(typed, known) if known is not None else typed), left, beside

    def _first_name(self, runs: list[tuple[list[Word], list[Word]]], known: Acquaintances | None) -> int:
        """The run with which the names begin: in "wonderful lunch with sam" not the first one."""
        named = [at for at, (_, names) in enumerate(runs) if names]
        if known is None or not named:
            return named[0] if named else -1
        for at in named:
            run, names = runs[at]
            introduced = at == named[0] or plain(self.line, run[0]) in _INTRODUCES_A_NAME
            if introduced and any(map(known.familiarity, people(text_of(self.line, names)))):
                return at
        return named[0]

    def _stripped(self, typed: str) -> str:
        takes_a_rest = any(each.kind is SlotKind.REST for each in self.slots)
        return trimmed(typed).strip(" ,;" if takes_a_rest else " ,;:")

    def _leave_prose(self) -> None:
        """Words after more than anybody types as a command are not read."""
        room = _WORDS_READ
        for at, run in enumerate(self.runs):
            self.unread.extend([text_of(self.line, run[room:])] if run[room:] else [])
            self.runs[at] = run[:room]
            room = max(0, room - len(run))
        self.runs[:] = [run for run in self.runs if run]

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
            self.runs.extend([words[count:]] if words[count:] else [])
        elif slot.kind is SlotKind.WORD:
            self.unread.append(section.typed(self.line))
        else:
            self._keep(slot, unquoted(typed))  # its reader refuses it with a sentence of its own

    def _closing_phrase(self, words: list[Word]) -> int:
        """How many words at the end are the phrase of a closed slot that is open; a capital letter tells a name."""
        for start in range(1, len(words)):
            tail = words[start:]
            if not any(word.quoted for word in tail) and not self.line[tail[0].start].isupper():
                for slot in self.open_slots(SlotKind.WORD, SlotKind.CADENCE):
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

    def _names_go_on(self, word: Word) -> bool:
        """Whether a quoted string after this word is one more name."""
        return word.quoted or is_connective(self.line, word) or text_of(self.line, [word]).endswith((",", ";"))

    def _read_bare_rest(self, rest: Slot) -> None:
        """`log sam about the move`: a note that no colon announces; a day at its end that is over is the day."""
        if not self.runs:
            return
        at = len(self.runs) - 1
        closed = self.open_slots(*_CLOSED)
        places = [place for slot in closed for place in self.recogniser.places(slot, self.runs) if place.run == at]
        taken = {word for place in places for word in range(place.start, place.end)}
        begins = note_begins(self.line, self.runs[at], taken)
        if begins is None:
            return
        words = self.runs[at][begins:]
        self.runs[at] = self.runs[at][:begins]
        for slot in self.open_slots(SlotKind.DATE):
            surely = is_about_a_place(self.line, words)
            earlier = next(self.recogniser.places(slot, self.runs), None)
            if earlier is None and (day := self.recogniser.closing_day(slot, words, surely=surely)):
                self.runs.append(words[-day:])
                words = words[:-day]
        said = trimmed(text_of(self.line, words)).strip(",; ").lstrip("-–— ")
        colon = self.values.get(rest.name, "")
        if colon and plain(self.line, words[0]) in FILLERS | {"about"} and len(words) == 1:
            return  # "re: the flat"
        self._keep(rest, f"{said}, {colon}" if said and colon else said or colon)

"""One way of reading a line: which slot has which words, and what is left; each phrase taken gives another reading."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from bot.language.names import Familiarity
from bot.language.naming import Acquaintances, bare, held_together, people
from bot.language.phrasing import is_sign
from bot.language.recognition import Place, Recogniser
from bot.language.slots import Slot, SlotKind, Split
from bot.language.words import Word, is_connective, plain, text_of, trimmed, unquoted

CLOSED: Final = (SlotKind.WORD, SlotKind.CADENCE, SlotKind.DATE)

_A_DAY: Final = 2.0
_A_WORD: Final = 1.0
_ALL_KNOWN: Final = 4.0
_WHOLE_NAME: Final = 3.0
"""More than a day: where Joe Friday is known, "joe friday" is he."""
_DOUBT: Final = 0.25
_STRANGER: Final = 2.0
_NAMELESS: Final = 4.0
_LEFT: Final = 5.0
_NEVER: Final = 100.0
_INTRODUCES_A_NAME: Final = frozenset({"with", "w/", "to", "from", "w"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One line while it is being read: `runs` are the neighbouring words that no slot has taken yet."""

    line: str
    slots: tuple[Slot, ...]
    recogniser: Recogniser
    runs: list[list[Word]]
    values: dict[str, str]
    unread: list[str]
    guesses: int = 0

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
        return replace(self, runs=runs, values=values, guesses=self.guesses + place.guessed)

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
        found = [slot.kind for slot in self.slots if slot.kind in CLOSED and slot.name in values]
        weight = sum(_A_DAY if kind is SlotKind.DATE else _A_WORD for kind in found) - _LEFT * left - self.guesses
        names = people(named)
        levels = [known.familiarity(name) for name in names]
        strangers = levels.count(Familiarity.NOBODY)
        if self.guesses and (strangers or not names):
            return weight - _NEVER  # a typo is forgiven only where it leaves somebody known
        if not names:
            return weight - (_NAMELESS if self.open_slots(SlotKind.PEOPLE) else 0)
        for name, level in zip(names, levels, strict=True):
            weight += _WHOLE_NAME if level is Familiarity.WHOLE and " " in name else 0
            weight -= _DOUBT * (Familiarity.WHOLE - level) / len(names)
        return weight + (-_STRANGER * strangers if strangers else _ALL_KNOWN)

    def _is_listed(self, typed: str) -> bool:
        return any(typed in slot.words for slot in self.slots if slot.kind is SlotKind.WORD)

    def _names(self, slot: Slot, known: Acquaintances | None) -> tuple[str, list[list[Word]], str]:
        """The leading words and, if they are names, what "and" or "with" adds later; what is left; and signs beside.

        The signs are emoji that are nobody's: they say something about the talk.
        """
        if slot.kind is SlotKind.TEXT:
            typed = text_of(self.line, self.runs[0]) if self.runs else ""
            return trimmed(unquoted(self._stripped(typed))), self.runs[1:], ""
        runs = [(run, bare(self.line, run, known, self._is_listed)) for run in self.runs]
        first = self._first_name([(run, each.names) for run, each in runs], known)
        parts: list[str] = []
        left: list[list[Word]] = []
        for at, (run, each) in enumerate(runs):
            left += each.others
            if each.names and (at == first or (at > first and is_connective(self.line, run[0]))):
                parts += [text_of(self.line, run[:1])] if parts and is_connective(self.line, run[0]) else []
                parts.append(" ".join(text_of(self.line, [word]) for word in each.names))
            elif each.names:
                left.append(run)
        if not parts and not left and not self.values and runs:
            parts.append(text_of(self.line, runs[0][0]))  # "log just": perhaps somebody is called so
        typed = trimmed(self._stripped(" ".join(parts)))
        kept = {word for _, each in runs for word in (*each.names, *chain(*each.others))}
        signs = [word for run, _ in runs for word in run if word not in kept and is_sign(self.line, word)]
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

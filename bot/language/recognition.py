"""Finds in runs of words the phrases of closed slots: days, cadences, words of a list.

The whole difficulty is that phrases and people share words: May, April, Sun, Close. Where a name is expected, a word
that could be one is the name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rapidfuzz import fuzz, process

from bot.language.cadences import NotACadence, parse_cadence
from bot.language.dates import NoSuchDay, NotADate, parse_date
from bot.language.slots import Slot, SlotKind
from bot.language.words import Word, is_connective, is_mention, plain, text_of, trimmed, unquoted

_LONGEST_PHRASE: Final = 8  # "until the monday after the 14th of may"
_NAMES_TOO: Final = re.compile(r"mon|tues?|weds?|thu|thurs?|fri|sat|sun|jan|mar|apr(il)?|may|june?|aug(ust)?")
_ALIKE: Final = 80  # of 100: "luch" and "lunch" have 89, "cal" and "call" 86, "carl" and "call" 75
_LONGEST_MISTYPED: Final = 3
_LEAST_ALIKE: Final = 3  # letters: "te" is everything
_NOT_OVER: Final = re.compile(
    r"(?:.* )?(?:ago|yesterday|today|tonight|last|this (?:morning|afternoon|evening))(?: .*)?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: in which run, from which word to before which; and its value. A guess is mistyped."""

    run: int
    start: int
    end: int
    value: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Reads the phrases of one line, each once."""

    line: str
    today: date
    day_first: bool
    _read: dict[tuple[str, int, int], str | None] = field(default_factory=dict)

    def value(self, slot: Slot, words: list[Word]) -> str | None:
        """What a phrase gives to a slot, None if it is not one of its phrases; a day and a cadence stay as typed."""
        key = (slot.name, words[0].start, words[-1].end)
        if key not in self._read:
            self._read[key] = self._value(slot, words)
        return self._read[key]

    def _value(self, slot: Slot, words: list[Word]) -> str | None:
        typed = unquoted(trimmed(text_of(self.line, words)).rstrip(" ,;."))
        match slot.kind:
            case SlotKind.WORD:
                return slot.words.get(_as_listed(typed))
            case SlotKind.DATE:
                return typed if _is_a_day(typed, self.today, day_first=self.day_first) else None
            case SlotKind.CADENCE:
                return slot.words.get(typed.casefold()) or (typed if _is_a_cadence(typed) else None)
            case _:
                return None

    def gives_way(self, slot: Slot, words: list[Word]) -> bool:
        """Whether a phrase of a slot says less than any other would."""
        return _as_listed(text_of(self.line, words)) in slot.give_way

    def beginning(self, slot: Slot, words: list[Word]) -> tuple[str, int] | None:
        """The value of the longest phrase with which the words begin, and how many of them it takes."""
        for count in range(min(len(words), _longest(slot)), 0, -1):
            if (value := self.value(slot, words[:count])) is not None:
                return value, count
        return None

    def closing_day(self, slot: Slot, words: list[Word]) -> int:
        """How many words at the end of a note without a colon are its day: one that is over, if the slot's are.

        "about the move last week" was last week; "about the trip on friday" is about a trip.
        """
        for count in range(min(len(words) - 1, _LONGEST_PHRASE), 0, -1):
            tail = words[-count:]
            over = slot.lean == "future" or _NOT_OVER.fullmatch(_as_listed(text_of(self.line, tail)))
            if over and not any(word.quoted for word in tail) and self.value(slot, tail) is not None:
                return count
        return 0

    def find(self, slot: Slot, runs: list[list[Word]], *, name_expected: bool) -> Place | None:
        """The best place of a slot's phrase; `name_expected` tells that the line starts with a name."""
        if slot.kind is SlotKind.DATE:
            if not (name_expected and runs and self._could_be_a_name(runs[0][0])):
                return next(self.places(slot, runs), None)
            # "june 14 may": June is a person. Only in "may 14 sam" is there no other day to be found.
            return next(self.places(slot, runs, first=1), None) or next(self.places(slot, runs, least=2), None)
        # In "add Glenn Close inner" the capital letter tells the name from the circle.
        return min(self.places(slot, runs), key=lambda place: self._worth(slot, runs, place), default=None)

    def _worth(self, slot: Slot, runs: list[list[Word]], place: Place) -> tuple[bool, bool]:
        words = runs[place.run][place.start : place.end]
        return self.gives_way(slot, words), self.line[words[0].start].isupper()

    def _could_be_a_name(self, word: Word) -> bool:
        return _NAMES_TOO.fullmatch(plain(self.line, word)) is not None

    def places(self, slot: Slot, runs: list[list[Word]], *, first: int = 0, least: int = 1) -> Iterator[Place]:
        """Where the slot's phrases of at least so many words stand, from a word of the first run on; none overlap."""
        longest = _longest(slot)
        for at, run in enumerate(runs):
            start = first if at == 0 else 0
            while start < len(run):
                ends = range(min(len(run), start + longest), start + least - 1, -1)
                places = (self._place(slot, at, run, start, end) for end in ends)
                place = next((place for place in places if place is not None), None)
                if place is not None:
                    yield place
                start = start + 1 if place is None else place.end

    def _place(self, slot: Slot, at: int, run: list[Word], start: int, end: int) -> Place | None:
        words = run[start:end]
        if any(word.quoted or is_mention(self.line, word) for word in words):
            return None
        follows_and = start > 0 and is_connective(self.line, run[start - 1])
        if slot.kind is SlotKind.DATE and follows_and and len(words) == 1 and self._could_be_a_name(words[0]):
            return None  # "sam and sun"
        value = self.value(slot, words)
        return None if value is None else Place(at, start, end, value)

    def mistyped(self, slot: Slot, runs: list[list[Word]]) -> Iterator[Place]:
        """Where words stand that are nearly a phrase of a slot's: "coffe", "luch", "yesteday"; none overlap."""
        for at, run in enumerate(runs):
            start = 0
            while start < len(run):
                ends = range(min(len(run), start + _LONGEST_MISTYPED), start, -1)
                places = (self._mistyped(slot, at, run, start, end) for end in ends)
                place = next((place for place in places if place is not None), None)
                if place is not None:
                    yield place
                start = start + 1 if place is None else place.end

    def _mistyped(self, slot: Slot, at: int, run: list[Word], start: int, end: int) -> Place | None:
        words = run[start:end]
        typed = _as_listed(text_of(self.line, words))
        if len(typed) < _LEAST_ALIKE or any(word.quoted or is_mention(self.line, word) for word in words):
            return None
        if slot.kind is SlotKind.DATE and _is_a_day(typed, self.today, day_first=self.day_first, typos=True):
            return Place(at, start, end, typed, guessed=True)
        if slot.kind is SlotKind.WORD and len(words) == 1 and typed.isalpha():
            near = process.extractOne(typed, slot.words.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            return None if near is None else Place(at, start, end, slot.words[near[0]], guessed=True)
        return None


def _is_a_day(typed: str, today: date, *, day_first: bool, typos: bool = False) -> bool:
    try:
        parse_date(typed, today=today, lean="future", day_first=day_first, typos=typos)  # it reads "2 weeks" as well
    except NoSuchDay:
        return True  # 31 February belongs to the slot, whose reader refuses it with a sentence of its own
    except NotADate:
        return False
    return True


def _as_listed(typed: str) -> str:
    return " ".join(trimmed(typed).casefold().split()).strip("!?.,; ")


def _longest(slot: Slot) -> int:
    """The most words that a phrase of the slot has."""
    if slot.kind is not SlotKind.WORD:
        return _LONGEST_PHRASE
    return max((len(phrase.split()) for phrase in slot.words), default=1)


def _is_a_cadence(typed: str) -> bool:
    try:
        parse_cadence(typed)
    except NotACadence:
        return False
    return True

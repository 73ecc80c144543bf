"""The slots of a command line: what a command expects, and what the line gave for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class SlotKind(StrEnum):
    """How a slot recognises its words."""

    PEOPLE = "people"
    """Names of people: the leading words that no other slot reads, with their commas and "and"."""
    TEXT = "text"
    """Free words: the first such slot of a command reads like PEOPLE, the others by `name:value` only."""
    DATE = "date"
    CADENCE = "cadence"
    WORD = "word"
    """One of a closed list of words and phrases."""
    REST = "rest"
    """All that follows the first colon at a word's end, or a last quoted string."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a command. `words` maps what may be typed, in lower case, to its value: for a WORD all there is,
    for a CADENCE the names that some have. Those of them that `give_way` say little: in "met sam for coffee" it is the
    coffee that tells. `lean` is the side of today on which a DATE lies."""

    name: str
    kind: SlotKind
    words: Mapping[str, str] = field(default_factory=dict)
    give_way: Collection[str] = frozenset()
    lean: Literal["past", "future"] = "past"

    @property
    def key(self) -> str:
        """What stands before the colon of `name:value`, in lower case."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class Split:
    """What was found for each slot by its name: the text as typed, for a WORD its value; and what fitted none."""

    values: dict[str, str]
    unread: tuple[str, ...] = ()
    weight: float = 0.0
    """Among the readings of one line: the more, the likelier."""

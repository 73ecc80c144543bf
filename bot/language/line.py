"""A typed command line, split into the raw text of its slots.

Decides only which words belong to which slot; what a person, a day or a cadence finally is, its own reader says.
Nothing that was typed disappears but words of habit ("had", "with"): what fits no slot comes back as `unread`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Final

from bot.language.naming import Acquaintances, held_together, people
from bot.language.opening import opened
from bot.language.reading import CLOSED, Reading
from bot.language.recognition import Place, Recogniser
from bot.language.slots import Slot, SlotKind, Split

__all__ = ["Acquaintances", "Slot", "SlotKind", "Split", "held_together", "people", "split"]

_PLACES: Final = 4
"""Of a slot that are tried: who types more days than that types prose."""
_READINGS: Final = 64


def split(
    text: str,
    slots: tuple[Slot, ...],
    *,
    today: date,
    day_first: bool,
    names: Callable[[], Acquaintances] | None = None,
) -> Split:
    """The slots' texts, in any order that leaves one reading.

    Whoever the writer knows decides first: where May is known, `may yesterday` is about her. Then the place decides: a
    day is never read where a name is expected first, if it could be one. `name:value` and `name=value` are read up to
    the next known name; `"quotes"` keep words from being read. `names` is asked where the slots have people.
    """
    begun = opened(text, slots, Recogniser(text, today, day_first))
    if names is None or not any(slot.kind is SlotKind.PEOPLE for slot in slots):
        for slot in _closed(begun):
            begun = begun.taking(slot, begun.likeliest(slot))
        return begun.ended(None)
    known = names()
    readings = islice(_readings(begun, _closed(begun), known), _READINGS)
    return max((reading.ended(known) for reading in readings), key=lambda split: split.weight)


def _closed(reading: Reading) -> list[Slot]:
    return [slot for kind in CLOSED for slot in reading.open_slots(kind)]


def _readings(reading: Reading, slots: list[Slot], known: Acquaintances) -> Iterator[Reading]:
    """The readings of a line, the likeliest by place first."""
    if not slots:
        yield reading
        return
    slot, *later = slots
    for place in _choices(reading, slot, known):
        yield from _readings(reading.taking(slot, place), later, known)


def _choices(reading: Reading, slot: Slot, known: Acquaintances) -> list[Place | None]:
    """Where the phrase of a slot may stand; nowhere, if its words are also somebody's name."""
    found: list[Place | None] = [reading.likeliest(slot)]
    found += islice(reading.recogniser.places(slot, reading.runs), _PLACES)
    if found == [None]:
        guesses = reading.recogniser.mistyped(slot, reading.runs)
        found += islice((place for place in guesses if not reading.is_named(place, known)), _PLACES)
    elif any(place is not None and reading.is_named(place, known) for place in found):
        found.append(None)
    return list(dict.fromkeys(found))

"""Puts right a word that was mistyped, where there is one word that was surely meant.

Conservative, because names look like days: only long words are put right, the first letter must stand, and a word that
is a name or an ordinary word of its own stays what it is.
"""

from functools import cache
from typing import Final

from lark import Token
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.language.almanac import MONTHS, WEEKDAYS
from bot.language.scanning import Unknown, scan

MOST_SLIPS: Final = 2
"""So many words of a phrase are put right at most."""

_SHORTEST: Final = 4
_LONG: Final = 8
_MEANT: Final = """
    today tonight yesterday tomorrow weekend morning afternoon evening weeks month months years fortnight quarter
    christmas easter halloween thanksgiving weekly monthly fortnightly quarterly yearly annually
"""
"""What a mistyped word may have been, besides the weekdays and the longer months."""

_STAY: Final = """
    auguste augusta augusto eastern ester frida fridan fridah moth moths monte monty mouth mouths mourning sunay sunda
    sundae sundar toda toddy weeds weekes weems weeps yearn yeats
"""
"""Names and ordinary words that are a slip away from a word of a day."""


def forgiving_scan(phrase: str, *, slips: int = MOST_SLIPS) -> list[Token]:
    """The tokens of a plain phrase with so many of its words put right; raises `Unknown` where that does not do."""
    try:
        return scan(phrase)
    except Unknown as unknown:
        meant = corrected(unknown.word) if slips else None
        if meant is None:
            raise
        before, after = phrase[: unknown.start], phrase[unknown.start + len(unknown.word) :]
        return forgiving_scan(before + meant + after, slips=slips - 1)


def corrected(word: str) -> str | None:
    """The word of a day that is meant, None where none is or two may be."""
    if len(word) < _SHORTEST or word in _stay():
        return None
    near = [
        meant
        for meant, slips, _ in extract(word, _meant(), scorer=OSA.distance, score_cutoff=2)
        if _sure(word, meant, slips)
    ]
    return near[0] if len(near) == 1 else None


def _sure(word: str, meant: str, slips: int) -> bool:
    """One slip, a swap of neighbours included; two in a word of eight letters whose end stands as well ("wensday")."""
    ends_alike = len(meant) >= _LONG and word[-2:] == meant[-2:]
    return word[0] == meant[0] and (slips == 1 or ends_alike)


@cache
def _meant() -> tuple[str, ...]:
    names = (name.lower() for name in (*WEEKDAYS, *MONTHS) if len(name) > len("april"))
    return (*names, *_MEANT.split())


@cache
def _stay() -> frozenset[str]:
    return frozenset(_STAY.split())

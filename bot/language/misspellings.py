"""Puts right a word that was mistyped, where there is one word that was surely meant.

Conservative, because names are short and look like days: only long words are put right, the first letter must stand, and
a word that is a name or an ordinary word of its own stays what it is.
"""

from functools import cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.language.almanac import MONTHS, WEEKDAYS

_SHORTEST: Final = 4
_OTHER_WORDS: Final = """
    today tonight yesterday tomorrow weekend morning afternoon evening weeks month months years christmas easter
    halloween thanksgiving
""".split()
_STAY: Final = frozenset(
    "augusta augustus august mayday sundae friar frida mouth mouths moth moths years yearn tears wees weeds geeks".split()
)


def corrected(word: str) -> str | None:
    """The only word of a day that is meant, None if there is none: a slip away, two where the word has eight letters."""
    if len(word) < _SHORTEST or word in _STAY:
        return None
    close = extract(word, _meant(), scorer=OSA.distance, score_cutoff=2, limit=2)
    near = [(meant, slips) for meant, slips, _ in close if meant[0] == word[0] and slips <= (2 if len(meant) >= 8 else 1)]
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return None
    return near[0][0]


@cache
def _meant() -> tuple[str, ...]:
    names = (name.lower() for name in (*WEEKDAYS, *MONTHS) if len(name) > len("april"))
    return (*names, *_OTHER_WORDS)

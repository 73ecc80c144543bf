"""The words that the grammars know: of each its terminal, and what it stands for.

A word has one terminal; what it means beside others, the grammars say. Words that only cadences use are here as well.
"""

from functools import cache
from itertools import count
from typing import Any, Final

from lark import Token

from bot.language.almanac import MONTHS, WEEKDAYS
from bot.language.amounts import Amount
from bot.language.holidays import holidays


def _numbered(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: number for number, word in zip(count(first, step), words.split(), strict=False)}


_ONES: Final = _numbered("one two three four five six seven eight nine")
_TEENS: Final = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    first=10,
)
_TENS: Final = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
_FIRST_NINE: Final = _numbered("first second third fourth fifth sixth seventh eighth ninth")
_LATER: Final = _numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=10,
)

_MEANT: Final[dict[str, dict[str, Any]]] = {
    "ANCHOR": {
        **dict.fromkeys(("yesterday", "yday"), -1),
        **dict.fromkeys(("today", "tonight"), 0),
        **dict.fromkeys(("tomorrow", "tomorrows", "tmrw", "tmr", "tmw"), 1),
    },
    "WEEKDAY": {
        **{name.lower(): place for place, name in enumerate(WEEKDAYS)},
        **{name[:3].lower(): place for place, name in enumerate(WEEKDAYS)},
        "tues": 1,
        "weds": 2,
        "thur": 3,
        "thurs": 3,
    },
    "WEEKDAYS": {f"{name.lower()}s": place for place, name in enumerate(WEEKDAYS)},
    "MONTH": {
        **{name.lower(): place for place, name in enumerate(MONTHS, 1)},
        **{name[:3].lower(): place for place, name in enumerate(MONTHS, 1)},
        "sept": 9,
    },
    "DAYS": dict.fromkeys(("d", "day", "days"), Amount(1, "day")),
    "WEEKS": dict.fromkeys(("w", "wk", "wks", "week", "weeks"), Amount(1, "week")),
    "MONTHS": dict.fromkeys(("mo", "mos", "mth", "mths", "month", "months"), Amount(1, "month")),
    "YEARS": dict.fromkeys(("y", "yr", "yrs", "year", "years"), Amount(1, "year")),
    "SPAN": {
        **dict.fromkeys(("fortnight", "fortnights"), Amount(2, "week")),
        **dict.fromkeys(("quarter", "quarters"), Amount(3, "month")),
        **dict.fromkeys(("decade", "decades"), Amount(10, "year")),
    },
    "HALF_YEAR": dict.fromkeys(("half a year", "half year"), Amount(6, "month")),
    "COUNT": {
        **_ONES,
        **_TEENS,
        **_TENS,
        **{f"{ten} {one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items()},
    },
    "SEVERAL": {
        **dict.fromkeys(("a", "an"), 1),
        **dict.fromkeys(("couple", "couple of", "a couple", "a couple of"), 2),
        **dict.fromkeys(("a few", "few"), 3),
    },
    "ORDINAL": {
        **_FIRST_NINE,
        **_LATER,
        **{f"twenty {word}": 20 + number for word, number in _FIRST_NINE.items()},
        "thirtieth": 30,
        "thirty first": 31,
    },
    "LAST": dict.fromkeys(("last", "past", "previous", "to last"), -1),
    "THIS": dict.fromkeys(("this", "current"), 0),
    "NEXT": dict.fromkeys(("next", "coming", "following", "upcoming"), 1),
    "HOLIDAY": holidays(),
    "ADVERB": {
        **dict.fromkeys(("daily", "everyday"), Amount(1, "day")),
        "weekly": Amount(1, "week"),
        **dict.fromkeys(("fortnightly", "biweekly", "bi weekly"), Amount(2, "week")),
        "monthly": Amount(1, "month"),
        "quarterly": Amount(3, "month"),
        **dict.fromkeys(("half yearly", "biannually", "semiannually", "semi annually"), Amount(6, "month")),
        **dict.fromkeys(("yearly", "annually"), Amount(1, "year")),
    },
}

_WORDS: Final = {
    "PART": "morning, afternoon, evening, night, noon, midday, lunchtime, am, pm",
    "WEEKEND": "weekend, weekends",
    "END_OF_MONTH": "eom",
    "END_OF_YEAR": "eoy",
    "AMBIGUOUS": "bimonthly, bi monthly, biyearly",
    "TWICE": "twice",
    "OFF": "off, never, none, no, stop",
    "_START": "start, beginning",
    "_END": "end",
    "_ABOUT": "about, around, roughly, early, late, sometime",
    "_ON": "on, at, over",
    "_UNTIL": "until, till, by",
    "_FOR": "for",
    "_IN": "in",
    "_OF": "of",
    "_THE": "the",
    "_AND": "and",
    "_AGO": "ago, back",
    "_EARLIER": "earlier",
    "_LATER": "later, hence",
    "_TIME": "time",
    "_FROM": "from",
    "_NOW": "now",
    "_BEFORE": "before",
    "_AFTER": "after",
    "_ONCE": "once",
    "_EVERY": "every, each",
    "_OTHER": "other",
    "_PER": "per",
    "_TIMES": "times, x",
}


@cache
def lexicon() -> dict[str, Token]:
    """Every word and every phrase of several words, as the token that it is for the grammars."""
    meant = {word: Token(kind, value) for kind, words in _MEANT.items() for word, value in words.items()}
    return meant | {word: Token(kind, word) for kind, words in _WORDS.items() for word in words.split(", ")}

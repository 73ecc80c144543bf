"""A typed day becomes a date; a typed birthday becomes a month, a day and perhaps a year.

The whole text must be a day: this module never searches a sentence for one, because "may" and "june" are people too.
"""

from datetime import date
from typing import Final, Literal, NamedTuple, cast

from lark.exceptions import LarkError

from bot.language.almanac import Asked, Lean, Meaning
from bot.language.meanings import parser
from bot.language.misspellings import forgiving_scan
from bot.language.scanning import Unknown, plain, scan
from bot.language.words import shown
from bot.language.written import YEARS_AHEAD, Puzzling, Written

FIRST_YEAR: Final = 1900

_NO_YEAR: Final = frozenset({"0000", "1604"})  # Apple's address book writes 1604 where the year is not known
_OLDEST_BIRTH: Final = 1850
_YOUNGEST_BIRTH: Final = 2200
_TRY_A_DAY: Final[dict[Lean, str]] = {
    "past": 'Try "yesterday", "last friday", "2 weeks ago" or "2026-05-14".',
    "future": 'Try "tomorrow", "next friday", "in 2 weeks" or "14 may".',
}
_TRY_A_BIRTHDAY: Final = 'Try "14 may", "14 may 1990" or "1990-05-14".'


class NotADate(ValueError):
    """The text does not name a day; the message is a sentence with examples."""


class NoSuchDay(NotADate):
    """The words have the form of a day that the calendar does not have, or that lies beyond the years we keep."""


class NotABirthday(ValueError):
    """The text does not name a day of the year; the message is a sentence with examples."""


class Birthday(NamedTuple):
    """A day of the year, and the year of birth where it is known."""

    month: int
    day: int
    year: int | None = None


def parse_date(text: str, *, today: date, lean: Lean = "past", day_first: bool = False, typos: bool = True) -> date:
    """The day that the whole text names, seen from today; raises `NotADate`.

    "friday" is the nearest one on the side of `lean`: in the past today counts (said on a Friday it is today), in the
    future it does not (said on a Friday it is a week from now). "last friday" is always before today, "next friday"
    always after it, neither more than seven days away. A day without a year is the nearest one, today included.
    "2 weeks" alone is a day only when leaning to the future. `day_first` settles 3/4; 5/14 has one reading only.
    Without `typos` a mistyped word is none: for text that may be a name. The examples of a refusal lean the same way.
    """
    examples = _TRY_A_DAY[lean]
    try:
        meaning = cast("Meaning", _parse(text, "when", typos=typos))
        day = meaning(Asked(today, lean, day_first))
    except (Unknown, LarkError) as error:
        raise NotADate(_unread(text, "a day", examples)) from error
    except Puzzling as error:
        raise NoSuchDay(f"{error} {examples}") from error
    except (ValueError, OverflowError) as error:
        raise NoSuchDay(_unread(text, "a day", examples)) from error
    too_far = (day.year - YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day)
    if day.year < FIRST_YEAR or too_far:
        raise NoSuchDay(f"I only keep days from {FIRST_YEAR} to {today.year + YEARS_AHEAD}. {examples}")
    return day


def parse_birthday(text: str, *, day_first: bool) -> Birthday:
    """The day of the year that the whole text names, with its year if one is given; raises `NotABirthday`."""
    try:
        written = cast("Written", _parse(text, "birthday", typos=True)).settled(day_first=day_first)
        year = int(written.year) if written.year and written.year not in _NO_YEAR else None
        date(year or 2000, written.month, written.day)  # 2000 has a 29 February
    except (Unknown, LarkError, ValueError) as error:
        raise NotABirthday(_unread(text, "a birthday", _TRY_A_BIRTHDAY)) from error
    if year is not None and not _OLDEST_BIRTH <= year <= _YOUNGEST_BIRTH:
        raise NotABirthday(f"Please give the year of birth with four digits, or leave it out. {_TRY_A_BIRTHDAY}")
    return Birthday(written.month, written.day, year)


def _parse(text: str, start: Literal["when", "birthday"], *, typos: bool) -> object:
    phrase = plain(text)
    return parser().parse(forgiving_scan(phrase) if typos else scan(phrase), start=start)


def _unread(text: str, what: str, examples: str) -> str:
    quoted = shown(text)
    return f'I can\'t read "{quoted}" as {what}. {examples}' if quoted else f"I need {what}. {examples}"

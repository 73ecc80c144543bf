"""A typed day becomes a date; a typed birthday becomes a month, a day and perhaps a year.

The whole text must be a day: this module never searches a sentence for one, because "may" and "june" are people too.
"""

from datetime import date
from typing import Final, NamedTuple, cast

from lark.exceptions import LarkError

from bot.language.meanings import Asked, Lean, Meaning, Puzzling, Written, parser
from bot.language.words import shown

FIRST_YEAR: Final = 1900
YEARS_AHEAD: Final = 5

_LONGEST: Final = 48  # "until the day after tomorrow in the evening" and some room; no phrase we know is longer
_NO_YEAR: Final = frozenset({"0000", "1604"})  # Apple's address book writes 1604 where the year is not known
_OLDEST_BIRTH: Final = 1850
_YOUNGEST_BIRTH: Final = 2200
_TRY_A_DAY: Final = 'Try "yesterday", "last friday", "2 weeks ago" or "2026-05-14".'
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


def parse_date(text: str, *, today: date, lean: Lean = "past", day_first: bool = True) -> date:
    """The day that the whole text names, seen from today; raises `NotADate`.

    "friday" is the nearest one on the side of `lean`: in the past today counts (said on a Friday it is today), in the
    future it does not (said on a Friday it is a week from now). "last friday" is always before today, "next friday"
    always after it, neither more than seven days away. A day without a year is the nearest one, today included.
    "2 weeks" alone is a day only when leaning to the future. `day_first` settles 3/4; 5/14 has one reading only.
    """
    meaning = cast("Meaning", _parse(text, "when", NotADate(_unread(text, "a day", _TRY_A_DAY))))
    try:
        day = meaning(Asked(today, lean, day_first))
    except Puzzling as error:
        raise NoSuchDay(f"{error} {_TRY_A_DAY}") from error
    except (ValueError, OverflowError) as error:
        raise NoSuchDay(_unread(text, "a day", _TRY_A_DAY)) from error
    too_far = (day.year - YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day)
    if day.year < FIRST_YEAR or too_far:
        raise NoSuchDay(f"I only keep days from {FIRST_YEAR} to {today.year + YEARS_AHEAD}. {_TRY_A_DAY}")
    return day


def parse_birthday(text: str, *, day_first: bool) -> Birthday:
    """The day of the year that the whole text names, with its year if one is given; raises `NotABirthday`."""
    refusal = NotABirthday(_unread(text, "a birthday", _TRY_A_BIRTHDAY))
    written = cast("Written", _parse(text, "birthday", refusal)).settled(day_first=day_first)
    year = int(written.year) if written.year and written.year not in _NO_YEAR else None
    if year is not None and not _OLDEST_BIRTH <= year <= _YOUNGEST_BIRTH:
        raise NotABirthday(f"Please give the year of birth with four digits, or leave it out. {_TRY_A_BIRTHDAY}")
    try:
        date(year or 2000, written.month, written.day)  # 2000 has a 29 February
    except ValueError as error:
        raise refusal from error
    return Birthday(written.month, written.day, year)


def _parse(text: str, start: str, refusal: ValueError) -> object:
    phrase = " ".join(text.casefold().split()).strip(" .,;!?")
    if not phrase or len(phrase) > _LONGEST:
        raise refusal
    try:
        return parser().parse(phrase, start=start)
    except LarkError as error:
        raise refusal from error


def _unread(text: str, what: str, examples: str) -> str:
    quoted = shown(text)
    return f'I can\'t read "{quoted}" as {what}. {examples}' if quoted else f"I need {what}. {examples}"

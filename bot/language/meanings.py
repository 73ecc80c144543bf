"""What the rules of dates.lark mean.

A phrase becomes a `Meaning`, a function from the day it is said to the day it names, so one parser, built once, serves
every user, day and lean. The sentences that people read are completed in dates.py.
"""

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, Literal

from lark import Lark, Token, Transformer, v_args

from bot.language.amounts import Amount, amount, number

Lean = Literal["past", "future"]

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_ANCHORS: Final = {"yesterday": -1, "yday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1}
_A_LEAP_YEAR: Final = 2000
_YEARS_TO_A_LEAP_DAY: Final = 8  # at most: 1896 to 1904


class Puzzling(ValueError):
    """The words are understood and name no day all the same; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The day on which a phrase is said, and how its user means the parts that it leaves open."""

    today: date
    lean: Lean
    day_first: bool


Meaning = Callable[[Asked], date]


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it was written, the year in its digits if it has one; `in_user_order` if habit tells day from month."""

    day: int
    month: int
    year: str = ""
    in_user_order: bool = False

    def settled(self, *, day_first: bool) -> "Written":
        """The same with day and month told apart: by the user's habit, unless the numbers allow one reading only."""
        if not self.in_user_order:
            return self
        day, month = (self.day, self.month) if day_first else (self.month, self.day)
        if month > len(MONTHS) >= day:
            day, month = month, day
        return Written(day, month, self.year)


def weekday_near(today: date, word: str, *, days: range) -> date:
    """The only day with that name among seven consecutive distances from today."""
    wanted = _place(word, WEEKDAYS)
    return next(day for day in (today + timedelta(days=n) for n in days) if day.weekday() == wanted)


def _place(word: str, names: tuple[str, ...]) -> int:
    return next(place for place, name in enumerate(names) if name[:3].casefold() == word[:3])


@v_args(inline=True)
class Meanings(Transformer[Token, Meaning]):
    """Turns the rules of `when` into meanings and those of `birthday` into what was written."""

    def anchor(self, word: str, _part: str = "") -> Meaning:
        return lambda asked: asked.today + timedelta(days=_ANCHORS[word])

    def today(self, _this: str, _part: str) -> Meaning:
        return lambda asked: asked.today

    def yesterday(self, _last: str, _part: str) -> Meaning:
        return lambda asked: asked.today - timedelta(days=1)

    def before(self, unit: str, word: str) -> Meaning:
        return lambda asked: amount("a", unit).after(asked.today + timedelta(days=_ANCHORS[word]), -1)

    def after(self, unit: str, word: str) -> Meaning:
        return self.from_anchor(amount("a", unit), word)

    def weekday(self, word: str, _part: str = "") -> Meaning:
        return lambda asked: weekday_near(asked.today, word, days=range(-6, 1) if asked.lean == "past" else range(1, 8))

    def weekday_on(self, word: str, written: Written) -> Meaning:
        def meant(asked: Asked) -> date:
            day = self.on(written)(asked)
            if day.weekday() != _place(word, WEEKDAYS):
                raise Puzzling(f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {WEEKDAYS[day.weekday()]}.")
            return day

        return meant

    def this_weekday(self, _this: str, word: str, _part: str = "") -> Meaning:
        return lambda asked: weekday_near(asked.today, word, days=range(-6, 1) if asked.lean == "past" else range(7))

    def last_weekday(self, _last: str, word: str, _part: str = "") -> Meaning:
        return lambda asked: weekday_near(asked.today, word, days=range(-7, 0))

    def next_weekday(self, _next: str, word: str, _part: str = "") -> Meaning:
        return lambda asked: weekday_near(asked.today, word, days=range(1, 8))

    def ago(self, length: Amount) -> Meaning:
        return lambda asked: length.after(asked.today, -1)

    def last_unit(self, _last: str, unit: str) -> Meaning:
        return self.ago(amount("a", unit))

    def ahead(self, length: Amount) -> Meaning:
        return lambda asked: length.after(asked.today)

    def next_unit(self, _next: str, unit: str) -> Meaning:
        return self.ahead(amount("a", unit))

    def from_anchor(self, length: Amount, word: str) -> Meaning:
        return lambda asked: length.after(asked.today + timedelta(days=_ANCHORS[word]))

    def bare(self, length: Amount) -> Meaning:
        def meant(asked: Asked) -> date:
            if asked.lean == "past":
                raise Puzzling("Say whether that is ago or from now.")
            return length.after(asked.today)

        return meant

    def on(self, written: Written) -> Meaning:
        return lambda asked: nearest(written.settled(day_first=asked.day_first), asked)

    def iso(self, text: str) -> Written:
        year, month, day = text.replace("/", "-").replace(".", "-").split("-")
        return Written(int(day), int(month), year)

    def numeric(self, text: str) -> Written:
        first, second, *year = text.replace("/", "-").replace(".", "-").split("-")
        return Written(int(first), int(second), "".join(year), in_user_order=True)

    def day_month(self, day: str, month: str, year: str = "") -> Written:
        return Written(number(day), _place(month, MONTHS) + 1, year)

    def month_day(self, month: str, day: str, year: str = "") -> Written:
        return self.day_month(day, month, year)

    def birthday(self, written: Written) -> Written:
        return written

    def no_year(self, text: str) -> Written:
        return Written(int(text[-2:]), int(text[2:4]))

    def compact(self, text: str) -> Written:
        return Written(int(text[6:]), int(text[4:6]), text[:4])

    def amount(self, count: str, unit: str) -> Amount:
        return amount(count, unit)


def nearest(written: Written, asked: Asked) -> date:
    """The day itself or, without a year, the nearest one on the side that the user leans to; today counts on both."""
    if written.year:
        return _day(written, int(written.year) + (2000 if len(written.year) == len("26") else 0))
    _day(written, _A_LEAP_YEAR)
    step = -1 if asked.lean == "past" else 1
    years = range(asked.today.year, asked.today.year + step * (_YEARS_TO_A_LEAP_DAY + 2), step)
    days = (_day(written, year) for year in years if (written.month, written.day) != (2, 29) or isleap(year))
    return next(day for day in days if (day - asked.today).days * step >= 0)


def _day(written: Written, year: int) -> date:
    try:
        return date(year, written.month, written.day)
    except ValueError as error:
        if not 1 <= written.month <= len(MONTHS):
            raise
        told = f"{written.day} {MONTHS[written.month - 1]}" + (f" {year}" if written.year else "")
        raise Puzzling(f"There is no {told}.") from error


@cache
def parser() -> Lark:
    """The parser of dates.lark, built when first needed; start it at `when` or at `birthday`."""
    options: dict[str, Any] = {"start": ["when", "birthday"], "parser": "lalr", "maybe_placeholders": False}
    return Lark.open_from_package(__package__, "dates.lark", transformer=Meanings(), **options)

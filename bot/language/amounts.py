"""Lengths of time as people count them: so many days, weeks, months or years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

Unit = Literal["day", "week", "month", "year"]

_COUNTS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNITS: Final[dict[str, Unit]] = {"d": "day", "w": "week", "m": "month", "y": "year"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time in one unit."""

    count: int
    unit: Unit

    def after(self, day: date, sign: int = 1) -> date:
        """The day that lies this far after a day, or before it with -1; months clamp to the month's end."""
        count = self.count * sign
        match self.unit:
            case "day":
                return day + timedelta(days=count)
            case "week":
                return day + timedelta(weeks=count)
            case "month":
                return day + relativedelta(months=count)
            case "year":
                return day + relativedelta(years=count)


def number(word: str) -> int:
    """The value of digits, of an ordinal like "14th", or of a small number word; "a couple of" is two."""
    if word[0].isdigit():
        return int(word.rstrip("stndrh"))
    if "couple" in word:
        return 2
    return 1 if word in {"a", "an"} else _COUNTS.index(word) + 1


def amount(count: str, unit: str) -> Amount:
    """The amount that a number word and a unit word name together; a fortnight is two weeks."""
    if unit.startswith("f"):
        return Amount(2 * number(count), "week")
    return Amount(number(count), _UNITS[unit[0]])

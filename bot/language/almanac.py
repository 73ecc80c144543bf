"""Arithmetic of the calendar: nth weekdays, ends of months, and the nearest of several days."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

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
SATURDAY: Final = 5
SUNDAY: Final = 6

_YEARS_TRIED: Final = 10  # a leap day comes again after eight years at most: 1896 to 1904


@dataclass(frozen=True, slots=True)
class Asked:
    """The day on which a phrase is said, and how its user means the parts that it leaves open."""

    today: date
    lean: Lean
    day_first: bool

    @property
    def step(self) -> int:
        """The direction that the user leans to."""
        return -1 if self.lean == "past" else 1


Meaning = Callable[[Asked], date]
"""What a phrase means: the day that it names, by whoever says it on which day."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of one year, numbered from 1."""

    year: int
    month: int

    def moved(self, months: int) -> "Month":
        """The month that lies so many months later."""
        years, month = divmod(self.month - 1 + months, len(MONTHS))
        return Month(self.year + years, month + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def length(self) -> int:
        """How many days it has."""
        return monthrange(self.year, self.month)[1]


def weekday_near(today: date, weekday: int, *, days: range) -> date:
    """The only day with that weekday among seven consecutive distances from today; Monday is 0."""
    first = today + timedelta(days=days.start)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def day_of(month: Month, number: int) -> date | None:
    """The nth day of a month, counted from its end where negative; None if it has none."""
    day = number if number > 0 else month.length + 1 + number
    return date(month.year, month.month, day) if 1 <= day <= month.length else None


def weekday_of(month: Month, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from its end where negative; None if it has none."""
    first = 1 + (weekday - month.first.weekday()) % 7
    days = range(first, month.length + 1, 7)
    place = nth - 1 if nth > 0 else len(days) + nth
    return date(month.year, month.month, days[place]) if 0 <= place < len(days) else None


def months_from(asked: Asked) -> Iterator[Month]:
    """The months from this one on, towards the side that the user leans to."""
    here = Month(asked.today.year, asked.today.month)
    return (here.moved(n * asked.step) for n in range(12 * _YEARS_TRIED))


def years_from(asked: Asked) -> Iterator[int]:
    """The years from this one on, towards the side that the user leans to, as far as there are any."""
    years = range(asked.today.year, asked.today.year + asked.step * _YEARS_TRIED, asked.step)
    return (year for year in years if date.min.year <= year <= date.max.year)


def nearest(days: Iterable[date | None], asked: Asked) -> date | None:
    """The first of the days that does not lie on the other side of today; today itself counts on both."""
    return next((day for day in days if day is not None and (day - asked.today).days * asked.step >= 0), None)

"""A day as it was written: its number, its month, perhaps its year, and perhaps an order that habit decides."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.language.almanac import MONTHS, Asked, Month, day_of, nearest, years_from

YEARS_AHEAD: Final = 5
"""How far ahead a day may lie; a year of two digits beyond it belongs to the last century."""

_A_LEAP_YEAR: Final = 2000


class Puzzling(ValueError):
    """The words are understood and name no day all the same; the message is a sentence that says why."""


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

    def seen_from(self, asked: Asked) -> date:
        """The day itself or, without a year, the nearest on the side that the user leans to, today included."""
        return self.several(asked, 1)[0]

    def several(self, asked: Asked, most: int) -> list[date]:
        """The day itself or, without a year, the nearest so many on the side that the user leans to."""
        written = self.settled(day_first=asked.day_first)
        if written.year:
            return [written.in_year(full_year(written.year, asked.today))]
        written.in_year(_A_LEAP_YEAR)
        days: list[date] = []
        for year in years_from(asked):
            day = day_of(Month(year, written.month), written.day)
            if nearest((day,), asked) is not None and day is not None:
                days.append(day)
            if len(days) == most:
                break
        return days

    def in_year(self, year: int) -> date:
        """The day in that year; raises `Puzzling` where it has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError as error:
            if not 1 <= self.month <= len(MONTHS):
                raise
            told = f"{self.day} {MONTHS[self.month - 1]}" + (f" {year}" if self.year else "")
            raise Puzzling(f"There is no {told}.") from error

    def of_year(self, year: int) -> "Written":
        """The same, in a year that was said beside it."""
        if self.year:
            raise Puzzling("That names two years.")
        return replace(self, year=f"{year:04}")


def full_year(digits: str, today: date) -> int:
    """The year that its digits name: of "90" and "26" the one that is nearest without lying too far ahead."""
    year = int(digits)
    if len(digits) == len("26"):
        year += 2000 if 2000 + year <= today.year + YEARS_AHEAD else 1900
    return year

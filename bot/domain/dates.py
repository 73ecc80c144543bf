"""Days of the year that matter: birthdays, anniversaries."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import ContactId, DateId, UserId
from bot.domain.user import LeapDay


class DateKind(StrEnum):
    """What a date is about."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportantDate:
    """A day of the year; the year it began is optional. 29 February is told on the user's choice of day."""

    id: DateId
    owner: UserId
    contact: ContactId
    kind: DateKind
    month: int
    day: int
    year: int | None = None
    label: str = ""

    def in_year(self, year: int, leap_day: LeapDay) -> date:
        """The day on which it is kept in that year."""
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28) if leap_day is LeapDay.FEBRUARY_28 else date(year, 3, 1)
        return date(year, self.month, self.day)

    def next_on(self, today: date, leap_day: LeapDay) -> date:
        """The first occurrence on or after today."""
        this_year = self.in_year(today.year, leap_day)
        return this_year if this_year >= today else self.in_year(today.year + 1, leap_day)

    def years_on(self, occurrence: date) -> int | None:
        """How many years it has been by then: the age on a birthday; None without a year."""
        return occurrence.year - self.year if self.year is not None else None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

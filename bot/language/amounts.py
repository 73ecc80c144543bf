"""Lengths of time as people count them: so many days, weeks, months or years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time in one unit."""

    count: int
    unit: Unit

    def times(self, count: int) -> "Amount":
        """So many of it."""
        return Amount(self.count * count, self.unit)

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


Length = tuple[Amount, ...]
"""Amounts that are added one after the other: "a year and two months"."""


def moved(day: date, length: Length, sign: int = 1) -> date:
    """The day that lies a length of time after a day, or before it with -1."""
    for amount in length:
        day = amount.after(day, sign)
    return day

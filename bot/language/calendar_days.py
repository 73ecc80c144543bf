"""Days of the calendar: written ones, those counted within a month, a week or a year, and days with a name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lark import Token, Transformer, v_args

from bot.language.almanac import (
    MONTHS,
    WEEKDAYS,
    Asked,
    Meaning,
    Month,
    day_of,
    months_from,
    nearest,
    weekday_of,
    years_from,
)
from bot.language.amounts import Amount
from bot.language.holidays import Holiday
from bot.language.written import Puzzling, Written

_FRIDAY_FROM_MONDAY = timedelta(days=4)

Period = Callable[[Asked], tuple[date, date]]
"""Where a week of work or a year begins and ends."""


@dataclass(frozen=True, slots=True)
class Months:
    """The month that is meant or, where the year is left open, those that may be, in the order of the lean."""

    of: Callable[[Asked], Iterator[Month]]
    is_open: bool = False

    def day(self, pick: Callable[[Month], date | None]) -> Meaning:
        """The day that is picked from the month, the nearest one where the year is open."""

        def meant(asked: Asked) -> date:
            days = map(pick, self.of(asked))
            return _existing(nearest(days, asked) if self.is_open else next(days))

        return meant


def _existing(day: date | None) -> date:
    if day is None:
        raise Puzzling("There is no such day.")
    return day


def _here(asked: Asked) -> Month:
    return Month(asked.today.year, asked.today.month)


def _last(way: Token) -> int:
    if way.value != -1:
        raise Puzzling("Of a month I know the first, the second and so on, and the last.")
    return -1


@v_args(inline=True)
class CalendarDays(Transformer[Token, Meaning]):
    """What the rules of such days mean, by the names of the rules."""

    def on(self, written: Written) -> Meaning:
        return written.seen_from

    def on_in_year(self, written: Written, way: Token, _years: Token) -> Meaning:
        return lambda asked: written.of_year(asked.today.year + way.value).seen_from(asked)

    def weekday_on(self, name: Token, written: Written) -> Meaning:
        """The day if it has that weekday; without a year, the nearest or the one after it that has."""

        def meant(asked: Asked) -> date:
            days = written.several(asked, 2)
            for day in days:
                if day.weekday() == name.value:
                    return day
            day = days[0]
            raise Puzzling(f"{day.day} {MONTHS[day.month - 1]} {day.year} is a {WEEKDAYS[day.weekday()]}.")

        return meant

    def on_weekday(self, written: Written, name: Token) -> Meaning:
        return self.weekday_on(name, written)

    def monthday(self, number: Token) -> Meaning:
        return Months(months_from, is_open=True).day(lambda month: day_of(month, int(number.value)))

    def weekday_monthday(self, name: Token, number: Token) -> Meaning:
        def pick(month: Month) -> date | None:
            day = day_of(month, number.value)
            return day if day is not None and day.weekday() == name.value else None

        return Months(months_from, is_open=True).day(pick)

    def nth_day(self, number: Token, *rest: Any) -> Meaning:
        months: Months = rest[-1]
        return months.day(lambda month: day_of(month, int(number.value)))

    def last_day(self, way: Token, _days: Token, months: Months) -> Meaning:
        return months.day(lambda month: day_of(month, _last(way)))

    def nth_last_day(self, nth: Token, _last: Token, _days: Token, months: Months) -> Meaning:
        return months.day(lambda month: day_of(month, -nth.value))

    def nth_weekday(self, nth: Token, name: Token, months: Months) -> Meaning:
        return months.day(lambda month: weekday_of(month, name.value, nth.value))

    def last_weekday(self, way: Token, name: Token, months: Months) -> Meaning:
        return months.day(lambda month: weekday_of(month, name.value, _last(way)))

    def nth_last_weekday(self, nth: Token, _last: Token, name: Token, months: Months) -> Meaning:
        return months.day(lambda month: weekday_of(month, name.value, -nth.value))

    def first_of_month(self, months: Months) -> Meaning:
        return months.day(lambda month: month.first)

    def last_of_month(self, months: Months) -> Meaning:
        return months.day(lambda month: day_of(month, -1))

    def end_of_month(self, _word: Token) -> Meaning:
        return lambda asked: _existing(day_of(_here(asked), -1))

    def month(self, *words: Token) -> Months:
        way: int = words[0].value if len(words) == 2 else 0
        return Months(lambda asked: iter((_here(asked).moved(way),)))

    def named_month(self, name: Token, year: Token | None = None) -> Months:
        number: int = name.value
        if year is not None:
            return Months(lambda _asked: iter((Month(int(year.value), number),)))
        return Months(lambda asked: (Month(year, number) for year in years_from(asked)), is_open=True)

    def which_month(self, way: Token, name: Token) -> Months:
        """ "next march" is the first after this month, "last march" the last before it, "this march" this year's."""

        def of(asked: Asked) -> Iterator[Month]:
            here, there = _here(asked), Month(asked.today.year, name.value)
            if way.value == 1 and there <= here:
                there = there.moved(12)
            if way.value == -1 and there >= here:
                there = there.moved(-12)
            return iter((there,))

        return Months(of)

    def period(self, *words: Token) -> Period:
        way: int = words[0].value if len(words) == 2 else 0
        unit: Amount = words[-1].value

        def meant(asked: Asked) -> tuple[date, date]:
            if unit.unit == "year":
                year = asked.today.year + way
                return date(year, 1, 1), date(year, 12, 31)
            monday = asked.today + timedelta(days=7 * way - asked.today.weekday())
            return monday, monday + _FRIDAY_FROM_MONDAY

        return meant

    def start(self, period: Period) -> Meaning:
        return lambda asked: period(asked)[0]

    def end(self, period: Period) -> Meaning:
        return lambda asked: period(asked)[1]

    def end_of_year(self, _word: Token) -> Meaning:
        return lambda asked: date(asked.today.year, 12, 31)

    def holiday(self, name: Token, _part: str = "") -> Meaning:
        rule: Holiday = name.value
        return lambda asked: _existing(nearest(map(rule, years_from(asked)), asked))

    def holiday_in(self, name: Token, year: Token) -> Meaning:
        rule: Holiday = name.value
        return lambda _asked: rule(int(year.value))

    def which_holiday(self, way: Token, name: Token, _part: str = "") -> Meaning:
        """ "last easter" is always before today and "next easter" always after it."""
        rule: Holiday = name.value

        def meant(asked: Asked) -> date:
            if way.value == 0:
                return self.holiday(name)(asked)
            days = [rule(asked.today.year + years) for years in (-1, 0, 1)]
            return (
                max(day for day in days if day < asked.today)
                if way.value < 0
                else min(day for day in days if day > asked.today)
            )

        return meant

    def holiday_of_year(self, name: Token, way: Token, _years: Token) -> Meaning:
        rule: Holiday = name.value
        return lambda asked: rule(asked.today.year + way.value)

    def birthday(self, written: Written) -> Written:
        return written

    def iso(self, text: str) -> Written:
        year, month, day = text.replace("/", "-").replace(".", "-").split("-")
        return Written(int(day), int(month), year)

    def numeric(self, text: str) -> Written:
        first, second, *year = text.replace(" ", "").replace("/", "-").replace(".", "-").split("-")
        return Written(int(first), int(second), "".join(year), in_user_order=True)

    def spaced(self, first: str, second: str, year: str) -> Written:
        return Written(int(first), int(second), year, in_user_order=True)

    def day_month(self, day: Token, month: Token, year: str = "") -> Written:
        return Written(int(day.value), month.value, year)

    def month_day(self, month: Token, day: Token, year: str = "") -> Written:
        return self.day_month(day, month, year)

    def year_month_day(self, year: str, month: Token, day: Token) -> Written:
        return self.day_month(day, month, year)

    def no_year(self, text: str) -> Written:
        return Written(int(text[-2:]), int(text[2:4]))

    def compact(self, text: str) -> Written:
        return Written(int(text[6:]), int(text[4:6]), text[:4])

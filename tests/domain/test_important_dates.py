"""Days of the year: the next occurrence, 29 February by choice, years that nobody knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, UserId
from bot.domain.user import LeapDay

TODAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
BORN = st.dates(date(1904, 1, 1), date(2024, 12, 31))
LEAP_DAYS = st.sampled_from(LeapDay)


def birthday(month: int, day: int, year: int | None = None) -> ImportantDate:
    return ImportantDate(
        id=DateId("d"),
        owner=UserId("u"),
        contact=ContactId("c"),
        kind=DateKind.BIRTHDAY,
        month=month,
        day=day,
        year=year,
    )


@pytest.mark.parametrize(
    ("leap_day", "told"),
    [(LeapDay.FEBRUARY_28, date(2027, 2, 28)), (LeapDay.MARCH_1, date(2027, 3, 1))],
)
def test_29_february_is_told_on_the_chosen_day(leap_day: LeapDay, told: date) -> None:
    leapling = birthday(2, 29, 1992)
    assert leapling.in_year(2027, leap_day) == told
    assert leapling.next_on(date(2027, 1, 1), leap_day) == told


@pytest.mark.parametrize("leap_day", LeapDay)
@pytest.mark.parametrize(("year", "is_leap"), [(2028, True), (2000, True), (2100, False), (1900, False)])
def test_29_february_is_itself_in_a_leap_year(year: int, is_leap: bool, leap_day: LeapDay) -> None:
    assert (birthday(2, 29).in_year(year, leap_day) == date(year, 2, 28) + timedelta(days=1)) == (
        is_leap or leap_day is LeapDay.MARCH_1
    )
    assert (birthday(2, 29).in_year(year, leap_day).day == 29) == is_leap


def test_on_1_march_a_leapling_told_on_28_february_waits_for_next_year() -> None:
    assert birthday(2, 29).next_on(date(2026, 3, 1), LeapDay.FEBRUARY_28) == date(2027, 2, 28)
    assert birthday(2, 29).next_on(date(2026, 3, 1), LeapDay.MARCH_1) == date(2026, 3, 1)
    assert birthday(2, 29).next_on(date(2027, 12, 31), LeapDay.FEBRUARY_28) == date(2028, 2, 29)


def test_a_day_is_its_own_next_occurrence_and_the_day_after_waits_a_year() -> None:
    assert birthday(5, 14).next_on(date(2026, 5, 14), LeapDay.FEBRUARY_28) == date(2026, 5, 14)
    assert birthday(5, 14).next_on(date(2026, 5, 15), LeapDay.FEBRUARY_28) == date(2027, 5, 14)
    assert birthday(12, 31).next_on(date(2026, 12, 31), LeapDay.FEBRUARY_28) == date(2026, 12, 31)
    assert birthday(1, 1).next_on(date(2026, 12, 31), LeapDay.FEBRUARY_28) == date(2027, 1, 1)


@given(BORN, TODAYS, LEAP_DAYS)
def test_the_next_occurrence_is_ahead_and_none_lies_before_it(born: date, today: date, leap_day: LeapDay) -> None:
    about = birthday(born.month, born.day)
    found = about.next_on(today, leap_day)
    kept = [about.in_year(year, leap_day) for year in range(today.year - 1, today.year + 3)]
    assert found == min(day for day in kept if day >= today)


@given(BORN, st.integers(1950, 2150), LEAP_DAYS)
def test_a_date_comes_once_in_every_year(born: date, year: int, leap_day: LeapDay) -> None:
    about = birthday(born.month, born.day)
    found = about.in_year(year, leap_day)
    assert found.year == year
    assert about.next_on(found, leap_day) == found
    assert about.next_on(found + timedelta(days=1), leap_day) == about.in_year(year + 1, leap_day)


def test_years_are_counted_where_the_first_one_is_known() -> None:
    assert birthday(5, 14, 1986).years_on(date(2026, 5, 14)) == 40
    assert birthday(5, 14).years_on(date(2026, 5, 14)) is None

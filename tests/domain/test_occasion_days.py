"""The days of the card at the end of a week and of the monthly review."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.nudge import DeliveryKind
from bot.domain.occasions import (
    day_of,
    due,
    first_workday_of_month,
    last_workday_of_week,
    occasion,
    passed,
    renewed,
)
from bot.domain.user import Preferences, User

MONDAY = date(2026, 3, 2)
WORKDAYS = st.frozensets(st.integers(1, 7), min_size=1)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def somebody(workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})) -> User:
    return User(id=UserId("ana"), name="Ana", joined_on=MONDAY, preferences=Preferences(workdays=workdays))


@pytest.mark.parametrize(
    ("workdays", "ends"),
    [("12345", "Fri"), ("71234", "Thu"), ("123456", "Sat"), ("3", "Wed"), ("135", "Fri"), ("1234567", "Sun")],
)
def test_a_week_ends_before_the_longest_rest(workdays: str, ends: str) -> None:
    preferences = Preferences(workdays=frozenset(map(int, workdays)))
    assert f"{last_workday_of_week(MONDAY, preferences):%a}" == ends


@given(DAYS, WORKDAYS)
def test_a_week_has_one_end(day: date, workdays: frozenset[int]) -> None:
    preferences = Preferences(workdays=workdays)
    ends = last_workday_of_week(day, preferences)
    assert ends.isoweekday() in workdays
    assert day <= ends < day + timedelta(days=7)
    assert last_workday_of_week(ends + timedelta(days=1), preferences) == ends + timedelta(days=7)


@given(DAYS, WORKDAYS)
def test_a_month_has_one_review(day: date, workdays: frozenset[int]) -> None:
    preferences = Preferences(workdays=workdays)
    first = first_workday_of_month(day, preferences)
    assert first >= day
    assert first.isoweekday() in workdays
    assert first.day <= 7
    assert (first_workday_of_month(first + timedelta(days=1), preferences) - first).days >= 21


def test_the_first_ones_wait_until_somebody_has_settled_in() -> None:
    new = renewed(somebody(), MONDAY)
    assert (new.friday_on, new.review_on) == (date(2026, 3, 6), date(2026, 4, 1))
    late = renewed(replace(somebody(), joined_on=date(2026, 3, 12)), date(2026, 3, 12))
    assert (late.friday_on, late.review_on) == (date(2026, 3, 20), date(2026, 5, 1))


def test_what_has_come_stays_until_it_is_told() -> None:
    user = renewed(somebody(), MONDAY)
    friday = date(2026, 3, 6)
    assert renewed(user, friday + timedelta(days=4)).friday_on == friday
    assert due(user, friday) == {DeliveryKind.FRIDAY: friday}
    after = passed(user, DeliveryKind.FRIDAY, friday)
    assert after.friday_on == friday + timedelta(days=7)
    assert renewed(after, friday) == after
    assert not due(after, friday)


def test_who_turned_them_off_has_none() -> None:
    user = replace(somebody(), preferences=Preferences(friday=False, review=False))
    assert renewed(replace(user, friday_on=MONDAY, review_on=MONDAY), MONDAY) == user


@given(st.integers(0, 90), WORKDAYS, WORKDAYS)
def test_other_workdays_bring_no_second_one_close_behind(
    after: int, before: frozenset[int], now: frozenset[int]
) -> None:
    today = MONDAY + timedelta(days=after)
    told = renewed(somebody(before), today)
    assert told.friday_on is not None
    on = told.friday_on
    moved = passed(told, DeliveryKind.FRIDAY, on)
    again = renewed(replace(moved, preferences=Preferences(workdays=now)), on)
    assert again.friday_on is not None
    assert again.friday_on - on >= timedelta(days=4)


def test_a_message_is_known_by_its_day() -> None:
    name = occasion(DeliveryKind.REVIEW, UserId("ana"), MONDAY)
    assert name == "review:ana:2026-03-02"
    assert day_of(name) == MONDAY

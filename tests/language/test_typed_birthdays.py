"""Birthdays as people and address books write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import Birthday, NotABirthday, parse_birthday


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("14 may", 5, 14, None),
        ("May 14", 5, 14, None),
        ("14th of May", 5, 14, None),
        ("may 14 1990", 5, 14, 1990),
        ("May 14, 1990.", 5, 14, 1990),
        ("1990-05-14", 5, 14, 1990),
        ("19900514", 5, 14, 1990),
        ("--05-14", 5, 14, None),
        ("--0514", 5, 14, None),
        ("--0229", 2, 29, None),
        ("29/2", 2, 29, None),
        ("29 feb", 2, 29, None),
        ("29 feb 1992", 2, 29, 1992),
        ("1604-02-29", 2, 29, None),
        ("1604-05-14", 5, 14, None),
        ("14 may 1604", 5, 14, None),
        ("0000-05-14", 5, 14, None),
        ("5/14", 5, 14, None),
        ("14.5.1990", 5, 14, 1990),
        ("14.5.", 5, 14, None),
        ("14. 5. 1990", 5, 14, 1990),
        ("14-may-1990", 5, 14, 1990),
        ("14may", 5, 14, None),
        ("the fourteenth of may", 5, 14, None),
        ("May fourteenth, 1990", 5, 14, 1990),
        ("may twenty-first", 5, 21, None),
        ("1990 may 14", 5, 14, 1990),
        ("10 febuary", 2, 10, None),
    ],
)
def test_a_birthday_is_read(text: str, month: int, day: int, year: int | None) -> None:
    assert parse_birthday(text, day_first=True) == Birthday(month, day, year) == (month, day, year)


def test_the_habit_of_the_user_settles_the_order() -> None:
    assert parse_birthday("3/4/1990", day_first=True) == Birthday(4, 3, 1990)
    assert parse_birthday("3/4/1990", day_first=False) == Birthday(3, 4, 1990)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "may",
        "sam",
        "yesterday",
        "friday",
        "2 weeks ago",
        "31 feb",
        "29 feb 1993",
        "1992-13-01",
        "14/5/90",
        "14 may 90",
        "14 may 1604 1990",
        "1700-01-01",
        "9999-01-01",
        "in 2 weeks",
        "00000000",
        "--1332",
        "14",
        "easter",
        "may 1990",
        "14 may or 15 may",
        "--0230",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotABirthday, match="14 may 1990"):
        parse_birthday(text, day_first=True)


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)), st.booleans())
def test_every_birthday_reads_back(day: date, day_first: bool) -> None:
    expected = Birthday(day.month, day.day, day.year)
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day:%d %B %Y}"):
        assert parse_birthday(written, day_first=day_first) == expected
    assert parse_birthday(f"--{day:%m%d}", day_first=day_first) == expected._replace(year=None)


@given(st.text(max_size=40), st.booleans())
def test_no_text_raises_anything_else(text: str, day_first: bool) -> None:
    with suppress(NotABirthday):
        assert 1 <= parse_birthday(text, day_first=day_first).month <= 12

"""How often, as people type it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.amounts import Unit
from bot.language.cadences import CadenceWords, NotACadence, parse_cadence


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("daily", 1, "day"),
        ("weekly", 1, "week"),
        ("Weekly.", 1, "week"),
        ("fortnightly", 2, "week"),
        ("biweekly", 2, "week"),
        ("monthly", 1, "month"),
        ("quarterly", 3, "month"),
        ("half-yearly", 6, "month"),
        ("yearly", 1, "year"),
        ("annually", 1, "year"),
        ("every day", 1, "day"),
        ("every week", 1, "week"),
        ("each month", 1, "month"),
        ("every 3 months", 3, "month"),
        ("every three months", 3, "month"),
        ("EVERY  3   MONTHS", 3, "month"),
        ("every other week", 2, "week"),
        ("every second month", 2, "month"),
        ("every couple of weeks", 2, "week"),
        ("every fortnight", 2, "week"),
        ("once a week", 1, "week"),
        ("once per month", 1, "month"),
        ("once every 2 weeks", 2, "week"),
        ("a month", 1, "month"),
        ("90 days", 90, "day"),
        ("3 months", 3, "month"),
        ("6 weeks", 6, "week"),
        ("6w", 6, "week"),
        ("10 years", 10, "year"),
        ("twice a year", 6, "month"),
        ("twice a month", 15, "day"),
        ("twice a week", 3, "day"),
        ("twice every 2 weeks", 1, "week"),
        ("3 times a year", 4, "month"),
        ("three times a year", 4, "month"),
        ("4x per year", 3, "month"),
        ("5 times a year", 73, "day"),
        ("everyday", 1, "day"),
        ("bi-weekly", 2, "week"),
        ("semi-annually", 6, "month"),
        ("each fortnight", 2, "week"),
        ("once a quarter", 3, "month"),
        ("every quarter", 3, "month"),
        ("every half year", 6, "month"),
        ("once every half a year", 6, "month"),
        ("every couple of months", 2, "month"),
        ("every few weeks", 3, "week"),
        ("every 3rd week", 3, "week"),
        ("every third month", 3, "month"),
        ("every second week", 2, "week"),
        ("every twenty-one days", 21, "day"),
        ("once in 3 months", 3, "month"),
        ("about once a month", 1, "month"),
        ("roughly every 6 weeks", 6, "week"),
        ("once/month", 1, "month"),
        ("2x/month", 15, "day"),
        ("3x a year", 4, "month"),
        ("3x year", 4, "month"),
        ("twice yearly", 6, "month"),
        ("a couple of times a year", 6, "month"),
        ("twice a quarter", 45, "day"),
        ("montly", 1, "month"),
        ("every 3 monhts", 3, "month"),
        ("quaterly", 3, "month"),
    ],
)
def test_a_cadence_is_read(text: str, count: int, unit: Unit) -> None:
    assert parse_cadence(text) == CadenceWords(count, unit)


@pytest.mark.parametrize("text", ["off", "Off", "never", "none", "no", "stop"])
def test_off_is_no_cadence(text: str) -> None:
    assert parse_cadence(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every",
        "often",
        "inner",
        "close",
        "sam",
        "month",
        "every friday",
        "0 days",
        "every 0 weeks",
        "0 times a year",
        "twice a day",
        "11 years",
        "3651 days",
        "every 9999 years",
        "3 months ago",
        "every other",
        "off off",
        "1.5 weeks",
        "every week " * 20,
        "every 4-6 weeks",
        "every now and then",
        "every weekend",
        "once in a while",
        "3x",
        "times a year",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotACadence, match="every 3 weeks"):
        parse_cadence(text)


@pytest.mark.parametrize("text", ["bimonthly", "Bi-monthly", "biyearly"])
def test_a_word_that_people_use_both_ways_is_asked_back(text: str) -> None:
    with pytest.raises(NotACadence, match="please say which"):
        parse_cadence(text)


WORDS = ["every", "other", "2", "a", "twice", "times", "weeks", "year", "per", "once", "off"]


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(NotACadence):
        cadence = parse_cadence(text)
        assert cadence is None or 1 <= cadence.count <= 3650

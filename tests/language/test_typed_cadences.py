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
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotACadence, match="every 3 weeks"):
        parse_cadence(text)


WORDS = ["every", "other", "2", "a", "twice", "times", "weeks", "year", "per", "once", "off"]


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(NotACadence):
        cadence = parse_cadence(text)
        assert cadence is None or 1 <= cadence.count <= 3650

"""What is offered while somebody types a day or a cadence: it can be read, and it means what is said beside it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import offering
from bot.language.almanac import Lean
from bot.language.cadences import parse_cadence
from bot.language.dates import parse_date

TUESDAY = date(2026, 3, 17)


def days(text: str, lean: Lean) -> list[tuple[str, date]]:
    return list(offering.days(text, today=TUESDAY, lean=lean, day_first=True))


@pytest.mark.parametrize(
    ("typed", "lean", "first"),
    [
        ("next fri", "future", ("next fri", date(2026, 3, 20))),
        ("nex", "future", ("next week", date(2026, 3, 24))),
        ("", "future", ("tomorrow", date(2026, 3, 18))),
        ("", "past", ("today", TUESDAY)),
        ("3", "past", ("3 days ago", date(2026, 3, 14))),
        ("in 5", "future", ("in 5 days", date(2026, 3, 22))),
        ("fri", "past", ("fri", date(2026, 3, 13))),
        ("14 may", "future", ("14 may", date(2026, 5, 14))),
        ("YEST", "past", ("yesterday", date(2026, 3, 16))),
    ],
)
def test_a_beginning_is_offered_with_the_day_that_it_means(typed: str, lean: Lean, first: tuple[str, date]) -> None:
    assert days(typed, lean)[0] == first


@pytest.mark.parametrize("typed", ["sam", "31 february", "x" * 500, "9999"])
def test_what_is_no_day_offers_none(typed: str) -> None:
    assert days(typed, "past") == []


@given(
    st.text(max_size=12) | st.sampled_from(["in ", "last ", "next", "2 w", "1"]), st.sampled_from(["past", "future"])
)
def test_all_that_is_offered_can_be_read_as_what_it_says(typed: str, lean: Lean) -> None:
    offered = days(typed, lean)
    assert len({day for _, day in offered}) == len(offered)
    for phrase, day in offered:
        assert parse_date(phrase, today=TUESDAY, lean=lean, day_first=True) == day


@pytest.mark.parametrize(
    ("typed", "first"), [("mon", "monthly"), ("3", "every 3 days"), ("every 6", "every 6 days"), ("8 weeks", "8 weeks")]
)
def test_a_cadence_is_offered(typed: str, first: str) -> None:
    words, said = next(offering.cadences(typed))
    assert words == first
    assert parse_cadence(words) == said


def test_no_cadence_is_offered_for_what_is_none() -> None:
    assert list(offering.cadences("sam")) == []

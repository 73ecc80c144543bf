"""Whose names are on the Friday card: those whom the user has most likely talked to without noting it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.guesses import NAMES, Candidate, likely_talked
from bot.domain.ids import ContactId
from bot.domain.strength import Tie

FRIDAY = date(2026, 3, 6)


def known(name: str, circle: Circle, *days_ago: int) -> Candidate:
    tie = Tie()
    for days in sorted(days_ago, reverse=True):
        tie = tie.touched(FRIDAY - timedelta(days=days), 1.0)
    return Candidate(ContactId(name), circle.cadence, tie)


def test_while_nothing_is_known_the_nearest_circles_come_first() -> None:
    people = [known("far", Circle.NETWORK), known("near", Circle.INNER), known("mid", Circle.WIDER)]
    assert likely_talked(people, FRIDAY) == ("near", "mid", "far")


def test_whoever_was_noted_within_the_week_is_left_out() -> None:
    people = [known("today", Circle.INNER, 0), known("saturday", Circle.INNER, 6), known("before", Circle.INNER, 7)]
    assert likely_talked(people, FRIDAY) == ("before",)


def test_who_is_often_noted_comes_before_a_nearer_circle_that_never_is() -> None:
    people = [known("near", Circle.INNER), known("often", Circle.WIDER, *range(10, 100, 10))]
    assert likely_talked(people, FRIDAY) == ("often", "near")


def test_contact_of_long_ago_counts_for_less() -> None:
    people = [known("then", Circle.CLOSE, 300, 320, 340), known("lately", Circle.CLOSE, 20, 40, 60)]
    assert likely_talked(people, FRIDAY) == ("lately", "then")


@given(st.lists(st.tuples(st.sampled_from(Circle), st.integers(0, 60)), max_size=30))
def test_at_most_ten_and_nobody_twice(some: list[tuple[Circle, int]]) -> None:
    people = [known(f"c{number:02}", circle, days) for number, (circle, days) in enumerate(some)]
    named = likely_talked(people, FRIDAY)
    assert len(named) == len(set(named)) == min(NAMES, sum(days >= 7 for _, days in some))
    assert named == likely_talked(reversed(people), FRIDAY)


def test_a_rhythm_of_ones_own_counts_like_a_circle() -> None:
    daily = Candidate(ContactId("daily"), Cadence(1, Unit.DAY), Tie())
    assert likely_talked([known("near", Circle.INNER), daily], FRIDAY) == ("daily", "near")

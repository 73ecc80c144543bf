"""How many people a user is asked about on one day, and who comes first."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget import A_DAY, A_WEEK, Due, choose, room
from bot.domain.cadence import Circle
from bot.domain.ids import ContactId

TODAY = date(2026, 3, 2)
CIRCLES = st.sampled_from([None, *Circle])
DUES = st.lists(st.tuples(CIRCLES, st.floats(0, 40)), max_size=25).map(
    lambda some: [Due(ContactId(f"c{number:02}"), circle, overdue) for number, (circle, overdue) in enumerate(some)]
)
LAST_ASKED = st.dictionaries(CIRCLES, st.dates(date(2026, 1, 1), TODAY))


def due(name: str, circle: Circle | None, overdue: float) -> Due:
    return Due(ContactId(name), circle, overdue)


def repeat(name: str, circle: Circle | None, overdue: float) -> Due:
    return Due(ContactId(name), circle, overdue, repeated=True)


def names(chosen: tuple[Due, ...]) -> list[str]:
    return [each.contact for each in chosen]


@pytest.mark.parametrize(
    ("today", "week", "places"),
    [(0, 0, 3), (1, 1, 2), (3, 3, 0), (0, 5, 2), (0, 7, 0), (2, 7, 0), (3, 9, 0)],
)
def test_three_a_day_and_seven_in_any_seven_days(today: int, week: int, places: int) -> None:
    assert room(today, week) == places


@given(st.integers(0, 10), st.integers(0, 20))
def test_there_is_never_room_beyond_the_budget(today: int, earlier: int) -> None:
    places = room(today, today + earlier)
    assert places >= 0
    assert places == 0 or (today + places <= A_DAY and today + earlier + places <= A_WEEK)


def test_the_most_overdue_come_first() -> None:
    people = [due(name, Circle.CLOSE, overdue) for name, overdue in [("ana", 0.1), ("ben", 3), ("cy", 1), ("dee", 2)]]
    assert names(choose(people, 3, {})) == ["ben", "dee", "cy"]


def test_the_circle_that_was_asked_longest_ago_has_a_place() -> None:
    people = [due(f"inner{number}", Circle.INNER, 9 - number) for number in range(5)]
    people.append(due("far", Circle.NETWORK, 0.01))
    asked: dict[Circle | None, date] = {
        Circle.INNER: TODAY - timedelta(days=1),
        Circle.NETWORK: TODAY - timedelta(days=40),
    }
    assert names(choose(people, 3, asked)) == ["inner0", "inner1", "far"]


def test_a_circle_that_was_never_asked_waits_longest() -> None:
    people = [due("ana", Circle.INNER, 5), due("ben", None, 0.1)]
    assert names(choose(people, 1, {Circle.INNER: date(2026, 1, 1)})) == ["ben"]


def test_nobody_is_repeated_while_others_were_never_asked_about() -> None:
    people = [repeat(f"old{number}", Circle.CLOSE, 9 + number) for number in range(5)]
    people += [due(f"new{number}", Circle.CLOSE, number) for number in range(2)]
    assert sorted(names(choose(people, 3, {}))) == ["new0", "new1", "old4"]


def test_with_one_place_the_circles_take_turns() -> None:
    people = [due("ana", Circle.INNER, 9), due("ben", Circle.WIDER, 0.1)]
    asked: dict[Circle | None, date] = {}
    told = []
    for day in range(4):
        (chosen,) = choose(people, 1, asked)
        told.append(chosen.contact)
        asked[chosen.circle] = TODAY + timedelta(days=day)
    assert told == ["ana", "ben", "ana", "ben"]


@given(DUES, st.integers(-1, 5), LAST_ASKED)
def test_never_over_the_places_and_nobody_twice(
    people: list[Due], places: int, asked: Mapping[Circle | None, date]
) -> None:
    chosen = choose(people, places, asked)
    assert len(chosen) == min(max(places, 0), len(people))
    assert len(set(names(chosen))) == len(chosen)
    assert set(chosen) <= set(people)


@given(DUES, st.integers(1, 5), LAST_ASKED)
def test_all_but_one_are_the_most_overdue(people: list[Due], places: int, asked: Mapping[Circle | None, date]) -> None:
    chosen = choose(people, places, asked)
    left = [each.overdue for each in people if each not in chosen]
    passed_over = [each for each in chosen if left and each.overdue < max(left)]
    assert len(passed_over) <= 1
    assert [each.overdue for each in chosen] == sorted((each.overdue for each in chosen), reverse=True)


@given(DUES.filter(bool), st.integers(1, 5), LAST_ASKED)
def test_somebody_of_the_circle_asked_longest_ago_is_among_the_chosen(
    people: list[Due], places: int, asked: Mapping[Circle | None, date]
) -> None:
    longest_ago = min(asked.get(each.circle, date.min) for each in people)
    assert any(asked.get(each.circle, date.min) == longest_ago for each in choose(people, places, asked))


@given(DUES.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))), st.integers(1, 5), LAST_ASKED)
def test_the_order_in_which_people_are_listed_does_not_matter(
    orders: tuple[list[Due], list[Due]], places: int, asked: Mapping[Circle | None, date]
) -> None:
    one, other = (choose(people, places, asked) for people in orders)
    assert one == other

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
SPANS = {Circle.INNER: 7, Circle.CLOSE: 30, Circle.WIDER: 90, Circle.NETWORK: 365, None: 20}
CIRCLES = st.sampled_from([None, *Circle])
DUES = st.lists(st.tuples(CIRCLES, st.floats(0, 40), st.booleans()), max_size=25).map(
    lambda some: [
        Due(ContactId(f"c{number:02}"), circle, faded, SPANS[circle], repeated)
        for number, (circle, faded, repeated) in enumerate(some)
    ]
)
LAST_ASKED = st.dictionaries(CIRCLES, st.dates(date(2026, 1, 1), TODAY))


def due(name: str, circle: Circle | None, faded: float) -> Due:
    return Due(ContactId(name), circle, faded, SPANS[circle])


def repeat(name: str, circle: Circle | None, faded: float) -> Due:
    return Due(ContactId(name), circle, faded, SPANS[circle], repeated=True)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


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


def test_the_most_faded_come_first() -> None:
    people = [due(name, Circle.CLOSE, faded) for name, faded in [("ana", 0.1), ("ben", 3), ("cy", 1), ("dee", 2)]]
    assert names(choose(people, 3, {}, TODAY)) == ["ben", "dee", "cy"]


def test_the_circle_that_waited_longest_has_a_place() -> None:
    people = [due(f"inner{number}", Circle.INNER, 9 - number) for number in range(5)]
    people.append(due("far", Circle.NETWORK, 0.01))
    asked: dict[Circle | None, date] = {Circle.INNER: ago(1), Circle.NETWORK: ago(90)}
    assert names(choose(people, 3, asked, TODAY)) == ["inner0", "inner1", "far"]


def test_a_circle_waits_in_its_own_cadences() -> None:
    people = [due("near", Circle.INNER, 0.1), due("far", Circle.NETWORK, 9)]
    asked: dict[Circle | None, date] = {Circle.INNER: ago(2), Circle.NETWORK: ago(20)}
    assert names(choose(people, 1, asked, TODAY)) == ["near"], "two days of a week are longer than twenty of a year"


def test_a_circle_that_was_never_asked_waits_longest() -> None:
    people = [due("ana", Circle.INNER, 5), due("ben", None, 0.1)]
    assert names(choose(people, 1, {Circle.INNER: date(2026, 1, 1)}, TODAY)) == ["ben"]


def test_somebody_who_did_not_answer_counts_half() -> None:
    people = [repeat("again", Circle.CLOSE, 3), due("less", Circle.CLOSE, 1), due("more", Circle.CLOSE, 2)]
    assert names(choose(people, 3, {}, TODAY)) == ["more", "again", "less"]


def test_with_one_place_two_circles_of_one_cadence_take_turns() -> None:
    people = [due("ana", Circle.INNER, 9), Due(ContactId("ben"), None, 0.1, SPANS[Circle.INNER])]
    asked: dict[Circle | None, date] = {}
    told = []
    for day in range(4):
        (chosen,) = choose(people, 1, asked, TODAY + timedelta(days=day))
        told.append(chosen.contact)
        asked[chosen.circle] = TODAY + timedelta(days=day)
    assert told == ["ana", "ben", "ana", "ben"]


@given(DUES, st.integers(-1, 5), LAST_ASKED)
def test_never_over_the_places_and_nobody_twice(
    people: list[Due], places: int, asked: Mapping[Circle | None, date]
) -> None:
    chosen = choose(people, places, asked, TODAY)
    assert len(chosen) == min(max(places, 0), len(people))
    assert len(set(names(chosen))) == len(chosen)
    assert set(chosen) <= set(people)


@given(DUES, st.integers(1, 5), LAST_ASKED)
def test_all_but_one_are_the_most_urgent(people: list[Due], places: int, asked: Mapping[Circle | None, date]) -> None:
    chosen = choose(people, places, asked, TODAY)
    left = [each.urgency for each in people if each not in chosen]
    passed_over = [each for each in chosen if left and each.urgency < max(left)]
    assert len(passed_over) <= 1
    assert [each.urgency for each in chosen] == sorted((each.urgency for each in chosen), reverse=True)


@given(DUES.filter(bool), st.integers(1, 5), LAST_ASKED)
def test_somebody_of_a_circle_that_was_never_asked_is_among_the_chosen(
    people: list[Due], places: int, asked: Mapping[Circle | None, date]
) -> None:
    never = {each.circle for each in people} - set(asked)
    assert not never or never & {each.circle for each in choose(people, places, asked, TODAY)}


@given(DUES.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))), st.integers(1, 5), LAST_ASKED)
def test_the_order_in_which_people_are_listed_does_not_matter(
    orders: tuple[list[Due], list[Due]], places: int, asked: Mapping[Circle | None, date]
) -> None:
    one, other = (choose(people, places, asked, TODAY) for people in orders)
    assert one == other

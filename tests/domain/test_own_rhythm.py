"""The rhythm that two people have, and keeping several or fewer of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Circle, Standing, Unit, slower, staggered, standing
from bot.domain.ids import ContactId, InteractionId, UserId
from bot.domain.interaction import Interaction
from bot.domain.rhythm import as_cadence, differs, own_rhythm
from bot.domain.strength import tie_of

TODAY = date(2026, 3, 2)


def days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=each) for each in ago]


def test_four_days_are_no_rhythm() -> None:
    assert own_rhythm(days(0, 10, 20, 30)) is None
    assert own_rhythm(days(0, 0, 10, 10, 20, 30)) is None, "twice on one day is once"


def test_the_usual_gap_is_the_middle_one_of_the_last() -> None:
    assert own_rhythm(days(0, 20, 41, 63, 80)) == 20
    assert own_rhythm(days(0, 20, 40, 60, 300)) == 20, "one long silence changes nothing"
    assert own_rhythm(days(*range(0, 80, 10), 400, 800, 1200)) == 10, "only the last eight days count"


def test_a_tie_that_is_worked_out_anew_knows_its_rhythm() -> None:
    history = [
        Interaction(id=InteractionId(str(on)), owner=UserId("ana"), contacts=(ContactId("sam"),), on=on)
        for on in days(80, 0, 63, 20, 41)
    ]
    assert tie_of(history).own_days == 20


@pytest.mark.parametrize(
    ("gap", "said"),
    [(1, "every day"), (5, "every 5 days"), (7, "every week"), (20, "every 3 weeks"), (33, "every 5 weeks"),
     (90, "every 3 months"), (365, "every 12 months"), (730, "every 2 years"), (0, "every day")],
)  # fmt: skip
def test_a_gap_is_said_as_people_would(gap: int, said: str) -> None:
    assert str(as_cadence(gap)) == said


@given(st.integers(0, 5000))
def test_every_gap_is_a_cadence_near_it(gap: int) -> None:
    span = as_cadence(gap).days(TODAY)
    assert abs(span - gap) <= max(4, gap // 5) or gap > 3650


def test_half_the_cadence_makes_a_difference() -> None:
    assert differs(46, 30)
    assert differs(14, 30)
    assert not differs(45, 30)
    assert not differs(15, 30)


def test_their_own_gap_says_when_a_tie_is_dormant() -> None:
    since, cadence = TODAY - timedelta(days=300), Cadence(30, Unit.DAY)
    assert standing(since, TODAY, cadence, None) is Standing.DORMANT
    assert standing(since, TODAY, cadence, None, 60) is Standing.SLIPPING, "not yet eight times their usual 60 days"
    assert standing(TODAY - timedelta(days=100), TODAY, cadence, None, 5) is Standing.SLIPPING, "180 days at least"


@pytest.mark.parametrize("circle", [Circle.INNER, Circle.CLOSE, Circle.WIDER])
def test_slower_is_the_next_circle(circle: Circle) -> None:
    next_circle, cadence = slower(circle, None)
    assert cadence is None
    assert next_circle is not None
    assert next_circle.cadence.days(TODAY) > circle.cadence.days(TODAY)


def test_slower_than_the_outermost_circle_is_every_two_years() -> None:
    assert slower(Circle.NETWORK, None) == (Circle.NETWORK, Cadence(2, Unit.YEAR))


def test_slower_than_a_cadence_is_twice_of_it() -> None:
    assert slower(None, Cadence(6, Unit.WEEK)) == (None, Cadence(12, Unit.WEEK))
    assert slower(None, Cadence(10, Unit.YEAR)) == (None, Cadence(10, Unit.YEAR)), "ten years is the longest"


@given(st.integers(1, 40), st.integers(1, 400))
def test_several_kept_at_once_are_first_due_all_over_the_cadence(count: int, span: int) -> None:
    cadence = Cadence(span, Unit.DAY)
    due = [cadence.after(staggered(place, count, cadence, TODAY)) for place in range(count)]
    assert due == sorted(due)
    assert due[0] > TODAY
    assert due[-1] == TODAY + timedelta(days=span)
    assert max(due.count(each) for each in due) <= -(-count // span)


def test_one_alone_begins_today() -> None:
    assert staggered(0, 1, Cadence(1, Unit.MONTH), TODAY) == TODAY

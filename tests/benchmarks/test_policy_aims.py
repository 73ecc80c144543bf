"""The nudging policy reaches its aims for people it was not tuned on, and the page about it says what was measured."""

from pathlib import Path
from statistics import median

import pytest

from bot.domain.cadence import Circle
from tests.benchmarks import tables
from tests.benchmarks.kith_policy import Kith
from tests.benchmarks.living import Year
from tests.benchmarks.person_year import SIZES, lost_after, world
from tests.benchmarks.policy import HELD_OUT, USUAL, Setting
from tests.benchmarks.tables import Best

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "nudging.md"


@pytest.fixture(scope="module")
def years() -> list[Year]:
    return USUAL.years(Kith, HELD_OUT)


@pytest.fixture(scope="module")
def best() -> Best:
    return USUAL.best(HELD_OUT)


def test_nine_in_ten_of_the_ties_that_foresight_keeps_are_kept(years: list[Year], best: Best) -> None:
    assert median(best.kept(years)) >= 0.9
    assert median(best.touched(years)) >= 0.9


def test_no_circle_gets_less_than_half_of_its_fair_share(years: list[Year]) -> None:
    assert tables.least_share(years) >= 0.5


def test_the_budget_is_kept_on_every_day(years: list[Year]) -> None:
    assert tables.days_over(years) == 0
    assert all(year.asks() for year in years)


def test_nobody_does_better_than_foresight(years: list[Year], best: Best) -> None:
    assert max(best.kept(years)) <= 1
    assert max(best.touched(years)) <= 1


def test_the_budget_costs_foresight_nothing_so_that_it_could_not_choose_better(best: Best) -> None:
    free = Setting(fatigue=0.0).best(HELD_OUT[:5], budget=False)
    assert [year.alive() for year in best.alive[:5]] == [year.alive() for year in free.alive]
    assert [year.in_touch() for year in best.in_touch[:5]] == [year.in_touch() for year in free.in_touch]


def test_the_page_says_what_is_measured(years: list[Year], best: Best) -> None:
    row = tables.aims({"**Kith**, held out": (years, best)}).splitlines()[-1]
    assert row in PAGE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("seed", HELD_OUT[:3])
def test_a_year_begins_with_150_living_ties_and_is_logged_in_part(seed: int) -> None:
    people = world(seed)
    assert people == world(seed)
    assert {circle: sum(each.circle is circle for each in people) for circle in Circle} == SIZES
    assert all(-lost_after(each.circle) <= each.before < 0 for each in people)
    unlogged = 1 - sum(len(each.logged) for each in people) / sum(len(each.touched) for each in people)
    assert 0.25 < unlogged < 0.65

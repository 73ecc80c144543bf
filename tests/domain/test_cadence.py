"""How often to be in touch: the arithmetic of a cadence, the state of a tie, how long to wait for an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Circle, Standing, Unit, fading, overdue_by, patience, standing

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CADENCES = st.one_of(
    st.builds(Cadence, st.integers(1, 3650), st.just(Unit.DAY)),
    st.builds(Cadence, st.integers(1, 520), st.just(Unit.WEEK)),
    st.builds(Cadence, st.integers(1, 120), st.just(Unit.MONTH)),
    st.builds(Cadence, st.integers(1, 10), st.just(Unit.YEAR)),
)
CIRCLES = st.sampled_from([None, *Circle])
ORDER = list(Standing)
START = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("count", "unit", "start", "due"),
    [
        (10, Unit.DAY, date(2026, 2, 25), date(2026, 3, 7)),
        (6, Unit.WEEK, date(2026, 1, 5), date(2026, 2, 16)),
        (1, Unit.MONTH, date(2026, 1, 31), date(2026, 2, 28)),
        (1, Unit.MONTH, date(2028, 1, 31), date(2028, 2, 29)),
        (3, Unit.MONTH, date(2026, 1, 31), date(2026, 4, 30)),
        (1, Unit.YEAR, date(2028, 2, 29), date(2029, 2, 28)),
        (4, Unit.YEAR, date(2028, 2, 29), date(2032, 2, 29)),
    ],
)
def test_a_cadence_ends_on_the_day_people_would_name(count: int, unit: Unit, start: date, due: date) -> None:
    assert Cadence(count, unit).after(start) == due


@given(CADENCES, DAYS)
def test_a_cadence_always_ends_later_than_it_began(cadence: Cadence, start: date) -> None:
    assert cadence.after(start) == start + timedelta(days=cadence.days(start))
    assert cadence.days(start) >= 1


@given(CADENCES, DAYS, DAYS)
def test_who_was_seen_later_is_never_due_sooner(cadence: Cadence, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert cadence.after(earlier) <= cadence.after(later)


@given(st.integers(1, 60), DAYS)
def test_months_keep_the_day_of_the_month_or_take_its_last_one(months: int, start: date) -> None:
    due = Cadence(months, Unit.MONTH).after(start)
    assert due.day == start.day or (due.day < start.day and (due + timedelta(days=1)).day == 1)


@pytest.mark.parametrize("count", [0, -1, 3651])
def test_a_cadence_that_nobody_can_keep_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="at least a day and at most ten years"):
        Cadence(count, Unit.DAY)


@pytest.mark.parametrize(
    ("circle", "days"), [(Circle.INNER, 7), (Circle.CLOSE, 30), (Circle.WIDER, 90), (Circle.NETWORK, 365)]
)
def test_a_circle_is_a_cadence_with_a_name(circle: Circle, days: int) -> None:
    assert circle.cadence.days(START) == days


@pytest.mark.parametrize(
    ("cadence", "words"),
    [(Cadence(1, Unit.WEEK), "every week"), (Cadence(3, Unit.MONTH), "every 3 months")],
)
def test_a_cadence_reads_as_words(cadence: Cadence, words: str) -> None:
    assert str(cadence) == words


@pytest.mark.parametrize(
    ("elapsed", "found"),
    [
        (0, Standing.ON_TRACK),
        (9, Standing.ON_TRACK),
        (10, Standing.DUE),
        (14, Standing.DUE),
        (15, Standing.OVERDUE),
        (29, Standing.OVERDUE),
        (30, Standing.SLIPPING),
        (179, Standing.SLIPPING),
        (180, Standing.DORMANT),
    ],
)
def test_the_states_of_a_ten_day_cadence(elapsed: int, found: Standing) -> None:
    assert standing(START, START + timedelta(days=elapsed), Cadence(10, Unit.DAY), None) is found


@pytest.mark.parametrize(
    ("circle", "last_awake"),
    [
        (Circle.INNER, 3 * 365 - 1),
        (Circle.CLOSE, 3 * 365 - 1),
        (Circle.WIDER, 8 * 90 - 1),
        (Circle.NETWORK, 3 * 365 - 1),
    ],
)
def test_inner_and_close_never_fade_before_three_years(circle: Circle, last_awake: int) -> None:
    awake = standing(START, START + timedelta(days=last_awake), circle.cadence, circle)
    asleep = standing(START, START + timedelta(days=last_awake + 1), circle.cadence, circle)
    assert awake is not Standing.DORMANT
    assert asleep is Standing.DORMANT


def test_a_cadence_longer_than_three_years_is_asked_about_when_it_ends() -> None:
    five_years = Cadence(5, Unit.YEAR)
    assert standing(START, date(2030, 6, 1), five_years, None) is Standing.ON_TRACK
    assert standing(START, date(2031, 1, 5), five_years, None) is Standing.DUE


@given(DAYS, CADENCES, CIRCLES, st.integers(0, 5000), st.integers(0, 5000))
def test_silence_never_improves_a_tie(
    since: date, cadence: Cadence, circle: Circle | None, one: int, other: int
) -> None:
    sooner, later = (standing(since, since + timedelta(days=days), cadence, circle) for days in sorted((one, other)))
    assert ORDER.index(sooner) <= ORDER.index(later)


@given(DAYS, CADENCES, CIRCLES, st.integers(0, 5000))
def test_on_track_means_not_overdue(since: date, cadence: Cadence, circle: Circle | None, elapsed: int) -> None:
    today = since + timedelta(days=elapsed)
    assert (standing(since, today, cadence, circle) is Standing.ON_TRACK) == (overdue_by(since, today, cadence) < 0)


@given(DAYS, CADENCES)
def test_overdue_is_counted_in_cadences_from_the_due_day(since: date, cadence: Cadence) -> None:
    span = cadence.days(since)
    assert overdue_by(since, cadence.after(since), cadence) == 0
    assert overdue_by(since, since + timedelta(days=2 * span), cadence) == 1


@pytest.mark.parametrize(
    ("span", "days"), [(1, 7), (7, 7), (14, 7), (15, 7), (16, 8), (30, 15), (60, 30), (90, 30), (365, 30)]
)
def test_an_answer_is_awaited_for_half_the_cadence_within_bounds(span: int, days: int) -> None:
    assert patience(span) == days


@given(CADENCES, DAYS, st.integers(0, 4000))
def test_a_tie_fades_with_every_day_of_silence(cadence: Cadence, since: date, elapsed: int) -> None:
    today = since + timedelta(days=elapsed)
    assert fading(since, since, cadence) == 0
    assert fading(since, today + timedelta(days=1), cadence) > fading(since, today, cadence)


def test_as_overdue_as_another_the_tie_that_is_nearer_to_its_end_has_faded_more() -> None:
    year, week = Circle.NETWORK.cadence, Circle.INNER.cadence
    assert fading(START, START + timedelta(days=2 * 365), year) > fading(START, START + timedelta(days=2 * 7), week)


def test_a_cadence_longer_than_three_years_is_at_its_end_when_it_is_due() -> None:
    decade = Cadence(10, Unit.YEAR)
    assert fading(START, decade.after(START), decade) == pytest.approx(1 / 3 + 1)

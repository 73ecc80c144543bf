"""How strong a tie is: the worked examples, and that storing it by forward decay changes nothing."""

from datetime import date, timedelta
from math import exp, exp2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ContactId, InteractionId, UserId
from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.strength import HALF_LIFE, Band, Tie, band_of, tie_of, weight

TODAY = date(2026, 3, 2)
AGES = st.integers(0, 4000)
CONTACTS = st.lists(st.tuples(AGES, st.sampled_from(Medium), st.sampled_from(Began)), max_size=30)


def interaction(age: int, medium: Medium = Medium.IN_PERSON, began: Began = Began.BOTH) -> Interaction:
    return Interaction(
        id=InteractionId(f"{age}"),
        owner=UserId("u"),
        contacts=(ContactId("c"),),
        on=TODAY - timedelta(days=age),
        medium=medium,
        began=began,
    )


def shares(tie: Tie) -> tuple[int, int]:
    """What a tie comes to now and at its peak, in hundredths of `1 - e^(-S/8)`."""
    return round(100 * (1 - exp(-tie.strength(TODAY) / 8))), round(100 * (1 - exp(-tie.peak / 8)))


@pytest.mark.parametrize(
    ("history", "now", "band"),
    [
        pytest.param([interaction(30 * k) for k in range(12)], 92, Band.STRONG, id="monthly coffee for a year"),
        pytest.param(
            [interaction(91 * k, Medium.CALL) for k in range(8)], 55, Band.WARM, id="quarterly call for two years"
        ),
        pytest.param([interaction(7)], 31, Band.FAINT, id="met once last week"),
        pytest.param(
            [interaction(k, Medium.MESSAGE, Began.ME) for k in range(10)],
            26,
            Band.FAINT,
            id="ten messages without an answer",
        ),
        pytest.param(
            [interaction(365 * k, Medium.MESSAGE) for k in range(5)], 15, Band.FAINT, id="yearly chat for five years"
        ),
        pytest.param([interaction(365)], 9, Band.FADED, id="met once a year ago"),
    ],
)
def test_worked_examples(history: list[Interaction], now: int, band: Band) -> None:
    tie = tie_of(history)
    assert shares(tie)[0] == now
    assert tie.band(TODAY) is band


def test_close_until_three_years_ago_is_faded_now_and_strong_at_its_peak() -> None:
    tie = tie_of([interaction(3 * 365 + 14 * k) for k in range(52)])
    assert shares(tie) == (9, 100)
    assert (tie.band(TODAY), tie.peak_band()) == (Band.FADED, Band.STRONG)
    assert tie.peak_on == tie.last_on == TODAY - timedelta(days=3 * 365)


@pytest.mark.parametrize(
    ("medium", "began", "worth"),
    [
        (Medium.IN_PERSON, Began.ME, 3),
        (Medium.TALK, Began.BOTH, 2),
        (Medium.CALL, Began.THEM, 2),
        (Medium.VIDEO, Began.BOTH, 2),
        (Medium.MESSAGE, Began.BOTH, 1),
        (Medium.EMAIL, Began.BOTH, 1),
        (Medium.LETTER, Began.BOTH, 1),
        (Medium.MESSAGE, Began.ME, 0.25),
        (Medium.EMAIL, Began.THEM, 0.25),
    ],
)
def test_what_one_contact_adds(medium: Medium, began: Began, worth: float) -> None:
    assert weight(medium, began) == worth
    assert tie_of([interaction(0, medium, began)]).strength(TODAY) == pytest.approx(worth)


@given(CONTACTS)
def test_forward_decay_equals_the_direct_sum(history: list[tuple[int, Medium, Began]]) -> None:
    tie = tie_of([interaction(*each) for each in history])
    direct = sum(weight(medium, began) * exp2(-age / HALF_LIFE) for age, medium, began in history)
    assert tie.strength(TODAY) == pytest.approx(direct)
    assert band_of(tie.decay, TODAY) is tie.band(TODAY)


@given(CONTACTS.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_in_which_contacts_are_noted_does_not_matter(
    orders: tuple[list[tuple[int, Medium, Began]], list[tuple[int, Medium, Began]]],
) -> None:
    one, other = (tie_of([interaction(*each) for each in history]) for history in orders)
    assert one.decay == pytest.approx(other.decay)
    assert one.peak == pytest.approx(other.peak)
    assert one.last_on == other.last_on


@given(CONTACTS, AGES)
def test_appending_the_newest_contact_equals_counting_all_again(
    history: list[tuple[int, Medium, Began]], age: int
) -> None:
    older = [interaction(age + each, medium, began) for each, medium, began in history]
    newest = interaction(age, Medium.CALL)
    appended = tie_of(older).touched(newest.on, weight(newest.medium, newest.began))
    counted = tie_of([newest, *older])
    assert appended.decay == pytest.approx(counted.decay)
    assert appended.peak == pytest.approx(counted.peak)
    assert appended.last_on == counted.last_on == newest.on


@given(CONTACTS, st.integers(0, 2000), st.integers(0, 2000))
def test_time_only_takes_away_and_the_peak_stands(
    history: list[tuple[int, Medium, Began]], one: int, other: int
) -> None:
    tie = tie_of([interaction(*each) for each in history])
    sooner, later = (tie.strength(TODAY + timedelta(days=days)) for days in sorted((one, other)))
    assert later <= sooner <= tie.peak * (1 + 1e-9)


def test_a_tie_without_contact_is_faded() -> None:
    assert tie_of([]) == Tie()
    assert Tie().band(TODAY) is Band.FADED

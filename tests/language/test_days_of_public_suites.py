"""Days as other date readers' suites have them, and phrases that are none; `days.md` says where they come from."""

from datetime import date, timedelta
from itertools import chain
from typing import get_args

import pytest
from nicknames import name_triplets

from bot.language import parse_date
from bot.language.almanac import Lean
from bot.language.dates import NotADate
from tests.language.day_cases import DayCase, day_cases, not_days

WEDNESDAY = date(2026, 3, 11)


def answer(case: DayCase) -> str:
    """Our day, or "refused"."""
    try:
        return parse_date(case.phrase, today=case.today, lean=case.lean, day_first=case.day_first).isoformat()
    except NotADate:
        return "refused"


def test_of_the_days_at_least_19_in_20_are_read_as_expected() -> None:
    cases = [case for case in day_cases() if not case.ours]
    wrong = [case for case in cases if answer(case) != case.expected.isoformat()]
    assert len(cases) >= 900
    assert len(wrong) <= len(cases) // 20, [case.phrase for case in wrong]


def test_no_day_is_read_as_another_unless_by_design() -> None:
    cases = [case for case in day_cases() if not case.ours]
    assert not [case for case in cases if answer(case) not in {case.expected.isoformat(), "refused"}]


def test_what_is_read_otherwise_by_design_is_what_the_list_says() -> None:
    cases = [case for case in day_cases() if case.ours]
    assert {case: answer(case) for case in cases} == {case: case.ours for case in cases}
    assert len(cases) < 100


def test_what_is_no_day_is_refused_with_an_example() -> None:
    cases = [case for case in not_days() if not case.why]
    assert len(cases) >= 600
    for case in cases:
        for lean in get_args(Lean):
            with pytest.raises(NotADate, match='"2 weeks ago"' if lean == "past" else '"in 2 weeks"'):
                pytest.fail(f"{case} is {parse_date(case.phrase, today=WEDNESDAY, lean=lean)}")


def test_nobodys_name_is_a_day() -> None:
    names = set(chain.from_iterable((each.name1, each.name2) for each in name_triplets()))
    assert len(names) > 1_000
    read = {}
    for name in names:
        for phrase in (name, f"{name} smith", f"last {name}"):
            try:
                read[phrase] = parse_date(phrase, today=WEDNESDAY, lean="future")
            except NotADate:
                continue
    assert set(read) == {"last day"}  # there are people called Day


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("tomorow", 1),
        ("tommorow", 1),
        ("tommorrow", 1),
        ("yesteday", -1),
        ("yesturday", -1),
        ("the day befor yesterday", None),
        ("last wensday", -7),
        ("wednseday", 0),
        ("thrusday", -6),
        ("satterday", -4),
        ("2 weks ago", -14),
        ("3 moths ago", None),
        ("10 febuary", -29),
        ("10th of febuary 2026", -29),
    ],
)
def test_a_slip_is_put_right_where_one_word_was_meant(typed: str, days: int | None) -> None:
    if days is None:
        with pytest.raises(NotADate):
            parse_date(typed, today=WEDNESDAY)
    else:
        assert parse_date(typed, today=WEDNESDAY) == WEDNESDAY + timedelta(days=days)
    with pytest.raises(NotADate):
        parse_date(typed, today=WEDNESDAY, typos=False)

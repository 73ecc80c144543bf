"""Days as people type them. Said on Wednesday 11 March 2026 unless a case says otherwise."""

import re
import time
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.almanac import Lean
from bot.language.dates import FIRST_YEAR, NoSuchDay, NotADate, parse_date
from bot.language.holidays import holidays
from bot.language.written import YEARS_AHEAD

WEDNESDAY = date(2026, 3, 11)

EITHER_LEAN = [
    ("today", "2026-03-11"),
    ("Today", "2026-03-11"),
    ("  TODAY  ", "2026-03-11"),
    ("today!", "2026-03-11"),
    ("tonight", "2026-03-11"),
    ("this morning", "2026-03-11"),
    ("this afternoon", "2026-03-11"),
    ("this evening", "2026-03-11"),
    ("yesterday", "2026-03-10"),
    ("yesterday.", "2026-03-10"),
    ("yday", "2026-03-10"),
    ("yesterday evening", "2026-03-10"),
    ("last night", "2026-03-10"),
    ("tomorrow", "2026-03-12"),
    ("tmrw", "2026-03-12"),
    ("tomorrow morning", "2026-03-12"),
    ("day before yesterday", "2026-03-09"),
    ("the day before yesterday", "2026-03-09"),
    ("day after tomorrow", "2026-03-13"),
    ("the   day after\ttomorrow", "2026-03-13"),
    ("last friday", "2026-03-06"),
    ("last Fri", "2026-03-06"),
    ("last friday night", "2026-03-06"),
    ("past friday", "2026-03-06"),
    ("last wednesday", "2026-03-04"),
    ("last thursday", "2026-03-05"),
    ("next friday", "2026-03-13"),
    ("next wednesday", "2026-03-18"),
    ("coming monday", "2026-03-16"),
    ("1 day ago", "2026-03-10"),
    ("0 days ago", "2026-03-11"),
    ("3 days ago", "2026-03-08"),
    ("3d ago", "2026-03-08"),
    ("two weeks ago", "2026-02-25"),
    ("2 weeks ago", "2026-02-25"),
    ("2weeks ago", "2026-02-25"),
    ("2w ago", "2026-02-25"),
    ("a week ago", "2026-03-04"),
    ("a couple of weeks ago", "2026-02-25"),
    ("couple weeks ago", "2026-02-25"),
    ("a fortnight ago", "2026-02-25"),
    ("a month ago", "2026-02-11"),
    ("6 months ago", "2025-09-11"),
    ("a year ago", "2025-03-11"),
    ("twelve years ago", "2014-03-11"),
    ("10 yrs ago", "2016-03-11"),
    ("in 3 days", "2026-03-14"),
    ("in a week", "2026-03-18"),
    ("in 2 weeks", "2026-03-25"),
    ("in two months", "2026-05-11"),
    ("in 1 year", "2027-03-11"),
    ("2 weeks from now", "2026-03-25"),
    ("a week from today", "2026-03-18"),
    ("a week from tomorrow", "2026-03-19"),
    ("last week", "2026-03-04"),
    ("last month", "2026-02-11"),
    ("last year", "2025-03-11"),
    ("next week", "2026-03-18"),
    ("next month", "2026-04-11"),
    ("next year", "2027-03-11"),
    ("2026-05-14", "2026-05-14"),
    ("2025-5-4", "2025-05-04"),
    ("2026/05/14", "2026-05-14"),
    ("1900-01-01", "1900-01-01"),
    ("a few days ago", "2026-03-08"),
    ("tmrw night", "2026-03-12"),
    ("afternoon yesterday", "2026-03-10"),
    ("earlier today", "2026-03-11"),
    ("this day", "2026-03-11"),
    ("the next day", "2026-03-12"),
    ("friday after next", "2026-03-20"),
    ("the friday before last", "2026-02-27"),
    ("this past friday", "2026-03-06"),
    ("this coming friday", "2026-03-13"),
    ("wednesday of next week", "2026-03-18"),
    ("monday of this week", "2026-03-09"),
    ("next week tuesday", "2026-03-17"),
    ("last week's sunday", "2026-03-08"),
    ("friday week", "2026-03-20"),
    ("3 fridays ago", "2026-02-20"),
    ("two sundays from now", "2026-03-22"),
    ("last weekend", "2026-03-07"),
    ("next weekend", "2026-03-21"),
    ("a week hence", "2026-03-18"),
    ("3 years from today", "2029-03-11"),
    ("in 2 weeks' time", "2026-03-25"),
    ("about 2 weeks ago", "2026-02-25"),
    ("half a year ago", "2025-09-11"),
    ("1 year and 2 months ago", "2025-01-11"),
    ("2 days before yesterday", "2026-03-08"),
    ("a week today", "2026-03-18"),
    ("a week ago friday", "2026-03-06"),
    ("2 weeks from friday", "2026-03-27"),
    ("3 days after 14 may 2025", "2025-05-17"),
    ("3 days before christmas 2025", "2025-12-22"),
    ("the monday after easter 2026", "2026-04-06"),
    ("20th of this month", "2026-03-20"),
    ("20th of next month", "2026-04-20"),
    ("the 1st of last month", "2026-02-01"),
    ("first monday of october 2025", "2025-10-06"),
    ("first monday of the month", "2026-03-02"),
    ("last friday of next month", "2026-04-24"),
    ("2nd to last friday of may 2025", "2025-05-23"),
    ("last day of february 2024", "2024-02-29"),
    ("third day of october 2025", "2025-10-03"),
    ("end of month", "2026-03-31"),
    ("the end of next month", "2026-04-30"),
    ("end of february 2024", "2024-02-29"),
    ("end of the week", "2026-03-13"),
    ("end of the year", "2026-12-31"),
    ("start of next week", "2026-03-16"),
    ("beginning of next year", "2027-01-01"),
    ("eom", "2026-03-31"),
    ("eoy", "2026-12-31"),
    ("14 may last year", "2025-05-14"),
    ("14 may next year", "2027-05-14"),
    ("easter 2025", "2025-04-20"),
    ("good friday 2025", "2025-04-18"),
    ("last christmas", "2025-12-25"),
    ("next christmas", "2026-12-25"),
    ("thanksgiving last year", "2025-11-27"),
    ("new year's eve 2025", "2025-12-31"),
    ("mother's day 2025", "2025-05-11"),
    ("mothering sunday 2025", "2025-03-30"),
    ("advent sunday 2025", "2025-11-30"),
    ("the fourteenth of may 2025", "2025-05-14"),
    ("may twenty-first 2025", "2025-05-21"),
    ("14april 2015", "2015-04-14"),
    ("31-Oct-74", "1974-10-31"),
    ("31/oct/1974", "1974-10-31"),
    ("2025 may 14", "2025-05-14"),
    ("14 May 2025", "2025-05-14"),
    ("14th of may 2025", "2025-05-14"),
    ("the 14th of may, 2025", "2025-05-14"),
    ("may 14 2026", "2026-05-14"),
    ("May 14th, 2026", "2026-05-14"),
    ("may the 4th 2026", "2026-05-04"),
    ("14-may-2025", "2025-05-14"),
    ("3 mar. 2026", "2026-03-03"),
    ("1st sept 2025", "2025-09-01"),
    ("2nd september 2025", "2025-09-02"),
    ("29 feb 2024", "2024-02-29"),
    ("14 may 26", "2026-05-14"),
    ("14.5.2026", "2026-05-14"),
    ("14/5/2026", "2026-05-14"),
    ("14-05-2026", "2026-05-14"),
    ("14/5/26", "2026-05-14"),
    ("5/14/2026", "2026-05-14"),
    ("wed 11 mar 2026", "2026-03-11"),
    ("Friday, 13 March 2026", "2026-03-13"),
    ("on 14 may 2025", "2025-05-14"),
    ("on the 14th of may 2026", "2026-05-14"),
]

LEANING = [
    ("wednesday", "2026-03-11", "2026-03-18"),
    ("wed", "2026-03-11", "2026-03-18"),
    ("friday", "2026-03-06", "2026-03-13"),
    ("Fri", "2026-03-06", "2026-03-13"),
    ("on friday", "2026-03-06", "2026-03-13"),
    ("until friday", "2026-03-06", "2026-03-13"),
    ("friday evening", "2026-03-06", "2026-03-13"),
    ("monday", "2026-03-09", "2026-03-16"),
    ("tues", "2026-03-10", "2026-03-17"),
    ("thurs", "2026-03-05", "2026-03-12"),
    ("sat", "2026-03-07", "2026-03-14"),
    ("sun", "2026-03-08", "2026-03-15"),
    ("this monday", "2026-03-09", "2026-03-16"),
    ("this friday", "2026-03-06", "2026-03-13"),
    ("this wednesday", "2026-03-11", "2026-03-11"),
    ("11 march", "2026-03-11", "2026-03-11"),
    ("10 march", "2026-03-10", "2027-03-10"),
    ("12 march", "2025-03-12", "2026-03-12"),
    ("14 may", "2025-05-14", "2026-05-14"),
    ("may 14th", "2025-05-14", "2026-05-14"),
    ("jan 3", "2026-01-03", "2027-01-03"),
    ("31 december", "2025-12-31", "2026-12-31"),
    ("29 feb", "2024-02-29", "2028-02-29"),
    ("the 20th", "2026-02-20", "2026-03-20"),
    ("on the 11th", "2026-03-11", "2026-03-11"),
    ("the 31st", "2026-01-31", "2026-03-31"),
    ("friday the 13th", "2026-02-13", "2026-03-13"),
    ("first monday of october", "2025-10-06", "2026-10-05"),
    ("last day of february", "2026-02-28", "2027-02-28"),
    ("christmas", "2025-12-25", "2026-12-25"),
    ("thanksgiving", "2025-11-27", "2026-11-26"),
    ("easter monday", "2025-04-21", "2026-04-06"),
    ("at the weekend", "2026-03-07", "2026-03-14"),
    ("this weekend", "2026-03-07", "2026-03-14"),
    ("14/5", "2025-05-14", "2026-05-14"),
    ("14.5", "2025-05-14", "2026-05-14"),
]

REFUSED = [
    "",
    "   ",
    "?!",
    "sam",
    "fryday night fever",
    "may",
    "march",
    "mar",
    "june smith",
    "may lee",
    "14",
    "14th",
    "2026",
    "1 1 1",
    "1234567",
    "20260514",
    "week",
    "ago",
    "in",
    "last",
    "weeks ago",
    "some days ago",
    "1.5 weeks ago",
    "-2 weeks ago",
    "in may",
    "friday friday",
    "every friday",
    "yesterday and today",
    "yesterday coffee",
    "the",
    "2026-05-14T10:00",
    "14//5",
    "lastfriday",
    "two",
    "now",
    "soon",
    "🎂",
    "today" * 100,
]

NO_SUCH_DAY = [
    "31 february",
    "30 feb 2026",
    "29 feb 2025",
    "32 may",
    "0 may",
    "31/4",
    "14/13",
    "2026-13-01",
    "2026-02-30",
    "1899-12-31",
    "0014-05-14",
    "14 may 5",
    "2031-03-12",
    "in 6 years",
    "in 9999 years",
    "999 years ago",
    "thu 11 mar 2026",
]


@pytest.mark.parametrize("lean", ["past", "future"])
@pytest.mark.parametrize(("phrase", "day"), EITHER_LEAN)
def test_a_phrase_names_its_day(phrase: str, day: str, lean: Lean) -> None:
    assert parse_date(phrase, today=WEDNESDAY, lean=lean, day_first=True) == date.fromisoformat(day)


@pytest.mark.parametrize(("phrase", "past", "future"), LEANING)
def test_an_open_phrase_leans(phrase: str, past: str, future: str) -> None:
    assert parse_date(phrase, today=WEDNESDAY) == date.fromisoformat(past)
    assert parse_date(phrase, today=WEDNESDAY, lean="future") == date.fromisoformat(future)


@pytest.mark.parametrize("phrase", REFUSED)
def test_anything_else_is_refused_with_an_example(phrase: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_date(phrase, today=WEDNESDAY)
    assert not isinstance(refused.value, NoSuchDay)
    assert '"2 weeks ago"' in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("phrase", NO_SUCH_DAY)
def test_a_day_that_cannot_be_is_told_apart(phrase: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_date(phrase, today=WEDNESDAY)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("someday", 'I can\'t read "someday" as a day.'),
        ("this week", "That is more than one day."),
        ("next tuesday of june", "Of a month I know the first, the second and so on, and the last."),
        ("14 may 2025 last year", "That names two years."),
        ("0 fridays ago", "There is no such day."),
        ("a week yesterday", "Say whether that is ago or from now."),
        ("6th monday of june", "There is no such day."),
        ("31 february", "There is no 31 February."),
        ("29 feb 2025", "There is no 29 February 2025."),
        ("thu 11 mar 2026", "11 March 2026 is a Wednesday."),
        ("1850-01-01", "I only keep days from 1900 to 2031."),
        ("2 weeks", "Say whether that is ago or from now."),
        ("", "I need a day."),
    ],
)
def test_a_refusal_says_what_is_wrong(phrase: str, sentence: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_date(phrase, today=WEDNESDAY)
    assert str(refused.value) == f'{sentence} Try "yesterday", "last friday", "2 weeks ago" or "2026-05-14".'


@pytest.mark.parametrize("phrase", ["blursday", "31 february", "1850-01-01", ""])
def test_the_examples_for_a_day_to_come_are_days_to_come(phrase: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse_date(phrase, today=WEDNESDAY, lean="future")
    _, examples = str(refused.value).split(" Try ")
    days = [parse_date(each, today=WEDNESDAY, lean="future") for each in re.findall(r'"([^"]+)"', examples)]
    assert len(days) == 4
    assert min(days) > WEDNESDAY


@pytest.mark.parametrize(
    ("phrase", "day"), [("2 weeks", "2026-03-25"), ("3d", "2026-03-14"), ("for a month", "2026-04-11")]
)
def test_a_bare_length_is_a_day_only_looking_ahead(phrase: str, day: str) -> None:
    assert parse_date(phrase, today=WEDNESDAY, lean="future") == date.fromisoformat(day)
    with pytest.raises(NoSuchDay):
        parse_date(phrase, today=WEDNESDAY, lean="past")


@pytest.mark.parametrize(
    ("phrase", "day_first", "month_first"),
    [
        ("3/4/2026", "2026-04-03", "2026-03-04"),
        ("3.4.2025", "2025-04-03", "2025-03-04"),
        ("3/4", "2025-04-03", "2026-03-04"),
    ],
)
def test_the_habit_of_the_user_settles_the_order(phrase: str, day_first: str, month_first: str) -> None:
    assert parse_date(phrase, today=WEDNESDAY, day_first=True) == date.fromisoformat(day_first)
    assert parse_date(phrase, today=WEDNESDAY, day_first=False) == date.fromisoformat(month_first)


@pytest.mark.parametrize(
    ("phrase", "day"), [("a month ago", "2026-02-28"), ("in 3 months", "2026-06-30"), ("next month", "2026-04-30")]
)
def test_months_clamp_to_their_end(phrase: str, day: str) -> None:
    assert parse_date(phrase, today=date(2026, 3, 31)) == date.fromisoformat(day)


def test_a_year_from_a_leap_day_is_the_last_of_february() -> None:
    assert parse_date("in a year", today=date(2024, 2, 29)) == date(2025, 2, 28)


@given(st.text(max_size=60), st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from(["past", "future"]))
def test_no_text_raises_anything_else(text: str, today: date, lean: Lean) -> None:
    with suppress(NotADate):
        assert FIRST_YEAR <= parse_date(text, today=today, lean=lean).year <= today.year + YEARS_AHEAD


WORDS = [
    *(
        "today",
        "yesterday",
        "friday",
        "sun",
        "may",
        "june",
        "14",
        "14th",
        "2026",
        "weeks",
        "day",
        "ago",
        "in",
        "a",
        "the",
    ),
    *(
        "of",
        "last",
        "next",
        "this",
        "from",
        "now",
        "before",
        "after",
        "on",
        "2026-05-14",
        "3/4",
        "-",
        "--",
        "night",
        "two",
    ),
]


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_no_order_of_its_own_words_raises_anything_else(words: list[str], today: date) -> None:
    with suppress(NotADate):
        day = parse_date(" ".join(words), today=today, lean="future")
        assert FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD


@given(st.dates(date(1900, 1, 1), date(2031, 3, 11)), st.booleans())
def test_every_day_reads_back_as_written(day: date, day_first: bool) -> None:
    numeric = f"{day.day}/{day.month}/{day.year}" if day_first else f"{day.month}/{day.day}/{day.year}"
    for written in (
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day:%A} {day:%d %b %Y}",
        numeric,
    ):
        assert parse_date(written, today=WEDNESDAY, day_first=day_first) == day


@given(st.integers(0, 9999), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_ago_are_counted(count: int, today: date) -> None:
    assert parse_date(f"{count} days ago", today=today) == today - timedelta(days=count)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_always_within_a_week(today: date, weekday: int) -> None:
    name = f"{date(2026, 3, 9) + timedelta(days=weekday):%A}"
    assert 0 <= (today - parse_date(name, today=today)).days <= 6
    assert 1 <= (parse_date(name, today=today, lean="future") - today).days <= 7
    assert 1 <= (today - parse_date(f"last {name}", today=today)).days <= 7
    assert 1 <= (parse_date(f"next {name}", today=today) - today).days <= 7


@given(st.sampled_from(sorted(holidays())), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_a_holiday_lies_on_the_side_that_is_leant_to(name: str, today: date) -> None:
    assert timedelta(0) <= today - parse_date(name, today=today) < timedelta(days=400)
    assert timedelta(0) <= parse_date(name, today=today, lean="future") - today < timedelta(days=400)
    assert parse_date(f"last {name}", today=today) < today < parse_date(f"next {name}", today=today)
    assert parse_date(f"{name} {today.year}", today=today).year == today.year


def test_day_and_month_are_told_apart_the_american_way_unless_said() -> None:
    assert parse_date("3/4/2025", today=WEDNESDAY) == date(2025, 3, 4)


@pytest.mark.parametrize(
    "piece", ["the day after ", "friday ", "1 ", "a week and ", "a", "14 may ", "of the month ", "-"]
)
def test_a_long_text_costs_no_more_than_a_short_one(piece: str) -> None:
    def seconds() -> float:
        start = time.process_time()
        for _ in range(20):
            with suppress(NotADate):
                parse_date(piece * 2000, today=WEDNESDAY)
        return time.process_time() - start

    assert any(seconds() < 0.5 for _ in range(3))  # 20 times 4 to 30 KB


def test_reading_a_phrase_is_quick() -> None:
    phrases = [phrase for phrase, _ in EITHER_LEAN]
    parse_date(phrases[0], today=WEDNESDAY)  # builds the parser

    def seconds() -> float:
        start = time.process_time()
        for _ in range(20):
            for phrase in phrases:
                parse_date(phrase, today=WEDNESDAY)
        return (time.process_time() - start) / 20 / len(phrases)

    assert any(seconds() < 0.000_15 for _ in range(3))  # about 30 microseconds where it was written

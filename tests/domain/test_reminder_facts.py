"""A reminder follows from facts: the contact, its last contact, what was asked already, the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Circle, Standing, Unit, patience
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, ReminderId, UserId
from bot.domain.reminder import (
    Reminder,
    ReminderKind,
    cadence_reminder,
    cadence_standing,
    date_reminder,
    date_told,
    since,
)
from bot.domain.strength import Tie
from bot.domain.user import LeapDay, Preferences

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
TEN_DAYS = Cadence(10, Unit.DAY)
DAYS_BACK = st.integers(0, 1500).map(lambda days: TODAY - timedelta(days=days))
NEVER = Tie()


def contact(
    circle: Circle | None = None,
    cadence: Cadence | None = None,
    kept_on: date | None = None,
    later_until: date | None = None,
) -> Contact:
    return Contact(
        id=ContactId("c"),
        owner=UserId("u"),
        name="Sam",
        added_on=date(2020, 1, 1),
        circle=circle,
        cadence=cadence,
        kept_on=kept_on,
        later_until=later_until,
    )


def seen(on: date) -> Tie:
    return Tie(last_on=on)


def reminder(kind: ReminderKind = ReminderKind.CADENCE) -> Reminder:
    return Reminder(id=ReminderId("r"), user=UserId("u"), contact=ContactId("c"), kind=kind)


def days(of_cadence: Reminder) -> tuple[date | None, date | None]:
    return of_cadence.due_on, of_cadence.tell_on


def birthday(on: date) -> ImportantDate:
    return ImportantDate(
        id=DateId("d"),
        owner=UserId("u"),
        contact=ContactId("c"),
        kind=DateKind.BIRTHDAY,
        month=on.month,
        day=on.day,
    )


def of_birthday(sam: Contact, on: date, today: date) -> Reminder:
    return date_reminder(reminder(ReminderKind.DATE), sam, birthday(on), today, Preferences())


def test_a_cadence_counts_from_the_last_contact_else_from_the_day_it_was_set() -> None:
    sam = contact(cadence=TEN_DAYS, kept_on=date(2026, 2, 27))
    assert since(sam, NEVER) == date(2026, 2, 27)
    assert since(sam, seen(date(2026, 2, 1))) == date(2026, 2, 1)
    assert days(cadence_reminder(reminder(), sam, NEVER, (), TODAY)) == (date(2026, 3, 9), date(2026, 3, 9))
    assert days(cadence_reminder(reminder(), sam, seen(TODAY), (), TODAY)) == (date(2026, 3, 12), date(2026, 3, 12))


def test_a_cadence_of_ones_own_goes_before_the_circles() -> None:
    sam = contact(circle=Circle.NETWORK, cadence=TEN_DAYS, kept_on=TODAY)
    assert cadence_reminder(reminder(), sam, NEVER, (), TODAY).due_on == TODAY + timedelta(days=10)


def test_who_is_not_kept_is_never_asked_about() -> None:
    sam = contact().keep(Circle.CLOSE, None, TODAY).keep(None, None, TODAY)
    assert days(cadence_reminder(reminder(), sam, seen(date(2026, 1, 1)), (), TODAY)) == (None, None)
    assert cadence_standing(sam, seen(date(2020, 1, 1)), TODAY) is None


@pytest.mark.parametrize(
    ("unanswered", "tell_on"),
    [
        ((), date(2026, 2, 11)),
        ((date(2026, 2, 11),), date(2026, 2, 18)),
        ((date(2026, 2, 11), date(2026, 2, 18)), date(2026, 2, 25)),
        ((date(2026, 2, 11), date(2026, 2, 18), date(2026, 2, 25)), None),
    ],
)
def test_without_an_answer_it_asks_three_times_with_patience_and_falls_silent(
    unanswered: tuple[date, ...], tell_on: date | None
) -> None:
    sam = contact(cadence=TEN_DAYS, kept_on=date(2026, 2, 1))
    found = cadence_reminder(reminder(), sam, NEVER, unanswered, TODAY)
    assert days(found) == (date(2026, 2, 11), tell_on)


def test_later_holds_until_its_day_and_asks_once_then() -> None:
    until = date(2026, 3, 20)
    sam = contact(cadence=TEN_DAYS, kept_on=date(2026, 2, 1), later_until=until)
    assert cadence_reminder(reminder(), sam, NEVER, (), TODAY).tell_on == until
    assert cadence_reminder(reminder(), sam, NEVER, (date(2026, 3, 2),), TODAY).tell_on == until
    asked_then = cadence_reminder(reminder(), sam, NEVER, (until,), until)
    assert asked_then.tell_on == until + timedelta(days=patience(10))


def test_later_never_asks_before_the_cadence_ends() -> None:
    sam = contact(circle=Circle.CLOSE, kept_on=TODAY, later_until=TODAY + timedelta(days=5))
    assert cadence_reminder(reminder(), sam, NEVER, (), TODAY).tell_on == TODAY + timedelta(days=30)


def test_later_wakes_somebody_who_fell_silent() -> None:
    asked = (date(2026, 2, 11), date(2026, 2, 18), date(2026, 2, 25))
    sam = contact(cadence=TEN_DAYS, kept_on=date(2026, 2, 1), later_until=date(2026, 4, 1))
    assert cadence_reminder(reminder(), sam, NEVER, asked, TODAY).tell_on == date(2026, 4, 1)


def test_a_dormant_tie_is_left_to_the_review() -> None:
    sam = contact(circle=Circle.WIDER, kept_on=date(2023, 1, 1))
    found = cadence_reminder(reminder(), sam, seen(date(2024, 3, 1)), (), TODAY)
    assert days(found) == (date(2024, 5, 30), None)


def test_somebody_kept_after_years_of_silence_is_asked_about() -> None:
    """Dormancy counts from the day they were kept: who was just picked is not asleep already."""
    sam = contact(circle=Circle.WIDER, kept_on=TODAY)
    assert cadence_standing(sam, seen(date(2015, 1, 1)), TODAY) is Standing.SLIPPING
    assert cadence_reminder(reminder(), sam, seen(date(2015, 1, 1)), (), TODAY).tell_on == date(2015, 4, 1)


@given(DAYS_BACK, DAYS_BACK, st.sampled_from(Circle), st.lists(DAYS_BACK, max_size=4).map(sorted))
def test_nobody_is_asked_about_before_the_cadence_ends_nor_twice_within_a_week(
    kept_on: date, last: date, circle: Circle, unanswered: list[date]
) -> None:
    sam = contact(circle=circle, kept_on=kept_on)
    found = cadence_reminder(reminder(), sam, seen(last), unanswered, TODAY)
    assert found.due_on == last + timedelta(days=circle.cadence.days(last))
    if found.tell_on is not None:
        assert found.tell_on >= (unanswered[-1] + timedelta(days=7) if unanswered else found.due_on)


@given(DAYS_BACK, st.sampled_from(Circle), st.integers(1, 400))
def test_a_newer_contact_only_ever_puts_the_nudge_off(last: date, circle: Circle, newer: int) -> None:
    sam = contact(circle=circle, kept_on=date(2020, 1, 1))
    before = cadence_reminder(reminder(), sam, seen(last), (), TODAY)
    after = cadence_reminder(reminder(), sam, seen(last + timedelta(days=newer)), (), TODAY)
    assert before.due_on is not None
    assert after.due_on is not None
    assert after.due_on > before.due_on


@pytest.mark.parametrize("circle", [Circle.INNER, Circle.CLOSE])
def test_inner_and_close_hear_of_a_birthday_a_week_before_and_on_the_day(circle: Circle) -> None:
    sam, on = contact(circle=circle, kept_on=TODAY), date(2026, 5, 14)
    first = of_birthday(sam, on, TODAY)
    assert days(first) == (on, date(2026, 5, 7))
    second = date_told(first, sam, birthday(on), date(2026, 5, 7), Preferences())
    assert days(second) == (on, on)
    third = date_told(second, sam, birthday(on), on, Preferences())
    assert days(third) == (date(2027, 5, 14), date(2027, 5, 7))


def test_others_hear_of_it_on_the_day() -> None:
    sam = contact(circle=Circle.WIDER, kept_on=TODAY)
    assert days(of_birthday(sam, date(2026, 5, 14), TODAY)) == (date(2026, 5, 14), date(2026, 5, 14))
    own = contact(cadence=TEN_DAYS, kept_on=TODAY)
    assert days(of_birthday(own, date(2026, 5, 14), TODAY)) == (date(2026, 5, 14), date(2026, 5, 14))


def test_a_birthday_less_than_a_week_ahead_is_told_on_its_day() -> None:
    sam = contact(circle=Circle.INNER, kept_on=TODAY)
    assert days(of_birthday(sam, date(2026, 3, 9), TODAY)) == (date(2026, 3, 9), TODAY)
    assert days(of_birthday(sam, date(2026, 3, 8), TODAY)) == (date(2026, 3, 8), date(2026, 3, 8))
    assert days(of_birthday(sam, TODAY, TODAY)) == (TODAY, TODAY)


def test_dates_of_people_who_are_not_kept_wait_for_the_review() -> None:
    assert days(of_birthday(contact(), date(2026, 5, 14), TODAY)) == (date(2026, 5, 14), None)


def test_a_belated_birthday_comes_again_next_year() -> None:
    sam, on = contact(circle=Circle.WIDER, kept_on=date(2026, 1, 1)), date(2026, 2, 27)
    waiting = of_birthday(sam, on, date(2026, 1, 1))
    assert days(date_told(waiting, sam, birthday(on), TODAY, Preferences())) == (
        date(2027, 2, 27),
        date(2027, 2, 27),
    )


@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.sampled_from(Circle),
    st.sampled_from(LeapDay),
)
def test_told_whenever_it_is_due_each_year_has_its_birthday(
    on: date, today: date, circle: Circle, leap_day: LeapDay
) -> None:
    sam, about = contact(circle=circle, kept_on=today), birthday(on)
    preferences = Preferences(leap_day=leap_day)
    found = date_reminder(reminder(ReminderKind.DATE), sam, about, today, preferences)
    told: list[tuple[date, date]] = []
    for _ in range(6):
        assert found.tell_on is not None
        assert found.due_on is not None
        assert found.due_on - timedelta(days=7) <= found.tell_on <= found.due_on
        assert found.tell_on >= today
        told.append((found.due_on, found.tell_on))
        found = date_told(found, sam, about, found.tell_on, preferences)
    assert told == sorted(set(told))
    years = sorted({due_on.year for due_on, _ in told})
    assert years == list(range(years[0], years[0] + len(years)))
    assert all((about.in_year(year, leap_day),) * 2 in told for year in years[:-1])

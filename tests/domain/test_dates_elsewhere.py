"""The day of somebody who lives in another zone, as the user keeps it."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Circle
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, ReminderId, UserId
from bot.domain.reminder import Reminder, ReminderKind, date_reminder, date_told
from bot.domain.slot import day_here, slot
from bot.domain.user import Preferences

NEW_YORK, AUCKLAND, BERLIN = "America/New_York", "Pacific/Auckland", "Europe/Berlin"
ZONES = st.sampled_from(["", NEW_YORK, AUCKLAND, BERLIN, "Pacific/Apia", "Pacific/Pago_Pago", "Asia/Kathmandu"])
BIRTHDAY = date(2026, 5, 14)


@pytest.mark.parametrize(
    ("mine", "theirs", "hour", "day"),
    [
        (NEW_YORK, AUCKLAND, 9 * 60 + 30, date(2026, 5, 13)),
        (AUCKLAND, NEW_YORK, 9 * 60 + 30, date(2026, 5, 15)),
        (AUCKLAND, NEW_YORK, 22 * 60, date(2026, 5, 14)),
        (BERLIN, NEW_YORK, 9 * 60 + 30, date(2026, 5, 14)),
        (BERLIN, NEW_YORK, 60, date(2026, 5, 15)),
        (BERLIN, "", 60, date(2026, 5, 14)),
    ],
)
def test_the_day_on_which_it_is_that_date_there(mine: str, theirs: str, hour: int, day: date) -> None:
    assert day_here(BIRTHDAY, theirs, Preferences(zone=mine, hour=hour)) == day


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), ZONES, ZONES.filter(bool), st.integers(0, 24 * 60 - 1))
def test_at_the_users_hour_it_is_that_date_there_or_just_past(day: date, theirs: str, mine: str, hour: int) -> None:
    preferences = Preferences(zone=mine, hour=hour)
    here = day_here(day, theirs, preferences)
    there = slot(here, preferences).astimezone(ZoneInfo(theirs or mine)).date()
    assert day <= there <= day + timedelta(days=1)
    before = slot(here - timedelta(days=1), preferences).astimezone(ZoneInfo(theirs or mine)).date()
    assert before < day


@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    ZONES,
    ZONES.filter(bool),
    st.sampled_from(Circle),
)
def test_each_year_has_its_birthday_once(born: date, today: date, theirs: str, mine: str, circle: Circle) -> None:
    preferences = Preferences(zone=mine)
    sam = Contact(
        id=ContactId("c"), owner=UserId("u"), name="Sam", added_on=today, circle=circle, kept_on=today, zone=theirs
    )
    about = ImportantDate(
        id=DateId("d"),
        owner=UserId("u"),
        contact=ContactId("c"),
        kind=DateKind.BIRTHDAY,
        month=born.month,
        day=born.day,
    )
    reminder = Reminder(id=ReminderId("r"), user=UserId("u"), contact=ContactId("c"), kind=ReminderKind.DATE)
    found = date_reminder(reminder, sam, about, today, preferences)
    days: list[date] = []
    for _ in range(8):
        assert found.tell_on is not None
        assert found.due_on is not None
        assert found.tell_on >= today
        if found.tell_on == day_here(found.due_on, theirs, preferences):
            days.append(found.due_on)
        found = date_told(found, sam, about, found.tell_on, preferences)
    assert days == sorted(set(days))
    assert [each.year for each in days] == list(range(days[0].year, days[0].year + len(days)))

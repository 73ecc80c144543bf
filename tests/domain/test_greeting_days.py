"""On which moment a member is greeted: at the channel's hour, on their own date, and once a year."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.domain.greeting import HOUR, Greeting, GreetingKind, Place, occurrences
from bot.domain.ids import GreetingId, TeamId, UserId
from bot.domain.slot import local_day
from bot.domain.user import LeapDay, Platform, Preferences

ZONES = ("UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago")


def greeting(on: date) -> Greeting:
    return Greeting(
        id=GreetingId("g"), team=TeamId("t"), user=UserId("u"), kind=GreetingKind.BIRTHDAY, month=on.month, day=on.day
    )


def place(zone: str) -> Place:
    return Place(team=TeamId("t"), platform=Platform.SLACK, workspace="T1", channel="C1", label="", zone=zone)


@pytest.mark.parametrize(("there", "here"), tuple(product(ZONES, ZONES)))
def test_it_is_nine_there_and_the_members_own_date_all_year(there: str, here: str) -> None:
    member = Preferences(zone=here)
    for number in range(0, 365, 4):
        on = date(2026, 1, 1) + timedelta(days=number)
        earlier = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(days=3)
        due = occurrences(greeting(on), place(there), member, earlier)[0]
        wall = due.moment.astimezone(ZoneInfo(there))
        assert due.on == on
        assert wall.hour * 60 + wall.minute == HOUR
        assert local_day(due.moment, member) == on


def test_it_is_open_from_its_hour_until_the_members_day_is_over() -> None:
    member = Preferences(zone="America/New_York")
    due = occurrences(greeting(date(2026, 5, 14)), place("UTC"), member, datetime(2026, 5, 1, tzinfo=UTC))[0]
    assert due.moment == datetime(2026, 5, 14, 9, tzinfo=UTC)
    assert not due.is_open(due.moment - timedelta(minutes=1), member)
    assert due.is_open(due.moment, member)
    assert due.is_open(datetime(2026, 5, 15, 3, 59, tzinfo=UTC), member)
    assert not due.is_open(datetime(2026, 5, 15, 4, 0, tzinfo=UTC), member)


def test_what_is_over_comes_again_in_a_year() -> None:
    found = occurrences(greeting(date(2026, 5, 14)), place("UTC"), Preferences(), datetime(2026, 5, 15, 0, tzinfo=UTC))
    assert [each.on for each in found] == [date(2027, 5, 14)]


@pytest.mark.parametrize(
    ("choice", "on"), [(LeapDay.FEBRUARY_28, date(2027, 2, 28)), (LeapDay.MARCH_1, date(2027, 3, 1))]
)
def test_the_leap_day_is_kept_where_the_member_wants_it(choice: LeapDay, on: date) -> None:
    member = Preferences(leap_day=choice)
    born = greeting(date(2024, 2, 29))
    assert occurrences(born, place("UTC"), member, datetime(2027, 1, 1, tzinfo=UTC))[0].on == on
    assert occurrences(born, place("UTC"), member, datetime(2028, 1, 1, tzinfo=UTC))[0].on == date(2028, 2, 29)

"""The user's hour as a moment: once on every local day, through every change of the clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slot import OPEN, first_workday, is_open, is_workday, local_day, next_slot, slot
from bot.domain.user import Preferences

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
ZONES = (
    "UTC",
    "America/New_York",
    "America/Santiago",  # midnight is skipped
    "Europe/Dublin",  # winter is the exception
    "Africa/Cairo",  # midnight is skipped
    "Africa/Casablanca",  # the clocks change for Ramadan
    "Asia/Kolkata",  # half an hour off, no change
    "Asia/Beirut",  # midnight is skipped
    "Australia/Lord_Howe",  # half an hour of change
    "Pacific/Apia",  # 30 December 2011 never came
    "Pacific/Chatham",  # three quarters of an hour off
)
YEARS = dict.fromkeys(ZONES, (2024, 2027)) | {"Pacific/Apia": (2010, 2013)}
HOURS = (0, 30, 90, 2 * 60 + 30, 9 * 60 + 30, 23 * 60 + 30)
PREFERENCES = st.builds(
    Preferences,
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 24 * 60 - 1),
    workdays=st.frozensets(st.integers(1, 7), min_size=1),
)
MOMENTS = st.datetimes(
    datetime.combine(date(2009, 1, 1), time()), datetime.combine(date(2037, 1, 1), time()), timezones=st.just(UTC)
)


def days_of(zone: str) -> Iterator[date]:
    """Every day of three years that the zone had."""
    first, end = (date(year, 1, 1) for year in YEARS[zone])
    for number in range((end - first).days):
        day = first + timedelta(days=number)
        if (zone, day) != ("Pacific/Apia", date(2011, 12, 30)):
            yield day


def wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", HOURS, ids=lambda hour: f"{hour // 60:02}:{hour % 60:02}")
def test_the_hour_comes_once_a_day_for_three_years(zone: str, hour: int) -> None:
    preferences = Preferences(zone=zone, hour=hour)
    days = list(days_of(zone))
    moment = slot(days[0], preferences)
    came = [moment]
    while len(came) < len(days):
        moment = next_slot(moment, date.min, preferences, workdays_only=False)
        came.append(moment)
    assert [local_day(each, preferences) for each in came] == days


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", HOURS, ids=lambda hour: f"{hour // 60:02}:{hour % 60:02}")
def test_the_hour_is_the_users_own_on_every_day(zone: str, hour: int) -> None:
    """Forward where the clock skips it, the first where it comes twice."""
    preferences = Preferences(zone=zone, hour=hour)
    for day in days_of(zone):
        moment = slot(day, preferences)
        wanted = datetime.combine(day, time()) + timedelta(minutes=hour)
        moved = wall(moment, zone) - wanted
        if moved:
            assert timedelta(0) < moved <= timedelta(hours=1)
            assert not any(wall(moment + QUARTER * step, zone) == wanted for step in range(-8, 9)), "the clock skips it"
        elif wall(moment - DAY, zone) != wanted - DAY:
            assert not any(wall(moment - QUARTER * step, zone) == wanted for step in range(1, 9)), "it came before"


@pytest.mark.parametrize(
    ("zone", "hour", "day", "moment"),
    [
        ("America/New_York", 150, date(2026, 3, 8), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        ("America/New_York", 90, date(2026, 11, 1), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ("Africa/Cairo", 30, date(2026, 4, 24), datetime(2026, 4, 23, 22, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", 105, date(2026, 4, 5), datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),
        ("Asia/Kolkata", 570, date(2026, 3, 8), datetime(2026, 3, 8, 4, 0, tzinfo=UTC)),
        ("Pacific/Apia", 570, date(2011, 12, 31), datetime(2011, 12, 30, 19, 30, tzinfo=UTC)),
    ],
)
def test_moments_that_an_almanac_gives(zone: str, hour: int, day: date, moment: datetime) -> None:
    assert slot(day, Preferences(zone=zone, hour=hour)) == moment


@given(MOMENTS, PREFERENCES, st.booleans())
def test_the_next_slot_is_the_first_one_ahead(after: datetime, preferences: Preferences, workdays_only: bool) -> None:
    found = next_slot(after, date.min, preferences, workdays_only=workdays_only)
    days = [local_day(after, preferences) + timedelta(days=number) for number in range(-1, 15)]
    ahead = [
        slot(day, preferences)
        for day in days
        if slot(day, preferences) > after and (not workdays_only or is_workday(day, preferences))
    ]
    assert found == min(ahead)


@given(MOMENTS, PREFERENCES, st.integers(0, 400), st.booleans())
def test_no_slot_before_the_day_that_was_asked_for(
    after: datetime, preferences: Preferences, days: int, workdays_only: bool
) -> None:
    earliest = local_day(after, preferences) + timedelta(days=days)
    found = next_slot(after, earliest, preferences, workdays_only=workdays_only)
    assert found > after
    assert found >= slot(earliest, preferences)


@given(MOMENTS, PREFERENCES)
def test_messages_leave_for_four_hours_from_the_users_hour(moment: datetime, preferences: Preferences) -> None:
    begins = slot(local_day(moment, preferences), preferences)
    assert is_open(begins, preferences)
    assert is_open(begins + OPEN - MINUTE, preferences)
    slots = [slot(local_day(moment, preferences) + timedelta(days=number), preferences) for number in (-2, -1, 0, 1)]
    assert is_open(moment, preferences) == any(each <= moment < each + OPEN for each in slots)


def test_a_late_hour_stays_open_past_midnight() -> None:
    owl = Preferences(hour=22 * 60)
    assert is_open(datetime(2026, 3, 3, 1, 59, tzinfo=UTC), owl)
    assert not is_open(datetime(2026, 3, 3, 2, 0, tzinfo=UTC), owl)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), PREFERENCES)
def test_the_first_workday_skips_days_off_only(day: date, preferences: Preferences) -> None:
    found = first_workday(day, preferences)
    assert is_workday(found, preferences)
    assert not any(is_workday(day + timedelta(days=number), preferences) for number in range((found - day).days))

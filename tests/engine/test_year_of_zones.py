"""A year of reminders in ten zones, with every change of their clocks: each on its day, at the hour, once.

Everybody's hour lies in the one that is skipped in spring or comes twice in autumn, where their zone has such hours.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.fakes.engine_world import MONDAY, World

HOURS = {
    "America/New_York": "02:30",
    "America/Sao_Paulo": "09:30",  # no changes any more
    "America/St_Johns": "01:15",  # half an hour off the others
    "Europe/London": "01:30",
    "Africa/Cairo": "00:30",  # the hour after midnight is skipped: that day begins at one
    "Asia/Kolkata": "23:45",  # what does not leave before midnight leaves after it
    "Australia/Lord_Howe": "02:15",  # half an hour is skipped
    "Pacific/Apia": "09:30",
    "Pacific/Chatham": "03:00",  # changes at a quarter to three
    "Africa/Casablanca": "02:30",  # goes back for Ramadan
}
FIRST = MONDAY.date() + timedelta(days=2)
YEAR = tuple(FIRST + timedelta(days=number) for number in range(360))
MINUTE = timedelta(minutes=1)


def changes(zone: ZoneInfo) -> set[date]:
    """The days on which the clocks change, by looking at each hour of the year."""
    start = datetime.combine(FIRST, datetime.min.time(), UTC)
    moments = [start + timedelta(hours=hour) for hour in range(24 * len(YEAR))]
    return {
        later.astimezone(zone).date()
        for sooner, later in pairwise(moments)
        if sooner.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset()
    }


def hour_on(day: date, hour: str, zone: ZoneInfo) -> datetime:
    """The first minute at which clocks there show the hour; an hour that is skipped is as long after midnight."""
    wall = datetime.combine(day, time.fromisoformat(hour))
    around = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=16)
    minutes = (around + number * MINUTE for number in range(40 * 60))
    shown = next((each for each in minutes if each.astimezone(zone).replace(tzinfo=None) == wall), None)
    if shown is not None:
        return shown
    before = (wall - timedelta(hours=2)).replace(tzinfo=zone).astimezone(UTC)
    return before + timedelta(hours=2)


async def test_each_on_its_day_at_the_hour_and_once(world: World) -> None:
    people = {}
    for name, hour in HOURS.items():
        zone = ZoneInfo(name)
        days = {day for day in YEAR if day.day == 15}
        days |= {day + timedelta(days=by) for day in changes(zone) for by in (-1, 0, 1)} & set(YEAR)
        ana = world.person(name.replace("/", "-"), zone=name)
        await ana.say(f"settings hour {hour}", "settings days sun-sat")
        for day in sorted(days):
            await ana.say(f'add "{day:%d %B}" network birthday:"{day:%d %B}"')
        people[name] = (ana, sorted(days))
    assert sum(len(changes(ZoneInfo(name))) for name in HOURS) >= 14
    await world.forward(days=362)
    for name, (ana, birthdays) in people.items():
        told = [each for each in ana.digests if "birthday" in each.text]
        assert [each.names for each in told] == [(f"{day:%d %B}",) for day in birthdays], name
        assert [each.at for each in told] == [hour_on(day, HOURS[name], ZoneInfo(name)) for day in birthdays], name

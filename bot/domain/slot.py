"""The user's hour on a day, as a moment. Local time and zone are stored; the moment is worked out afresh each time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.user import Preferences

OPEN = timedelta(hours=4)
"""How long after the user's hour messages may still leave; later ones wait for the next day."""
_DAY = timedelta(days=1)


def local_day(now: datetime, preferences: Preferences) -> date:
    """The user's today."""
    return now.astimezone(ZoneInfo(preferences.zone)).date()


def slot(day: date, preferences: Preferences) -> datetime:
    """The user's hour on that day, in UTC. In a gap the clock moves forward; of a repeated hour the first counts."""
    hour, minute = divmod(preferences.hour, 60)
    wall = datetime.combine(day, time(hour, minute), ZoneInfo(preferences.zone))
    return wall.astimezone(UTC)


def next_slot(after: datetime, earliest: date, preferences: Preferences, *, workdays_only: bool) -> datetime:
    """The first slot later than a moment, on or after a day, and on a workday if asked."""
    day = max(earliest, local_day(after, preferences))
    while slot(day, preferences) <= after or (workdays_only and not is_workday(day, preferences)):
        day += _DAY
    return slot(day, preferences)


def first_workday(day: date, preferences: Preferences) -> date:
    """That day or the first workday after it."""
    while not is_workday(day, preferences):
        day += _DAY
    return day


def day_here(day: date, zone: str, preferences: Preferences) -> date:
    """The user's local day at whose hour it is that day in another zone, or just past it; the same without a zone.

    The two may be a day apart: at half past nine in New York it is the next day already in Auckland.
    """
    if not zone:
        return day
    there = ZoneInfo(zone)
    days = (day + timedelta(days=shift) for shift in (-1, 0))
    return next((each for each in days if slot(each, preferences).astimezone(there).date() >= day), day + _DAY)


def is_workday(day: date, preferences: Preferences) -> bool:
    """Whether cadence nudges may come on that day."""
    return day.isoweekday() in preferences.workdays


def is_open(now: datetime, preferences: Preferences) -> bool:
    """Whether messages may leave now: from the user's hour on, for four hours."""
    begins = slot(local_day(now, preferences), preferences)
    if begins <= now < begins + OPEN:
        return True
    eve = slot(local_day(now, preferences) - _DAY, preferences)
    return eve <= now < eve + OPEN

"""Birthdays and anniversaries as a calendar (RFC 5545): yearly days with names, no year of birth and no note.

Calendars ask again and again and may be seen by others, so a calendar holds as little as makes it useful.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from bot.interchange.calendar import OURS

_FIRST_YEAR: Final = 2000
"""A leap year in which every day begins, whoever was born when."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of the year: its key, which never changes, what is said on it, and whether 29 February moves to March."""

    key: str
    said: str
    month: int
    day: int
    leaps_to_march: bool = False


def write_calendar(days: Iterable[Yearly], now: datetime) -> bytes:
    """All days as events that last a day and come every year."""
    calendar = Calendar()
    calendar.add("prodid", f"{OURS}Kith//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Kith: birthdays")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for each in days:
        calendar.add_component(_event(each, now))
    written: bytes = calendar.to_ical()
    return written


def _event(day: Yearly, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@kith")
    event.add("dtstamp", now)
    event.add("dtstart", date(_FIRST_YEAR, day.month, day.day))
    event.add("rrule", _rule(day))
    event.add("summary", day.said)
    event.add("transp", "TRANSPARENT")
    return event


def _rule(day: Yearly) -> dict[str, str | int]:
    """Every year; 29 February on the last day of the month, or on the sixtieth of the year, which else is 1 March."""
    if (day.month, day.day) != (2, 29):
        return {"freq": "yearly"}
    if day.leaps_to_march:
        return {"freq": "yearly", "byyearday": 60}
    return {"freq": "yearly", "bymonth": 2, "bymonthday": -1}

"""The pretend clock of the console: what it must do, and how people say where it should go."""

import re
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol

from dateutil.relativedelta import relativedelta

EXAMPLES = "For example: /forward 90 days, /forward 2 weeks, /forward 1 month, /forward to 2027-03-04."
LIMIT_YEARS = 10
_SPAN = re.compile(r"(\d{1,5}) ?(hour|day|week|month|year)s?")


class Clockwork(Protocol):
    """A clock that can be moved, with the engine that runs on it."""

    def now(self) -> datetime:
        """The pretend moment, aware, in UTC."""

    async def forward(self, to: datetime) -> None:
        """Step the clock to that moment and let the engine run through each due moment on the way.

        Raises KithError where it cannot.
        """


def destination(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The moment (UTC) that a text like "90 days" or "to 2027-03-04" means; the time of day in the zone stays.

    Raises ValueError with a sentence for the person.
    """
    here = now.astimezone(zone)
    wanted = " ".join(text.casefold().split())
    there = _day(wanted.removeprefix("to "), here) if wanted.startswith("to ") else _span(wanted, here)
    if there <= now:
        raise ValueError(f"The clock only moves forward. {EXAMPLES}")
    if there > now + relativedelta(years=LIMIT_YEARS):
        raise ValueError(f"The clock moves at most {LIMIT_YEARS} years at a time. {EXAMPLES}")
    return there.astimezone(UTC)


def spoken(moment: datetime, zone: tzinfo) -> str:
    """A moment as the clock of the zone shows it: Thu 5 Mar 2026, 09:30."""
    return f"{spoken_day(moment, zone)}, {moment.astimezone(zone):%H:%M}"


def spoken_day(moment: datetime, zone: tzinfo) -> str:
    """The day of a moment in the zone: Thu 5 Mar 2026."""
    here = moment.astimezone(zone)
    return f"{here:%a} {here.day} {here:%b %Y}"


def _day(text: str, here: datetime) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), here.timetz())
    except ValueError as unread:
        raise ValueError(f'I can\'t read "{text}" as a day. {EXAMPLES}') from unread


def _span(text: str, here: datetime) -> datetime:
    span = _SPAN.fullmatch(text)
    if span is None:
        raise ValueError(f"How far should the clock move? {EXAMPLES}")
    count, unit = int(span[1]), span[2]
    try:
        if unit == "hour":
            return here.astimezone(UTC) + relativedelta(hours=count)  # an hour is an hour, summer time or not
        return here + relativedelta(
            days=count * (unit == "day"),
            weeks=count * (unit == "week"),
            months=count * (unit == "month"),
            years=count * (unit == "year"),
        )
    except (ValueError, OverflowError) as unreachable:
        raise ValueError(f"The clock moves at most {LIMIT_YEARS} years at a time. {EXAMPLES}") from unreachable

"""What somebody may be about to type for a day or a cadence. Only what can be read is offered."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from bot.language.almanac import WEEKDAYS, Lean
from bot.language.cadences import CadenceWords, NotACadence, parse_cadence
from bot.language.dates import NotADate, parse_date

_NUMBER: Final = re.compile(r"(?:in )?(\d{1,3})\b")
_NAMES: Final = tuple(name.lower() for name in WEEKDAYS)
_PAST: Final = (
    "today",
    "yesterday",
    *(f"last {name}" for name in _NAMES),
    *(f"{count} days ago" for count in range(2, 7)),
    "a week ago",
    *(f"{count} weeks ago" for count in range(2, 5)),
    "a month ago",
    *(f"{count} months ago" for count in range(2, 7)),
    "a year ago",
    *_NAMES,
)
_FUTURE: Final = (
    "tomorrow",
    "next week",
    "in 2 weeks",
    "next month",
    "in 3 months",
    *(f"next {name}" for name in _NAMES),
    *(f"in {count} days" for count in range(2, 7)),
    "in 3 weeks",
    "in 6 weeks",
    "in 2 months",
    "in 6 months",
    "end of month",
    "next year",
    *_NAMES,
)
_CADENCES: Final = (
    "weekly",
    "every 2 weeks",
    "monthly",
    "every 6 weeks",
    "every 2 months",
    "every 3 months",
    "every 6 months",
    "yearly",
    "every week",
    "every month",
    "every year",
)


def days(text: str, *, today: date, lean: Lean, day_first: bool) -> Iterator[tuple[str, date]]:
    """What was typed, where it is a day already, and then what it may be the beginning of; each with the day it means.

    Of several phrases for one day the first is offered.
    """
    seen: set[date] = set()
    for phrase in (text.strip(), *_beginning(text, _PAST if lean == "past" else _FUTURE, _counted(text, lean))):
        try:
            day = parse_date(phrase, today=today, lean=lean, day_first=day_first)
        except NotADate:
            continue
        if day not in seen:
            seen.add(day)
            yield phrase, day


def cadences(text: str) -> Iterator[tuple[str, CadenceWords]]:
    """The same for how often."""
    number = _NUMBER.match(text.removeprefix("every ").strip())
    counted = [f"every {number[1]} {unit}s" for unit in ("day", "week", "month")] if number else []
    typed = counted if number and number.end() == len(text.removeprefix("every ").strip()) else []
    seen: set[CadenceWords] = set()
    for phrase in (text.strip(), *typed, *_beginning(text, _CADENCES, counted)):
        try:
            words = parse_cadence(phrase)
        except NotACadence:
            continue
        if words is not None and words not in seen:
            seen.add(words)
            yield phrase, words


def _counted(text: str, lean: Lean) -> list[str]:
    """Spans of the number that somebody began with."""
    number = _NUMBER.match(text.strip().casefold())
    if number is None:
        return []
    units = ("days", "weeks", "months")
    count = number[1]
    if lean == "past":
        return [f"{count} {unit} ago" for unit in units]
    return [f"in {count} {unit}" for unit in units] + [f"{count} {unit}" for unit in units]


def _beginning(text: str, phrases: Iterable[str], counted: Iterable[str]) -> Iterator[str]:
    begun = " ".join(text.casefold().split())
    return (phrase for phrase in dict.fromkeys((*counted, *phrases)) if phrase.startswith(begun))

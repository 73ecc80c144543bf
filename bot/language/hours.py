"""Reads a time of day and a set of weekdays."""

import re

from bot.language.words import shown

_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = {
    "weekdays": range(1, 6),
    "workdays": range(1, 6),
    "weekend": range(6, 8),
    "every day": range(1, 8),
    "daily": range(1, 8),
}


def parse_hour(text: str) -> int:
    """Minutes after midnight of "9", "9:30", "09.30", "7 pm"; raises ValueError with a sentence."""
    match = _HOUR.fullmatch(text.strip())
    if match:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = (match["half"] or "").casefold()[:1]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise ValueError(f'I can\'t read "{shown(text)}" as a time of day. Try "9:30" or "7 pm".')


def parse_workdays(text: str) -> frozenset[int]:
    """ISO weekdays (Monday is 1) of "mon-fri", "mon, wed, fri", "weekdays"; raises ValueError with a sentence."""
    words = text.strip().casefold()
    if words in _GROUPS:
        return frozenset(_GROUPS[words])
    days: set[int] = set()
    for part in re.split(r"[,\s]+(?:and\s+)?", re.sub(r"\s*(?:-|–|\bto\b)\s*", "-", words)):
        ends = [_weekday(end) for end in part.split("-")]
        if not part or None in ends or len(ends) > 2:
            raise ValueError(f'I can\'t read "{shown(text)}" as weekdays. Try "mon-fri" or "mon, wed, fri".')
        first, last = ends[0] or 1, ends[-1] or 1
        span = (last - first) % 7
        days |= {(first - 1 + step) % 7 + 1 for step in range(span + 1)}
    return frozenset(days)


def _weekday(word: str) -> int | None:
    found = [number for number, day in enumerate(_DAYS, 1) if word.startswith(day)]
    return found[0] if found else None

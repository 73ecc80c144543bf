"""Reads how many people one wants to hear about: "2 a day, 5 a week"; and how long one wants to be left alone."""

import re
from datetime import date

from bot.language.dates import NotADate, parse_date
from bot.language.words import shown

_PART = re.compile(r"(?P<count>\d{1,4})\s*(?:people\s*)?(?:an?|per|each|every|/)\s*(?P<span>day|week)")
_BETWEEN = re.compile(r"\s*(?:,|;|and|&|\s)\s*")
_OFF = frozenset({"off", "no", "none", "end", "over", "resume", "stop"})


def parse_budget(text: str) -> dict[str, int]:
    """How many a "day" and a "week", as far as it is said; raises ValueError with a sentence."""
    rest = text.strip().casefold()
    found: dict[str, int] = {}
    while match := _PART.match(rest):
        if match["span"] in found:
            break
        found[match["span"]] = int(match["count"])
        rest = rest[match.end() :]
        gap = _BETWEEN.match(rest)
        rest = rest[gap.end() :] if gap else rest
    if rest or not found:
        raise ValueError(f'I can\'t read "{shown(text)}" as a budget. Try "2 a day, 5 a week".')
    return found


def parse_pause(text: str, *, today: date, day_first: bool) -> date | None:
    """The first day after a pause, None where it is to end; raises ValueError with a sentence."""
    words = text.strip().casefold()
    if words in _OFF:
        return None
    words = re.sub(r"^(?:until|till|to|for|the next)\s+", "", words)
    example = 'Try "2 weeks", "until 3 May" or "off".'
    try:
        until = parse_date(words, today=today, lean="future", day_first=day_first)
    except NotADate as unread:
        raise ValueError(f'I can\'t read "{shown(text)}" as a pause. {example}') from unread
    if until <= today:
        raise ValueError(f"That day is not ahead of us, so there would be no pause. {example}")
    return until

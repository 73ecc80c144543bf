"""How often two people are in touch by what was noted, whatever the user wished for."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median

from bot.domain.cadence import Cadence, Unit

LEAST = 5
"""Noted days from which on a pair has a rhythm of its own."""
OFFERED_AT = frozenset({5, 10, 20})
"""The counts of noted contacts at which it is offered as the cadence."""
_LATEST = 8
_DIFFERENT = 0.5


def own_rhythm(days: Iterable[date]) -> int | None:
    """The usual gap in days: the median of those between the last eight noted days; None with fewer than five."""
    distinct = sorted(set(days))[-_LATEST:]
    if len(distinct) < LEAST:
        return None
    gaps = [(later - sooner).days for sooner, later in pairwise(distinct)]
    return round(median(gaps))


def as_cadence(days: int) -> Cadence:
    """A gap as people say it: in days below ten, then in weeks, months from ten weeks on, years from two on."""
    if days < 10 and days != 7:
        return Cadence(max(days, 1), Unit.DAY)
    if days < 70:
        return Cadence(round(days / 7), Unit.WEEK)
    if days < 700:
        return Cadence(round(days / 30.44), Unit.MONTH)
    return Cadence(min(round(days / 365), 10), Unit.YEAR)


def differs(own: int, span: int) -> bool:
    """Whether the pair's own rhythm is more than half the kept one away from it."""
    return abs(own - span) > _DIFFERENT * span

"""Whom a user has probably talked to this week without noting it: the names on the Friday card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from bot.domain.cadence import Cadence
from bot.domain.ids import ContactId
from bot.domain.strength import HALF_LIFE, Tie

NAMES = 10
"""Names on one card at most."""
WEEK = timedelta(days=7)
_MEMORY = HALF_LIFE / log(2)
"""The days over which a tie's strength counts contact, as if each of them counted in full."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact who is kept, with what is known about how often there is contact."""

    contact: ContactId
    rhythm: Cadence
    tie: Tie


def likely_talked(candidates: Iterable[Candidate], today: date) -> tuple[ContactId, ...]:
    """Up to ten contacts whom the user has most likely been in touch with in the week that ends today, likeliest first.

    Whoever was noted in that week is left out.
    """
    start = today - WEEK
    unnoted = [each for each in candidates if each.tie.last_on is None or each.tie.last_on <= start]
    ranked = sorted(unnoted, key=lambda each: (-_rate(each, today), each.contact))
    return tuple(each.contact for each in ranked[:NAMES])


def _rate(candidate: Candidate, today: date) -> float:
    """Contact a day: what was noted in the days that the tie's strength remembers, and one contact in one cadence.

    So the cadence decides while little is noted, and what is noted decides in time.
    """
    return (1 + candidate.tie.strength(today)) / (candidate.rhythm.days(today) + _MEMORY)

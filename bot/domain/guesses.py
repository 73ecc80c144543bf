"""Whom a user has probably talked to this week without noting it: the names on the Friday card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from bot.domain.cadence import Cadence
from bot.domain.ids import ContactId
from bot.domain.strength import HALF_LIFE, Tie

NAMES = 10
"""Names on one card at most."""
WEEK = timedelta(days=7)
_MEMORY = HALF_LIFE / log(2)
"""The days over which a tie's strength counts contact, as if each of them counted in full."""
_UNPRESSED = 0.1
"""The chance that somebody acted on a nudge of this week and pressed nothing: guessed, and small."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kept contact: its rhythm, its tie, and the day of the last nudge that nobody has answered."""

    contact: ContactId
    rhythm: Cadence
    tie: Tie
    asked_on: date | None = None


def likely_talked(candidates: Iterable[Candidate], today: date) -> tuple[ContactId, ...]:
    """Up to ten contacts whom the user has most likely been in touch with in the week that ends today, likeliest first.

    Whoever was noted in that week is left out.
    """
    start = today - WEEK
    unnoted = [each for each in candidates if each.tie.last_on is None or each.tie.last_on <= start]
    ranked = sorted(unnoted, key=lambda each: (-_chance(each, today), each.contact))
    return tuple(each.contact for each in ranked[:NAMES])


def _chance(candidate: Candidate, today: date) -> float:
    """The chance of contact within a week.

    Contact is taken to come at a steady rate: what was noted lately, and once in a cadence as long as little is known.
    """
    rate = (1 + candidate.tie.strength(today)) / (candidate.rhythm.days(today) + _MEMORY)
    asked = candidate.asked_on is not None and candidate.asked_on > today - WEEK
    return 1 - exp(-rate * WEEK.days) * (1 - _UNPRESSED * asked)

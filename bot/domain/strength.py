"""How strong a tie is: contact adds to it and time takes away. Shown to people as a band, never as a number.

`S(t) = sum of w_i * 2^(-age_i / 180 days)`. Stored by forward decay (Cormode et al. 2009, ICDE): as a number that time
does not change, so two ties compare by it on any day and a new contact only adds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import exp, exp2, log1p

from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.rhythm import own_rhythm

HALF_LIFE = 180
"""Days in which a contact loses half of its weight."""
_LANDMARK = date(2020, 1, 1)
_SATURATION = 8.0
_WEIGHTS = {Medium.IN_PERSON: 3.0, Medium.TALK: 2.0, Medium.CALL: 2.0, Medium.VIDEO: 2.0}
_TWO_WAY, _ONE_WAY = 1.0, 0.25


class Band(StrEnum):
    """What people see of a tie's strength."""

    STRONG = "strong"
    WARM = "warm"
    FAINT = "faint"
    FADED = "faded"


_BANDS = ((0.70, Band.STRONG), (0.35, Band.WARM), (0.10, Band.FAINT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What all interactions with one contact add up to.

    `decay` is the forward-decayed sum; `peak` is the highest value that S ever had, on the day `peak_on`. `own_days` is
    the pair's own rhythm in days, once there is enough to tell it by.
    """

    last_on: date | None = None
    decay: float = 0.0
    peak: float = 0.0
    peak_on: date | None = None
    own_days: int | None = None

    def touched(self, on: date, weight: float) -> "Tie":
        """The tie after one more contact that is not older than the last one."""
        decay = self.decay + weight * _growth(on)
        now = decay / _growth(on)
        higher = now > self.peak
        return Tie(
            last_on=on,
            decay=decay,
            peak=now if higher else self.peak,
            peak_on=on if higher else self.peak_on,
            own_days=self.own_days,
        )

    def strength(self, today: date) -> float:
        """S on that day."""
        return self.decay / _growth(today)

    def band(self, today: date) -> Band:
        """The band of `1 - e^(-S/8)`."""
        return _band(self.strength(today))

    def peak_band(self) -> Band:
        """The band at the tie's best time."""
        return _band(self.peak)


def weight(medium: Medium, began: Began) -> float:
    """What one contact adds: in person 3, a talk, call or video 2, two-way message 1, one-way 0.25."""
    if medium in _WEIGHTS:
        return _WEIGHTS[medium]
    return _TWO_WAY if began is Began.BOTH else _ONE_WAY


def tie_of(interactions: Iterable[Interaction]) -> Tie:
    """The tie that these interactions add up to, in whatever order they come."""
    tie = Tie()
    ordered = sorted(interactions, key=lambda interaction: interaction.on)
    for each in ordered:
        tie = tie.touched(each.on, weight(each.medium, each.began))
    return replace(tie, own_days=own_rhythm(each.on for each in ordered))


def band_of(decay: float, today: date) -> Band:
    """The band of a forward-decayed sum, as the directory stores it."""
    return _band(decay / _growth(today))


def least_decay(band: Band, today: date) -> float:
    """The smallest forward-decayed sum that is in that band, or in a better one, on a day."""
    share = next((least for least, each in _BANDS if each is band), 0.0)
    return -_SATURATION * log1p(-share) * _growth(today)


def _growth(day: date) -> float:
    return exp2((day - _LANDMARK) / timedelta(days=HALF_LIFE))


def _band(strength: float) -> Band:
    share = 1 - exp(-strength / _SATURATION)
    return next((band for least, band in _BANDS if share >= least), Band.FADED)

"""A year of one person with 150 contacts, drawn from a seed: what happens by itself, and what nudges would bring about.

It is a model. What it assumes:

- **People.** 5 in the inner circle, 10 close, 35 wider, 100 in the network, with cadences of 7, 30, 90 and 365 days.
  All 150 ties are alive on the first day.
- **Contact by itself.** Each tie has a hidden rate that nobody knows: in the median half of what its circle asks for,
  spread log-normally (sigma 1: for one tie in six it is less than a fifth). Gaps come in bursts (Weibull, shape 0.7).
  The four years before the first day are drawn in the same way.
- **Logging.** 30 to 60% of that contact is never logged: the share is drawn for the seed.
- **Acting.** A nudge is acted on with a chance of 10 to 40% in the mean, drawn for the seed and spread over people
  (beta), so that some are hardly ever written to. The answer about one person is drawn once a week: asking again in
  the same week changes nothing. To act is to be in touch on that day and to press the button: real, and logged.
- **What is known at first.** Of each contact, what people remember: this month, this year, or longer ago.
- **The Friday card.** Each name on it whom the user talked to in the week is ticked with a chance of one half.
- **The review.** Each person in it is kept with a chance of one half; about the others it stays silent.

Nobody moves away, falls out with the user or is met for the first time. There are no birthdays and no holidays, and no
nudge is put off. How a person tires of nudges is in `living`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import gamma, log
from random import Random

from bot.domain.cadence import Circle

FIRST = date(2026, 1, 5)
"""The first day, a Monday."""
DAYS = 365
SIZES = {Circle.INNER: 5, Circle.CLOSE: 10, Circle.WIDER: 35, Circle.NETWORK: 100}
RATE = 0.5
"""The median of contact that happens by itself, in contacts a cadence."""

_PAST = 4 * DAYS
_SPREAD, _BURSTS, _EVENNESS = 1.0, 0.7, 4.0
_ACTED, _UNLOGGED = (0.10, 0.40), (0.30, 0.60)
_TICKED, _KEPT = 0.5, 0.5

Memory = Callable[[Random, Circle, int], int]
"""What is known on the first day of a last contact so many days ago: a day before the first one, zero or negative."""


def span(circle: Circle) -> int:
    """Days of a circle's cadence."""
    return circle.cadence.days(FIRST)


def lost_after(circle: Circle) -> int:
    """Days without contact after which a tie counts as lost: eight times the gap that its circle asks for.

    Eight times: Navarro et al. 2017, EPJ Data Science 6:10. At most three years: Levin, Walter, Murnighan 2011, Org.
    Science 22:923. At least half a year, since a long holiday ends no friendship.
    """
    return min(max(8 * span(circle), 180), 3 * DAYS)


def slips_after(circle: Circle) -> int:
    """Days without contact after which one is out of touch: three cadences, from where Kith calls a tie slipping."""
    return 3 * span(circle)


def date_of(day: int) -> date:
    """The date of a day of the year."""
    return FIRST + timedelta(days=day)


def roughly(random: Random, circle: Circle, ago: int) -> int:
    """This month, this year, or longer ago: taken for 15, 180 and 730 days."""
    return -next(taken for within, taken in ((30, 15), (DAYS, 180), (_PAST, 730)) if ago <= within)


def by_year(random: Random, circle: Circle, ago: int) -> int:
    """As `roughly`, but a year or two ago is told from longer ago: taken for 545 and 910 days."""
    return -next(taken for within, taken in ((30, 15), (DAYS, 180), (2 * DAYS, 545), (_PAST, 910)) if ago <= within)


def nothing(random: Random, circle: Circle, ago: int) -> int:
    """All cadences begin on the first day."""
    return 0


def staggered(random: Random, circle: Circle, ago: int) -> int:
    """Nothing is known either, and the cadences of a circle end one after the other."""
    return -random.randrange(span(circle))


@dataclass(frozen=True, slots=True)
class Someone:
    """One contact. Days count from the first one.

    `before` is the day of the last contact before it, `known` what the user remembers of that. `touched` are the days
    of contact that happens by itself, `logged` those that are noted, `ticked` those that would be ticked on a card. A
    nudge is acted on when the week's draw in `answers` is below `chance`. `keeps` are the answers to the reviews.
    """

    circle: Circle
    chance: float
    before: int
    known: int
    touched: tuple[int, ...]
    logged: frozenset[int]
    ticked: frozenset[int]
    answers: tuple[float, ...]
    keeps: tuple[bool, ...]

    def acts(self, day: int, willing: float = 1.0) -> bool:
        """Whether a nudge on that day is acted on by somebody who is so willing, 1 being not tired at all."""
        return self.answers[day // 7] < self.chance * willing


def world(seed: int, *, rate: float = RATE, memory: Memory = roughly) -> tuple[Someone, ...]:
    """The 150 people of a seed."""
    random = Random(seed)
    acted, unlogged = random.uniform(*_ACTED), random.uniform(*_UNLOGGED)
    circles = [circle for circle, size in SIZES.items() for _ in range(size)]
    return tuple(
        _someone(Random(f"{seed}:{number}"), circle, acted, unlogged, rate, memory)
        for number, circle in enumerate(circles)
    )


def _someone(random: Random, circle: Circle, acted: float, unlogged: float, rate: float, memory: Memory) -> Someone:
    before, touched = -_PAST, list[int]()
    while -before > lost_after(circle):
        days = list(_contacts(random, span(circle) / random.lognormvariate(log(rate), _SPREAD)))
        before = max((day for day in days if day < 0), default=-_PAST)
        touched = sorted({day for day in days if day >= 0})
    return Someone(
        circle=circle,
        chance=random.betavariate(_EVENNESS * acted, _EVENNESS * (1 - acted)),
        before=before,
        touched=tuple(touched),
        logged=frozenset(day for day in touched if random.random() >= unlogged),
        ticked=frozenset(day for day in touched if random.random() < _TICKED),
        answers=tuple(random.random() for _ in range(DAYS // 7 + 1)),
        keeps=tuple(random.random() < _KEPT for _ in range(12)),
        known=memory(random, circle, -before),
    )


def _contacts(random: Random, mean: float) -> Iterator[int]:
    """Days of contact, so many days apart in the mean, from long ago to the end of the year."""
    scale = mean / gamma(1 + 1 / _BURSTS)
    day = -_PAST + random.random() * random.weibullvariate(scale, _BURSTS)
    while day < DAYS:
        yield int(day // 1)
        day += random.weibullvariate(scale, _BURSTS)

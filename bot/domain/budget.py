"""How many people a user is asked about, and whom first.

What this order is worth is measured by tests/benchmarks/policy.py and told in docs/explanation/nudging.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from bot.domain.cadence import Cadence, Circle
from bot.domain.ids import ContactId

A_DAY = 3
"""Cadence nudges on one day at most, unless the user wants another number."""
A_WEEK = 7
"""Cadence nudges in any seven local days at most, unless the user wants another number."""
INTERRUPTIONS = 12
"""People that one may hear about in any seven local days, for whatever reason but a date."""
SEEN_TO_A_DAY = 5
"""People about whom a digest brings follow-ups: what is more than a message can hold waits for the next one."""
SEEN_TO_AT_ONCE = 3
"""Follow-ups about one person that a digest brings."""
REST = timedelta(days=2)
"""For how long after a date or a follow-up no cadence brings up the same person."""
MOST_A_DAY = 10
"""The most that a user may ask for on a day."""
MOST_A_WEEK = 35
"""The most that a user may ask for in seven days."""
_REPEATED = 0.5
"""What a tie's fading counts for somebody whose last nudge had no answer: the next one is less likely to have one."""


@dataclass(frozen=True, slots=True)
class Due:
    """A contact whose cadence is due: in which circle, how far faded, its cadence in days, and whether told before."""

    contact: ContactId
    circle: Circle | None
    fading: float
    span: int
    repeated: bool = False

    @property
    def urgency(self) -> float:
        """By what those come first whom it is most worth asking about."""
        return self.fading * _REPEATED if self.repeated else self.fading


def room(told_today: int, told_in_week: int, *, a_day: int = A_DAY, a_week: int = A_WEEK) -> int:
    """How many more cadence nudges fit today, given those of today and of the seven days that end today."""
    return max(0, min(a_day - told_today, a_week - told_in_week))


def demand(rhythms: Iterable[Cadence], today: date) -> float:
    """How many people a week one would have to be told about to keep all these cadences: the sum of 7 / days."""
    return sum(7 / rhythm.days(today) for rhythm in rhythms)


def choose(due: Sequence[Due], places: int, last_asked: Mapping[Circle | None, date], today: date) -> tuple[Due, ...]:
    """Whom to ask about today: the most urgent, with one place for the circle that has waited longest for its cadence.

    So no circle starves while another one always has somebody more urgent, and a day counts for more where people are
    met each week than where they are met each year.
    """
    if places <= 0 or not due:
        return ()

    def waited(each: Due) -> float:
        asked = last_asked.get(each.circle)
        return inf if asked is None else (today - asked).days / each.span

    ranked = sorted(due, key=lambda each: (-each.urgency, each.contact))
    waiting = max(ranked, key=waited).circle
    first = next(each for each in ranked if each.circle == waiting)
    others = [each for each in ranked if each is not first][: places - 1]
    return tuple(each for each in ranked if each is first or each in others)

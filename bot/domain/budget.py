"""How many people a user is asked about, and whom first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.cadence import Cadence, Circle
from bot.domain.ids import ContactId

A_DAY = 3
"""Cadence nudges on one day at most, unless the user wants another number."""
A_WEEK = 7
"""Cadence nudges in any seven local days at most, unless the user wants another number."""
INTERRUPTIONS = 12
"""People that one may hear about in any seven local days, for whatever reason but a date."""


MOST_A_DAY = 10
"""The most that a user may ask for on a day."""
MOST_A_WEEK = 35
"""The most that a user may ask for in seven days."""


@dataclass(frozen=True, slots=True)
class Due:
    """A contact whose cadence is due: how overdue, in cadences, in which circle, and whether it was told before."""

    contact: ContactId
    circle: Circle | None
    overdue: float
    repeated: bool = False


def room(told_today: int, told_in_week: int, *, a_day: int = A_DAY, a_week: int = A_WEEK) -> int:
    """How many more cadence nudges fit today, given those of today and of the seven days that end today."""
    return max(0, min(a_day - told_today, a_week - told_in_week))


def demand(rhythms: Iterable[Cadence], today: date) -> float:
    """How many people a week one would have to be told about to keep all these cadences: the sum of 7 / days."""
    return sum(7 / rhythm.days(today) for rhythm in rhythms)


def choose(due: Sequence[Due], places: int, last_asked: Mapping[Circle | None, date]) -> tuple[Due, ...]:
    """Whom to ask about today: the most overdue, with one place for the circle that was asked longest ago.

    So no circle starves while another one always has somebody more overdue; and nobody is repeated while others were
    never asked about.
    """
    if places <= 0 or not due:
        return ()
    ranked = sorted(due, key=lambda each: (each.repeated, -each.overdue, each.contact))
    waiting = min({each.circle for each in ranked}, key=lambda circle: (last_asked.get(circle, date.min), circle or ""))
    first = next(each for each in ranked if each.circle == waiting)
    others = [each for each in ranked if each is not first][: places - 1]
    return tuple(sorted((first, *others), key=lambda each: (-each.overdue, each.contact)))

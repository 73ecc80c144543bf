"""How often to be in touch, and what state a tie is in by that measure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta


class Unit(StrEnum):
    """What a cadence counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_MOST = {Unit.DAY: 3650, Unit.WEEK: 520, Unit.MONTH: 120, Unit.YEAR: 10}


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often to be in touch: 10 days, 6 weeks, 3 months, 1 year."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < self.count <= _MOST[self.unit]:
            raise ValueError("A cadence is at least a day and at most ten years.")

    def after(self, day: date) -> date:
        """The day one cadence later; a month that is too short gives its last day."""
        match self.unit:
            case Unit.DAY:
                return day + timedelta(days=self.count)
            case Unit.WEEK:
                return day + timedelta(weeks=self.count)
            case Unit.MONTH:
                return day + relativedelta(months=self.count)
            case Unit.YEAR:
                return day + relativedelta(years=self.count)

    def days(self, start: date) -> int:
        """How many days it spans from a day on."""
        return (self.after(start) - start).days

    def __str__(self) -> str:
        if self.count == 1:
            return f"every {self.unit}"
        return f"every {self.count} {self.unit}s"


class Circle(StrEnum):
    """A cadence with a name."""

    INNER = "inner"
    CLOSE = "close"
    WIDER = "wider"
    NETWORK = "network"

    @property
    def cadence(self) -> Cadence:
        """How often people of this circle are met unless said otherwise."""
        return _CADENCES[self]


# Weekly for the innermost, monthly for the next, yearly for the outermost follow Dunbar (The Atlantic, 2021-05-20);
# 90 days lies between.
_CADENCES = {
    Circle.INNER: Cadence(7, Unit.DAY),
    Circle.CLOSE: Cadence(30, Unit.DAY),
    Circle.WIDER: Cadence(90, Unit.DAY),
    Circle.NETWORK: Cadence(365, Unit.DAY),
}


class Standing(StrEnum):
    """Where a tie stands against its cadence."""

    ON_TRACK = "on track"
    DUE = "due"
    OVERDUE = "overdue"
    SLIPPING = "slipping"
    DORMANT = "dormant"


_DUE, _OVERDUE, _SLIPPING = 1.0, 1.5, 3.0
_DORMANT_TIMES = 8
"""Beyond eight times the usual gap a tie has most likely decayed (Navarro et al. 2017, EPJ Data Science 6:10)."""
_DORMANT_LEAST = 180
_DORMANT_ALWAYS = 3 * 365
"""Three years without contact: dormant whatever the cadence (Levin, Walter, Murnighan 2011, Org. Science 22:923)."""


def standing(since: date, today: date, cadence: Cadence, circle: Circle | None, usual: int | None = None) -> Standing:
    """The state of a tie whose last contact, or whose keeping, began on `since`.

    `usual` is the pair's own gap in days, by which it goes dormant where that is known.
    """
    elapsed = (today - since).days
    span = cadence.days(since)
    if elapsed >= _DORMANT_ALWAYS and elapsed > span:
        return Standing.DORMANT
    fades = circle not in (Circle.INNER, Circle.CLOSE)
    if fades and elapsed >= lapses_after(usual or span):
        return Standing.DORMANT
    times = elapsed / span
    if times < _DUE:
        return Standing.ON_TRACK
    if times < _OVERDUE:
        return Standing.DUE
    return Standing.OVERDUE if times < _SLIPPING else Standing.SLIPPING


def lapses_after(gap: int) -> int:
    """Days without contact after which a tie with that usual gap has most likely decayed."""
    return max(_DORMANT_TIMES * gap, _DORMANT_LEAST)


def slower(circle: Circle | None, cadence: Cadence | None) -> tuple[Circle | None, Cadence | None]:
    """The next slower circle, or twice the cadence; the outermost circle becomes a cadence of two years."""
    if cadence is not None:
        return circle, Cadence(min(2 * cadence.count, _MOST[cadence.unit]), cadence.unit)
    if circle is None or circle is Circle.NETWORK:
        return circle, Cadence(2, Unit.YEAR) if circle is not None else None
    circles = tuple(Circle)
    return circles[circles.index(circle) + 1], None


def staggered(place: int, count: int, cadence: Cadence, today: date) -> date:
    """The day from which the cadence of one of several people who are kept at once counts.

    The first due days of all are spread evenly over the cadence; the last one, or a single one, begins today.
    """
    span = cadence.days(today)
    return today - timedelta(days=span - -(-span * (place + 1) // count))


def overdue_by(since: date, today: date, cadence: Cadence) -> float:
    """How overdue a tie is, in cadences: `(elapsed - cadence) / cadence`; 0 on the due day."""
    span = cadence.days(since)
    return ((today - since).days - span) / span


def fading(since: date, today: date, cadence: Cadence) -> float:
    """How far a tie has faded: the days since, as a part of those until it slips plus of those until it is dormant.

    By the first alone, which is how overdue it is, wide circles would come last until it is too late for them; by the
    second alone they would come first.
    """
    elapsed, span = (today - since).days, cadence.days(since)
    return elapsed / (_SLIPPING * span) + elapsed / _dormant_after(span)


def _dormant_after(span: int) -> int:
    """Days without contact after which a tie of that cadence is dormant, in whatever circle."""
    return min(max(_DORMANT_TIMES * span, _DORMANT_LEAST), max(_DORMANT_ALWAYS, span))


def patience(span: int) -> int:
    """Days after which a nudge without an answer is asked again: half the cadence, at least 7 and at most 30."""
    return min(max(span // 2, 7), 30)

"""What Kith is compared with: three plain ways of bringing people up, and one that knows the future."""

from collections.abc import Sequence

from bot.domain.budget import room
from tests.benchmarks.kith_policy import is_open
from tests.benchmarks.living import Policy
from tests.benchmarks.person_year import DAYS, Someone, lost_after, slips_after, span


class _Calendar(Policy):
    """What the plain ways share: the cadences, and the last contact of each person as far as it was logged."""

    def __init__(self, people: Sequence[Someone]) -> None:
        self._spans = [span(each.circle) for each in people]
        self._known = [each.known for each in people]

    def noted(self, number: int, day: int) -> None:
        """Begins the cadence anew."""
        self._known[number] = day

    def _gaps(self, day: int) -> list[tuple[int, int, int]]:
        """Each person's number, days since the last contact, and cadence."""
        pairs = zip(self._known, self._spans, strict=True)
        return [(number, day - last, length) for number, (last, length) in enumerate(pairs)]


class OneWhenDue(_Calendar):
    """One message a person when the cadence ends, and again whenever another cadence has passed without a log.

    Those who are overdue on the first day all come on it.
    """

    def ask(self, day: int) -> Sequence[int]:
        """Those whose cadence ends today."""
        return [n for n, gap, length in self._gaps(day) if gap >= length and (gap % length == 0 or day == 0)]

    def messages(self, day: int, asked: Sequence[int]) -> int:
        """One each."""
        return len(asked)


class DailyList(_Calendar):
    """One message each workday with everybody who is overdue."""

    def ask(self, day: int) -> Sequence[int]:
        """All who are due."""
        return [n for n, gap, length in self._gaps(day) if gap >= length] if is_open(day) else ()


class Timetable(_Calendar):
    """One message a person each cadence, on days that were fixed at first, whatever is logged."""

    def ask(self, day: int) -> Sequence[int]:
        """Those whose turn it is; the turns of a circle are spread over its cadence."""
        return [n for n, length in enumerate(self._spans) if (day + 37 * n) % length == 0]

    def messages(self, day: int, asked: Sequence[int]) -> int:
        """One each."""
        return len(asked)


class Clairvoyant(Policy):
    """Knows all contact to come and which nudges would be acted on, and has Kith's budget.

    It asks only where a nudge is needed and will be acted on, those first whose last chance comes first. One that aims
    at ties that never lapse asks about whoever would lapse; one that aims at being in touch in the end asks for one
    contact within the last three cadences. Freed of its `budget` it could do no better than serve all of these needs.
    """

    def __init__(self, people: Sequence[Someone], *, in_the_end: bool = False, budget: bool = True) -> None:
        self._people = people
        self._needs = self._in_the_end if in_the_end else self._lapsing
        self._budget = budget
        self._touched = [frozenset(each.touched) for each in people]
        self._last = [each.before for each in people]
        self._told: list[int] = []

    def ask(self, day: int) -> Sequence[int]:
        """Those who can be saved today, the most urgent first, as far as the budget reaches."""
        chosen: list[int] = []
        if is_open(day):
            chances = [(self._last_chance(number, day), number) for number in range(len(self._people))]
            saved = sorted((last, number) for last, number in chances if last is not None)
            places = room(0, sum(self._told[-6:])) if self._budget else len(saved)
            chosen = [number for _, number in saved[:places]]
        self._told.append(len(chosen))
        for number in {*chosen, *(n for n, days in enumerate(self._touched) if day in days)}:
            self._last[number] = day
        return chosen

    def _last_chance(self, number: int, day: int) -> int | None:
        """The last day on which a nudge can save somebody; None where today's is not needed, or would not be heeded."""
        each = self._people[number]
        needed = self._needs(number, day) if each.acts(day) else None
        if needed is None:
            return None
        return next(on for on in range(needed, day - 1, -1) if is_open(on) and each.acts(on))

    def _lapsing(self, number: int, day: int) -> int | None:
        """The day by which a contact is needed, lest the tie be lost within the year."""
        each = self._people[number]
        end = self._last[number] + lost_after(each.circle)
        saved = end < day or end >= DAYS - 1 or any(day <= on <= end for on in each.touched)
        return None if saved else end

    def _in_the_end(self, number: int, day: int) -> int | None:
        """The last day of the year for whom nothing happens by itself in its last three cadences."""
        each = self._people[number]
        end = DAYS - 1
        start = end - slips_after(each.circle)
        saved = day < start or self._last[number] >= start or any(on >= start for on in each.touched)
        return None if saved else end

"""Lives a person's year under a way of bringing people up, and counts what became of the ties.

A person tires of nudges, whatever their way: who is asked about more than seven people in seven days acts less on each.
The chance is multiplied by `(7 / people asked about in these days) ** fatigue`: with 0 nobody tires, with 0.5 twice as
many asks bring 1.4 times as many answers, with 1 attention is a fixed amount. Each earlier week in which somebody was
brought up in vain since the last contact multiplies it by `repeats`.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.cadence import Circle
from tests.benchmarks.person_year import DAYS, SIZES, Someone, lost_after, slips_after, span

FATIGUE = 0.5
_ENOUGH = 7
_WEEK = 7
_WANTED = {circle: size / span(circle) for circle, size in SIZES.items()}


class Policy:
    """A way of bringing people up. This one never does."""

    def ask(self, day: int) -> Sequence[int]:
        """Whom to ask about on a day's morning, by number."""
        return ()

    def noted(self, number: int, day: int) -> None:
        """Learns that contact was logged."""

    def card(self, day: int) -> Collection[int]:
        """Whom to list in the evening: who did you talk to this week?"""
        return ()

    def messages(self, day: int, asked: Sequence[int]) -> int:
        """How many messages a day brings."""
        return int(bool(asked))


@dataclass(frozen=True, slots=True)
class Year:
    """What became of a year: who was asked about on each day, how long each tie was idle at most, and at the end.

    `needless` asks were about somebody whom the user had been in touch with within the cadence, unlogged.
    """

    people: tuple[Someone, ...]
    asked: tuple[tuple[int, ...], ...]
    messages: int
    needless: int
    longest: tuple[int, ...]
    idle: tuple[int, ...]

    def alive(self, circle: Circle | None = None) -> int:
        """Ties that never were without contact for so long that they count as lost."""
        pairs = zip(self.people, self.longest, strict=True)
        return sum(gap <= lost_after(each.circle) for each, gap in pairs if circle in (None, each.circle))

    def in_touch(self, circle: Circle | None = None) -> int:
        """Ties that had contact within the last three cadences of the year."""
        pairs = zip(self.people, self.idle, strict=True)
        return sum(gap <= slips_after(each.circle) for each, gap in pairs if circle in (None, each.circle))

    def asks(self, circle: Circle | None = None) -> int:
        """How often somebody was asked about."""
        return sum(circle in (None, self.people[number].circle) for day in self.asked for number in day)

    def reached(self, circle: Circle) -> float:
        """The part of a circle that was asked about at least once."""
        reached = {number for day in self.asked for number in day}
        return sum(self.people[number].circle is circle for number in reached) / SIZES[circle]

    def share(self, circle: Circle) -> float:
        """The asks about a circle as a part of its fair share, which is in proportion to what its cadence asks for."""
        fair = self.asks() * _WANTED[circle] / sum(_WANTED.values())
        return self.asks(circle) / fair if fair else 0.0

    def days_over(self, a_day: int, a_week: int) -> int:
        """Days on which more people were asked about than fit into the day, or into the seven days that end with it."""
        counts = [len(day) for day in self.asked]
        weeks = [sum(counts[max(0, day - _WEEK + 1) : day + 1]) for day in range(DAYS)]
        return sum(today > a_day or week > a_week for today, week in zip(counts, weeks, strict=True))


def live(people: tuple[Someone, ...], policy: Policy, *, fatigue: float = FATIGUE, repeats: float = 1.0) -> Year:
    """The year of these people."""
    last = [each.before for each in people]
    longest = [0] * len(people)
    in_vain: list[set[int]] = [set() for _ in people]
    asked: list[tuple[int, ...]] = []
    messages = needless = 0
    touched: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(people):
        for day in each.touched:
            touched[day].append(number)

    def meet(number: int, day: int) -> None:
        longest[number] = max(longest[number], day - last[number])
        last[number] = day
        in_vain[number].clear()

    for day in range(DAYS):
        asked.append(tuple(policy.ask(day)))
        messages += policy.messages(day, asked[day])
        lately = sum(map(len, asked[-_WEEK:]))
        rested = (_ENOUGH / max(_ENOUGH, lately)) ** fatigue
        for number in asked[day]:
            needless += day - last[number] < span(people[number].circle)
            stale = len(in_vain[number] - {day // 7})
            in_vain[number].add(day // 7)
            if people[number].acts(day, rested * repeats**stale):
                meet(number, day)
                policy.noted(number, day)
        for number in touched[day]:
            meet(number, day)
            if day in people[number].logged:
                policy.noted(number, day)
        for number in policy.card(day):
            if any(on in people[number].ticked for on in range(day - _WEEK + 1, day + 1)):
                policy.noted(number, day)
    idle = [DAYS - 1 - day for day in last]
    return Year(people, tuple(asked), messages, needless, tuple(map(max, longest, idle)), tuple(idle))

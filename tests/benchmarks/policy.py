"""What the nudging policy is worth, in numbers: a year of 30 people with 150 contacts each.

python -m tests.benchmarks.policy

The model is described in `person_year` and `living`, what is compared in `kith_policy` and `other_policies`. The policy
was tuned on the even seeds only; the odd ones say whether that holds for people it has not seen. Seeds are fixed, so
the figures are the same each time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.benchmarks import tables
from tests.benchmarks.kith_policy import AsFirstDesigned, Kith
from tests.benchmarks.living import FATIGUE, Policy, Year, live
from tests.benchmarks.other_policies import Clairvoyant, DailyList, OneWhenDue, Timetable
from tests.benchmarks.person_year import RATE, Memory, Someone, by_year, nothing, roughly, staggered, world
from tests.benchmarks.tables import Best

SEEDS = range(30)
TUNED, HELD_OUT = SEEDS[::2], SEEDS[1::2]

Make = Callable[[tuple[Someone, ...]], Policy]

COMPARED: dict[str, Make] = {
    "no nudges": lambda people: Policy(),
    "**Kith**": Kith,
    "Kith without the Friday card": lambda people: Kith(people, friday=False),
    "Kith without the review": lambda people: Kith(people, review=False),
    "Kith as first designed": AsFirstDesigned,
    "one message when due": OneWhenDue,
    "a daily list of all overdue": DailyList,
    "a timetable": Timetable,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is assumed about all people and all ways of nudging them."""

    fatigue: float = FATIGUE
    repeats: float = 1.0
    rate: float = RATE
    memory: Memory = roughly

    def years(self, make: Make, seeds: Iterable[int]) -> list[Year]:
        """The year of each seed."""
        worlds = (world(seed, rate=self.rate, memory=self.memory) for seed in seeds)
        return [live(people, make(people), fatigue=self.fatigue, repeats=self.repeats) for people in worlds]

    def best(self, seeds: Sequence[int], *, budget: bool = True) -> Best:
        """The years of one who knows the future."""
        return Best(
            self.years(lambda people: Clairvoyant(people, budget=budget), seeds),
            self.years(lambda people: Clairvoyant(people, budget=budget, in_the_end=True), seeds),
        )


USUAL = Setting()
SETTINGS = {
    "as above": USUAL,
    "nobody tires of nudges": Setting(fatigue=0.0),
    "attention is a fixed amount": Setting(fatigue=1.0),
    "an ask in vain halves the chance of the next": Setting(repeats=0.5),
    "half as much contact by itself": Setting(rate=RATE / 2),
    "twice as much contact by itself": Setting(rate=RATE * 2),
    "at first, the year of each last contact is known": Setting(memory=by_year),
    "at first nothing is known, cadences are staggered": Setting(memory=staggered),
    "at first nothing is known, cadences begin at once": Setting(memory=nothing),
}
SENSITIVE = ("no nudges", "**Kith**", "Kith as first designed", "a daily list of all overdue")


def report() -> Iterator[str]:
    """All tables, each under its title."""
    years = {name: USUAL.years(make, SEEDS) for name, make in COMPARED.items()}
    best = USUAL.best(SEEDS)
    yield "### Ties after a year\n"
    yield tables.ties(years, best)
    yield "\n### What that asks of a person, each week, and about whom\n"
    yield tables.costs(years)
    yield "\n### The aims\n"
    yield tables.aims(
        {
            f"{name}, {part}": (years[name][half], Best(best.alive[half], best.in_touch[half]))
            for name in ("**Kith**", "Kith as first designed")
            for part, half in (("tuned on", slice(0, None, 2)), ("held out", slice(1, None, 2)))
        }
    )
    kith, first = years["**Kith**"], years["Kith as first designed"]
    yield f"\nHeld out, Kith against its first design: {tables.against(kith[1::2], first[1::2])}."
    yield "\n### Under other assumptions\n"
    yield tables.settings(
        {
            name: (
                {policy: setting.years(COMPARED[policy], HELD_OUT) for policy in SENSITIVE},
                setting.best(HELD_OUT),
            )
            for name, setting in SETTINGS.items()
        }
    )


if __name__ == "__main__":
    for part in report():
        print(part, flush=True)

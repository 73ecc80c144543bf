"""The tables of the policy benchmark, in Markdown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, median, stdev

from bot.domain.budget import A_DAY, A_WEEK
from bot.domain.cadence import Circle
from tests.benchmarks.living import Year
from tests.benchmarks.person_year import DAYS

FORESIGHT = "one who knows the future"
_WEEKS = DAYS / 7


@dataclass(frozen=True, slots=True)
class Best:
    """What one who knows the future reaches, aiming at ties alive, and aiming at being in touch in the end."""

    alive: Sequence[Year]
    in_touch: Sequence[Year]

    def kept(self, years: Sequence[Year]) -> list[float]:
        """Ties alive as a part of what was possible, for each seed."""
        return [year.alive() / best.alive() for year, best in zip(years, self.alive, strict=True)]

    def touched(self, years: Sequence[Year]) -> list[float]:
        """Ties in touch as a part of what was possible, for each seed."""
        return [year.in_touch() / best.in_touch() for year, best in zip(years, self.in_touch, strict=True)]

    def saved(self, years: Sequence[Year], without: Sequence[Year]) -> list[float]:
        """Of the ties that are lost without any nudge and could be saved, the part that was, for each seed."""
        triples = zip(years, without, self.alive, strict=True)
        return [(year.alive() - none.alive()) / (best.alive() - none.alive()) for year, none, best in triples]


def ties(years: Mapping[str, Sequence[Year]], best: Best) -> str:
    """Ties that live, all and by circle; the first of the years are those without any nudge."""
    without = next(iter(years.values()))
    head = ("", "ties alive", "by circle", "of the best", "its worst", "saved", "in touch", "of the best")
    rows = [
        (
            name,
            _spread([year.alive() for year in some]),
            _by_circle(some, Year.alive, "{:.0f}"),
            _percent(median(best.kept(some))),
            _percent(min(best.kept(some))),
            _percent(median(best.saved(some, without))),
            _spread([year.in_touch() for year in some]),
            _percent(median(best.touched(some))),
        )
        for name, some in years.items()
    ]
    by_circle = _by_circle(best.alive, Year.alive, "{:.0f}")
    alive, in_touch = [year.alive() for year in best.alive], [year.in_touch() for year in best.in_touch]
    crown = (FORESIGHT, _spread(alive), by_circle, "100%", "100%", "100%", _spread(in_touch), "100%")
    return _table(head, [*rows, crown])


def costs(years: Mapping[str, Sequence[Year]]) -> str:
    """What is asked of the person, and about whom."""
    head = ("", "messages", "people", "needless", "share of each circle", "its worst", "brought up", "days over")
    rows = [
        (
            name,
            _middle(some, lambda year: year.messages / _WEEKS, "{:.1f}"),
            _middle(some, lambda year: year.asks() / _WEEKS, "{:.1f}"),
            _middle(some, lambda year: year.needless / max(year.asks(), 1), "{:.0%}"),
            _by_circle(some, Year.share, "{:.2f}"),
            f"{least_share(some):.2f}",
            _by_circle(some, Year.reached, "{:.0%}"),
            str(days_over(some)),
        )
        for name, some in years.items()
    ]
    return _table(head, rows)


def aims(halves: Mapping[str, tuple[Sequence[Year], Best]]) -> str:
    """The three aims: of the best one's ties, of a circle's fair share, days over the budget."""
    head = ("", "alive, of the best", "in touch, of the best", "least served circle", "its worst", "days over")
    rows = [
        (
            name,
            _range(best.kept(years)),
            _range(best.touched(years)),
            f"{min(median(year.share(circle) for year in years) for circle in Circle):.2f}",
            f"{least_share(years):.2f}",
            str(days_over(years)),
        )
        for name, (years, best) in halves.items()
    ]
    return _table(head, rows)


def against(years: Sequence[Year], others: Sequence[Year]) -> str:
    """How many ties more one policy keeps than another with the same people: the mean and its standard error."""
    alive = [year.alive() - other.alive() for year, other in zip(years, others, strict=True)]
    in_touch = [year.in_touch() - other.in_touch() for year, other in zip(years, others, strict=True)]
    return " and ".join(
        f"{mean(gained):+.1f} {what} (standard error {stdev(gained) / sqrt(len(gained)):.1f})"
        for gained, what in ((alive, "alive"), (in_touch, "in touch"))
    )


def settings(years: Mapping[str, tuple[Mapping[str, Sequence[Year]], Best]]) -> str:
    """How the comparison changes with what is assumed: ties alive and in touch, in the median."""
    names = tuple(next(iter(years.values()))[0])
    rows = [
        (
            setting,
            *(_pair(some, some) for some in compared.values()),
            _pair(best.alive, best.in_touch),
        )
        for setting, (compared, best) in years.items()
    ]
    return _table(("", *names, FORESIGHT), rows)


def least_share(years: Sequence[Year]) -> float:
    """The least that any circle got of its fair share in any of the years."""
    return min(year.share(circle) for year in years for circle in Circle)


def days_over(years: Sequence[Year]) -> int:
    """The most days in a year on which the budget was exceeded."""
    return max(year.days_over(A_DAY, A_WEEK) for year in years)


def _pair(alive: Sequence[Year], in_touch: Sequence[Year]) -> str:
    return f"{median(year.alive() for year in alive):.0f}, {median(year.in_touch() for year in in_touch):.0f}"


def _middle(years: Sequence[Year], value: Callable[[Year], float], form: str) -> str:
    return form.format(median(map(value, years)))


def _by_circle(years: Sequence[Year], value: Callable[[Year, Circle], float], form: str) -> str:
    return ", ".join(form.format(median(value(year, circle) for year in years)) for circle in Circle)


def _spread(values: Sequence[int]) -> str:
    return f"{median(values):.0f} ({min(values)} to {max(values)})"


def _range(values: Sequence[float]) -> str:
    return f"{_percent(median(values))} ({_percent(min(values))} to {_percent(max(values))})"


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

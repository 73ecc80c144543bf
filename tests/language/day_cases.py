"""The cases of days.csv and not_days.csv; what they are and where they come from says days.md beside them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.language.almanac import Lean

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DayCase:
    """A phrase of a public suite, said on a day, with the day that the suite expects."""

    suite: str
    phrase: str
    today: date
    expected: date
    day_first: bool
    ours: str
    """Where it is another by design, our answer: a day or "refused"."""

    @property
    def lean(self) -> Lean:
        """The side on which the expected day lies."""
        return "past" if self.expected <= self.today else "future"


@dataclass(frozen=True, slots=True)
class NotADay:
    """A phrase that is no day; `why` says why we read it all the same, if we do."""

    suite: str
    phrase: str
    why: str


def day_cases() -> list[DayCase]:
    """All phrases that name a day."""
    return [
        DayCase(
            suite=row["suite"],
            phrase=row["phrase"],
            today=date.fromisoformat(row["today"]),
            expected=date.fromisoformat(row["expected"]),
            day_first=row["order"] == "day first",
            ours=row["ours"],
        )
        for row in _rows("days.csv")
    ]


def not_days() -> list[NotADay]:
    """All phrases that name none."""
    return [NotADay(**row) for row in _rows("not_days.csv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

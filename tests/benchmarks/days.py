"""Prints how days are read by ours and by other readers, on the cases of public suites.

python -m tests.benchmarks.days

Tells, suite by suite, how many phrases are read as the suite expects; how many that are no days are refused; and the
median time a phrase, nothing remembered between two.
"""

from datetime import date
from itertools import compress
from statistics import median
from time import perf_counter
from typing import Final

from bot.language import parse_date
from bot.language.almanac import Lean
from bot.language.dates import NotADate
from bot.language.scanning import LONGEST
from tests.benchmarks.other_readers import Reader, other_readers
from tests.language.day_cases import DayCase, day_cases, not_days

TODAY: Final = date(2026, 3, 11)

Question = tuple[str, date, Lean, bool]
Answers = list[date | None]


def ours(phrase: str, today: date, lean: Lean, day_first: bool) -> date | None:
    """Our reading, None where it is refused."""
    try:
        return parse_date(phrase, today=today, lean=lean, day_first=day_first)
    except NotADate:
        return None


def main() -> None:
    """Print the tables."""
    others, missing = other_readers()
    readers = [Reader("ours", ours), *others]
    cases = day_cases()
    strange = [each.phrase for each in not_days() if not each.why and len(each.phrase) <= LONGEST]
    read = [
        asked(reader, [(case.phrase, case.today, case.lean, case.day_first) for case in cases]) for reader in readers
    ]
    refused = [asked(reader, [(phrase, TODAY, "past", False) for phrase in strange]) for reader in readers]

    print("Days read as the suite expects\n")
    print(row("suite", "cases", *(reader.name for reader in readers)))
    answers = [given for given, _ in read]
    for suite in sorted({case.suite for case in cases}):
        print(counted(suite, cases, answers, [case.suite == suite for case in cases]))
    print(counted("all", cases, answers, [True for _ in cases]))
    print(counted("all but those read otherwise by design", cases, answers, [not case.ours for case in cases]))
    right = (share(given.count(None), len(strange)) for given, _ in refused)
    print(row("refused, of what is no day", len(strange), *right))

    print("\nMicroseconds a phrase, median\n")
    print(row("a day", len(cases), *(f"{median(times):.0f}" for _, times in read)))
    print(row("what is no day", len(strange), *(f"{median(times):.0f}" for _, times in refused)))
    for name in missing:
        print(f"\n{name} is not installed: make bench")


def asked(reader: Reader, questions: list[Question]) -> tuple[Answers, list[float]]:
    """What a reader answers to each, and the microseconds that it takes."""
    reader.read("tomorrow", TODAY, "future", False)  # what is built once is not counted
    answers: Answers = []
    times = []
    for question in questions:
        start = perf_counter()
        answers.append(reader.read(*question))
        times.append((perf_counter() - start) * 1e6)
    return answers, times


def counted(name: str, cases: list[DayCase], answers: list[Answers], among: list[bool]) -> str:
    """The row of some of the cases: how many each reader has right."""
    right = (
        sum(day == case.expected for day, case in compress(zip(given, cases, strict=True), among)) for given in answers
    )
    return row(name, sum(among), *(share(count, sum(among)) for count in right))


def share(part: int, whole: int) -> str:
    """ "937 96.1%"."""
    return f"{part} {part / whole:6.1%}"


def row(name: str, cases: object, *values: str) -> str:
    """A line of a table."""
    return f"{name:40}{cases:>6}" + "".join(f"{value:>15}" for value in values)


if __name__ == "__main__":
    main()

"""How many lines of habit are read exactly right, by kind, and how long one takes: python -m tests.benchmarks.lines

The lines are those of tests/language/habits.toml, read as `log` reads them: those that rules were written for, every
third, held out meanwhile, and some that were written later.
"""

import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bot.chat.option import Reading
from bot.chat.typed import read_line
from bot.commands import REGISTRY
from bot.language.dates import NotADate, parse_date
from bot.language.line import people
from bot.language.names import Book, Candidate, fold
from bot.language.next_step import split_note

HABITS = Path(__file__).parent.parent / "language" / "habits.toml"
TODAY = date(2026, 3, 11)
PARTS = ("written for", "held out", "written later")
KINDS = ("people", "how", "day", "note", "step", "left over")
_LOG = REGISTRY.commands["log"]
_RUNS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """What a line was read as, in the words of the corpus."""

    who: frozenset[str]
    ties: tuple[frozenset[str], ...]
    new: tuple[str, ...]
    how: str
    on: str
    note: str
    steps: tuple[tuple[str, str, str], ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A line, what it was read as, the kinds in which that is not what was meant, and people who were not meant."""

    typed: str
    read: Read
    part: str
    wrong: tuple[str, ...] = ()
    strangers: frozenset[str] = frozenset()


def corpus() -> tuple[Book[str], list[dict[str, Any]]]:
    """The address book and the lines."""
    found = tomllib.loads(HABITS.read_text("utf-8"))
    book = Book(Candidate(id, names[0], tuple(names[1:])) for id, names in found["book"].items())
    first = [{**line, "part": PARTS[number % 3 == 2]} for number, line in enumerate(found["habits"]["lines"])]
    return book, [*first, *({**line, "part": PARTS[2]} for line in found["habits"]["later"])]


def read(typed: str, book: Book[str]) -> Read:
    """A line as `log` reads it."""
    values = read_line(_LOG, typed, Reading(today=TODAY, day_first=True, names=lambda: book))
    who, ties, new = set(), [], []
    for name in people(values.values.get("people", "")):
        label = name.partition("|")[2].rstrip(">")
        match = book.match(name)
        match = book.match(label) if match.sure is None and not match.likely and label else match
        if match.sure is not None:
            who.add(match.sure)
        elif match.likely:
            ties.append(frozenset(match.likely))
        else:
            new.append(fold(name))
    note, steps = split_note(values.values.get("note", ""), today=TODAY, day_first=True)
    return Read(
        who=frozenset(who),
        ties=tuple(ties),
        new=tuple(new),
        how=values.values.get("how", ""),
        on=_day(values.values.get("when", "")),
        note=note,
        steps=tuple((step.kind, step.text, step.on.isoformat() if step.on else "") for step in steps),
        asks=bool(values.unread),
    )


def _day(typed: str) -> str:
    try:
        return parse_date(typed, today=TODAY, lean="past", day_first=True).isoformat() if typed else ""
    except NotADate:
        return "none"


def scores() -> Iterator[Score]:
    """Every line of the corpus, compared."""
    book, lines = corpus()
    for line in lines:
        found = read(line["typed"], book)
        yield Score(
            line["typed"],
            found,
            line["part"],
            wrong=tuple(_wrong(line, found)),
            strangers=found.who - set(line.get("who", ())) if not found.asks else frozenset(),
        )


def _wrong(line: dict[str, Any], found: Read) -> Iterator[str]:
    if line.get("asks", False) != found.asks:
        yield "left over"
    if line.get("asks"):
        return
    tie = frozenset(line.get("tie", ()))
    asked = {*found.new, *(name for each in found.ties for name in each)}
    people_right = found.who == frozenset(line.get("who", ())) and bool(found.ties or found.new) == bool(
        tie or line.get("new")
    )
    if not people_right or not (tie <= asked):
        yield "people"
    for kind, name, value in (("how", "how", found.how), ("day", "on", found.on), ("note", "note", found.note)):
        if line.get(name, "") != value:
            yield kind
    if tuple(map(tuple, line.get("steps", ()))) != found.steps:
        yield "step"


def seconds() -> list[float]:
    """How long each line takes, the fastest of a few runs, everybody's names already read."""
    book, lines = corpus()
    return [min(_seconds(line["typed"], book) for _ in range(_RUNS)) for line in lines]


def _seconds(typed: str, book: Book[str]) -> float:
    start = time.perf_counter()
    read(typed, book)
    return time.perf_counter() - start


def main() -> None:
    """Print the table; with `-v` the lines that are read otherwise, but for those held out."""
    found = list(scores())
    for part in ("", *PARTS):
        some = [each for each in found if part in ("", each.part)]
        right = sum(not each.wrong for each in some)
        print(f"{part or 'all':12} {len(some):4} lines  read exactly right {right:4}  ({right / len(some):.1%})")
    for kind in KINDS:
        right = sum(kind not in each.wrong for each in found)
        print(f"  {kind:10} right {right:4}  ({right / len(found):.1%})")
    print(f"wrong person  {sum(bool(each.strangers) for each in found)}")
    print(f"ties asked    {sum(bool(each.read.ties) for each in found)}")
    took = sorted(each * 1e6 for each in seconds())
    print(f"a line takes  {median(took):.0f} µs (median), {quantiles(took, n=20)[-1]:.0f} µs (95 of 100)")
    if "-v" in sys.argv:
        for each in found:
            if each.wrong and each.part != PARTS[1]:
                print(f"{each.typed!r}: {', '.join(each.wrong)} {each.read}")


if __name__ == "__main__":
    main()

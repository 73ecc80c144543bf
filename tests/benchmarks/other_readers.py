"""Readers of days that others wrote, asked as their documents say. They are the `bench` group of pyproject.toml."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from typing import Any, Final

from bot.language.almanac import Lean

Read = Callable[[str, date, Lean, bool], date | None]
"""The day that a phrase names by a reader, None if it reads none."""

NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class Reader:
    """How one of them reads a phrase."""

    name: str
    read: Read


def other_readers() -> tuple[list[Reader], list[str]]:
    """Those that are installed, and the names of those that are not."""
    made = {"dateparser": _dateparser, "parsedatetime": _parsedatetime, "timefhuman": _timefhuman}
    readers, missing = [], []
    for name, make in made.items():
        try:
            readers.append(Reader(name, make(import_module(name))))
        except ModuleNotFoundError:
            missing.append(name)
    return readers, missing


def _dateparser(library: Any) -> Read:
    def read(phrase: str, today: date, lean: Lean, day_first: bool) -> date | None:
        settings = {
            "RELATIVE_BASE": datetime.combine(today, NOON),
            "PREFER_DATES_FROM": lean,
            "DATE_ORDER": "DMY" if day_first else "MDY",
        }
        found = library.parse(phrase, languages=["en"], settings=settings)
        return found.date() if found else None

    return read


def _parsedatetime(library: Any) -> Read:
    @cache
    def calendar(lean: Lean, day_first: bool) -> Any:
        constants = library.Constants("en_AU" if day_first else "en_US", usePyICU=False)
        constants.DOWParseStyle = -1 if lean == "past" else 1
        return library.Calendar(constants)

    def read(phrase: str, today: date, lean: Lean, day_first: bool) -> date | None:
        found, status = calendar(lean, day_first).parseDT(phrase, sourceTime=datetime.combine(today, NOON))
        return found.date() if status else None

    return read


def _timefhuman(library: Any) -> Read:
    main = import_module("timefhuman.main")
    ways = {"past": main.Direction.previous, "future": main.Direction.next}

    def read(phrase: str, today: date, lean: Lean, _day_first: bool) -> date | None:
        config = main.tfhConfig(now=datetime.combine(today, NOON), direction=ways[lean])
        try:
            found = library.timefhuman(phrase, config=config)
        except Exception:  # it raises errors of many kinds where it reads nothing
            return None
        return found[0].date() if len(found) == 1 and isinstance(found[0], datetime) else None

    return read

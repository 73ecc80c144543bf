"""Tables in text (CSV): where the header is, how its rows are cut, and on which lines they stand.

The standard library's sniffer takes quadratic time on some files, so the delimiter is counted in the header instead.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.interchange.record import Skipped

MOST_ROWS: Final = 20_000

_DELIMITERS: Final = (",", ";", "\t")
_LONGEST_HEADER: Final = 20_000
_MOST_COLUMNS: Final = 300


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns: how many rows end with it, how it is cut, and the names as written."""

    line: int
    delimiter: str
    titles: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in lower case."""
        return tuple(" ".join(title.split()).casefold() for title in self.titles)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]


def header(text: str, fits: Callable[[frozenset[str]], bool], *, within: int = 1) -> Header | None:
    """The first row among so many whose names, in lower case, fit; None if there is none."""
    for number, line in enumerate(text.split("\n", within)[:within], start=1):
        found = _cut(number, line)
        if found is not None and fits(frozenset(found.columns)):
            return found
    return None


def rows(text: str, found: Header, most: int = MOST_ROWS) -> Iterator[Row | Skipped]:
    """The rows below a header that are not blank, and why the rest was left out if there are more than `most`."""
    body = text.split("\n", found.line)[-1] if text.count("\n") >= found.line else ""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=found.delimiter)
    line, count = found.line + 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                if count > most:
                    yield Skipped(line, f"I read {most:,} rows of a file; the rest, from this one on, is left out.")
                    return
                yield Row(line, tuple(cells))
            line = found.line + 1 + reader.line_num
    except csv.Error:
        yield Skipped(line, "A quotation mark is opened here and never closed; the rows after it are left out.")


def _cut(number: int, line: str) -> Header | None:
    if len(line) > _LONGEST_HEADER:
        return None
    delimiter = max(_DELIMITERS, key=line.count)
    if line.count(delimiter) >= _MOST_COLUMNS:
        return None
    titles = tuple(cell.strip().strip('"').strip() for cell in line.split(delimiter))
    return Header(number, delimiter, titles)

"""LinkedIn's Connections.csv: one row a connection, behind a preamble that changes from export to export."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.interchange import fields
from bot.interchange.record import Record, Skipped
from bot.language.dates import NotABirthday, parse_birthday

MOST_ROWS: Final = 20_000

_ROWS_BEFORE_THE_HEADER: Final = 10
_DELIMITERS: Final = (",", ";", "\t")
_NAME_COLUMNS: Final = frozenset({"first name", "last name"})
_OTHER_COLUMNS: Final = frozenset({"url", "email address", "company", "position", "connected on"})
_LEAST_OTHER: Final = 2  # an address book of Outlook shares one of them
_NUMERIC: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class _Header:
    """The row that names the columns: how many rows end with it, and how it is cut."""

    line: int
    delimiter: str
    columns: tuple[str, ...]


def is_linkedin(text: str) -> bool:
    """Whether a text has the header of LinkedIn's connections in its first rows."""
    return _header(text) is not None


def read_connections(text: str) -> Iterator[Record | Skipped]:
    """Each connection as a record, or why it gives none; raises nothing on a text that `is_linkedin`."""
    header = _header(text)
    if header is None:
        return
    body = text.split("\n", header.line)[-1] if text.count("\n") >= header.line else ""
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=header.delimiter)
    line, count = header.line + 1, 0
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                count += 1
                if count > MOST_ROWS:
                    yield Skipped(
                        line, f"I read {MOST_ROWS:,} rows of a file; the rest, from this one on, is left out."
                    )
                    return
                yield _read(line, dict(zip(header.columns, row, strict=False)))
            line = header.line + 1 + rows.line_num
    except csv.Error:
        yield Skipped(line, "A quotation mark is opened here and never closed; the rows after it are left out.")


def _header(text: str) -> _Header | None:
    """The header among the first rows, cut by the delimiter that it holds most often."""
    for number, line in enumerate(text.split("\n", _ROWS_BEFORE_THE_HEADER)[:_ROWS_BEFORE_THE_HEADER], start=1):
        delimiter = max(_DELIMITERS, key=line.count)
        columns = tuple(cell.strip().strip('"').strip().casefold() for cell in line.split(delimiter))
        known = set(columns)
        if known & _NAME_COLUMNS and len(known & _OTHER_COLUMNS) >= _LEAST_OTHER:
            return _Header(number, delimiter, columns)
    return None


def _read(line: int, row: Mapping[str, str]) -> Record | Skipped:
    if any("\n" in cell.strip() for column, cell in row.items() if column in _NAME_COLUMNS):
        return Skipped(line, "A quotation mark is opened here and closed in another row.")
    name = fields.line(f"{row.get('first name', '')} {row.get('last name', '')}")
    if not name:
        return Skipped(line, "The row has no name; LinkedIn leaves it out for members who closed their account.")
    url = fields.url([row.get("url", "")])
    return Record(
        line=line,
        name=name,
        emails=fields.emails([row.get("email address", "")]),
        company=fields.line(row.get("company", "")),
        title=fields.line(row.get("position", "")),
        url=url,
        last_on=_day(row.get("connected on", "")),
        uid=url,
    )


def _day(typed: str) -> date | None:
    """The day of "04 Mar 2026", "Mar 4, 2026", "2026-03-04" or the American 3/4/26 of older exports, if it is one."""
    text = fields.line(typed)
    if numeric := _NUMERIC.match(text):
        month, day, year = numeric.groups()
        text = f"{month}/{day}/{year if len(year) == 4 else '20' + year}"
    try:
        written = parse_birthday(text, day_first=False)
    except NotABirthday:
        return None
    return date(written.year, written.month, written.day) if written.year else None

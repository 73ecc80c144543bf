"""People as a table (CSV) that a spreadsheet opens without running anything, and that is read back as it was.

A cell that would begin a formula gets an apostrophe in front (CWE-1236), phone numbers with their + included. Several
values of one cell stand on lines of their own.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

from bot.interchange.columns import guarded
from bot.interchange.record import Record
from bot.language.dates import Birthday
from bot.language.spoken import day_of_year

_HEADER: Final = (
    "Name",
    "Nickname",
    "E-mail",
    "Phone",
    "Company",
    "Job title",
    "Birthday",
    "Anniversary",
    "Web page",
    "Labels",
    "Last contact",
    "Notes",
)


def write_table(people: Iterable[Record]) -> bytes:
    """One row a person, every cell quoted, with the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(_HEADER)
    for person in people:
        writer.writerow([guarded(cell.replace("\0", "")) for cell in _cells(person)])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _cells(person: Record) -> tuple[str, ...]:
    return (
        person.name,
        "\n".join(person.aliases),
        "\n".join(person.emails),
        "\n".join(person.phones),
        person.company,
        person.title,
        _day(person.birthday),
        _day(person.anniversary),
        person.url,
        "\n".join(person.tags),
        max((each.on.isoformat() for each in person.touches), default=""),
        person.note,
    )


def _day(day: Birthday | None) -> str:
    if day is None:
        return ""
    return f"{day.year:04}-{day.month:02}-{day.day:02}" if day.year else day_of_year(day.month, day.day)

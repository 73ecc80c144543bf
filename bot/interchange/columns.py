"""Which column of a table holds what, and the person that a row then is. Knows no client's names of columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.interchange import fields, table
from bot.interchange.record import Record, Skipped, Touch
from bot.language.words import shown

JOINED: Final = " ::: "
"""What Google puts between the values of one cell."""

_FORMULA: Final = frozenset("=+-@\t\r\n\0")
"""Characters with which a spreadsheet begins to calculate (CWE-1236), or skips to one that does."""


class Part(StrEnum):
    """What a column can hold of a person."""

    NAME = "name"
    FIRST = "first name"
    MIDDLE = "middle name"
    LAST = "last name"
    ALIAS = "nickname"
    EMAIL = "e-mail"
    PHONE = "phone"
    COMPANY = "company"
    TITLE = "job title"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    URL = "web page"
    NOTE = "notes"
    TAGS = "labels"
    LAST_CONTACT = "last contact"


NAMES: Final = frozenset({Part.NAME, Part.FIRST, Part.LAST})
"""Any of these makes a table one of people."""
_SEVERAL: Final = frozenset({Part.EMAIL, Part.TAGS})
Columns = Mapping[Part, tuple[int, ...]]
"""For each part the columns that may hold it, the likeliest first."""


def known(header: table.Header, names: Mapping[str, Part]) -> dict[Part, tuple[int, ...]]:
    """The columns of a header by their names in lower case."""
    found: dict[Part, tuple[int, ...]] = {}
    for index, name in enumerate(header.columns):
        part = names.get(name)
        if part is not None:
            found[part] = (*found.get(part, ()), index)
    return found


def people(text: str, header: table.Header, columns: Columns, *, day_first: bool) -> Iterator[Record | Skipped]:
    """Each row as a record, or why it gives none; a birthday that cannot be read is told and the person taken.

    `day_first` settles days like 3/4 where the column itself does not tell.
    """
    rows = tuple(table.rows(text, header))
    told = fields.day_first(
        cell
        for row in rows
        if isinstance(row, table.Row)
        for cell in _Cells(row, columns).all(Part.BIRTHDAY, Part.LAST_CONTACT)
    )
    for row in rows:
        if isinstance(row, Skipped):
            yield row
        else:
            yield from _person(_Cells(row, columns), day_first if told is None else told)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row by what its cells hold."""

    row: table.Row
    columns: Columns

    def all(self, *parts: Part) -> list[str]:
        """The cells of these parts, without the quotation mark that guards against formulas."""
        cells = self.row.cells
        indexes = (index for part in parts for index in self.columns.get(part, ()) if index < len(cells))
        return [unguarded(cells[index]) for index in indexes]

    def line(self, part: Part) -> str:
        """The first value that is not empty."""
        return next((value for value in map(fields.line, self.all(part)) if value), "")

    def values(self, part: Part) -> list[str]:
        """The values of all cells of a part, cut where several stand in one."""
        return [value for cell in self.all(part) for value in _cut(cell, part)]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet reads as a formula: with an apostrophe in front where it would begin one."""
    return f"'{cell}" if _begins_formula(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _begins_formula(cell) else cell


def _begins_formula(cell: str) -> bool:
    return cell.lstrip("'")[:1] in _FORMULA


def _cut(cell: str, part: Part) -> Iterable[str]:
    lines = cell.replace(JOINED, "\n")
    if part in _SEVERAL:
        lines = lines.replace(";", "\n").replace(",", "\n")
    return (value.strip() for value in lines.split("\n"))


def _person(cells: _Cells, day_first: bool) -> Iterator[Record | Skipped]:
    line = cells.row.line
    if any("\n" in cell.strip() for cell in cells.all(Part.NAME, Part.FIRST, Part.LAST)):
        yield Skipped(line, "A quotation mark is opened here and closed in another row.")
        return
    emails = fields.emails(cells.values(Part.EMAIL))
    company = cells.line(Part.COMPANY)
    parts = " ".join(cells.line(part) for part in (Part.FIRST, Part.MIDDLE, Part.LAST))
    name = cells.line(Part.NAME) or fields.line(parts) or company or next(iter(emails), "")
    if not name:
        yield Skipped(line, "The row has no name, no company and no e-mail address.")
        return
    born = fields.birthday(cells.line(Part.BIRTHDAY), day_first=day_first)
    if born is None and (typed := cells.line(Part.BIRTHDAY)) and any(each in typed for each in "123456789"):
        yield Skipped(line, f'I can\'t read the birthday "{shown(typed)}" of {name}, and take them without it.')
    last = fields.day(cells.line(Part.LAST_CONTACT), day_first=day_first)
    yield Record(
        line=line,
        name=name,
        aliases=fields.aliases(cells.values(Part.ALIAS), name),
        emails=emails,
        phones=fields.phones(cells.values(Part.PHONE)),
        company=company,
        title=cells.line(Part.TITLE),
        birthday=born,
        anniversary=fields.birthday(cells.line(Part.ANNIVERSARY), day_first=day_first),
        url=fields.url(cells.values(Part.URL)),
        note=fields.note("\n".join(cells.all(Part.NOTE))),
        tags=fields.tags(value.removeprefix("* ") for value in cells.values(Part.TAGS)),
        touches=() if last is None else (Touch(last),),
    )

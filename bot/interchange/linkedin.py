"""LinkedIn's Connections.csv: one row a connection, behind a preamble that changes from export to export.

The day on which two connected is no contact and is left where it is.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.interchange import fields, table
from bot.interchange.record import Record, Skipped

_ROWS_BEFORE_THE_HEADER: Final = 10
_NAME_COLUMNS: Final = frozenset({"first name", "last name"})
_OTHER_COLUMNS: Final = frozenset({"url", "email address", "company", "position", "connected on"})
_LEAST_OTHER: Final = 2  # an address book of Outlook shares one of them


def is_linkedin(text: str) -> bool:
    """Whether a text has the header of LinkedIn's connections in its first rows."""
    return _header(text) is not None


def read_connections(text: str) -> Iterator[Record | Skipped]:
    """Each connection as a record, or why it gives none; raises nothing on a text that `is_linkedin`."""
    header = _header(text)
    if header is None:
        return
    for row in table.rows(text, header):
        if isinstance(row, Skipped):
            yield row
        else:
            yield _read(row.line, dict(zip(header.columns, row.cells, strict=False)))


def own_name(text: str) -> str:
    """Whose archive it is, by its Profile.csv; empty if that does not tell."""
    header = table.header(text, lambda known: known >= _NAME_COLUMNS)
    row = next(table.rows(text, header), None) if header is not None else None
    if header is None or not isinstance(row, table.Row):
        return ""
    told = dict(zip(header.columns, row.cells, strict=False))
    return fields.line(f"{told.get('first name', '')} {told.get('last name', '')}")


def _header(text: str) -> table.Header | None:
    return table.header(
        text,
        lambda known: bool(known & _NAME_COLUMNS) and len(known & _OTHER_COLUMNS) >= _LEAST_OTHER,
        within=_ROWS_BEFORE_THE_HEADER,
    )


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
        uid=url,
    )

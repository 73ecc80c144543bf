"""Birthdays and other days of the year."""

from sqlalchemy import ColumnElement, select

from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, UserId
from storage.recorded_rows import RecordedRows
from storage.schema import contact
from storage.schema import important_date as table
from storage.table_rows import TableRows
from storage.transaction import Stored
from storage.vault import Row


class DateRepository:
    """Birthdays and other days of the year."""

    def __init__(self, rows: TableRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, date: DateId) -> ImportantDate | None:
        """The owner's date with that id."""
        row = self._rows.get(owner, date)
        return _date(row) if row is not None else None

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[ImportantDate, ...]:
        """The dates of a contact, in the order of the year."""
        return self._in_year(self._rows.own(owner, table.c.contact_id == contact_id))

    def all(self, owner: UserId) -> tuple[ImportantDate, ...]:
        """All dates of an owner's contacts, but for those merged into another one, in the order of the year."""
        merged = select(contact.c.id).where(contact.c.owner_id == owner, contact.c.merged_into.is_not(None))
        return self._in_year(self._rows.own(owner, table.c.contact_id.not_in(merged)))

    def add(self, date: ImportantDate) -> None:
        """Add a date."""
        self._recorded.insert(_row(date))

    def save(self, date: ImportantDate) -> None:
        """Write a date."""
        self._recorded.update(_row(date))

    def remove(self, owner: UserId, date: DateId) -> None:
        """Remove a date with its reminder."""
        self._recorded.delete(owner, date)

    def _in_year(self, condition: ColumnElement[bool]) -> tuple[ImportantDate, ...]:
        ordered = select(table).where(condition).order_by(table.c.month, table.c.day, table.c.id)
        return tuple(map(_date, self._rows.all(ordered)))


def _row(date: ImportantDate) -> Row:
    return {
        "id": date.id,
        "owner_id": date.owner,
        "contact_id": date.contact,
        "kind": date.kind,
        "month": date.month,
        "day": date.day,
        "year": date.year,
        "label": date.label,
    }


def _date(row: Stored) -> ImportantDate:
    return ImportantDate(
        id=row["id"],
        owner=row["owner_id"],
        contact=row["contact_id"],
        kind=DateKind(row["kind"]),
        month=row["month"],
        day=row["day"],
        year=row["year"],
        label=row["label"],
    )

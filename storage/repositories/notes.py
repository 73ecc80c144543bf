"""What is remembered about contacts, apart from having been in touch."""

from sqlalchemy import Select, select

from bot.domain.ids import ContactId, UserId
from bot.domain.note import Note
from storage.recorded_rows import RecordedRows
from storage.schema import note as table
from storage.table_rows import TableRows
from storage.transaction import Stored
from storage.vault import Row


class NoteRepository:
    """What is remembered about contacts, apart from having been in touch."""

    def __init__(self, rows: TableRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[Note, ...]:
        """Those about a contact, newest first."""
        about = select(table).where(self._rows.own(owner, table.c.contact_id == contact_id))
        return self._some(about.order_by(table.c.day.desc(), table.c.number.desc()))

    def all(self, owner: UserId) -> tuple[Note, ...]:
        """All of an owner, in the order in which they were noted."""
        return self._some(select(table).where(self._rows.own(owner)).order_by(table.c.number))

    def add(self, note: Note) -> None:
        """Add a note."""
        self._recorded.insert(_row(note))

    def save(self, note: Note) -> None:
        """Write a note."""
        self._recorded.update(_row(note))

    def _some(self, statement: Select[tuple[object, ...]]) -> tuple[Note, ...]:
        return tuple(map(_note, self._rows.all(statement)))


def _row(note: Note) -> Row:
    return {
        "id": note.id,
        "owner_id": note.owner,
        "contact_id": note.contact,
        "day": note.on,
        "text": note.text,
    }


def _note(row: Stored) -> Note:
    return Note(id=row["id"], owner=row["owner_id"], contact=row["contact_id"], on=row["day"], text=row["text"])

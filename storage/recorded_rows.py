"""Rows whose writes the open change remembers."""

from collections.abc import Callable, Collection

from storage.journal import Entry, Journal, difference
from storage.table_rows import PlainRows
from storage.vault import Row


class RecordedRows:
    """Rows of one kind, and what about them can be undone: all of it, or the named columns only.

    `owner` names the column that says whose a row is; `contact` the one that says which contact it is about; it is
    found by a function where only some rows are about one.
    """

    def __init__(
        self,
        kind: str,
        rows: PlainRows,
        journal: Journal,
        *,
        owner: str,
        contact: str | Callable[[Row], str | None] | None = None,
        only: Collection[str] = (),
    ) -> None:
        self.kind = kind
        self.plain = rows
        self._journal = journal
        self._owner = owner
        self._contact = contact
        self._only = frozenset(only)

    def insert(self, row: Row) -> None:
        """Add a row."""
        self.plain.insert(row)
        if not self._only:
            self._note(row, None, row)

    def update(self, row: Row) -> bool:
        """Write a row; False where its owner has none with that id."""
        if not self._journal.is_open:
            return self.plain.update(row)
        owner, row_id = str(row[self._owner]), str(row["id"])
        before = self.plain.many(owner, [row_id]).get(row_id)
        if before is None:
            return False
        self._note(row, before, row)
        return self.plain.update(row)

    def delete(self, owner: str, row_id: str) -> None:
        """Remove a row."""
        if self._journal.is_open:
            before = self.plain.many(owner, [row_id]).get(row_id)
            if before is not None:
                self._note(before, before, None)
        self.plain.delete(owner, [row_id])

    def _note(self, row: Row, before: Row | None, after: Row | None) -> None:
        entry = Entry(
            kind=self.kind,
            row=str(row["id"]),
            contact=self._about(row),
            before=self._kept(before, row),
            after=self._kept(after, row),
        )
        self._journal.note(difference(entry))

    def _about(self, row: Row) -> str | None:
        if callable(self._contact):
            return self._contact(row)
        return str(row[self._contact]) if self._contact else None

    def _kept(self, row: Row | None, written: Row) -> Row | None:
        """The columns that can be undone, of those that are written."""
        if row is None:
            return None
        return {column: row[column] for column in written if not self._only or column in self._only}

"""What users did, so that it can be taken back."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Date, select

from bot.domain.change import Change, Undone
from bot.domain.ids import ChangeId, UserId
from storage.journal import Entry, Journal, from_text, merged, to_text
from storage.recorded_rows import RecordedRows
from storage.schema import change as table
from storage.schema import change_entry, metadata, users
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.undoing import Undoing
from storage.vault import Row, Vault


class ChangeRepository:
    """What users did, so that it can be taken back."""

    def __init__(
        self,
        tx: Transaction,
        vault: Vault,
        journal: Journal,
        recorded: Mapping[str, RecordedRows],
        new_id: Callable[[], str],
    ) -> None:
        self._tx = tx
        self._rows = TableRows(tx, vault, table, owner="user_id")
        self._entries = TableRows(tx, vault, change_entry, owner="change_id")
        self._journal = journal
        self._recorded = recorded
        self._new_id = new_id
        self._is_stored = False

    def begin(self, change: Change) -> Change:
        """Open a change until the end of the unit of work; while one is open, a further one joins it."""
        return self._journal.open(change)

    def write(self) -> None:
        """Store what was recorded since it was last stored; a change that did nothing leaves nothing."""
        change, entries = self._journal.take()
        if change is None or not entries:
            return
        if not self._is_stored:
            self._rows.insert(_row(change))
            self._is_stored = True
        for entry in entries:
            self._entries.insert(_entry_row(self._new_id(), change.id, entry))

    def get(self, user: UserId, change: ChangeId) -> Change | None:
        """The user's change with that id."""
        self.write()
        row = self._rows.get(user, change)
        return _change(row) if row is not None else None

    def recent(self, user: UserId, now: datetime, limit: int) -> tuple[Change, ...]:
        """What can still be undone, newest first."""
        self.write()
        undoable = self._rows.own(user, table.c.until > now, ~table.c.undone)
        newest = select(table).where(undoable).order_by(table.c.number.desc()).limit(limit)
        return tuple(map(_change, self._rows.all(newest)))

    def undo(self, change: Change) -> Undone:
        """Put back what is as the change left it; what changed since stays and is named. A second time does nothing."""
        self.write()
        self._tx.rows(select(users.c.id).where(users.c.id == change.user).with_for_update())
        stored = self._rows.get(change.user, change.id)
        if stored is None or stored["undone"]:
            return Undone(contacts=(), left=(), nothing=True)
        own = select(change_entry).where(self._entries.own(change.id)).order_by(change_entry.c.number)
        rows = self._entries.all(own)
        undone = Undoing(self._tx, self._recorded, change.user).take_back(merged(map(_entry, rows)))
        self._entries.delete(change.id, [row["id"] for row in rows])
        self._rows.update({**stored, "undone": True})
        return undone


def _row(change: Change) -> Row:
    return {
        "id": change.id,
        "user_id": change.user,
        "title": change.title,
        "at": change.at,
        "until": change.until,
        "undone": change.undone,
    }


def _change(row: Stored) -> Change:
    return Change(
        id=row["id"],
        user=row["user_id"],
        title=row["title"],
        at=row["at"],
        until=row["until"],
        undone=row["undone"],
    )


def _entry_row(entry_id: str, change: ChangeId, entry: Entry) -> Row:
    return {
        "id": entry_id,
        "change_id": change,
        "kind": entry.kind,
        "row_id": entry.row,
        "contact_id": entry.contact,
        "payload": to_text(entry),
    }


def _entry(row: Stored) -> Entry:
    days = {column.name for column in metadata.tables[row["kind"]].columns if isinstance(column.type, Date)}
    before, after = from_text(row["payload"], frozenset(days))
    return Entry(kind=row["kind"], row=row["row_id"], contact=row["contact_id"], before=before, after=after)

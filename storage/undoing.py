"""Taking back what a change did: only what is as the change left it; the rest stays and is named."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import select

from bot.domain.change import Undone
from bot.domain.ids import ContactId
from storage.journal import Entry
from storage.recorded_rows import RecordedRows
from storage.schema import (
    contact,
    follow_up,
    important_date,
    interaction,
    interaction_contact,
    need,
    news,
    note,
    nudge,
    share,
    users,
)
from storage.schema.columns import from_words, to_words
from storage.table_rows import chunks
from storage.transaction import Stored, Transaction
from storage.vault import Row

_CHILDREN_FIRST = (
    share.name,
    important_date.name,
    follow_up.name,
    note.name,
    interaction.name,
    need.name,
    news.name,
    contact.name,
)
_OWN = {users.name: "your settings", news.name: "your news", need.name: "what you look for or offer"}
"""What is about no contact."""


_REFERENCES = (
    interaction_contact.c.contact_id,
    important_date.c.contact_id,
    follow_up.c.contact_id,
    note.c.contact_id,
    contact.c.merged_into,
    share.c.key,
)
"""What refers to a contact and is worth keeping it for."""


class Undoing:
    """One undo, on the rows of one user."""

    def __init__(self, tx: Transaction, records: Mapping[str, RecordedRows], owner: str) -> None:
        self._tx = tx
        self._records = records
        self._owner = owner
        self._contacts: dict[str, Stored] = {}
        self._touched: dict[str, None] = {}
        self._left: dict[str, None] = {}
        self._acted = False
        self._removable: dict[str, list[Entry]] = defaultdict(list)

    def take_back(self, entries: Sequence[Entry]) -> Undone:
        """Undo these entries, one a row."""
        mentioned = set(chain.from_iterable(map(_contacts, entries)))
        self._contacts = self._records[contact.name].plain.many(self._owner, mentioned)
        rows = self._current(entries)
        for entry in entries:
            self._back(self._of_today(entry), rows[entry.kind].get(entry.row))
        for kind in _CHILDREN_FIRST:
            self._remove(kind, self._removable[kind])
        return Undone(
            contacts=tuple(map(ContactId, self._touched)),
            left=tuple(self._left),
            nothing=not self._acted,
            sharing=any(map(_is_rule, entries)),
        )

    def _current(self, entries: Iterable[Entry]) -> dict[str, dict[str, Stored]]:
        ids: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            ids[entry.kind].append(entry.row)
        return {kind: self._records[kind].plain.many(self._owner, some) for kind, some in ids.items()}

    def _back(self, entry: Entry, now: Stored | None) -> None:
        if entry.before is None:
            self._unmake(entry, now)
        elif entry.after is None:
            self._restore(entry, entry.before, now)
        else:
            self._put_back(entry, entry.before, entry.after, now)

    def _unmake(self, entry: Entry, now: Stored | None) -> None:
        if now is None:
            return
        if entry.after is not None and all(now[column] == value for column, value in entry.after.items()):
            self._removable[entry.kind].append(entry)
        else:
            self._leave(entry)

    def _restore(self, entry: Entry, before: Row, now: Stored | None) -> None:
        if now is not None:
            self._leave(entry)
        elif entry.contact in self._contacts or entry.kind in _OWN or _is_rule(entry):
            self._records[entry.kind].plain.insert(before)
            self._touch(entry)

    def _put_back(self, entry: Entry, before: Row, after: Row, now: Stored | None) -> None:
        if now is None:
            self._leave(entry)
            return
        unchanged = {column: before[column] for column, value in after.items() if now[column] == value}
        if unchanged:
            self._records[entry.kind].plain.update({**now, **unchanged})
            self._touch(entry)
        if len(unchanged) < len(after):
            self._leave(entry)

    def _remove(self, kind: str, entries: Collection[Entry]) -> None:
        ids = [entry.row for entry in entries]
        used = self._in_use(ids) if kind == contact.name else set()
        self._records[kind].plain.delete(self._owner, [each for each in ids if each not in used])
        for entry in entries:
            if entry.row in used:
                self._leave(entry)
            else:
                self._touch(entry)

    def _in_use(self, ids: Collection[str]) -> set[str]:
        """The contacts to which something newer refers."""
        used: set[str] = set()
        for column in _REFERENCES:
            for some in chunks(ids):
                used.update(row["id"] for row in self._tx.rows(select(column.label("id")).where(column.in_(some))))
        return used

    def _of_today(self, entry: Entry) -> Entry:
        """The entry of an interaction without contacts that are gone by now."""
        return Entry(
            kind=entry.kind,
            row=entry.row,
            contact=entry.contact,
            before=self._without_gone(entry.before),
            after=self._without_gone(entry.after),
        )

    def _without_gone(self, row: Row | None) -> Row | None:
        if row is None or "contacts" not in row:
            return row
        remaining = from_words(each for each in to_words(str(row["contacts"])) if each in self._contacts)
        return {**row, "contacts": remaining}

    def _touch(self, entry: Entry) -> None:
        self._acted = True
        self._touched.update(dict.fromkeys(_contacts(entry)))

    def _leave(self, entry: Entry) -> None:
        names = [self._contacts[each]["name"] for each in _contacts(entry) if each in self._contacts]
        if names or entry.kind in _OWN or _is_rule(entry):
            self._left[_label(entry, " and ".join(names))] = None


def _contacts(entry: Entry) -> list[str]:
    """The contacts that an entry is about."""
    listed = [to_words(str(row["contacts"])) for row in (entry.before, entry.after) if row and "contacts" in row]
    return list(dict.fromkeys(chain([entry.contact] if entry.contact else [], *listed)))


def _is_rule(entry: Entry) -> bool:
    """Whether an entry is about what a team may see of many contacts at once."""
    return entry.kind == share.name and entry.contact is None


def _label(entry: Entry, names: str) -> str:
    match entry.kind:
        case interaction.name:
            return f"a conversation with {names}"
        case important_date.name:
            return f"a date of {names}"
        case share.name if not names:
            return "what your team may see of many at once"
        case share.name:
            return f"what your team may see of {names}"
        case nudge.name:
            return f"a reminder about {names}"
        case follow_up.name:
            return f"something to see to about {names}"
        case note.name:
            return f"a note about {names}"
        case kind if kind in _OWN:
            return _OWN[kind]
        case _:
            return names

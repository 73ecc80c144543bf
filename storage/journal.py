"""What a unit of work wrote while a change was open: one entry a row, from what it was to what it became. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.change import Change
from storage.vault import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row as a change found and left it: made by it (`before` is None), removed (`after` is None), or changed.

    What was changed holds the columns that differ; what was made or removed holds all of them.
    """

    kind: str
    row: str
    contact: str | None
    before: Row | None
    after: Row | None

    @property
    def is_nothing(self) -> bool:
        """Whether the row is as it was found."""
        return self.before == self.after

    def then(self, later: "Entry") -> "Entry":
        """Both as one."""
        before, after = self.before, later.after
        if before is not None and later.before is not None:
            before = {**later.before, **before}
        if after is not None and self.after is not None:
            after = {**self.after, **after}
        return difference(replace(self, before=before, after=after))


def difference(entry: Entry) -> Entry:
    """An entry without the columns that are the same before and after."""
    before, after = entry.before, entry.after
    if before is None or after is None:
        return entry
    differing = [column for column in before if before[column] != after[column]]
    return replace(
        entry,
        before={column: before[column] for column in differing},
        after={column: after[column] for column in differing},
    )


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a row, in the order in which the rows were first written."""
    rows: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        place = (entry.kind, entry.row)
        rows[place] = rows[place].then(entry) if place in rows else entry
    return [entry for entry in rows.values() if not entry.is_nothing]


class Journal:
    """Collects entries while a change is open."""

    def __init__(self) -> None:
        self._change: Change | None = None
        self._entries: list[Entry] = []

    @property
    def is_open(self) -> bool:
        """Whether what is written is to be remembered."""
        return self._change is not None

    def open(self, change: Change) -> Change:
        """Remember from now on, as part of this change, or of the one that is open already."""
        self._change = self._change or change
        return self._change

    def note(self, entry: Entry) -> None:
        """Remember an entry, if a change is open."""
        if self.is_open:
            self._entries.append(entry)

    def take(self) -> tuple[Change | None, list[Entry]]:
        """The open change and what was noted since it was last asked."""
        entries, self._entries = self._entries, []
        return self._change, merged(entries)


def to_text(entry: Entry) -> str:
    """Before and after as text."""
    return json.dumps([entry.before, entry.after], default=date.isoformat, ensure_ascii=False)


def from_text(text: str, days: frozenset[str]) -> tuple[Row | None, Row | None]:
    """Before and after; the columns named in `days` hold dates."""
    before, after = json.loads(text)
    return _typed(before, days), _typed(after, days)


def _typed(row: Mapping[str, str | int | None] | None, days: frozenset[str]) -> Row | None:
    if row is None:
        return None
    return {
        column: date.fromisoformat(value) if column in days and isinstance(value, str) else value
        for column, value in row.items()
    }

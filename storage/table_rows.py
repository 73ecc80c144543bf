"""The rows of one table in plain: encrypted on the way in, opened on the way out, always within one owner's own."""

from collections.abc import Collection, Iterator
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, Table, and_, delete, select, update

from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault

_AT_ONCE = 5000
"""How many ids one statement may name; SQLite allows 32,766 values."""


class PlainRows(Protocol):
    """Rows that belong to somebody, each by its id."""

    def insert(self, row: Row) -> None: ...

    def update(self, row: Row) -> bool:
        """Write all columns of the row with this id and owner; False where there is none."""

    def delete(self, owner: str, ids: Collection[str]) -> None: ...

    def many(self, owner: str, ids: Collection[str]) -> dict[str, Stored]:
        """The owner's rows among these."""


class TableRows:
    """The rows of one table. `owner` names the column that says whose they are."""

    def __init__(self, tx: Transaction, vault: Vault, table: Table, owner: str) -> None:
        self._tx = tx
        self._vault = vault
        self._table = table
        self._owner = table.c[owner]

    def insert(self, row: Row) -> None:
        """Add a row."""
        self._tx.insert(self._table, self._vault.seal(self._table, row))

    def update(self, row: Row) -> bool:
        """Write all columns of the row with this id and owner; False where there is none."""
        own = self.own(str(row[self._owner.name]), self._table.c.id == row["id"])
        return self._tx.run(update(self._table).where(own).values(self._vault.seal(self._table, row))) == 1

    def delete(self, owner: str, ids: Collection[str]) -> None:
        """Remove the owner's rows among these."""
        for some in chunks(ids):
            self._tx.run(delete(self._table).where(self.own(owner, self._table.c.id.in_(some))))

    def many(self, owner: str, ids: Collection[str]) -> dict[str, Stored]:
        """The owner's rows among these."""
        found: dict[str, Stored] = {}
        for some in chunks(ids):
            rows = self.all(select(self._table).where(self.own(owner, self._table.c.id.in_(some))))
            found.update((row["id"], row) for row in rows)
        return found

    def get(self, owner: str, row_id: str) -> Stored | None:
        """The owner's row with that id."""
        return self.first(select(self._table).where(self.own(owner, self._table.c.id == row_id)))

    def all(self, statement: Select[Any]) -> list[Stored]:
        """The rows of a query over this table, opened."""
        return [self._vault.open(self._table, row) for row in self._tx.rows(statement)]

    def first(self, statement: Select[Any]) -> Stored | None:
        """The first of them, or None."""
        row = self._tx.row(statement)
        return self._vault.open(self._table, row) if row is not None else None

    def own(self, owner: str, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        """That a row is the owner's, and more."""
        return and_(self._owner == owner, *conditions)


def chunks(ids: Collection[str]) -> Iterator[list[str]]:
    """The ids in lists that fit into a statement."""
    listed = list(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]

"""Interactions with those who took part, as rows with one more column: `contacts`, in their order."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, delete, select

from storage.schema import interaction
from storage.schema import interaction_contact as parts
from storage.schema.columns import from_words, to_words
from storage.table_rows import TableRows, chunks
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class InteractionRows:
    """The rows of a user's interactions."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._rows = TableRows(tx, vault, interaction, owner="owner_id")

    def insert(self, row: Row) -> None:
        """Add an interaction."""
        self._rows.insert(_without_contacts(row))
        self._insert_contacts(row)

    def update(self, row: Row) -> bool:
        """Write an interaction; False where its owner has none with that id."""
        if not self._rows.update(_without_contacts(row)):
            return False
        self._tx.run(delete(parts).where(parts.c.owner_id == row["owner_id"], parts.c.interaction_id == row["id"]))
        self._insert_contacts(row)
        return True

    def delete(self, owner: str, ids: Collection[str]) -> None:
        """Remove the owner's interactions among these."""
        self._rows.delete(owner, ids)

    def many(self, owner: str, ids: Collection[str]) -> dict[str, Stored]:
        """The owner's interactions among these."""
        return {row["id"]: row for row in self._with_contacts(owner, list(self._rows.many(owner, ids).values()))}

    def all(self, owner: str, statement: Select[Any]) -> list[Stored]:
        """The owner's interactions that a query over their table gives."""
        return self._with_contacts(owner, self._rows.all(statement.where(self._rows.own(owner))))

    def _insert_contacts(self, row: Row) -> None:
        for position, contact in enumerate(to_words(str(row["contacts"]))):
            self._tx.insert(
                parts,
                {
                    "interaction_id": row["id"],
                    "contact_id": contact,
                    "owner_id": row["owner_id"],
                    "position": position,
                },
            )

    def _with_contacts(self, owner: str, rows: Sequence[Stored]) -> list[Stored]:
        contacts = defaultdict[str, list[str]](list)
        for some in chunks([row["id"] for row in rows]):
            those = (
                select(parts.c.interaction_id, parts.c.contact_id)
                .where(parts.c.owner_id == owner, parts.c.interaction_id.in_(some))
                .order_by(parts.c.position)
            )
            for part in self._tx.rows(those):
                contacts[part["interaction_id"]].append(part["contact_id"])
        return [{**row, "contacts": from_words(contacts[row["id"]])} for row in rows]


def _without_contacts(row: Row) -> Row:
    return {column: value for column, value in row.items() if column != "contacts"}

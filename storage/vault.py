"""Rows in and out of encryption, and the hashes by which people are recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Table

from bot.domain.contact import Contact
from bot.domain.errors import StorageError
from storage import recognition
from storage.recognition import JoinKind
from storage.secrets import KeyedHash, KeyRing, Unreadable, place_of

Value = str | int | float | bool | date | datetime | None
Row = Mapping[str, Value]
"""A row by its column names."""


@dataclass(frozen=True, slots=True)
class Vault:
    """The keys of an open database."""

    ring: KeyRing
    hash: KeyedHash

    def seal(self, table: Table, row: Row) -> dict[str, Value]:
        """The row as it is stored, with the columns that are marked so encrypted for this row alone."""
        stored = dict(row)
        for column in sealed_columns(table):
            text = stored.get(column)
            if text:
                stored[column] = self.ring.seal(str(text), place_of(table.name, column, str(row["id"])))
        return stored

    def open(self, table: Table, stored: Row) -> dict[str, Value]:
        """The row as it was before it was sealed. Raises StorageError where a value does not belong there."""
        row = dict(stored)
        for column in sealed_columns(table):
            text = row.get(column)
            if text:
                row[column] = self._opened(str(text), place_of(table.name, column, str(row["id"])))
        return row

    def hashes(self, contact: Contact) -> dict[str, JoinKind]:
        """The keyed hashes of all by which a contact is recognised, with what each was made of."""
        return {self.hash_of(kind, value): kind for kind, value in recognition.features(contact) if value}

    def hash_of(self, kind: JoinKind, value: str) -> str:
        """The keyed hash of one of them, in the form that `recognition` gives it."""
        return self.hash(f"{kind}:{value}")

    def _opened(self, sealed: str, place: str) -> str:
        try:
            return self.ring.open(sealed, place)
        except Unreadable:
            raise StorageError("Something stored cannot be read with Kith's keys; it was changed or moved.") from None


@cache
def sealed_columns(table: Table) -> tuple[str, ...]:
    """The names of a table's encrypted columns."""
    return tuple(column.name for column in table.columns if column.info.get("sealed"))

"""Contacts as rows, with the keyed hashes by which each is recognised kept beside them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, delete, select

from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.contact import Contact, ContactState
from bot.domain.user import Platform
from storage.schema import contact, contact_join
from storage.schema.columns import from_words, to_words
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class ContactRows:
    """The rows of a user's contacts."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._vault = vault
        self._rows = TableRows(tx, vault, contact, owner="owner_id")

    def insert(self, row: Row) -> None:
        """Add a contact."""
        self._rows.insert(row)
        self._insert_joins(row)

    def update(self, row: Row) -> bool:
        """Write a contact; False where its owner has none with that id."""
        if not self._rows.update(row):
            return False
        own = and_(contact_join.c.owner_id == row["owner_id"], contact_join.c.contact_id == row["id"])
        stored = {each["hash"] for each in self._tx.rows(select(contact_join.c.hash).where(own))}
        if stored != self._vault.hashes(contact_of(row)).keys():
            self._tx.run(delete(contact_join).where(own))
            self._insert_joins(row)
        return True

    def delete(self, owner: str, ids: Collection[str]) -> None:
        """Remove the owner's contacts among these."""
        self._rows.delete(owner, ids)

    def many(self, owner: str, ids: Collection[str]) -> dict[str, Stored]:
        """The owner's contacts among these."""
        return self._rows.many(owner, ids)

    def all(self, statement: Select[Any]) -> list[Stored]:
        """The contacts that a query over their table gives."""
        return self._rows.all(statement)

    def _insert_joins(self, row: Row) -> None:
        for hashed, kind in self._vault.hashes(contact_of(row)).items():
            join = {"contact_id": row["id"], "hash": hashed, "owner_id": row["owner_id"], "kind": kind}
            self._tx.insert(contact_join, join)


def contact_of(row: Stored) -> Contact:
    """The contact that a row holds."""
    count, unit = row["cadence_count"], row["cadence_unit"]
    return Contact(
        id=row["id"],
        owner=row["owner_id"],
        name=row["name"],
        added_on=row["added_on"],
        aliases=to_words(row["aliases"]),
        company=row["company"],
        title=row["title"],
        emails=to_words(row["emails"]),
        phones=to_words(row["phones"]),
        url=row["url"],
        tags=to_words(row["tags"]),
        about=row["about"],
        met=row["met"],
        introduced_by=row["introduced_by"],
        zone=row["zone"],
        state=ContactState(row["state"]),
        only_on=Platform(row["only_on"]) if row["only_on"] else None,
        circle=Circle(row["circle"]) if row["circle"] else None,
        cadence=Cadence(count, Unit(unit)) if count is not None else None,
        kept_on=row["kept_on"],
        later_until=row["later_until"],
        last_guess=row["last_guess"],
        merged_into=row["merged_into"],
        uid=row["uid"],
    )


def row_of(contact: Contact) -> Row:
    """The row that holds a contact."""
    return {
        "id": contact.id,
        "owner_id": contact.owner,
        "name": contact.name,
        "added_on": contact.added_on,
        "aliases": from_words(contact.aliases),
        "company": contact.company,
        "title": contact.title,
        "emails": from_words(contact.emails),
        "phones": from_words(contact.phones),
        "url": contact.url,
        "tags": from_words(contact.tags),
        "about": contact.about,
        "met": contact.met,
        "introduced_by": contact.introduced_by,
        "zone": contact.zone,
        "state": contact.state,
        "only_on": contact.only_on,
        "circle": contact.circle,
        "cadence_count": contact.cadence.count if contact.cadence else None,
        "cadence_unit": contact.cadence.unit if contact.cadence else None,
        "kept_on": contact.kept_on,
        "later_until": contact.later_until,
        "last_guess": contact.last_guess,
        "merged_into": contact.merged_into,
        "uid": contact.uid,
    }

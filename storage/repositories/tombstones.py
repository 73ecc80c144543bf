"""Those who asked not to be kept here: hashes, and where in all books they are found."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.domain.ids import ContactId, UserId
from bot.domain.marks import Marks
from storage import recognition
from storage.recognition import JoinKind
from storage.schema import contact, contact_join
from storage.schema import tombstone as table
from storage.table_rows import chunks
from storage.transaction import Transaction
from storage.vault import Vault


class TombstoneRepository:
    """Those who asked not to be kept here."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._vault = vault

    def holders(self, marks: Marks) -> tuple[tuple[UserId, ContactId], ...]:
        """Who has a contact with one of these marks, and which; of merged ones the contact that they became."""
        joined = select(contact_join.c.owner_id, contact_join.c.contact_id).where(
            contact_join.c.hash.in_(self._hashes(marks))
        )
        found = {(row["owner_id"], row["contact_id"]) for row in self._tx.rows(joined)}
        return tuple(sorted({(owner, self._became(owner, each)) for owner, each in found}))

    def add(self, marks: Marks, at: datetime) -> None:
        """Remember that whoever has these marks asked not to be kept."""
        for hashed in self._hashes(marks):
            self._tx.put(table, ("hash",), {"hash": hashed, "at": at})

    def stand_for(self, people: Sequence[Marks]) -> tuple[bool, ...]:
        """Of each of these, whether they asked: that is, whether any of their marks is one of somebody who did."""
        hashes = [self._hashes(each) for each in people]
        found: set[str] = set()
        for some in chunks(set().union(*hashes)):
            found.update(row["hash"] for row in self._tx.rows(select(table.c.hash).where(table.c.hash.in_(some))))
        return tuple(not found.isdisjoint(mine) for mine in hashes)

    def _became(self, owner: UserId, person: ContactId) -> ContactId:
        """The contact that one was merged into in the end, or itself."""
        merged = select(contact.c.merged_into).where(contact.c.owner_id == owner, contact.c.id == person)
        into: ContactId | None = self._tx.scalar(merged)
        return person if into is None else self._became(owner, into)

    def _hashes(self, marks: Marks) -> set[str]:
        return {self._vault.hash_of(kind, value) for kind, value in _features(marks) if value}


def _features(marks: Marks) -> Iterator[tuple[JoinKind, str]]:
    """What the marks are hashed as; of numbers only those whose country is said, as the others are shared."""
    for address in marks.emails:
        yield JoinKind.EMAIL, recognition.email(address)
    for number in marks.phones:
        digits = recognition.phone(number)
        if digits.startswith("+"):
            yield JoinKind.PHONE, digits
    for page in marks.urls:
        yield JoinKind.URL, recognition.url(page)

"""Contacts with their ties."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from bot.domain.contact import Contact, ContactState, Named
from bot.domain.ids import ContactId, UserId
from bot.domain.strength import Tie
from storage import recognition
from storage.contact_rows import ContactRows, contact_of, row_of
from storage.erasing import erase_contact
from storage.recognition import SHARED, JoinKind
from storage.recorded_rows import RecordedRows
from storage.schema import contact as table
from storage.schema import contact_join
from storage.schema import tie as ties
from storage.schema.columns import to_words
from storage.table_rows import chunks
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault

_MAY_COME_UP = tuple(state for state in ContactState if not state.is_over)


class ContactRepository:
    """Contacts with their ties."""

    def __init__(self, tx: Transaction, vault: Vault, rows: ContactRows, recorded: RecordedRows) -> None:
        self._tx = tx
        self._vault = vault
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, contact: ContactId) -> Contact | None:
        """The owner's contact with that id."""
        return self.many(owner, (contact,)).get(contact)

    def many(self, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, Contact]:
        """The owner's contacts among these."""
        return {ContactId(key): contact_of(row) for key, row in self._rows.many(owner, contacts).items()}

    def named(self, owner: UserId) -> tuple[Named, ...]:
        """All contacts by what they may be called."""
        names = select(table.c.id, table.c.name, table.c.aliases).where(_found(owner)).order_by(table.c.id)
        return tuple(Named(row["id"], row["name"], to_words(row["aliases"])) for row in self._tx.rows(names))

    def tags(self, owner: UserId) -> tuple[str, ...]:
        """All labels that an owner gave, in their order."""
        given = self._tx.rows(select(table.c.tags).where(_found(owner), table.c.tags != "").distinct())
        return tuple(sorted({tag for row in given for tag in to_words(row["tags"])}, key=str.casefold))

    def by_email(self, owner: UserId, email: str) -> tuple[ContactId, ...]:
        """Contacts with that e-mail address."""
        hashed = self._vault.hash_of(JoinKind.EMAIL, recognition.email(email))
        return self._recognised(owner, contact_join.c.hash == hashed)

    def all(self, owner: UserId) -> tuple[Contact, ...]:
        """All contacts, by name."""
        return self._ordered(_found(owner))

    def kept(self, owner: UserId) -> tuple[Contact, ...]:
        """Contacts with a circle or a cadence that may come up, by name."""
        rhythm = or_(table.c.circle.is_not(None), table.c.cadence_count.is_not(None))
        return self._ordered(_found(owner) & rhythm & table.c.state.in_(_MAY_COME_UP))

    def same(self, owner: UserId, contact: Contact) -> tuple[ContactId, ...]:
        """Contacts that share an e-mail, phone, profile URL or import identity with this one, itself left out."""
        hashes = self._vault.hashes(contact)
        if not hashes:
            return ()
        return self._recognised(owner, contact_join.c.hash.in_(hashes) & (contact_join.c.contact_id != contact.id))

    def recognised(self, owner: UserId, contacts: Sequence[Contact]) -> tuple[frozenset[ContactId], ...]:
        """The same for each of many, which need not be stored: a few statements for all."""
        hashes = [self._vault.hashes(each).keys() for each in contacts]
        own = contact_join.c.owner_id == owner
        # without a join, for which PostgreSQL takes quadratic time until it has counted the rows of a first import
        gone = select(table.c.id).where(table.c.owner_id == owner, table.c.merged_into.is_not(None))
        merged = {row["id"] for row in self._tx.rows(gone)}
        found = defaultdict[str, set[ContactId]](set)
        for some in chunks(set().union(*hashes)):
            joined = select(contact_join.c.hash, contact_join.c.contact_id).where(own, contact_join.c.hash.in_(some))
            for row in self._tx.rows(joined):
                if row["contact_id"] not in merged:
                    found[row["hash"]].add(row["contact_id"])
        return tuple(
            frozenset(same for hashed in mine for same in found.get(hashed, ())) - {each.id}
            for each, mine in zip(contacts, hashes, strict=True)
        )

    def joins(self, owner: UserId, contact: ContactId) -> tuple[str, ...]:
        """The keyed hashes of a contact's e-mails, phones and profile URL."""
        return self.joins_of(owner, (contact,)).get(contact, ())

    def joins_of(self, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, tuple[str, ...]]:
        """The same of several contacts, without those who have none."""
        own = and_(contact_join.c.owner_id == owner, contact_join.c.kind.in_(SHARED))
        hashes = select(contact_join.c.contact_id, contact_join.c.hash).where(own).order_by(contact_join.c.hash)
        found: dict[ContactId, tuple[str, ...]] = {}
        for some in chunks(contacts):
            for row in self._tx.rows(hashes.where(contact_join.c.contact_id.in_(some))):
                found[row["contact_id"]] = (*found.get(row["contact_id"], ()), row["hash"])
        return found

    def taken(self, contacts: Collection[ContactId]) -> frozenset[ContactId]:
        """Those of the ids that are in use, whoever owns them."""
        asked = (select(table.c.id).where(table.c.id.in_(some)) for some in chunks(contacts))
        return frozenset(row["id"] for statement in asked for row in self._tx.rows(statement))

    def merged_into(self, owner: UserId, contact: ContactId) -> tuple[Contact, ...]:
        """Those that were merged into a contact, or into one of these."""
        shells = self._ordered(and_(table.c.owner_id == owner, table.c.merged_into == contact))
        return (*shells, *(deeper for each in shells for deeper in self.merged_into(owner, each.id)))

    def add(self, contact: Contact) -> None:
        """Add a contact."""
        self._recorded.insert(row_of(contact))

    def save(self, contact: Contact) -> None:
        """Write a contact."""
        self._recorded.update(row_of(contact))

    def erase(self, owner: UserId, contact: ContactId) -> None:
        """Remove a contact with all that is about it, what undo keeps included."""
        found = self.get(owner, contact)
        if found is not None:
            erase_contact(self._tx, self._vault, found)

    def tie(self, owner: UserId, contact: ContactId) -> Tie:
        """The contact's tie; an empty one while they never were in touch."""
        return self.ties(owner, (contact,)).get(contact, Tie())

    def ties(self, owner: UserId, contacts: Collection[ContactId] | None = None) -> dict[ContactId, Tie]:
        """The ties of these contacts, or of all, that ever were in touch."""
        own = select(ties).where(ties.c.owner_id == owner)
        asked = [own] if contacts is None else [own.where(ties.c.contact_id.in_(some)) for some in chunks(contacts)]
        return {row["contact_id"]: _tie(row) for statement in asked for row in self._tx.rows(statement)}

    def save_tie(self, owner: UserId, contact: ContactId, tie: Tie) -> None:
        """Write a contact's tie."""
        self._tx.put(ties, ("owner_id", "contact_id"), _tie_row(owner, contact, tie))

    def _ordered(self, condition: ColumnElement[bool]) -> tuple[Contact, ...]:
        rows = self._rows.all(select(table).where(condition).order_by(table.c.name, table.c.id))
        return tuple(map(contact_of, rows))

    def _recognised(self, owner: UserId, condition: ColumnElement[bool]) -> tuple[ContactId, ...]:
        found = (
            select(contact_join.c.contact_id)
            .distinct()
            .join(table, table.c.id == contact_join.c.contact_id)
            .where(contact_join.c.owner_id == owner, _found(owner), condition)
        )
        return tuple(sorted(row["contact_id"] for row in self._tx.rows(found)))


def _found(owner: UserId) -> ColumnElement[bool]:
    """That a contact is the owner's and was not merged into another."""
    return and_(table.c.owner_id == owner, table.c.merged_into.is_(None))


def _tie_row(owner: UserId, contact: ContactId, tie: Tie) -> Row:
    return {
        "contact_id": contact,
        "owner_id": owner,
        "last_on": tie.last_on,
        "decay": tie.decay,
        "peak": tie.peak,
        "peak_on": tie.peak_on,
        "own_days": tie.own_days,
    }


def _tie(row: Stored) -> Tie:
    return Tie(
        last_on=row["last_on"],
        decay=row["decay"],
        peak=row["peak"],
        peak_on=row["peak_on"],
        own_days=row["own_days"],
    )

"""Forgetting a contact: what is about it, what undo would bring back, and its name in the titles of what was done."""

import re
from collections.abc import Collection

from sqlalchemy import and_, delete, func, or_, select, update

from bot.domain.contact import Contact
from storage.contact_rows import ContactRows, contact_of
from storage.schema import change, change_entry, interaction, interaction_contact, share
from storage.schema import contact as contacts
from storage.table_rows import TableRows, chunks
from storage.transaction import Transaction
from storage.vault import Vault

_SOMEONE = "someone"


def erase_contact(tx: Transaction, vault: Vault, contact: Contact) -> None:
    """Remove a contact with all that is about it, and those that were merged into it.

    What was noted about several people stays with the others.
    """
    merged = select(contacts).where(contacts.c.owner_id == contact.owner, contacts.c.merged_into == contact.id)
    for shell in ContactRows(tx, vault).all(merged):
        erase_contact(tx, vault, contact_of(shell))
    together = _interactions(tx, contact)
    alone = {each for each, people in together.items() if people == 1}
    _erase_changes(tx, vault, contact, together, alone)
    for some in chunks(alone):
        tx.run(delete(interaction).where(interaction.c.owner_id == contact.owner, interaction.c.id.in_(some)))
    named = (contacts.c.owner_id == contact.owner, contacts.c.introduced_by == contact.id)
    tx.run(update(contacts).where(*named).values(introduced_by=None))
    tx.run(delete(share).where(share.c.user_id == contact.owner, share.c.key == contact.id))
    tx.run(delete(contacts).where(contacts.c.owner_id == contact.owner, contacts.c.id == contact.id))


def _interactions(tx: Transaction, contact: Contact) -> dict[str, int]:
    """The interactions with a contact, and how many people took part in each."""
    one, part = interaction_contact.alias(), interaction_contact.alias()
    counted = (
        select(one.c.interaction_id, func.count().label("people"))
        .join(part, and_(part.c.owner_id == contact.owner, part.c.interaction_id == one.c.interaction_id))
        .where(one.c.owner_id == contact.owner, one.c.contact_id == contact.id)
        .group_by(one.c.interaction_id)
    )
    return {row["interaction_id"]: row["people"] for row in tx.rows(counted)}


def _erase_changes(
    tx: Transaction, vault: Vault, contact: Contact, together: Collection[str], alone: Collection[str]
) -> None:
    touched: set[str] = set()
    for some in list(chunks(together)) or [[]]:
        about = or_(
            change_entry.c.contact_id == contact.id,
            and_(change_entry.c.kind == interaction.name, change_entry.c.row_id.in_(some)),
        )
        named = select(change_entry.c.change_id).distinct().join(change, change.c.id == change_entry.c.change_id)
        touched.update(row["change_id"] for row in tx.rows(named.where(change.c.user_id == contact.owner, about)))
    tx.run(delete(change_entry).where(change_entry.c.contact_id == contact.id))
    for some in chunks(alone):
        tx.run(delete(change_entry).where(change_entry.c.kind == interaction.name, change_entry.c.row_id.in_(some)))
    _erase_titles(tx, vault, contact, touched)


def _erase_titles(tx: Transaction, vault: Vault, contact: Contact, touched: Collection[str]) -> None:
    rows = TableRows(tx, vault, change, owner="user_id")
    for row in rows.many(contact.owner, touched).values():
        rest = tx.scalar(select(change_entry.c.id).where(change_entry.c.change_id == row["id"]).limit(1))
        if rest is None:
            rows.delete(contact.owner, [row["id"]])
        else:
            rows.update({**row, "title": _without_names(row["title"], contact)})


def _without_names(title: str, contact: Contact) -> str:
    names = sorted({contact.name, *contact.name.split()[:1], *contact.aliases}, key=len, reverse=True)
    return re.sub(rf"\b({'|'.join(map(re.escape, names))})\b", _SOMEONE, title)

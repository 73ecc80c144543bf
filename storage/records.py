"""All that undo can take back, by the name of its table."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.team import Scope
from storage.contact_rows import ContactRows
from storage.interaction_rows import InteractionRows
from storage.journal import Journal
from storage.recorded_rows import RecordedRows
from storage.repositories.teams import SAID
from storage.repositories.users import PREFERENCES
from storage.schema import contact, follow_up, important_date, interaction, need, news, note, nudge, share, users
from storage.table_rows import TableRows
from storage.transaction import Transaction
from storage.vault import Row, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The rows of one unit of work, plain and recorded."""

    contact_rows: ContactRows
    interaction_rows: InteractionRows
    date_rows: TableRows
    follow_up_rows: TableRows
    note_rows: TableRows
    news_rows: TableRows
    need_rows: TableRows
    recorded: Mapping[str, RecordedRows]


def records_of(tx: Transaction, vault: Vault, journal: Journal) -> Records:
    """What is recorded in a unit of work while a change is open."""
    contacts, interactions = ContactRows(tx, vault), InteractionRows(tx, vault)
    dates = TableRows(tx, vault, important_date, owner="owner_id")
    follow_ups = TableRows(tx, vault, follow_up, owner="owner_id")
    notes = TableRows(tx, vault, note, owner="owner_id")
    told = TableRows(tx, vault, news, owner="owner_id")
    needed = TableRows(tx, vault, need, owner="owner_id")
    shares = TableRows(tx, vault, share, owner="user_id")
    nudges = TableRows(tx, vault, nudge, owner="user_id")
    people = TableRows(tx, vault, users, owner="id")
    recorded = (
        RecordedRows(contact.name, contacts, journal, owner="owner_id", contact="id"),
        RecordedRows(interaction.name, interactions, journal, owner="owner_id"),
        RecordedRows(important_date.name, dates, journal, owner="owner_id", contact="contact_id"),
        RecordedRows(follow_up.name, follow_ups, journal, owner="owner_id", contact="contact_id"),
        RecordedRows(note.name, notes, journal, owner="owner_id", contact="contact_id"),
        RecordedRows(news.name, told, journal, owner="owner_id"),
        RecordedRows(need.name, needed, journal, owner="owner_id"),
        RecordedRows(share.name, shares, journal, owner="user_id", contact=_shared_contact),
        RecordedRows(nudge.name, nudges, journal, owner="user_id", contact="contact_id", only=("state", "change_id")),
        RecordedRows(users.name, people, journal, owner="id", only=PREFERENCES),
    )
    return Records(
        contact_rows=contacts,
        interaction_rows=interactions,
        date_rows=dates,
        follow_up_rows=follow_ups,
        note_rows=notes,
        news_rows=told,
        need_rows=needed,
        recorded={each.kind: each for each in recorded},
    )


def _shared_contact(row: Row) -> str | None:
    """The contact that a share is about, None for a rule about many."""
    return str(row["key"]) if row["scope"] in (Scope.CONTACT, SAID) else None

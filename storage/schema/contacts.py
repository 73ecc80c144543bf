"""Tables of a contact book.

Whatever is about a contact names its owner too and refers to both, so that the database itself refuses a row about
somebody else's contact. An index begins with both as well: SQLite follows a deleted contact by it, and would else read
all that the owner has.
"""

from sqlalchemy import (
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import metadata, numbered, sealed, text


def of_contact(owner: str = "owner_id") -> ForeignKeyConstraint:
    """The reference to a contact and its owner; what is about a contact goes with it."""
    return ForeignKeyConstraint([owner, "contact_id"], ["contact.owner_id", "contact.id"], ondelete="CASCADE")


contact = Table(
    "contact",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    text("name"),
    Column("added_on", Date, nullable=False),
    text("aliases"),
    text("company"),
    text("title"),
    sealed("emails"),
    sealed("phones"),
    sealed("url"),
    text("tags"),
    sealed("about"),
    sealed("met"),
    # No foreign key: an undo may bring the contact back, and it cannot empty one column of two.
    Column("introduced_by", Text),
    text("zone"),
    text("state"),
    Column("only_on", Text),
    Column("circle", Text),
    Column("cadence_count", Integer),
    Column("cadence_unit", Text),
    Column("kept_on", Date),
    Column("later_until", Date),
    Column("last_guess", Date),
    Column("merged_into", Text),
    sealed("uid"),
    UniqueConstraint("owner_id", "id"),
)

contact_join = Table(
    "contact_join",
    metadata,
    Column("owner_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    text("kind"),
    of_contact(),
    Index(None, "owner_id", "hash"),
)

tie = Table(
    "tie",
    metadata,
    Column("owner_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    Column("last_on", Date),
    Column("decay", Double, nullable=False),
    Column("peak", Double, nullable=False),
    Column("peak_on", Date),
    Column("own_days", Integer),
    of_contact(),
)

interaction = Table(
    "interaction",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("owner_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("day", Date, nullable=False),
    text("medium"),
    text("began"),
    text("helped"),
    sealed("note"),
    UniqueConstraint("owner_id", "id"),
    Index(None, "owner_id", "day"),
)

interaction_contact = Table(
    "interaction_contact",
    metadata,
    Column("owner_id", Text, primary_key=True),
    Column("interaction_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    ForeignKeyConstraint(
        ["owner_id", "interaction_id"], ["interaction.owner_id", "interaction.id"], ondelete="CASCADE"
    ),
    of_contact(),
    Index(None, "owner_id", "contact_id"),
)

note = Table(
    "note",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("owner_id", Text, nullable=False),
    Column("contact_id", Text, nullable=False),
    Column("day", Date, nullable=False),
    sealed("text"),
    of_contact(),
    Index("ix_note_owner_id_contact_id", "owner_id", "contact_id"),
)

important_date = Table(
    "important_date",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner_id", Text, nullable=False),
    Column("contact_id", Text, nullable=False),
    text("kind"),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("year", Integer),
    text("label"),
    of_contact(),
    Index(None, "owner_id", "contact_id"),
)

follow_up = Table(
    "follow_up",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("owner_id", Text, nullable=False),
    Column("contact_id", Text, nullable=False),
    text("kind"),
    sealed("text"),
    Column("made_on", Date, nullable=False),
    Column("due_on", Date),
    text("state"),
    Column("closed_on", Date),
    # No foreign key: what came of a conversation stays when the conversation is taken back or edited away.
    Column("interaction_id", Text),
    of_contact(),
    Index("ix_follow_up_owner_id_contact_id", "owner_id", "contact_id"),
)

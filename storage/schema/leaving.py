"""Tables of leaving a team: the day, who is handed over to whom, swaps of addresses, partings, and recovery codes."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import UTCDateTime, metadata, numbered, sealed, text
from storage.schema.contacts import of_contact


def _of_colleague() -> ForeignKeyConstraint:
    """The reference to the membership of whoever is asked: who leaves the team is asked no more."""
    return ForeignKeyConstraint(["to_id", "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE")


leaving = Table(
    "leaving",
    metadata,
    Column("id", Text, primary_key=True),
    # No reference to the membership: that ends on the day, and this is answered for a while after.
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True),
    text("name"),
    Column("day", Date, nullable=False, index=True),
    Column("ended", Boolean, nullable=False),
    UniqueConstraint("user_id", "team_id"),
)

handover = Table(
    "handover",
    metadata,
    Column("id", Text, primary_key=True),
    Column("leaving_id", Text, ForeignKey("leaving.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    text("team_id"),
    text("to_id"),
    _of_colleague(),
    UniqueConstraint("leaving_id", "to_id"),
    Index(None, "to_id", "team_id"),
)

handed = Table(
    "handed",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("handover_id", Text, ForeignKey("handover.id", ondelete="CASCADE"), nullable=False),
    text("owner_id"),
    text("contact_id"),
    sealed("person"),
    text("answer"),
    of_contact(),
    UniqueConstraint("handover_id", "contact_id"),
    Index(None, "owner_id", "contact_id"),
)

swap = Table(
    "swap",
    metadata,
    Column("id", Text, primary_key=True),
    Column("leaving_id", Text, ForeignKey("leaving.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    text("team_id"),
    text("to_id"),
    sealed("address"),
    text("answer"),
    _of_colleague(),
    UniqueConstraint("leaving_id", "to_id"),
    Index(None, "to_id", "team_id"),
)

parting = Table(
    "parting",
    metadata,
    Column("id", Text, primary_key=True),
    text("user_id"),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True),
    text("contact_id"),
    Column("shut_off", Boolean, nullable=False),
    Column("asked_on", Date, nullable=False, index=True),
    text("answer"),
    of_contact("user_id"),
    Index(None, "user_id", "contact_id"),
)

recovery = Table(
    "recovery",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    text("hash"),
    Column("made_on", Date, nullable=False),
    # No foreign key: whoever entered it may be forgotten since.
    Column("entered_by", Text),
    Column("entered_at", UTCDateTime),
    UniqueConstraint("user_id"),
    UniqueConstraint("hash"),
)

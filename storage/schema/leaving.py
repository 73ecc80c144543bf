"""Tables of leaving a team: the day, who is handed over to whom, swaps of addresses, partings, and recovery codes."""

from typing import Any

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


def _asked(table: str, *columns: Column[Any]) -> Table:
    """What a leaver asks of a colleague, once: it goes with the leaver, and with the colleague's membership."""
    colleague = ["to_id", "team_id"]
    return Table(
        table,
        metadata,
        Column("id", Text, primary_key=True),
        Column("leaving_id", Text, ForeignKey("leaving.id", ondelete="CASCADE"), nullable=False),
        Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
        text("team_id"),
        text("to_id"),
        *columns,
        ForeignKeyConstraint(colleague, ["membership.user_id", "membership.team_id"], ondelete="CASCADE"),
        UniqueConstraint("leaving_id", "to_id"),
        Index(None, *colleague),
    )


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

handover = _asked("handover")

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

swap = _asked("swap", sealed("address"), text("answer"))

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

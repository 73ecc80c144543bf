"""Tables of what passes: drafts, changes that can be undone, events seen, and small facts."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from storage.schema.columns import UTCDateTime, metadata, numbered, sealed, text

draft = Table(
    "draft",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    sealed("payload"),
    Column("until", UTCDateTime, nullable=False, index=True),
)

change = Table(
    "change",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    sealed("title"),
    Column("at", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False, index=True),
    Column("undone", Boolean, nullable=False),
    Index("ix_change_user_id_number", "user_id", "number"),
)

change_entry = Table(
    "change_entry",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("change_id", Text, ForeignKey("change.id", ondelete="CASCADE"), nullable=False, index=True),
    text("kind"),
    Column("row_id", Text, nullable=False, index=True),
    # No foreign key: an undo may bring the contact back.
    Column("contact_id", Text, index=True),
    sealed("payload"),
)

event_seen = Table(
    "event_seen",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", UTCDateTime, nullable=False, index=True),
)

notice = Table(
    "notice",
    metadata,
    Column("name", Text, primary_key=True),
    text("value"),
)

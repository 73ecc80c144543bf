"""Tables of accounts that become one: codes, those that did not work, and what a join can give back."""

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from storage.schema.columns import UTCDateTime, metadata, sealed, text

link_code = Table(
    "link_code",
    metadata,
    Column("id", Text, primary_key=True),
    # Somebody has one open code: a new one takes the place of the one before.
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), index=True),
    text("hash"),
    Column("until", UTCDateTime, nullable=False, index=True),
    # No foreign key: whoever entered it may be forgotten while it is open.
    Column("entered_by", Text),
    UniqueConstraint("user_id"),
    UniqueConstraint("hash"),
)

link_try = Table(
    "link_try",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UTCDateTime, nullable=False, index=True),
)

joint = Table(
    "joint",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    # No foreign key: the join of an empty book changed nothing and is kept nowhere.
    text("change_id"),
    sealed("payload"),
    Column("at", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False, index=True),
)

"""Tables of the engine: the due index, what was told, the outbox, and messages that must change on the platforms."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, and_

from storage.schema.columns import UTCDateTime, metadata, numbered, text
from storage.schema.contacts import of_contact

reminder = Table(
    "reminder",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("contact_id", Text, nullable=False),
    text("kind"),
    Column("about", Text, ForeignKey("important_date.id", ondelete="CASCADE"), index=True),
    Column("follow_up", Text, ForeignKey("follow_up.id", ondelete="CASCADE"), unique=True),
    Column("due_on", Date),
    Column("tell_on", Date),
    Column("occasion", Integer, nullable=False),
    of_contact("user_id"),
    UniqueConstraint("user_id", "contact_id", "kind", "about"),
    Index("ix_reminder_user_id_tell_on", "user_id", "tell_on"),
)
_NEITHER = and_(reminder.c.about.is_(None), reminder.c.follow_up.is_(None))
# A unique constraint does not see two rows without `about` as the same; a follow-up has a row of its own.
Index(
    "uq_reminder_without_about",
    reminder.c.user_id,
    reminder.c.contact_id,
    reminder.c.kind,
    unique=True,
    sqlite_where=_NEITHER,
    postgresql_where=_NEITHER,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("account_id", Text, ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
    text("domain"),
    # No foreign key: a message that was posted outlives a nudge that went with its contact.
    Column("occasion", Text, nullable=False, unique=True),
    text("kind"),
    Column("planned_on", Date, nullable=False),
    Column("not_before", UTCDateTime, nullable=False),
    text("state"),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", UTCDateTime),
    Column("leased_until", UTCDateTime),
    Column("fence", Integer, nullable=False),
    text("channel"),
    text("posted_id"),
    text("trouble"),
    # The state leads: what is planned or sending is little, whatever was ever sent.
    Index("ix_delivery_state_domain_not_before", "state", "domain", "not_before"),
)

nudge = Table(
    "nudge",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("user_id", Text, nullable=False),
    # No foreign key: a reminder follows from facts and may be made anew; what was told stays.
    Column("reminder_id", Text, nullable=False),
    Column("occasion", Integer, nullable=False),
    Column("contact_id", Text, nullable=False),
    text("kind"),
    Column("due_on", Date, nullable=False),
    Column("told_on", Date, nullable=False),
    text("state"),
    # No foreign key: the nudges are written first, and name the message that will tell them.
    Column("delivery_id", Text, index=True),
    Column("late", Integer, nullable=False),
    # No foreign key: a change is forgotten long before what it did.
    Column("change_id", Text),
    of_contact("user_id"),
    UniqueConstraint("reminder_id", "occasion"),
    Index("ix_nudge_user_id_told_on", "user_id", "told_on"),
    Index("ix_nudge_user_id_contact_id", "user_id", "contact_id"),
)

letter = Table(
    "letter",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
    text("kind"),
    # No foreign key: what it is about is in the table of its kind, and may be gone.
    text("about"),
    Column("tell_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    text("state"),
    # No foreign key, as with nudges: letters are written first.
    Column("delivery_id", Text, index=True),
    Column("told_on", Date),
    Index("ix_letter_user_id_state_tell_on", "user_id", "state", "tell_on"),
    Index("ix_letter_user_id_told_on", "user_id", "told_on"),
    Index("ix_letter_team_id_about", "team_id", "about"),
)

# No foreign keys: a message that must go outlives the user whom it was written to, and holds its whole address.
revision = Table(
    "revision",
    metadata,
    Column("id", Text, primary_key=True),
    text("user_id"),
    text("account_id"),
    text("platform"),
    text("scope"),
    text("external"),
    text("domain"),
    text("delivery_id"),
    Column("redrawn", Boolean, nullable=False),
    text("channel"),
    text("posted_id"),
    Column("attempted_at", UTCDateTime, nullable=False),
    Column("not_before", UTCDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_revision_domain_not_before", "domain", "not_before"),
)

"""Tables of what users tell about themselves: their news, what they look for and what they can offer."""

from sqlalchemy import Column, Date, ForeignKey, Table, Text

from storage.schema.columns import metadata, numbered, sealed, text

news = Table(
    "news",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("owner_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    sealed("text"),
    Column("told_on", Date, nullable=False),
)

need = Table(
    "need",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("owner_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    text("kind"),
    sealed("text"),
    Column("made_on", Date, nullable=False),
    Column("closed_on", Date),
)

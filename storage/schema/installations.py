"""Tables of where Kith is installed, and of those who are about to install it."""

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from storage.schema.columns import UTCDateTime, metadata, sealed, text

installation = Table(
    "installation",
    metadata,
    Column("id", Text, primary_key=True),
    text("platform"),
    text("app"),
    text("enterprise"),
    text("team"),
    text("name"),
    text("bot"),
    text("bot_user"),
    sealed("token"),
    text("scopes"),
    text("installed_by"),
    Column("installed_at", UTCDateTime, nullable=False),
    text("ended"),
    Column("ended_at", UTCDateTime, index=True),
    # What is not there is empty, never NULL: two NULLs would count as two different places.
    UniqueConstraint("platform", "app", "enterprise", "team"),
    Index("ix_installation_platform_team", "platform", "team"),
)

errand = Table(
    "errand",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("until", UTCDateTime, nullable=False, index=True),
)

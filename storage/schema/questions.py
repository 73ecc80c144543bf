"""Tables of private questions.

Where the asker leaves the team, or what was asked about is not shared any more, by whatever way, the database empties
the reference to it. An index finds these rows: what was told of them is taken back then, and they go.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from storage.schema.columns import UTCDateTime, metadata, numbered, sealed, text

ask = Table(
    "ask",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asker_id", Text),
    # The same team again, since both are emptied with the membership.
    Column("asker_team", Text),
    sealed("question"),
    sealed("reason"),
    Column("at", UTCDateTime, nullable=False),
    Column("until", Date, nullable=False, index=True),
    Column("closed", Boolean, nullable=False),
    ForeignKeyConstraint(["asker_id", "asker_team"], ["membership.user_id", "membership.team_id"], ondelete="SET NULL"),
    Index(None, "asker_id", "asker_team"),
)

asked = Table(
    "asked",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ask_id", Text, ForeignKey("ask.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("member_team", Text),
    Column("member_id", Text),
    Column("contact_id", Text),
    text("word"),
    ForeignKeyConstraint(
        ["member_team", "member_id", "contact_id"],
        ["directory.team_id", "directory.member_id", "directory.contact_id"],
        ondelete="SET NULL",
    ),
    Index(None, "member_team", "member_id", "contact_id"),
)

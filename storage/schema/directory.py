"""Tables of what a team may see: they go with the membership and with the contact."""

from sqlalchemy import Column, Date, Double, ForeignKeyConstraint, Index, Table, Text

from storage.schema.columns import metadata, text
from storage.schema.contacts import of_contact

directory = Table(
    "directory",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    text("member_name"),
    text("name"),
    text("company"),
    text("title"),
    text("tags"),
    Column("decay", Double, nullable=False),
    Column("seen_in", Date),
    text("joins"),
    ForeignKeyConstraint(["member_id", "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE"),
    of_contact("member_id"),
    Index(None, "member_id", "contact_id"),
)

directory_word = Table(
    "directory_word",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    ForeignKeyConstraint(
        ["team_id", "member_id", "contact_id"],
        ["directory.team_id", "directory.member_id", "directory.contact_id"],
        ondelete="CASCADE",
    ),
    Index(None, "team_id", "member_id", "contact_id"),
)

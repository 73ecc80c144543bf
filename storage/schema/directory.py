"""Tables of what a team may see: they go with the membership and with the contact.

Lookups read these, teams, workspaces and memberships, and no table of a contact book.
"""

from sqlalchemy import Column, Date, Double, ForeignKey, ForeignKeyConstraint, Index, Table, Text

from storage.schema.columns import UTCDateTime, metadata, numbered, text
from storage.schema.contacts import of_contact


def _of_row() -> ForeignKeyConstraint:
    """The reference to a row of the directory; what it is found by goes with it."""
    return ForeignKeyConstraint(
        ["team_id", "member_id", "contact_id"],
        ["directory.team_id", "directory.member_id", "directory.contact_id"],
        ondelete="CASCADE",
    )


def _of_member(column: str) -> ForeignKeyConstraint:
    """The reference to a membership."""
    return ForeignKeyConstraint([column, "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE")


directory = Table(
    "directory",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    text("level"),
    text("edge"),
    text("name"),
    text("company"),
    text("title"),
    text("tags"),
    Column("decay", Double, nullable=False),
    Column("seen_in", Date),
    text("joins"),
    _of_member("member_id"),
    of_contact("member_id"),
    Index(None, "member_id", "contact_id"),
)

directory_word = Table(
    "directory_word",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    Column("rank", Double, nullable=False),
    _of_row(),
    Index(None, "team_id", "member_id", "contact_id"),
    # The closest of the many who know somebody at a large company, without a look at the others.
    Index("ix_directory_word_rank", "team_id", "level", "word", "rank"),
)

directory_join = Table(
    "directory_join",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("contact_id", Text, primary_key=True),
    _of_row(),
    # With all its columns: without statistics SQLite takes an index that holds them, were it the longest way.
    Index(None, "team_id", "member_id", "contact_id", "level", "hash"),
)

# Which words of names there are: what typing errors are corrected to. The reversed word finds those that end alike.
# Compared letter by letter, whatever the database's language: beginnings are ranges.
_letters = Text().with_variant(Text(collation="C"), "postgresql")
directory_name = Table(
    "directory_name",
    metadata,
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Text, primary_key=True),
    Column("word", _letters, primary_key=True),
    Column("reversed", _letters, nullable=False),
    Index(None, "team_id", "level", "reversed"),
)

member_word = Table(
    "member_word",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("user_id", Text, primary_key=True),
    _of_member("user_id"),
    Index(None, "user_id", "team_id"),
)

member_join = Table(
    "member_join",
    metadata,
    Column("team_id", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("user_id", Text, primary_key=True),
    _of_member("user_id"),
    Index(None, "user_id", "team_id", "hash"),
)

# Who asked, and when: what limits lookups. Not for what.
lookup = Table(
    "lookup",
    metadata,
    numbered(),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("at", UTCDateTime, nullable=False, index=True),
    Index(None, "user_id", "team_id", "at"),
    Index(None, "team_id", "at"),
)

# Whose people an answer named, on which day. Not to whom.
surfaced = Table(
    "surfaced",
    metadata,
    numbered(),
    Column("team_id", Text, nullable=False),
    Column("member_id", Text, nullable=False),
    Column("day", Date, nullable=False, index=True),
    _of_member("member_id"),
    Index(None, "member_id", "team_id", "day"),
)

"""The table of introductions among colleagues. A row goes with the membership of either, and with the contact."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Table, Text

from storage.schema.columns import metadata, numbered, sealed, text
from storage.schema.contacts import of_contact


def _of_member(column: str) -> ForeignKeyConstraint:
    """The reference to the membership through which somebody takes part."""
    return ForeignKeyConstraint([column, "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE")


introduction = Table(
    "introduction",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    text("team_id"),
    text("asker_id"),
    text("connector_id"),
    text("contact_id"),
    text("name"),
    sealed("reason"),
    Column("asked_on", Date, nullable=False, index=True),
    text("state"),
    Column("later_until", Date),
    # No foreign key: what is to be seen to may be dropped or taken back by itself.
    Column("follow_up_id", Text),
    sealed("bridge"),
    Column("made_on", Date),
    text("outcome"),
    _of_member("asker_id"),
    _of_member("connector_id"),
    of_contact("connector_id"),
    Index(None, "asker_id", "team_id"),
    Index(None, "connector_id", "team_id"),
    Index(None, "connector_id", "contact_id"),
)

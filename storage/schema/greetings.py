"""Tables of greetings in a team's channel: the dates that members gave for it, and the channels."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table, Text, UniqueConstraint

from storage.schema.columns import UTCDateTime, metadata, text

greeting = Table(
    "greeting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("team_id", Text, nullable=False, index=True),
    text("kind"),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("next_at", UTCDateTime, index=True),
    ForeignKeyConstraint(["user_id", "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE"),
    UniqueConstraint("user_id", "team_id", "kind"),
)

greeting_place = Table(
    "greeting_place",
    metadata,
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True),
    text("platform"),
    text("workspace"),
    text("channel"),
    text("label"),
    text("zone"),
    text("trouble"),
)

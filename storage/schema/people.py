"""Tables of those who use Kith: users, their accounts, workspaces, teams, and what members share."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Integer, Table, Text, UniqueConstraint

from storage.schema.columns import UTCDateTime, metadata, text

users = Table(
    "users",  # "user" is a reserved word
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    Column("joined_on", Date, nullable=False),
    text("zone"),
    Column("hour", Integer, nullable=False),
    text("workdays"),
    Column("platform", Text),
    text("leap_day"),
    Column("day_first", Boolean, nullable=False),
    Column("a_day", Integer, nullable=False),
    Column("a_week", Integer, nullable=False),
    text("notes"),
    Column("paused_until", Date),
    Column("friday", Boolean, nullable=False),
    Column("review", Boolean, nullable=False),
    text("circles"),
    Column("next_plan_at", UTCDateTime, index=True),
    Column("owed_since", Date),
    Column("planned_on", Date),
    Column("welcome_on", Date),
    Column("friday_on", Date),
    Column("review_on", Date),
)

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    text("platform"),
    text("scope"),
    text("external"),
    text("channel"),
    text("closed"),
    Column("seen_at", UTCDateTime),
    Column("gone_at", UTCDateTime, index=True),
    UniqueConstraint("platform", "scope", "external"),
)

team = Table(
    "team",
    metadata,
    Column("id", Text, primary_key=True),
    text("name"),
    Column("invite", Text, nullable=False, index=True),
    text("asking"),
    Column("an_hour", Integer, nullable=False),
    Column("kept_days", Integer, nullable=False),
    Column("picture", Boolean, nullable=False),
)

workspace = Table(
    "workspace",
    metadata,
    Column("id", Text, primary_key=True),
    text("platform"),
    text("external"),
    text("name"),
    Column("team_id", Text, ForeignKey("team.id", ondelete="SET NULL"), index=True),
    UniqueConstraint("platform", "external"),
)

membership = Table(
    "membership",
    metadata,
    Column("user_id", Text, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, index=True),
    text("name"),
    text("role"),
    Column("sharing", Boolean, nullable=False),
    text("working_on"),
    Column("on_reminders", Boolean, nullable=False),
    Column("pictured", Boolean, nullable=False),
    text("told"),
    Column("place", Integer, nullable=False),  # in the order in which the members of a team joined
)

share = Table(
    "share",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, nullable=False),
    Column("team_id", Text, nullable=False),
    text("scope"),
    text("key"),
    text("level"),
    UniqueConstraint("user_id", "team_id", "scope", "key"),
    ForeignKeyConstraint(["user_id", "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE"),
)

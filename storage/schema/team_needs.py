"""Tables of what members let be matched among colleagues: it goes with the need, the membership and the user."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Table, Text, UniqueConstraint

from storage.schema.columns import metadata, numbered, sealed, text

team_need = Table(
    "team_need",
    metadata,
    numbered(),
    Column("id", Text, nullable=False, unique=True),
    Column("need_id", Text, ForeignKey("need.id", ondelete="CASCADE"), nullable=False),
    Column("team_id", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    text("kind"),
    sealed("line"),
    ForeignKeyConstraint(["user_id", "team_id"], ["membership.user_id", "membership.team_id"], ondelete="CASCADE"),
    UniqueConstraint("need_id", "team_id"),
    Index(None, "user_id", "team_id"),
    Index(None, "team_id", "kind"),
)

# It outlives what was released, so that two needs are tried once.
need_match = Table(
    "need_match",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team_id", Text, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("looking_id", Text, ForeignKey("need.id", ondelete="CASCADE"), nullable=False),
    Column("offer_id", Text, ForeignKey("need.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seeker_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("helper_id", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("seeker_asked_on", Date, nullable=False),
    Column("helper_asked_on", Date),
    Column("seeker_said", Boolean),
    Column("helper_said", Boolean),
    Column("met_on", Date),
    sealed("looking_line"),
    sealed("offer_line"),
    UniqueConstraint("looking_id", "offer_id"),
)

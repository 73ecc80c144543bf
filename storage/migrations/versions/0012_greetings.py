"""Greetings in a team's channel."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables."""
    op.create_table(
        "greeting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_greeting"),
        sa.ForeignKeyConstraint(
            ["user_id", "team_id"],
            ["membership.user_id", "membership.team_id"],
            name="fk_greeting_user_id_team_id_membership",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("user_id", "team_id", "kind", name="uq_greeting_user_id_team_id_kind"),
    )
    for column in ("team_id", "next_at"):
        op.create_index(f"ix_greeting_{column}", "greeting", [column])
    op.create_table(
        "greeting_place",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_greeting_place"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_greeting_place_team_id_team", ondelete="CASCADE"),
    )

"""Needs that their owners let be matched within a team, and those of two members that fit."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables."""
    op.create_table(
        "team_need",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_team_need"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_team_need_need_id_need", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id", "team_id"],
            ["membership.user_id", "membership.team_id"],
            name="fk_team_need_user_id_team_id_membership",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("id", name="uq_team_need_id"),
        sa.UniqueConstraint("need_id", "team_id", name="uq_team_need_need_id_team_id"),
    )
    op.create_index("ix_team_need_user_id_team_id", "team_need", ["user_id", "team_id"])
    op.create_index("ix_team_need_team_id_kind", "team_need", ["team_id", "kind"])
    op.create_table(
        "need_match",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("looking_id", sa.Text(), nullable=False),
        sa.Column("offer_id", sa.Text(), nullable=False),
        sa.Column("seeker_id", sa.Text(), nullable=False),
        sa.Column("helper_id", sa.Text(), nullable=False),
        sa.Column("seeker_asked_on", sa.Date(), nullable=False),
        sa.Column("helper_asked_on", sa.Date()),
        sa.Column("seeker_said", sa.Boolean()),
        sa.Column("helper_said", sa.Boolean()),
        sa.Column("met_on", sa.Date()),
        sa.Column("looking_line", sa.Text(), nullable=False),
        sa.Column("offer_line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_match"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_need_match_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["looking_id"], ["need.id"], name="fk_need_match_looking_id_need", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["offer_id"], ["need.id"], name="fk_need_match_offer_id_need", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["seeker_id"], ["users.id"], name="fk_need_match_seeker_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["helper_id"], ["users.id"], name="fk_need_match_helper_id_users", ondelete="CASCADE"),
        sa.UniqueConstraint("looking_id", "offer_id", name="uq_need_match_looking_id_offer_id"),
    )
    for column in ("team_id", "offer_id", "seeker_id", "helper_id"):
        op.create_index(f"ix_need_match_{column}", "need_match", [column])

"""Private questions, and to whom they went."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two tables."""
    op.create_table(
        "ask",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("asker_id", sa.Text()),
        sa.Column("asker_team", sa.Text()),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ask"),
        sa.UniqueConstraint("id", name="uq_ask_id"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_ask_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["asker_id", "asker_team"],
            ["membership.user_id", "membership.team_id"],
            name="fk_ask_asker_id_asker_team_membership",
            ondelete="SET NULL",
        ),
    )
    for columns in (["team_id"], ["until"], ["asker_id", "asker_team"]):
        op.create_index(f"ix_ask_{'_'.join(columns)}", "ask", columns)
    op.create_table(
        "asked",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ask_id", sa.Text(), nullable=False),
        sa.Column("member_team", sa.Text()),
        sa.Column("member_id", sa.Text()),
        sa.Column("contact_id", sa.Text()),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asked"),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name="fk_asked_ask_id_ask", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_team", "member_id", "contact_id"],
            ["directory.team_id", "directory.member_id", "directory.contact_id"],
            name="fk_asked_member_team_member_id_contact_id_directory",
            ondelete="SET NULL",
        ),
    )
    for columns in (["ask_id"], ["member_team", "member_id", "contact_id"]):
        op.create_index(f"ix_asked_{'_'.join(columns)}", "asked", columns)

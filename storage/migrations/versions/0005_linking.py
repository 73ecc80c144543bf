"""Accounts that become one, and circles that are told of on one platform."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make three tables and a column."""
    op.add_column("users", sa.Column("circles", sa.Text()))
    op.execute(sa.update(sa.table("users", sa.column("circles", sa.Text()))).values(circles=""))
    with op.batch_alter_table("users") as users:
        users.alter_column("circles", existing_type=sa.Text(), nullable=False)
    op.create_table(
        "link_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text()),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_link_code"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_link_code_user_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_link_code_team_id_team", ondelete="CASCADE"),
        sa.UniqueConstraint("user_id", name="uq_link_code_user_id"),
        sa.UniqueConstraint("hash", name="uq_link_code_hash"),
    )
    op.create_index("ix_link_code_team_id", "link_code", ["team_id"])
    op.create_index("ix_link_code_until", "link_code", ["until"])
    op.create_table(
        "link_try",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_try"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_link_try_user_id_users", ondelete="CASCADE"),
    )
    op.create_index("ix_link_try_user_id", "link_try", ["user_id"])
    op.create_index("ix_link_try_at", "link_try", ["at"])
    op.create_table(
        "joint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_joint"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_joint_user_id_users", ondelete="CASCADE"),
    )
    for column in ("user_id", "until"):
        op.create_index(f"ix_joint_{column}", "joint", [column])

"""What teams bring to users in their digests."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one table."""
    op.create_table(
        "letter",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("tell_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Text()),
        sa.Column("told_on", sa.Date()),
        sa.PrimaryKeyConstraint("number", name="pk_letter"),
        sa.UniqueConstraint("id", name="uq_letter_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_letter_user_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_letter_team_id_team", ondelete="CASCADE"),
    )
    for columns in (["delivery_id"], ["user_id", "state", "tell_on"], ["user_id", "told_on"], ["team_id", "about"]):
        op.create_index(f"ix_letter_{'_'.join(columns)}", "letter", columns)

"""Introductions among colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one table."""
    op.create_table(
        "introduction",
        sa.Column("number", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "team_id", "asker_id", "connector_id", "contact_id", "name", "reason")
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("later_until", sa.Date()),
        sa.Column("follow_up_id", sa.Text()),
        sa.Column("bridge", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date()),
        sa.Column("outcome", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [member, "team_id"],
                ["membership.user_id", "membership.team_id"],
                name=f"fk_introduction_{member}_team_id_membership",
                ondelete="CASCADE",
            )
            for member in ("asker_id", "connector_id")
        ),
        sa.ForeignKeyConstraint(
            ["connector_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_introduction_connector_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_introduction"),
        sa.UniqueConstraint("id", name="uq_introduction_id"),
    )
    op.create_index("ix_introduction_asked_on", "introduction", ["asked_on"])
    for first, second in (("asker_id", "team_id"), ("connector_id", "team_id"), ("connector_id", "contact_id")):
        op.create_index(f"ix_introduction_{first}_{second}", "introduction", [first, second])

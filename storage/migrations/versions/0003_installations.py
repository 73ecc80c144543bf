"""Where Kith is installed, and who is about to install it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXTS = ("platform", "app", "enterprise", "team", "name", "bot", "bot_user", "token", "scopes", "installed_by")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "installation",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
        sa.UniqueConstraint(
            "platform", "app", "enterprise", "team", name="uq_installation_platform_app_enterprise_team"
        ),
    )
    op.create_index("ix_installation_ended_at", "installation", ["ended_at"])
    op.create_index("ix_installation_platform_team", "installation", ["platform", "team"])
    op.create_table(
        "errand",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_errand"),
    )
    op.create_index("ix_errand_until", "errand", ["until"])

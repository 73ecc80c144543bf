"""Since when an account is cut off from Kith: deleted, or nowhere to be met any more."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment, unknown for all there are."""
    op.add_column("account", sa.Column("gone_at", sa.DateTime(timezone=True)))
    op.create_index("ix_account_gone_at", "account", ["gone_at"])

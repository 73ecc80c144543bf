"""Follow-ups, notes, news and needs; the states of contacts; reviews, Friday cards and what else users may choose."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new tables and give the old ones their new columns, filled with what they meant so far."""
    _follow_ups()
    _notes()
    _own()
    _people()
    _contacts()
    _telling()
    _revisions()


def _follow_ups() -> None:
    """What is to be seen to about a contact."""
    op.create_table(
        "follow_up",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("interaction_id", sa.Text()),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_follow_up_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_follow_up"),
        sa.UniqueConstraint("id", name="uq_follow_up_id"),
    )
    op.create_index("ix_follow_up_owner_id_contact_id", "follow_up", ["owner_id", "contact_id"])


def _notes() -> None:
    """What is remembered about a contact."""
    op.create_table(
        "note",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_note_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_note"),
        sa.UniqueConstraint("id", name="uq_note_id"),
    )
    op.create_index("ix_note_owner_id_contact_id", "note", ["owner_id", "contact_id"])


def _own() -> None:
    """What users tell about themselves."""
    op.create_table(
        "news",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_news_owner_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_news"),
        sa.UniqueConstraint("id", name="uq_news_id"),
    )
    op.create_index("ix_news_owner_id", "news", ["owner_id"])
    op.create_table(
        "need",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_need_owner_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_need"),
        sa.UniqueConstraint("id", name="uq_need_id"),
    )
    op.create_index("ix_need_owner_id", "need", ["owner_id"])


def _people() -> None:
    _fill("users", ("a_day", sa.Integer(), 3), ("a_week", sa.Integer(), 7), ("notes", sa.Text(), "by platform"))
    _fill("users", ("friday", sa.Boolean(), True), ("review", sa.Boolean(), True))
    for name in ("paused_until", "welcome_on", "friday_on", "review_on"):
        op.add_column("users", sa.Column(name, sa.Date()))


def _contacts() -> None:
    _fill("contact", ("met", sa.Text(), ""), ("zone", sa.Text(), ""), ("state", sa.Text(), "active"))
    for name in ("introduced_by", "only_on", "merged_into"):
        op.add_column("contact", sa.Column(name, sa.Text()))
    op.add_column("contact", sa.Column("last_guess", sa.Date()))
    op.add_column("tie", sa.Column("own_days", sa.Integer()))
    _fill("interaction", ("helped", sa.Text(), ""))


def _telling() -> None:
    op.drop_index("uq_reminder_without_about", "reminder")
    with op.batch_alter_table("reminder") as batch:
        batch.add_column(sa.Column("follow_up", sa.Text()))
        batch.create_foreign_key(
            "fk_reminder_follow_up_follow_up", "follow_up", ["follow_up"], ["id"], ondelete="CASCADE"
        )
        batch.create_unique_constraint("uq_reminder_follow_up", ["follow_up"])
    neither = sa.text("about IS NULL AND follow_up IS NULL")
    op.create_index(
        "uq_reminder_without_about",
        "reminder",
        ["user_id", "contact_id", "kind"],
        unique=True,
        sqlite_where=neither,
        postgresql_where=neither,
    )
    _fill("delivery", ("kind", sa.Text(), "digest"))
    with op.batch_alter_table("delivery") as batch:
        batch.drop_constraint("uq_delivery_first_nudge", type_="unique")
        batch.alter_column("first_nudge", new_column_name="occasion", existing_type=sa.Text(), existing_nullable=False)
    with op.batch_alter_table("delivery") as batch:  # one that renames a column knows it by its old name
        batch.create_unique_constraint("uq_delivery_occasion", ["occasion"])


def _revisions() -> None:
    """What must change on the platforms after somebody was forgotten."""
    moment = sa.DateTime(timezone=op.get_bind().dialect.name == "postgresql")
    texts = ("user_id", "account_id", "platform", "scope", "external", "domain", "delivery_id")
    op.create_table(
        "revision",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("redrawn", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("posted_id", sa.Text(), nullable=False),
        sa.Column("attempted_at", moment, nullable=False),
        sa.Column("not_before", moment, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_index("ix_revision_domain_not_before", "revision", ["domain", "not_before"])


def _fill(table: str, *columns: tuple[str, sa.types.TypeEngine[Any], object]) -> None:
    """Add columns that always have a value: one for the rows that are there, and none by itself for later ones."""
    for name, kind, value in columns:
        op.add_column(table, sa.Column(name, kind))
        op.execute(sa.update(sa.table(table, sa.column(name, kind))).values({name: value}))
    with op.batch_alter_table(table) as batch:
        for name, kind, _ in columns:
            batch.alter_column(name, existing_type=kind, nullable=False)

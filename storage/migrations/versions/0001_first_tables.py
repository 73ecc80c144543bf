"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    _people()
    _contacts()
    _telling()
    _doings()
    _directory()


def _people() -> None:
    """Those who use Kith, their teams, and what they share."""
    op.create_table(
        "users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("workdays", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text()),
        sa.Column("leap_day", sa.Text(), nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=False),
        sa.Column("next_plan_at", sa.DateTime(timezone=True)),
        sa.Column("owed_since", sa.Date()),
        sa.Column("planned_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_index("ix_users_next_plan_at", "users", ["next_plan_at"])
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("external", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("closed", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_account_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("platform", "scope", "external", name="uq_account_platform_scope_external"),
    )
    op.create_index("ix_account_user_id", "account", ["user_id"])
    op.create_table(
        "team",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("invite", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_index("ix_team_invite", "team", ["invite"])
    op.create_table(
        "workspace",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("external", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text()),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_workspace_team_id_team", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
        sa.UniqueConstraint("platform", "external", name="uq_workspace_platform_external"),
    )
    op.create_index("ix_workspace_team_id", "workspace", ["team_id"])
    op.create_table(
        "membership",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("sharing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_membership_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_membership_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "team_id", name="pk_membership"),
    )
    op.create_index("ix_membership_team_id", "membership", ["team_id"])
    op.create_table(
        "share",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id", "team_id"],
            ["membership.user_id", "membership.team_id"],
            name="fk_share_user_id_team_id_membership",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
        sa.UniqueConstraint("user_id", "team_id", "scope", "key", name="uq_share_user_id_team_id_scope_key"),
    )


def _contacts() -> None:
    """Their contact books."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("emails", sa.Text(), nullable=False),
        sa.Column("phones", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("circle", sa.Text()),
        sa.Column("cadence_count", sa.Integer()),
        sa.Column("cadence_unit", sa.Text()),
        sa.Column("kept_on", sa.Date()),
        sa.Column("later_until", sa.Date()),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_contact_owner_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("owner_id", "id", name="uq_contact_owner_id_id"),
    )
    op.create_table(
        "contact_join",
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_contact_join_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("owner_id", "contact_id", "hash", name="pk_contact_join"),
    )
    op.create_index("ix_contact_join_owner_id_hash", "contact_join", ["owner_id", "hash"])
    op.create_table(
        "tie",
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Date()),
        sa.Column("decay", sa.Double(), nullable=False),
        sa.Column("peak", sa.Double(), nullable=False),
        sa.Column("peak_on", sa.Date()),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_tie_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("owner_id", "contact_id", name="pk_tie"),
    )
    op.create_table(
        "interaction",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_interaction_owner_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_interaction"),
        sa.UniqueConstraint("id", name="uq_interaction_id"),
        sa.UniqueConstraint("owner_id", "id", name="uq_interaction_owner_id_id"),
    )
    op.create_index("ix_interaction_owner_id_day", "interaction", ["owner_id", "day"])
    op.create_table(
        "interaction_contact",
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("interaction_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_interaction_contact_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id", "interaction_id"],
            ["interaction.owner_id", "interaction.id"],
            name="fk_interaction_contact_owner_id_interaction_id_interaction",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("owner_id", "interaction_id", "contact_id", name="pk_interaction_contact"),
    )
    op.create_index("ix_interaction_contact_owner_id_contact_id", "interaction_contact", ["owner_id", "contact_id"])
    op.create_table(
        "important_date",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_important_date_owner_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_important_date"),
    )
    op.create_index("ix_important_date_owner_id_contact_id", "important_date", ["owner_id", "contact_id"])


def _telling() -> None:
    """What is to be told, and its way out."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text()),
        sa.Column("due_on", sa.Date()),
        sa.Column("tell_on", sa.Date()),
        sa.Column("occasion", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["about"], ["important_date.id"], name="fk_reminder_about_important_date", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_reminder_user_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("user_id", "contact_id", "kind", "about", name="uq_reminder_user_id_contact_id_kind_about"),
    )
    op.create_index("ix_reminder_about", "reminder", ["about"])
    op.create_index("ix_reminder_user_id_tell_on", "reminder", ["user_id", "tell_on"])
    op.create_index(
        "uq_reminder_without_about",
        "reminder",
        ["user_id", "contact_id", "kind"],
        unique=True,
        sqlite_where=sa.text("about IS NULL"),
        postgresql_where=sa.text("about IS NULL"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("first_nudge", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True)),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("posted_id", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_delivery_account_id_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_delivery_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("first_nudge", name="uq_delivery_first_nudge"),
    )
    op.create_index("ix_delivery_account_id", "delivery", ["account_id"])
    op.create_index("ix_delivery_state_domain_not_before", "delivery", ["state", "domain", "not_before"])
    op.create_index("ix_delivery_user_id", "delivery", ["user_id"])
    op.create_table(
        "nudge",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("reminder_id", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Text()),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Text()),
        sa.ForeignKeyConstraint(
            ["user_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_nudge_user_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_nudge"),
        sa.UniqueConstraint("id", name="uq_nudge_id"),
        sa.UniqueConstraint("reminder_id", "occasion", name="uq_nudge_reminder_id_occasion"),
    )
    op.create_index("ix_nudge_delivery_id", "nudge", ["delivery_id"])
    op.create_index("ix_nudge_user_id_contact_id", "nudge", ["user_id", "contact_id"])
    op.create_index("ix_nudge_user_id_told_on", "nudge", ["user_id", "told_on"])


def _doings() -> None:
    """What passes, and small facts."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_draft_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_until", "draft", ["until"])
    op.create_index("ix_draft_user_id", "draft", ["user_id"])
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_change_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_change"),
        sa.UniqueConstraint("id", name="uq_change_id"),
    )
    op.create_index("ix_change_until", "change", ["until"])
    op.create_index("ix_change_user_id_number", "change", ["user_id", "number"])
    op.create_table(
        "change_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text()),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name="fk_change_entry_change_id_change", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_change_entry"),
        sa.UniqueConstraint("id", name="uq_change_entry_id"),
    )
    op.create_index("ix_change_entry_change_id", "change_entry", ["change_id"])
    op.create_index("ix_change_entry_contact_id", "change_entry", ["contact_id"])
    op.create_index("ix_change_entry_row_id", "change_entry", ["row_id"])
    op.create_table(
        "event_seen",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "key", name="pk_event_seen"),
    )
    op.create_index("ix_event_seen_at", "event_seen", ["at"])
    op.create_table(
        "notice",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_notice"),
    )


def _directory() -> None:
    """What teams see."""
    op.create_table(
        "directory",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("member_name", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("decay", sa.Double(), nullable=False),
        sa.Column("seen_in", sa.Date()),
        sa.Column("joins", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "contact_id"],
            ["contact.owner_id", "contact.id"],
            name="fk_directory_member_id_contact_id_contact",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "team_id"],
            ["membership.user_id", "membership.team_id"],
            name="fk_directory_member_id_team_id_membership",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "member_id", "contact_id", name="pk_directory"),
    )
    op.create_index("ix_directory_member_id_contact_id", "directory", ["member_id", "contact_id"])
    op.create_table(
        "directory_word",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "member_id", "contact_id"],
            ["directory.team_id", "directory.member_id", "directory.contact_id"],
            name="fk_directory_word_team_id_member_id_contact_id_directory",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "word", "member_id", "contact_id", name="pk_directory_word"),
    )
    op.create_index(
        "ix_directory_word_team_id_member_id_contact_id", "directory_word", ["team_id", "member_id", "contact_id"]
    )

"""Sharing by rules and levels, what the directory is found by, who looked people up, what members work on."""

import sqlalchemy as sa
from alembic import op

from bot.language.indexing import index_of
from storage.schema.columns import to_words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LETTERS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_OPEN = "open"


def upgrade() -> None:
    """Make the new tables, and write anew by what the open contacts of the old ones are found."""
    _members()
    _directory()
    _found_by()
    _lookups()
    _fill()


def _members() -> None:
    op.add_column("membership", sa.Column("name", sa.Text()))
    op.add_column("membership", sa.Column("working_on", sa.Text()))
    op.execute("UPDATE membership SET working_on = '', name = (SELECT name FROM users WHERE users.id = user_id)")
    with op.batch_alter_table("membership") as batch:
        for name in ("name", "working_on"):
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
    for table, found_by, indexed in (
        ("member_word", "word", ["user_id", "team_id"]),
        ("member_join", "hash", ["user_id", "team_id", "hash"]),
    ):
        op.create_table(
            table,
            sa.Column("team_id", sa.Text(), nullable=False),
            sa.Column(found_by, sa.Text(), nullable=False),
            sa.Column("user_id", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(
                ["user_id", "team_id"],
                ["membership.user_id", "membership.team_id"],
                name=f"fk_{table}_user_id_team_id_membership",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("team_id", found_by, "user_id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_{'_'.join(indexed)}", table, indexed)


def _directory() -> None:
    for name, value in (("level", _OPEN), ("edge", "")):
        op.add_column("directory", sa.Column(name, sa.Text()))
        op.execute(sa.update(sa.table("directory", sa.column(name))).values({name: value}))
    with op.batch_alter_table("directory") as batch:
        for name in ("level", "edge"):
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
        batch.drop_column("member_name")


def _found_by() -> None:
    op.drop_table("directory_word")
    ranked: tuple[sa.Column[float], ...] = (sa.Column("rank", sa.Double(), nullable=False),)
    for table, found_by, more, indexed in (
        ("directory_word", "word", ranked, []),
        ("directory_join", "hash", (), ["level", "hash"]),
    ):
        op.create_table(
            table,
            sa.Column("team_id", sa.Text(), nullable=False),
            sa.Column("level", sa.Text(), nullable=False),
            sa.Column(found_by, sa.Text(), nullable=False),
            sa.Column("member_id", sa.Text(), nullable=False),
            sa.Column("contact_id", sa.Text(), nullable=False),
            *more,
            sa.ForeignKeyConstraint(
                ["team_id", "member_id", "contact_id"],
                ["directory.team_id", "directory.member_id", "directory.contact_id"],
                name=f"fk_{table}_team_id_member_id_contact_id_directory",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("team_id", "level", found_by, "member_id", "contact_id", name=f"pk_{table}"),
        )
        row = ["team_id", "member_id", "contact_id", *indexed]
        op.create_index(f"ix_{table}_{'_'.join(row)}", table, row)
    op.create_index("ix_directory_word_rank", "directory_word", ["team_id", "level", "word", "rank"])
    op.create_table(
        "directory_name",
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("word", _LETTERS, nullable=False),
        sa.Column("reversed", _LETTERS, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_directory_name_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "level", "word", name="pk_directory_name"),
    )
    op.create_index("ix_directory_name_team_id_level_reversed", "directory_name", ["team_id", "level", "reversed"])


def _lookups() -> None:
    op.create_table(
        "lookup",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_lookup_team_id_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_lookup_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_lookup"),
    )
    op.create_index("ix_lookup_at", "lookup", ["at"])
    op.create_index("ix_lookup_team_id_at", "lookup", ["team_id", "at"])
    op.create_index("ix_lookup_user_id_team_id_at", "lookup", ["user_id", "team_id", "at"])
    op.create_table(
        "surfaced",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "team_id"],
            ["membership.user_id", "membership.team_id"],
            name="fk_surfaced_member_id_team_id_membership",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_surfaced"),
    )
    op.create_index("ix_surfaced_day", "surfaced", ["day"])
    op.create_index("ix_surfaced_member_id_team_id_day", "surfaced", ["member_id", "team_id", "day"])


def _fill() -> None:
    """All that was shared was open; it is found by the words of today."""
    place = ("team_id", "member_id", "contact_id")
    texts = ("name", "company", "title", "tags", "joins")
    rows = sa.table("directory", *map(sa.column, (*place, *texts, "decay")))
    words = sa.table("directory_word", *map(sa.column, (*place, "level", "word", "rank")))
    joins = sa.table("directory_join", *map(sa.column, (*place, "level", "hash")))
    names = sa.table("directory_name", *map(sa.column, ("team_id", "level", "word", "reversed")))
    known: set[tuple[str, str]] = set()
    for row in op.get_bind().execute(sa.select(rows)).mappings().all():
        at = {column: row[column] for column in place} | {"level": _OPEN}
        index = index_of(row["name"], row["company"], row["title"], to_words(row["tags"]))
        op.bulk_insert(words, [{**at, "word": word, "rank": row["decay"]} for word in index.words])
        op.bulk_insert(joins, [{**at, "hash": each} for each in to_words(row["joins"])])
        new = [word for word in index.names if (row["team_id"], word) not in known]
        known.update((row["team_id"], word) for word in new)
        team = {"team_id": row["team_id"], "level": _OPEN}
        op.bulk_insert(names, [{**team, "word": word, "reversed": word[::-1]} for word in new])

"""Leaving a team on a day, with handovers, swaps of addresses and partings; recovery codes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _leaving()
    _asked_of_colleagues()
    _parting()
    _recovery()


def _leaving() -> None:
    op.create_table(
        "leaving",
        *_texts("id", "user_id", "team_id", "name"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        _cascade("leaving", ["user_id"], "users", ["id"]),
        _cascade("leaving", ["team_id"], "team", ["id"]),
        sa.PrimaryKeyConstraint("id", name="pk_leaving"),
        sa.UniqueConstraint("user_id", "team_id", name="uq_leaving_user_id_team_id"),
    )
    _index("leaving", ["team_id"], ["day"])


def _asked_of_colleagues() -> None:
    for table, own in (("handover", ()), ("swap", ("address", "answer"))):
        op.create_table(
            table,
            *_texts("id", "leaving_id", "user_id", "team_id", "to_id", *own),
            _cascade(table, ["leaving_id"], "leaving", ["id"]),
            _cascade(table, ["user_id"], "users", ["id"]),
            _cascade(table, ["to_id", "team_id"], "membership", ["user_id", "team_id"]),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("leaving_id", "to_id", name=f"uq_{table}_leaving_id_to_id"),
        )
        _index(table, ["user_id"], ["to_id", "team_id"])
    op.create_table(
        "handed",
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("id", "handover_id", "owner_id", "contact_id", "person", "answer"),
        _cascade("handed", ["handover_id"], "handover", ["id"]),
        _cascade("handed", ["owner_id", "contact_id"], "contact", ["owner_id", "id"]),
        sa.PrimaryKeyConstraint("number", name="pk_handed"),
        sa.UniqueConstraint("id", name="uq_handed_id"),
        sa.UniqueConstraint("handover_id", "contact_id", name="uq_handed_handover_id_contact_id"),
    )
    _index("handed", ["owner_id", "contact_id"])


def _parting() -> None:
    op.create_table(
        "parting",
        *_texts("id", "user_id", "team_id", "contact_id"),
        sa.Column("shut_off", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        *_texts("answer"),
        _cascade("parting", ["team_id"], "team", ["id"]),
        _cascade("parting", ["user_id", "contact_id"], "contact", ["owner_id", "id"]),
        sa.PrimaryKeyConstraint("id", name="pk_parting"),
    )
    _index("parting", ["team_id"], ["asked_on"], ["user_id", "contact_id"])


def _recovery() -> None:
    op.create_table(
        "recovery",
        *_texts("id", "user_id", "hash"),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text()),
        sa.Column("entered_at", sa.DateTime(timezone=True)),
        _cascade("recovery", ["user_id"], "users", ["id"]),
        sa.PrimaryKeyConstraint("id", name="pk_recovery"),
        sa.UniqueConstraint("user_id", name="uq_recovery_user_id"),
        sa.UniqueConstraint("hash", name="uq_recovery_hash"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _cascade(table: str, columns: list[str], to: str, keys: Sequence[str]) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{'_'.join(columns)}_{to}"
    return sa.ForeignKeyConstraint(columns, [f"{to}.{key}" for key in keys], name=name, ondelete="CASCADE")


def _index(table: str, *indexed: list[str]) -> None:
    for columns in indexed:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)

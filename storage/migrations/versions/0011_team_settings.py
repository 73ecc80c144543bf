"""What those who look after a team set, what members chose about it and were told of, and who joined before whom."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TEAM: tuple[tuple[sa.Column[object], object], ...] = (
    (sa.Column("asking", sa.Text()), "members"),
    (sa.Column("an_hour", sa.Integer()), 30),
    (sa.Column("kept_days", sa.Integer()), 90),
    (sa.Column("picture", sa.Boolean()), False),
)
_MEMBERSHIP: tuple[tuple[sa.Column[object], object], ...] = (
    (sa.Column("on_reminders", sa.Boolean()), False),
    (sa.Column("pictured", sa.Boolean()), False),
    (sa.Column("told", sa.Text()), ""),
    (sa.Column("place", sa.Integer()), 0),
)


def upgrade() -> None:
    """Add the columns; what was so for everybody is what is set, and known."""
    for table, added in (("team", _TEAM), ("membership", _MEMBERSHIP)):
        for column, value in added:
            op.add_column(table, column)
            op.execute(sa.update(sa.table(table, sa.column(str(column.name)))).values({str(column.name): value}))
    _fill()
    for table, added in (("team", _TEAM), ("membership", _MEMBERSHIP)):
        with op.batch_alter_table(table) as batch:
            for column, _ in added:
                batch.alter_column(str(column.name), existing_type=column.type, nullable=False)


def _fill() -> None:
    """In which order members joined is not known; who came to Kith first stands first."""
    users = sa.table("users", sa.column("id"), sa.column("joined_on"))
    member = sa.table("membership", *map(sa.column, ("user_id", "team_id", "role", "told", "place")))
    joined = sa.select(member).join(users, users.c.id == member.c.user_id)
    places: dict[str, int] = {}
    connection = op.get_bind()
    for row in connection.execute(joined.order_by(users.c.joined_on, users.c.id)).mappings().all():
        places[row["team_id"]] = places.get(row["team_id"], 0) + 1
        told = json.dumps([row["role"], "members", "30", "90", ""])
        own = (member.c.user_id == row["user_id"], member.c.team_id == row["team_id"])
        connection.execute(sa.update(member).where(*own).values(told=told, place=places[row["team_id"]]))

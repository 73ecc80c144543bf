"""Who leaves which team when."""

from datetime import date

from sqlalchemy import ColumnElement, and_, delete, select

from bot.domain.ids import LeavingId, TeamId, UserId
from bot.domain.leaving import Leaving
from storage.schema import leaving as table
from storage.transaction import Stored, Transaction
from storage.vault import Row


class LeavingRepository:
    """Who leaves which team when."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def put(self, leaving: Leaving) -> None:
        """Add it, or write it over the one of that user and team."""
        self._tx.put(table, ("user_id", "team_id"), _row(leaving))
        self._tx.flush()

    def get(self, leaving: LeavingId) -> Leaving | None:
        """The one with that id."""
        return self._one(table.c.id == leaving)

    def of(self, user: UserId, team: TeamId) -> Leaving | None:
        """That the user leaves that team, or left it lately."""
        return self._one(and_(table.c.user_id == user, table.c.team_id == team))

    def ahead(self, user: UserId) -> tuple[Leaving, ...]:
        """All of the user's that have not ended, the first one first."""
        return tuple(each for each in self.all(user) if not each.ended)

    def all(self, user: UserId) -> tuple[Leaving, ...]:
        """All of the user's, the first one first."""
        own = select(table).where(table.c.user_id == user).order_by(table.c.day, table.c.id)
        return tuple(map(_leaving, self._tx.rows(own)))

    def remove(self, user: UserId, leaving: LeavingId) -> None:
        """Forget it, with all that was handed over or asked and not answered."""
        self._tx.run(delete(table).where(table.c.user_id == user, table.c.id == leaving))

    def old(self, before: date) -> tuple[Leaving, ...]:
        """Those that ended before that day."""
        return tuple(map(_leaving, self._tx.rows(select(table).where(_is_old(before)).order_by(table.c.id))))

    def purge(self, before: date) -> None:
        """Forget those that ended before that day."""
        self._tx.run(delete(table).where(_is_old(before)))

    def _one(self, condition: ColumnElement[bool]) -> Leaving | None:
        row = self._tx.row(select(table).where(condition))
        return _leaving(row) if row is not None else None


def _is_old(before: date) -> ColumnElement[bool]:
    return and_(table.c.ended.is_(True), table.c.day < before)


def _row(leaving: Leaving) -> Row:
    return {
        "id": leaving.id,
        "user_id": leaving.user,
        "team_id": leaving.team,
        "name": leaving.name,
        "day": leaving.on,
        "ended": leaving.ended,
    }


def _leaving(row: Stored) -> Leaving:
    return Leaving(
        id=row["id"], user=row["user_id"], team=row["team_id"], name=row["name"], on=row["day"], ended=row["ended"]
    )

"""What teams bring to users in their digests."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select, update

from bot.domain.ids import DeliveryId, LetterId, TeamId, UserId
from bot.domain.letter import Letter, LetterKind, LetterState
from storage.schema import letter as table
from storage.transaction import Stored, Transaction
from storage.vault import Row


class LetterRepository:
    """What teams bring to users in their digests."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, letter: Letter) -> None:
        """Add one."""
        self._tx.insert(table, _row(letter))

    def save(self, letter: Letter) -> None:
        """Write one."""
        own = and_(table.c.user_id == letter.user, table.c.id == letter.id)
        self._tx.run(update(table).where(own).values(_row(letter)))

    def get(self, user: UserId, letter: LetterId) -> Letter | None:
        """The user's letter with that id."""
        return next(iter(self._some(_own(user, table.c.id == letter))), None)

    def waiting(self, user: UserId, day: date) -> tuple[Letter, ...]:
        """Those that may be told on that day and wait, the oldest first."""
        ready = and_(table.c.state == LetterState.WAITING, table.c.tell_on <= day)
        return self._some(_own(user, ready).order_by(table.c.tell_on, table.c.number))

    def first_day(self, user: UserId) -> date | None:
        """The earliest day to tell one that waits."""
        waiting = and_(table.c.user_id == user, table.c.state == LetterState.WAITING)
        first: date | None = self._tx.scalar(select(func.min(table.c.tell_on)).where(waiting))
        return first

    def of_delivery(self, user: UserId, delivery: DeliveryId) -> tuple[Letter, ...]:
        """Those that a message tells, withdrawn ones too, in the order in which it tells them."""
        return self._some(_own(user, table.c.delivery_id == delivery).order_by(table.c.number))

    def since(self, user: UserId, day: date) -> tuple[Letter, ...]:
        """Those that were told, or are on their way, from that day on; withdrawn ones are left out."""
        told = and_(table.c.told_on >= day, table.c.state != LetterState.WITHDRAWN)
        return self._some(_own(user, told).order_by(table.c.number))

    def about(self, team: TeamId, kind: LetterKind, about: str) -> tuple[Letter, ...]:
        """All letters about the same thing, whoever gets them."""
        same = and_(table.c.team_id == team, table.c.kind == kind, table.c.about == about)
        return self._some(select(table).where(same).order_by(table.c.number))

    def _some(self, statement: Select[tuple[object, ...]]) -> tuple[Letter, ...]:
        return tuple(map(_letter, self._tx.rows(statement)))


def _own(user: UserId, condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(table).where(and_(table.c.user_id == user, condition))


def _row(letter: Letter) -> Row:
    return {
        "id": letter.id,
        "user_id": letter.user,
        "team_id": letter.team,
        "kind": letter.kind,
        "about": letter.about,
        "tell_on": letter.tell_on,
        "until": letter.until,
        "state": letter.state,
        "delivery_id": letter.delivery,
        "told_on": letter.told_on,
    }


def _letter(row: Stored) -> Letter:
    return Letter(
        id=row["id"],
        user=row["user_id"],
        team=row["team_id"],
        kind=LetterKind(row["kind"]),
        about=row["about"],
        tell_on=row["tell_on"],
        until=row["until"],
        state=LetterState(row["state"]),
        delivery=row["delivery_id"],
        told_on=row["told_on"],
    )

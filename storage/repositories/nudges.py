"""What was told, and what became of it."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, select

from bot.domain.cadence import Circle
from bot.domain.ids import ContactId, DeliveryId, NudgeId, ReminderId, UserId
from bot.domain.nudge import Nudge, NudgeState
from bot.domain.reminder import ReminderKind
from storage.recorded_rows import RecordedRows
from storage.schema import contact
from storage.schema import nudge as table
from storage.transaction import Stored, Transaction
from storage.vault import Row

_OPEN = (NudgeState.PLANNED, NudgeState.SENT)


class NudgeRepository:
    """What was told, and what became of it."""

    def __init__(self, tx: Transaction, recorded: RecordedRows) -> None:
        self._tx = tx
        self._recorded = recorded

    def get(self, user: UserId, nudge: NudgeId) -> Nudge | None:
        """The user's nudge with that id."""
        return next(iter(self._some(_own(user, table.c.id == nudge))), None)

    def add(self, nudge: Nudge) -> bool:
        """Add it; False where this occasion of its reminder was told before."""
        return self._tx.insert_new(table, ("reminder_id", "occasion"), _row(nudge))

    def save(self, nudge: Nudge) -> None:
        """Write a nudge."""
        self._recorded.update(_row(nudge))

    def of_reminder(self, user: UserId, reminder: ReminderId, due_on: date) -> tuple[Nudge, ...]:
        """All nudges about that day of a reminder, oldest first."""
        about = and_(table.c.reminder_id == reminder, table.c.due_on == due_on)
        return self._some(_own(user, about).order_by(table.c.occasion))

    def of_delivery(self, user: UserId, delivery: DeliveryId) -> tuple[Nudge, ...]:
        """The nudges that a message tells, in the order in which it tells them."""
        return self._some(_own(user, table.c.delivery_id == delivery).order_by(table.c.number))

    def of_contact(self, user: UserId, contact: ContactId) -> tuple[Nudge, ...]:
        """All about a contact, oldest first."""
        return self._some(_own(user, table.c.contact_id == contact).order_by(table.c.number))

    def open(self, user: UserId, contact: ContactId) -> tuple[Nudge, ...]:
        """Those about a contact that are planned, or sent and unanswered."""
        unanswered = and_(table.c.contact_id == contact, table.c.state.in_(_OPEN))
        return self._some(_own(user, unanswered).order_by(table.c.number))

    def since(self, user: UserId, day: date) -> tuple[Nudge, ...]:
        """All that was told, or is on its way, from that day on; what was withdrawn or missed is left out."""
        told = and_(table.c.told_on >= day, table.c.state.not_in((NudgeState.WITHDRAWN, NudgeState.MISSED)))
        return self._some(_own(user, told).order_by(table.c.number))

    def told_since(self, user: UserId, day: date) -> dict[date, int]:
        """Cadence nudges by the day they were told, from that day on; withdrawn ones do not count."""
        told = _asked(user) & (table.c.told_on >= day)
        counts = select(table.c.told_on, func.count().label("nudges")).where(told).group_by(table.c.told_on)
        return {row["told_on"]: row["nudges"] for row in self._tx.rows(counts)}

    def last_asked(self, user: UserId) -> dict[Circle | None, date]:
        """The last day on which somebody of each circle was asked about."""
        last = (
            select(contact.c.circle, func.max(table.c.told_on).label("last"))
            .join(contact, contact.c.id == table.c.contact_id)
            .where(_asked(user))
            .group_by(contact.c.circle)
        )
        return {Circle(row["circle"]) if row["circle"] else None: row["last"] for row in self._tx.rows(last)}

    def _some(self, statement: Select[tuple[object, ...]]) -> tuple[Nudge, ...]:
        return tuple(map(_nudge, self._tx.rows(statement)))


def _own(user: UserId, condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(table).where(and_(table.c.user_id == user, condition))


def _asked(user: UserId) -> ColumnElement[bool]:
    return and_(table.c.user_id == user, table.c.kind == ReminderKind.CADENCE, table.c.state != NudgeState.WITHDRAWN)


def _row(nudge: Nudge) -> Row:
    return {
        "id": nudge.id,
        "user_id": nudge.user,
        "reminder_id": nudge.reminder,
        "occasion": nudge.occasion,
        "contact_id": nudge.contact,
        "kind": nudge.kind,
        "due_on": nudge.due_on,
        "told_on": nudge.told_on,
        "state": nudge.state,
        "delivery_id": nudge.delivery,
        "late": nudge.late,
        "change_id": nudge.change,
    }


def _nudge(row: Stored) -> Nudge:
    return Nudge(
        id=row["id"],
        user=row["user_id"],
        reminder=row["reminder_id"],
        occasion=row["occasion"],
        contact=row["contact_id"],
        kind=ReminderKind(row["kind"]),
        due_on=row["due_on"],
        told_on=row["told_on"],
        state=NudgeState(row["state"]),
        delivery=row["delivery_id"],
        late=row["late"],
        change=row["change_id"],
    )

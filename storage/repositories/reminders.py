"""The due index."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, func, select

from bot.domain.ids import ContactId, ReminderId, UserId
from bot.domain.reminder import Reminder, ReminderKind
from storage.schema import reminder as table
from storage.transaction import Stored, Transaction
from storage.vault import Row


class ReminderRepository:
    """The due index."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def of(self, user: UserId, contact: ContactId) -> tuple[Reminder, ...]:
        """The reminders of a contact."""
        return self._some(_own(user, table.c.contact_id == contact).order_by(table.c.id))

    def get(self, user: UserId, reminder: ReminderId) -> Reminder | None:
        """The user's reminder with that id."""
        row = self._tx.row(_own(user, table.c.id == reminder))
        return _reminder(row) if row is not None else None

    def due(self, user: UserId, day: date) -> tuple[Reminder, ...]:
        """Those to be told on that day or before it."""
        return self._some(_own(user, table.c.tell_on <= day).order_by(table.c.tell_on, table.c.id))

    def first_days(self, user: UserId) -> dict[ReminderKind, date]:
        """The earliest day to tell anything of each kind."""
        told = (table.c.user_id == user) & table.c.tell_on.is_not(None)
        firsts = select(table.c.kind, func.min(table.c.tell_on).label("first")).where(told).group_by(table.c.kind)
        return {ReminderKind(row["kind"]): row["first"] for row in self._tx.rows(firsts)}

    def put(self, reminder: Reminder) -> None:
        """Add or replace."""
        self._tx.put(table, ("id",), _row(reminder))

    def remove(self, user: UserId, reminder: ReminderId) -> None:
        """Remove a reminder; what it told stays."""
        self._tx.run(delete(table).where(and_(table.c.user_id == user, table.c.id == reminder)))

    def _some(self, statement: Select[tuple[object, ...]]) -> tuple[Reminder, ...]:
        return tuple(map(_reminder, self._tx.rows(statement)))


def _own(user: UserId, condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(table).where(and_(table.c.user_id == user, condition))


def _row(reminder: Reminder) -> Row:
    return {
        "id": reminder.id,
        "user_id": reminder.user,
        "contact_id": reminder.contact,
        "kind": reminder.kind,
        "about": reminder.about,
        "follow_up": reminder.follow_up,
        "due_on": reminder.due_on,
        "tell_on": reminder.tell_on,
        "occasion": reminder.occasion,
    }


def _reminder(row: Stored) -> Reminder:
    return Reminder(
        id=row["id"],
        user=row["user_id"],
        contact=row["contact_id"],
        kind=ReminderKind(row["kind"]),
        about=row["about"],
        follow_up=row["follow_up"],
        due_on=row["due_on"],
        tell_on=row["tell_on"],
        occasion=row["occasion"],
    )

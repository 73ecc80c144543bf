"""What is to be seen to about contacts."""

from sqlalchemy import ColumnElement, select

from bot.domain.followup import FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import ContactId, FollowUpId, UserId
from storage.recorded_rows import RecordedRows
from storage.schema import contact
from storage.schema import follow_up as table
from storage.table_rows import TableRows
from storage.transaction import Stored
from storage.vault import Row

_OPEN = table.c.state == FollowUpState.OPEN


class FollowUpRepository:
    """What is to be seen to about contacts."""

    def __init__(self, rows: TableRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, follow_up: FollowUpId) -> FollowUp | None:
        """The owner's follow-up with that id."""
        row = self._rows.get(owner, follow_up)
        return _follow_up(row) if row is not None else None

    def open(self, owner: UserId, contact_id: ContactId | None = None) -> tuple[FollowUp, ...]:
        """Those still to be seen to, about one contact or about all: by their day, those without one last."""
        about = [table.c.contact_id == contact_id] if contact_id is not None else [self._of_found()]
        found = self._ordered(self._rows.own(owner, _OPEN, *about))
        return tuple(sorted(found, key=lambda each: (each.due_on is None, each.due_on or each.made_on)))

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[FollowUp, ...]:
        """All about a contact, in the order in which they were noted."""
        return self._ordered(self._rows.own(owner, table.c.contact_id == contact_id))

    def all(self, owner: UserId) -> tuple[FollowUp, ...]:
        """All of an owner, in the order in which they were noted."""
        return self._ordered(self._rows.own(owner))

    def add(self, follow_up: FollowUp) -> None:
        """Add a follow-up."""
        self._recorded.insert(_row(follow_up))

    def save(self, follow_up: FollowUp) -> None:
        """Write a follow-up."""
        self._recorded.update(_row(follow_up))

    def _ordered(self, condition: ColumnElement[bool]) -> tuple[FollowUp, ...]:
        return tuple(map(_follow_up, self._rows.all(select(table).where(condition).order_by(table.c.number))))

    @staticmethod
    def _of_found() -> ColumnElement[bool]:
        merged = select(contact.c.id).where(contact.c.owner_id == table.c.owner_id, contact.c.merged_into.is_not(None))
        return table.c.contact_id.not_in(merged)


def _row(follow_up: FollowUp) -> Row:
    return {
        "id": follow_up.id,
        "owner_id": follow_up.owner,
        "contact_id": follow_up.contact,
        "kind": follow_up.kind,
        "text": follow_up.text,
        "made_on": follow_up.made_on,
        "due_on": follow_up.due_on,
        "state": follow_up.state,
        "closed_on": follow_up.closed_on,
        "interaction_id": follow_up.interaction,
    }


def _follow_up(row: Stored) -> FollowUp:
    return FollowUp(
        id=row["id"],
        owner=row["owner_id"],
        contact=row["contact_id"],
        kind=FollowUpKind(row["kind"]),
        text=row["text"],
        made_on=row["made_on"],
        due_on=row["due_on"],
        state=FollowUpState(row["state"]),
        closed_on=row["closed_on"],
        interaction=row["interaction_id"],
    )

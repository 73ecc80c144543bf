"""Recovery codes, of which hashes are kept."""

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from bot.domain.ids import RecoveryId, UserId
from bot.domain.recovery import Recovery
from storage.schema import recovery as table
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class RecoveryRepository:
    """Recovery codes, of which hashes are kept."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._vault = vault

    def put(self, recovery: Recovery, letters: str) -> None:
        """Add it in place of the one that its user has; its letters are kept as a keyed hash."""
        self.remove(recovery.user)
        self._tx.insert(table, {**_row(recovery), "hash": self._hash(letters)})

    def of(self, user: UserId) -> Recovery | None:
        """The one that a user has."""
        row = self._tx.row(select(table).where(table.c.user_id == user))
        return _recovery(row) if row is not None else None

    def find(self, letters: str) -> Recovery | None:
        """The one with these letters."""
        return self._locked(table.c.hash == self._hash(letters))

    def get(self, recovery: RecoveryId) -> Recovery | None:
        """The one with that id."""
        return self._locked(table.c.id == recovery)

    def save(self, recovery: Recovery) -> None:
        """Write it."""
        own = and_(table.c.user_id == recovery.user, table.c.id == recovery.id)
        self._tx.run(update(table).where(own).values(_row(recovery)))

    def move(self, recovery: Recovery, user: UserId) -> None:
        """Let it lead to another user, unless they have one of their own."""
        theirs = table.alias("theirs")
        free = and_(table.c.id == recovery.id, ~exists().where(theirs.c.user_id == user))
        self._tx.run(update(table).where(free).values(user_id=user))

    def remove(self, user: UserId) -> bool:
        """Whether the user had one; it leads nowhere any more."""
        return self._tx.run(delete(table).where(table.c.user_id == user)) == 1

    def _locked(self, condition: ColumnElement[bool]) -> Recovery | None:
        row = self._tx.row(select(table).where(condition).with_for_update())
        return _recovery(row) if row is not None else None

    def _hash(self, letters: str) -> str:
        return self._vault.hash(f"recovery code:{letters}")


def _row(recovery: Recovery) -> Row:
    return {
        "id": recovery.id,
        "user_id": recovery.user,
        "made_on": recovery.made_on,
        "entered_by": recovery.entered_by,
        "entered_at": recovery.entered_at,
    }


def _recovery(row: Stored) -> Recovery:
    return Recovery(
        id=row["id"],
        user=row["user_id"],
        made_on=row["made_on"],
        entered_by=row["entered_by"],
        entered_at=row["entered_at"],
    )

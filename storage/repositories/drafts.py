"""What someone typed that still needs an answer."""

import json
from datetime import datetime

from sqlalchemy import select

from bot.domain.ids import DraftId, UserId
from bot.ports import Draft
from storage.schema import draft as table
from storage.table_rows import TableRows
from storage.transaction import Stored


class DraftRepository:
    """What someone typed that still needs an answer; each is kept for a day."""

    def __init__(self, rows: TableRows) -> None:
        self._rows = rows

    def get(self, user: UserId, draft: DraftId, now: datetime) -> Draft | None:
        """The user's draft with that id, until its time has passed."""
        row = self._rows.first(select(table).where(self._rows.own(user, table.c.id == draft, table.c.until > now)))
        return _draft(row) if row is not None else None

    def all(self, user: UserId) -> tuple[Draft, ...]:
        """All that are kept for the user, run out or not."""
        return tuple(map(_draft, self._rows.all(select(table).where(self._rows.own(user)))))

    def add(self, draft: Draft) -> None:
        """Add a draft."""
        payload = json.dumps(dict(draft.payload), ensure_ascii=False)
        self._rows.insert({"id": draft.id, "user_id": draft.user, "payload": payload, "until": draft.until})

    def remove(self, user: UserId, draft: DraftId) -> None:
        """Let go of a draft that was acted on."""
        self._rows.delete(user, [draft])


def _draft(row: Stored) -> Draft:
    return Draft(id=row["id"], user=row["user_id"], payload=json.loads(row["payload"]), until=row["until"])

"""Messages on the platforms that must change there: what is kept of them until that is done."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.domain.ids import RevisionId
from bot.domain.revision import Revision
from bot.domain.user import Platform
from storage.schema import revision as table
from storage.transaction import Stored, Transaction
from storage.vault import Row


class RevisionRepository:
    """Messages that must change where they stand. Worked off for everybody: no user asks for them."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, revision: Revision) -> None:
        """Add one."""
        self._tx.insert(table, _row(revision))

    def domains(self, now: datetime) -> tuple[str, ...]:
        """Rate-limit domains with a message that may change now."""
        due = select(table.c.domain).distinct().where(table.c.not_before <= now).order_by(table.c.domain)
        return tuple(row["domain"] for row in self._tx.rows(due))

    def next_at(self) -> datetime | None:
        """The earliest moment at which one may change."""
        earliest: datetime | None = self._tx.scalar(select(func.min(table.c.not_before)))
        return earliest

    def due(self, domain: str, now: datetime, limit: int) -> tuple[Revision, ...]:
        """Those of a domain that may change now, the oldest first."""
        waiting = select(table).where(table.c.domain == domain, table.c.not_before <= now)
        rows = self._tx.rows(waiting.order_by(table.c.not_before, table.c.attempted_at, table.c.id).limit(limit))
        return tuple(map(_revision, rows))

    def put_off(self, revision: Revision, until: datetime) -> None:
        """Try again then."""
        later = {"not_before": until, "attempts": revision.attempts + 1}
        self._tx.run(update(table).where(table.c.id == revision.id).values(later))

    def hold_back(self, domain: str, until: datetime) -> None:
        """Let nothing in a domain change before that moment."""
        early = (table.c.domain == domain) & (table.c.not_before < until)
        self._tx.run(update(table).where(early).values(not_before=until))

    def remove(self, revisions: Collection[RevisionId]) -> None:
        """Let go of those that are done."""
        self._tx.run(delete(table).where(table.c.id.in_(list(revisions))))


def _row(revision: Revision) -> Row:
    return {
        "id": revision.id,
        "user_id": revision.user,
        "account_id": revision.account,
        "platform": revision.platform,
        "scope": revision.scope,
        "external": revision.external,
        "domain": revision.domain,
        "delivery_id": revision.delivery,
        "redrawn": revision.redrawn,
        "channel": revision.channel,
        "posted_id": revision.posted_id,
        "attempted_at": revision.attempted_at,
        "not_before": revision.not_before,
        "attempts": revision.attempts,
    }


def _revision(row: Stored) -> Revision:
    return Revision(
        id=row["id"],
        user=row["user_id"],
        account=row["account_id"],
        platform=Platform(row["platform"]),
        scope=row["scope"],
        external=row["external"],
        domain=row["domain"],
        delivery=row["delivery_id"],
        redrawn=row["redrawn"],
        channel=row["channel"],
        posted_id=row["posted_id"],
        attempted_at=row["attempted_at"],
        not_before=row["not_before"],
        attempts=row["attempts"],
    )

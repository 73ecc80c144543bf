"""Messages on their way out: claims under leases, fenced.

A lease runs by the clock of the database on PostgreSQL, where several machines compare it, and by the caller's on
SQLite, where there is one.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Update, and_, func, literal, or_, select, update

from bot.domain.ids import DeliveryId, UserId
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState
from storage.schema import delivery as table
from storage.schema.columns import UTCDateTime
from storage.transaction import Stored, Transaction
from storage.vault import Row

_PLANNED = table.c.state == DeliveryState.PLANNED
_SENDING = table.c.state == DeliveryState.SENDING


class OutboxRepository:
    """Messages on their way out."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, delivery: Delivery) -> bool:
        """Add it; False where its occasion has a delivery."""
        return self._tx.insert_new(table, ("occasion",), _row(delivery))

    def get(self, user: UserId, delivery: DeliveryId) -> Delivery | None:
        """The user's delivery with that id."""
        row = self._tx.row(_own(user, table.c.id == delivery))
        return _delivery(row) if row is not None else None

    def domains(self, now: datetime) -> tuple[str, ...]:
        """Rate-limit domains with work that is due, expired leases included."""
        due = select(table.c.domain).distinct().where(_due(now, self._lease_clock(now))).order_by(table.c.domain)
        return tuple(row["domain"] for row in self._tx.rows(due))

    def next_at(self) -> datetime | None:
        """The earliest moment at which anything may leave."""
        planned = self._tx.scalar(select(func.min(table.c.not_before)).where(_PLANNED))
        leased = self._tx.scalar(select(func.min(table.c.leased_until)).where(_SENDING))
        return min((moment for moment in (planned, leased) if moment is not None), default=None)

    def claim(self, domain: str, now: datetime, limit: int, lease_seconds: float) -> tuple[Delivery, ...]:
        """Take deliveries of a domain that are due or whose lease ran out, marked as sending under a new lease."""
        until = self._lease_clock(now, lease_seconds)
        claimed = self._tx.rows(claim_statement(domain, now, limit, self._lease_clock(now), until))
        return tuple(sorted(map(_delivery, claimed), key=lambda each: (each.not_before, each.id)))

    def hold_back(self, domain: str, until: datetime) -> None:
        """Let nothing that is planned in a domain leave before that moment."""
        early = and_(table.c.domain == domain, _PLANNED, table.c.not_before < until)
        self._tx.run(update(table).where(early).values(not_before=until))

    def release(self, domain: str, now: datetime) -> None:
        """Let what is planned in a domain leave now, as far as its user's hours allow."""
        held = and_(table.c.domain == domain, _PLANNED, table.c.not_before > now)
        self._tx.run(update(table).where(held).values(not_before=now))

    def holds(self, delivery: Delivery, now: datetime, seconds: float) -> bool:
        """Whether the lease of this claim lasts that long yet."""
        lasting = and_(_claimed(delivery), _SENDING, table.c.leased_until >= self._lease_clock(now, seconds))
        return self._tx.row(select(table.c.id).where(lasting)) is not None

    def save(self, delivery: Delivery) -> bool:
        """Write the outcome of a claim; False where another holder has claimed it since."""
        return self._tx.run(update(table).where(_claimed(delivery)).values(_row(delivery))) == 1

    def of_state(self, user: UserId, state: DeliveryState, limit: int) -> tuple[Delivery, ...]:
        """The user's deliveries in that state, newest first."""
        return self._newest(user, table.c.state == state, limit)

    def posted(self, user: UserId) -> tuple[Delivery, ...]:
        """The user's messages that stand on a platform, or may, oldest first."""
        begun = or_(table.c.posted_id != "", table.c.attempted_at.is_not(None))
        return tuple(map(_delivery, self._tx.rows(_own(user, begun).order_by(table.c.not_before, table.c.id))))

    def troubled(self, user: UserId, limit: int) -> tuple[Delivery, ...]:
        """The user's newest deliveries that met trouble, sent or not."""
        return self._newest(user, table.c.trouble != "", limit)

    def _newest(self, user: UserId, condition: ColumnElement[bool], limit: int) -> tuple[Delivery, ...]:
        newest_first = _own(user, condition).order_by(table.c.not_before.desc(), table.c.id)
        return tuple(map(_delivery, self._tx.rows(newest_first.limit(limit))))

    def _lease_clock(self, now: datetime, seconds: float = 0.0) -> ColumnElement[datetime]:
        if self._tx.is_sqlite:
            return literal(now + timedelta(seconds=seconds), UTCDateTime())
        return func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


def claim_statement(
    domain: str, now: datetime, limit: int, lease_clock: ColumnElement[datetime], until: ColumnElement[datetime]
) -> Update:
    """The claim of at most `limit` rows, whatever plan the database chooses.

    A subselect that is not materialised may be run again for each row, and then takes all of them (PostgreSQL bug
    15715, "expected behaviour").
    """
    taken = (
        select(table.c.id)
        .where(table.c.domain == domain, _due(now, lease_clock))
        .order_by(table.c.not_before, table.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    claimed = {"state": DeliveryState.SENDING, "fence": table.c.fence + 1, "leased_until": until}
    return update(table).where(table.c.id == taken.c.id).values(claimed).returning(*table.columns)


def _due(now: datetime, lease_clock: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(and_(_PLANNED, table.c.not_before <= now), and_(_SENDING, table.c.leased_until <= lease_clock))


def _claimed(delivery: Delivery) -> ColumnElement[bool]:
    return and_(table.c.id == delivery.id, table.c.user_id == delivery.user, table.c.fence == delivery.fence)


def _own(user: UserId, condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    return select(table).where(and_(table.c.user_id == user, condition))


def _row(delivery: Delivery) -> Row:
    return {
        "id": delivery.id,
        "user_id": delivery.user,
        "account_id": delivery.account,
        "domain": delivery.domain,
        "occasion": delivery.occasion,
        "kind": delivery.kind,
        "planned_on": delivery.planned_on,
        "not_before": delivery.not_before,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "attempted_at": delivery.attempted_at,
        "leased_until": delivery.leased_until,
        "fence": delivery.fence,
        "channel": delivery.channel,
        "posted_id": delivery.posted_id,
        "trouble": delivery.trouble,
    }


def _delivery(row: Stored) -> Delivery:
    return Delivery(
        id=row["id"],
        user=row["user_id"],
        account=row["account_id"],
        domain=row["domain"],
        occasion=row["occasion"],
        kind=DeliveryKind(row["kind"]),
        planned_on=row["planned_on"],
        not_before=row["not_before"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        attempted_at=row["attempted_at"],
        leased_until=row["leased_until"],
        fence=row["fence"],
        channel=row["channel"],
        posted_id=row["posted_id"],
        trouble=row["trouble"],
    )

"""Greetings in a team's channel."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from bot.domain.greeting import Greeting, GreetingKind, Place
from bot.domain.ids import TeamId, UserId
from bot.domain.team import Role
from bot.domain.user import Platform
from storage.schema import greeting as greetings
from storage.schema import greeting_place as places
from storage.schema import membership
from storage.transaction import Stored, Transaction
from storage.vault import Row


class GreetingRepository:
    """The dates that members gave, and the channels that teams chose."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def put(self, greeting: Greeting) -> None:
        """Add a date, in place of the one of that kind."""
        self.remove(greeting.user, greeting.team, greeting.kind)
        self._tx.insert(greetings, _row(greeting))

    def save(self, greeting: Greeting) -> None:
        """Write a date."""
        own = _own(greeting.user, greeting.team, greeting.kind)
        self._tx.run(update(greetings).where(own).values(_row(greeting)))

    def get(self, user: UserId, team: TeamId, kind: GreetingKind) -> Greeting | None:
        """The date of that kind that a user gave a team."""
        row = self._tx.row(select(greetings).where(_own(user, team, kind)))
        return _greeting(row) if row is not None else None

    def of(self, user: UserId) -> tuple[Greeting, ...]:
        """All of a user, by team and kind."""
        own = select(greetings).where(greetings.c.user_id == user)
        return tuple(map(_greeting, self._tx.rows(own.order_by(greetings.c.team_id, greetings.c.kind))))

    def remove(self, user: UserId, team: TeamId, kind: GreetingKind | None = None) -> bool:
        """Forget a date of a user, or all that they gave a team; False where there was none."""
        return self._tx.run(delete(greetings).where(_own(user, team, kind))) > 0

    def count(self, team: TeamId) -> int:
        """How many dates members of a team gave."""
        given = select(func.count()).select_from(greetings).where(greetings.c.team_id == team)
        return int(self._tx.scalar(given))

    def wake(self, now: datetime, *, team: TeamId | None = None, user: UserId | None = None) -> None:
        """Look now at all of a team, or of a user: where or when they are told has changed."""
        meant = [column == each for column, each in ((greetings.c.team_id, team), (greetings.c.user_id, user)) if each]
        self._tx.run(update(greetings).where(and_(*meant)).values(next_at=now))

    def claim_due(self, now: datetime, limit: int) -> tuple[Greeting, ...]:
        """Those to be looked at now, of everybody, locked; those another process holds are passed over."""
        due = select(greetings).where(greetings.c.next_at <= now).order_by(greetings.c.next_at, greetings.c.id)
        return tuple(map(_greeting, self._tx.rows(due.limit(limit).with_for_update(skip_locked=True))))

    def next_at(self) -> datetime | None:
        """The earliest moment at which one is to be looked at."""
        earliest: datetime | None = self._tx.scalar(select(func.min(greetings.c.next_at)))
        return earliest

    def place(self, team: TeamId) -> Place | None:
        """Where a team greets, if anywhere."""
        row = self._tx.row(select(places).where(places.c.team_id == team))
        return _place(row) if row is not None else None

    def put_place(self, place: Place) -> None:
        """Let a team greet there and nowhere else."""
        self._tx.put(places, ("team_id",), _place_row(place))

    def remove_place(self, team: TeamId) -> bool:
        """Let a team greet nowhere; False where it did not before."""
        return self._tx.run(delete(places).where(places.c.team_id == team)) > 0

    def troubled(self, user: UserId) -> tuple[Place, ...]:
        """The channels of teams that a user looks after into which something could not be posted, untold so far."""
        looked_after = and_(
            membership.c.team_id == places.c.team_id,
            membership.c.user_id == user,
            membership.c.role == Role.ADMIN,
        )
        found = select(places).join(membership, looked_after).where(places.c.trouble != "")
        return tuple(map(_place, self._tx.rows(found.order_by(places.c.team_id))))


def _own(user: UserId, team: TeamId, kind: GreetingKind | None) -> ColumnElement[bool]:
    own = and_(greetings.c.user_id == user, greetings.c.team_id == team)
    return and_(own, greetings.c.kind == kind) if kind is not None else own


def _row(greeting: Greeting) -> Row:
    return {
        "id": greeting.id,
        "user_id": greeting.user,
        "team_id": greeting.team,
        "kind": greeting.kind,
        "month": greeting.month,
        "day": greeting.day,
        "next_at": greeting.next_at,
    }


def _greeting(row: Stored) -> Greeting:
    return Greeting(
        id=row["id"],
        user=row["user_id"],
        team=row["team_id"],
        kind=GreetingKind(row["kind"]),
        month=row["month"],
        day=row["day"],
        next_at=row["next_at"],
    )


def _place_row(place: Place) -> Row:
    return {
        "team_id": place.team,
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "label": place.label,
        "zone": place.zone,
        "trouble": place.trouble,
    }


def _place(row: Stored) -> Place:
    return Place(
        team=row["team_id"],
        platform=Platform(row["platform"]),
        workspace=row["workspace"],
        channel=row["channel"],
        label=row["label"],
        zone=row["zone"],
        trouble=row["trouble"],
    )

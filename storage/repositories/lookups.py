"""Who asked when, and whose people were named."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select

from bot.domain.directory import LIMITED
from bot.domain.ids import TeamId, UserId
from storage.schema import lookup, surfaced
from storage.schema import team as teams
from storage.transaction import Transaction


class LookupRepository:
    """Who asked when, and whose people were named. Neither says what was asked."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, team: TeamId, asker: UserId, members: Collection[UserId], now: datetime, today: date) -> None:
        """Note that somebody asked, and that the answer named people of these members."""
        self._tx.insert(lookup, {"team_id": team, "user_id": asker, "at": now})
        for member in sorted(set(members)):
            self._tx.insert(surfaced, {"team_id": team, "member_id": member, "day": today})

    def asked_since(self, team: TeamId, asker: UserId, moment: datetime) -> tuple[datetime, ...]:
        """When the user asked since then, oldest first."""
        asked = select(lookup.c.at).where(lookup.c.user_id == asker, lookup.c.team_id == team, lookup.c.at > moment)
        return tuple(row["at"] for row in self._tx.rows(asked.order_by(lookup.c.at)))

    def count_since(self, team: TeamId, moment: datetime) -> int:
        """How often anybody in the team asked since then."""
        asked = select(func.count()).select_from(lookup).where(lookup.c.team_id == team, lookup.c.at > moment)
        return int(self._tx.scalar(asked))

    def surfaced_since(self, team: TeamId, member: UserId, day: date) -> int:
        """In how many answers since that day people of the member stood."""
        own = (surfaced.c.member_id == member, surfaced.c.team_id == team, surfaced.c.day >= day)
        return int(self._tx.scalar(select(func.count()).select_from(surfaced).where(*own)))

    def purge(self, now: datetime) -> None:
        """Forget what is older than each team keeps it; of the last hour is kept what limits lookups."""
        for days in self._tx.scalars(select(teams.c.kept_days).distinct()):
            there = select(teams.c.id).where(teams.c.kept_days == days)
            kept = timedelta(days=days)
            asked = lookup.c.at <= now - max(kept, LIMITED)
            named = surfaced.c.day <= (now - kept).date()
            self._tx.run(delete(lookup).where(lookup.c.team_id.in_(there), asked))
            self._tx.run(delete(surfaced).where(surfaced.c.team_id.in_(there), named))

"""What members let be matched among colleagues."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.domain.ids import MatchId, NeedId, TeamId, UserId
from bot.domain.news import NeedKind
from bot.domain.team_need import NeedMatch, Released
from storage.schema import need_match, team_need
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class TeamNeedRepository:
    """Lines that were released to a team, and pairs of them."""

    def __init__(self, tx: Transaction, vault: Vault, new_id: Callable[[], str]) -> None:
        self._tx = tx
        self._vault = vault
        self._new_id = new_id

    def release(self, released: Released) -> bool:
        """Let a need be matched within a team; False where it is already."""
        row = {
            "id": self._new_id(),
            "need_id": released.need,
            "team_id": released.team,
            "user_id": released.user,
            "kind": released.kind,
            "line": released.line,
        }
        return self._tx.insert_new(team_need, ("need_id", "team_id"), self._vault.seal(team_need, row))

    def released(self, user: UserId) -> tuple[Released, ...]:
        """All of a user, in the order in which they were released."""
        return self._released(team_need.c.user_id == user)

    def get(self, need: NeedId, team: TeamId) -> Released | None:
        """A need as it is matched within a team."""
        return next(iter(self._released(team_need.c.need_id == need, team_need.c.team_id == team)), None)

    def others(self, team: TeamId, kind: NeedKind, user: UserId) -> tuple[Released, ...]:
        """What everybody else in a team released of a kind, the oldest first."""
        return self._released(team_need.c.team_id == team, team_need.c.kind == kind, team_need.c.user_id != user)

    def take_back(self, user: UserId, need: NeedId, team: TeamId | None = None) -> None:
        """Match a user's need no more, in one team or in any."""
        own = [team_need.c.user_id == user, team_need.c.need_id == need]
        if team is not None:
            own.append(team_need.c.team_id == team)
        self._tx.run(delete(team_need).where(*own))

    def leave(self, user: UserId, team: TeamId) -> None:
        """Match nothing of a user in a team any more."""
        self._tx.run(delete(team_need).where(team_need.c.user_id == user, team_need.c.team_id == team))

    def add_match(self, match: NeedMatch) -> bool:
        """Add it; False where these two needs were tried before."""
        return self._tx.insert_new(
            need_match, ("looking_id", "offer_id"), self._vault.seal(need_match, _match_row(match))
        )

    def match(self, user: UserId, match: MatchId) -> NeedMatch | None:
        """The match with that id, if the user is one of the two."""
        row = self._tx.row(select(need_match).where(_takes_part(user), need_match.c.id == match))
        return _match(self._vault.open(need_match, row)) if row is not None else None

    def matches(self, user: UserId) -> tuple[NeedMatch, ...]:
        """All in which a user is one of the two."""
        own = select(need_match).where(_takes_part(user)).order_by(need_match.c.id)
        return tuple(_match(self._vault.open(need_match, row)) for row in self._tx.rows(own))

    def save_match(self, match: NeedMatch) -> None:
        """Write a match."""
        row = self._vault.seal(need_match, _match_row(match))
        same = and_(need_match.c.seeker_id == match.seeker, need_match.c.helper_id == match.helper)
        self._tx.run(update(need_match).where(same, need_match.c.id == match.id).values(row))

    def asked_on(self, user: UserId) -> list[date]:
        """The days on which a user was, or will be, asked whether to be brought together."""
        seeking = select(need_match.c.seeker_asked_on).where(need_match.c.seeker_id == user)
        helping = select(need_match.c.helper_asked_on).where(
            need_match.c.helper_id == user, need_match.c.helper_asked_on.is_not(None)
        )
        return [*self._tx.scalars(seeking), *self._tx.scalars(helping)]

    def _released(self, *conditions: ColumnElement[bool]) -> tuple[Released, ...]:
        rows = self._tx.rows(select(team_need).where(*conditions).order_by(team_need.c.number))
        return tuple(_released(self._vault.open(team_need, row)) for row in rows)


def _takes_part(user: UserId) -> ColumnElement[bool]:
    return or_(need_match.c.seeker_id == user, need_match.c.helper_id == user)


def _released(row: Stored) -> Released:
    return Released(
        need=row["need_id"],
        team=row["team_id"],
        user=row["user_id"],
        kind=NeedKind(row["kind"]),
        line=row["line"],
    )


def _match_row(match: NeedMatch) -> Row:
    return {
        "id": match.id,
        "team_id": match.team,
        "looking_id": match.looking,
        "offer_id": match.offer,
        "seeker_id": match.seeker,
        "helper_id": match.helper,
        "seeker_asked_on": match.seeker_asked_on,
        "helper_asked_on": match.helper_asked_on,
        "seeker_said": match.seeker_said,
        "helper_said": match.helper_said,
        "met_on": match.met_on,
        "looking_line": match.looking_line,
        "offer_line": match.offer_line,
    }


def _match(row: Stored) -> NeedMatch:
    return NeedMatch(
        id=row["id"],
        team=row["team_id"],
        looking=row["looking_id"],
        offer=row["offer_id"],
        seeker=row["seeker_id"],
        helper=row["helper_id"],
        seeker_asked_on=row["seeker_asked_on"],
        helper_asked_on=row["helper_asked_on"],
        seeker_said=row["seeker_said"],
        helper_said=row["helper_said"],
        met_on=row["met_on"],
        looking_line=row["looking_line"],
        offer_line=row["offer_line"],
    )

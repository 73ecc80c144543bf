"""Repository of what members let be matched among colleagues."""

from datetime import date
from typing import Protocol

from bot.domain.ids import MatchId, NeedId, TeamId, UserId
from bot.domain.news import NeedKind
from bot.domain.team_need import NeedMatch, Released


class TeamNeeds(Protocol):
    """Lines that were released to a team, and pairs of them. Nobody reads another's but to compare words."""

    def release(self, released: Released) -> bool:
        """Let a need be matched within a team; False where it is already."""

    def released(self, user: UserId) -> tuple[Released, ...]:
        """All of a user, in the order in which they were released."""

    def get(self, need: NeedId, team: TeamId) -> Released | None: ...

    def others(self, team: TeamId, kind: NeedKind, user: UserId) -> tuple[Released, ...]:
        """What everybody else in a team released of a kind, the oldest first."""

    def take_back(self, user: UserId, need: NeedId, team: TeamId | None = None) -> None:
        """Match a user's need no more, in one team or in any."""

    def leave(self, user: UserId, team: TeamId) -> None:
        """Match nothing of a user in a team any more."""

    def add_match(self, match: NeedMatch) -> bool:
        """Add it; False where these two needs were tried before."""

    def match(self, user: UserId, match: MatchId) -> NeedMatch | None:
        """The match with that id, if the user is one of the two."""

    def matches(self, user: UserId) -> tuple[NeedMatch, ...]:
        """All in which a user is one of the two."""

    def save_match(self, match: NeedMatch) -> None: ...

    def asked_on(self, user: UserId) -> list[date]:
        """The days on which a user was, or will be, asked whether to be brought together."""

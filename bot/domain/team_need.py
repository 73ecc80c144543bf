"""What members look for and can offer among colleagues, by their consent, and two of them whose lines fit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.ids import MatchId, NeedId, TeamId, UserId
from bot.domain.letter import MATCHES_A_WEEK
from bot.domain.news import NeedKind

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A need whose owner lets it be matched within a team. `line` is a copy: matching reads no contact book."""

    need: NeedId
    team: TeamId
    user: UserId
    kind: NeedKind
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMatch:
    """What one member looks for and another can offer. The seeker is asked first, the other after their yes.

    `said` is None until they answered; `asked_on` the day from which they are asked. What the two wrote is kept here
    once both said yes, as a copy that each may read.
    """

    id: MatchId
    team: TeamId
    looking: NeedId
    offer: NeedId
    seeker: UserId
    helper: UserId
    seeker_asked_on: date
    helper_asked_on: date | None = None
    seeker_said: bool | None = None
    helper_said: bool | None = None
    met_on: date | None = None
    looking_line: str = ""
    offer_line: str = ""

    def seeks(self, user: UserId) -> bool:
        """Whether the user is the one who looks for something."""
        return user == self.seeker

    def other(self, user: UserId) -> UserId:
        """The one of the two who is not that user."""
        return self.helper if self.seeks(user) else self.seeker

    def need_of(self, user: UserId) -> NeedId:
        """That user's own need."""
        return self.looking if self.seeks(user) else self.offer

    def said(self, user: UserId) -> bool | None:
        """What that user answered; what the other did is for nobody to see before both said yes."""
        return self.seeker_said if self.seeks(user) else self.helper_said

    def lines(self, user: UserId) -> tuple[str, str]:
        """That user's own line and the other's, both empty before the two were brought together."""
        lines = (self.looking_line, self.offer_line)
        return lines if self.seeks(user) else (lines[1], lines[0])

    def answered(self, user: UserId, *, yes: bool) -> "NeedMatch":
        """The match with that user's answer."""
        return replace(self, seeker_said=yes) if self.seeks(user) else replace(self, helper_said=yes)


def ask_on(asked: list[date], today: date) -> date:
    """The first day on which somebody may be asked who was, or will be, asked on these days."""
    latest = sorted(asked)[-MATCHES_A_WEEK:]
    return max(today, latest[0] + _WEEK) if len(latest) == MATCHES_A_WEEK else today

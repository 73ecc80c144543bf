"""Asking colleagues privately whether they know somebody: a question, whom it was put to, and what each said."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.directory import DirectoryRow
from bot.domain.ids import AskedId, AskId, ContactId, TeamId, UserId

COLLEAGUES = 5
"""To how many a question goes at most."""
LASTS = timedelta(days=7)
"""For how long a question can be answered."""
A_WEEK = 5
"""Questions that one person asks within that time, taken back or not."""
NOT_AGAIN = timedelta(days=30)
"""For how long nobody hears a second question of the same person about the same contact."""
KEPT = timedelta(days=60)
"""For how long it is known after its end who said yes: an introduction may wait three weeks, and twice."""


class Word(StrEnum):
    """What somebody who was asked said. Their silence and their no are told to nobody."""

    NOTHING = "nothing"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a member looks for. `until` is the last day on which it can be answered."""

    id: AskId
    asker: UserId
    team: TeamId
    question: str
    reason: str = ""
    at: datetime
    until: date
    closed: bool = False

    def is_over(self, today: date) -> bool:
        """Whether it cannot be answered any more."""
        return self.closed or self.until < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A colleague to whom a question went, because of that contact of theirs."""

    id: AskedId
    ask: AskId
    member: UserId
    contact: ContactId
    word: Word = Word.NOTHING


@dataclass(frozen=True, slots=True)
class Yes:
    """A colleague's yes, with the contact that it is about."""

    asked: AskedId
    ask: AskId
    row: DirectoryRow


Reading = tuple[tuple[str, ...], ...]
"""What words may mean: rows that hold one word of every one of these."""

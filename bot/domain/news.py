"""What a user's people may not have heard yet, and what the user looks for or can offer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import NeedId, NewsId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A line about oneself. Who was in touch since `told_on` has heard it, as far as one can tell."""

    id: NewsId
    owner: UserId
    text: str
    told_on: date


class NeedKind(StrEnum):
    """Which way help would go."""

    LOOKING = "looking for"
    OFFERING = "can offer"

    @property
    def says(self) -> str:
        """What one does, behind "you"."""
        return "look for" if self is NeedKind.LOOKING else "can offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that a user looks for or can offer, until it is closed."""

    id: NeedId
    owner: UserId
    kind: NeedKind
    text: str
    made_on: date
    closed_on: date | None = None

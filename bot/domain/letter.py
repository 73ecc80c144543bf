"""What a team brings to a user: it comes in their digest, and is answered there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import DeliveryId, LetterId, TeamId, UserId

A_DAY = 3
"""Letters that one digest brings at most."""
ASKS_A_DAY = 1
"""Of those, questions of one kind: whether one knows somebody, or would introduce somebody."""
ASKS_A_WEEK = 2
"""Such questions of one kind in any seven local days."""
MATCHES_A_WEEK = 2
"""Questions whether to be brought together with a colleague, in any seven local days."""


class LetterKind(StrEnum):
    """What a letter is about."""

    ASK = "ask"
    """A colleague looks for somebody whom the reader may know."""
    ANSWER = "answer"
    """A colleague knows somebody whom the reader looks for, and said so."""
    MATCH = "match"
    """What the reader looks for, or can offer, may fit what a colleague can offer, or looks for."""
    MET = "met"
    """Both of such a pair said yes."""
    LEAVING = "leaving"
    """The reader leaves a team, soon or today."""
    HANDOVER = "handover"
    """A colleague who leaves would like the reader to take people over."""
    SWAP = "swap"
    """A colleague who leaves would swap private addresses with the reader."""
    SWAPPED = "swapped"
    """A colleague gave the reader, who leaves, a private address."""
    PARTING = "parting"
    """Somebody in the reader's own book has left the team."""
    INTRO_REQUEST = "introduction request"
    """A colleague would like to meet a contact of the reader."""
    INTRO_STEP = "introduction step"
    """The reader said yes to such a request, and what comes next is theirs."""
    INTRO_WORD = "introduction word"
    """How a request of the reader stands."""
    INTRO_QUESTION = "introduction question"
    """What came of an introduction that the reader asked for?"""
    INTRO_RESULT = "introduction result"
    """What came of an introduction that the reader made."""


ASKING = frozenset({LetterKind.ASK, LetterKind.INTRO_REQUEST})
"""What asks something of the reader that they owe nobody; there is a limit for each kind."""
INTRODUCING = tuple(each for each in LetterKind if each.name.startswith("INTRO_"))
"""All that is about an introduction."""


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    PLANNED = "planned"
    """It is in a digest that has not left."""
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something that is told to a user, once, from `tell_on` on and no later than `until`.

    `about` is the opaque id of what it is about, which is found by the `kind`. `told_on` is the user's local day of the
    digest that brings it.
    """

    id: LetterId
    user: UserId
    team: TeamId
    kind: LetterKind
    about: str
    tell_on: date
    until: date
    state: LetterState = LetterState.WAITING
    delivery: DeliveryId | None = None
    told_on: date | None = None

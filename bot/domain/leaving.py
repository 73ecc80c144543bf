"""Leaving a team on a day that was said before: who takes over whom, who stays in touch, and how."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.ids import ContactId, HandedId, HandoverId, LeavingId, PartingId, SwapId, TeamId, UserId

ANSWERABLE = timedelta(days=14)
"""How long after somebody left what they asked their colleagues can be answered; then it is let go."""


class Answer(StrEnum):
    """What a colleague said."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """That a member leaves a team on a day, in their own zone; `name` is what the team called them."""

    id: LeavingId
    user: UserId
    team: TeamId
    name: str
    on: date
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Somebody whom a colleague is to take over: what goes along of them, and no more than that."""

    id: HandedId
    contact: ContactId
    name: str
    company: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    answer: Answer = Answer.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The people whom a colleague is to take over from somebody who leaves."""

    id: HandoverId
    leaving: LeavingId
    user: UserId
    team: TeamId
    to: UserId
    people: tuple[Handed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody can be reached outside of work."""

    email: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """That somebody who leaves would swap private addresses with a colleague; theirs waits here, and goes when used."""

    id: SwapId
    leaving: LeavingId
    user: UserId
    team: TeamId
    to: UserId
    address: Address | None
    answer: Answer = Answer.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """That a contact of a user has left the team that both were in, or was shut off there."""

    id: PartingId
    user: UserId
    team: TeamId
    contact: ContactId
    shut_off: bool
    asked_on: date
    answer: Answer = Answer.OPEN

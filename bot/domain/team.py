"""The people among whom lookups are answered, and what each of them lets the others see."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import ContactId, TeamId, UserId


class Share(StrEnum):
    """What a team may see of a contact."""

    NEVER = "never"
    OPEN = "open"


class Role(StrEnum):
    """What a member may do for the team."""

    MEMBER = "member"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The people among whom lookups are answered. `invite` lets people in where a workspace is open to strangers."""

    id: TeamId
    name: str
    invite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A user who joined a team by their own act. Nothing is shared while `sharing` is off."""

    user: UserId
    team: TeamId
    role: Role = Role.MEMBER
    sharing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRow:
    """What a team may see of one shared contact, and all that lookups read.

    `seen_in` is the first day of the month of the last contact: recency no finer than that leaves the contact book.
    `joins` are keyed hashes of e-mail, profile URL and phone, by which the same person is recognised across members.
    """

    team: TeamId
    member: UserId
    contact: ContactId
    member_name: str
    name: str
    company: str
    title: str
    tags: tuple[str, ...]
    decay: float
    seen_in: date | None
    joins: tuple[str, ...] = ()

"""The short codes by which one's own accounts, or workspaces of one team, find each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import AccountId, ChangeId, CodeId, ContactId, JointId, TeamId, UserId
from bot.domain.team import Role

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Capital letters and digits of which no two look alike."""
LENGTH = 8
VALID = timedelta(minutes=15)
MOST_TRIES = 5
TRIES_WITHIN = timedelta(hours=1)
"""Codes that do not work, in that time; after so many none is looked at."""
SEPARABLE = timedelta(days=30)
"""How long two accounts that were joined can be separated again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code that somebody was given, without its letters: those are kept as a hash alone.

    It joins the account in which it is entered to `user`, or, with a `team`, a workspace to that team. `entered_by` is
    whoever entered it last and saw what it would do.
    """

    id: CodeId
    user: UserId
    team: TeamId | None
    until: datetime
    entered_by: UserId | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership of whoever was joined to somebody. `brought` says that the other was not in that team."""

    team: TeamId
    role: Role
    brought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Two users that became one: what the one that ended had, kept sealed so that they can be separated again.

    `change` is what the join did to the book that stayed, empty where that cannot be taken back any more. `book` is an
    exported document. `earlier` are the joins of the one that ended, which come back with it; whom their books have by
    another identity than the book that ended is `merged`.
    """

    id: JointId
    user: UserId
    change: ChangeId
    name: str
    accounts: tuple[AccountId, ...]
    seats: tuple[Seat, ...]
    book: dict[str, object]
    at: datetime
    until: datetime
    earlier: tuple["Joint", ...] = ()
    merged: Mapping[ContactId, ContactId] = field(default_factory=dict)

    @property
    def people(self) -> frozenset[ContactId]:
        """Those in the book."""
        contacts = self.book["contacts"]
        assert isinstance(contacts, list)
        return frozenset(ContactId(str(each["id"])) for each in contacts)


def read_code(text: str) -> str:
    """The letters of a code as somebody typed it: in any case, with or without its dash."""
    return "".join(each for each in text.upper() if each.isalnum())


def spaced(code: str) -> str:
    """A code as people read it: ABCD-EFGH."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"

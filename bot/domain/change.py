"""What a user did last, so that it can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChangeId, ContactId, UserId

KEPT = timedelta(days=1)
"""How long an action can be undone."""
KEPT_LONG = timedelta(days=30)
"""How long an import or a merge can be undone."""
LAST = 10
"""How many actions back `undo` reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One action of a user, in the words in which it is offered for undo."""

    id: ChangeId
    user: UserId
    title: str
    at: datetime
    until: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo did: the contacts that it touched, and what it left because it had changed since.

    With `nothing` all of it had changed, or was gone. With `sharing` teams may see other contacts.
    """

    contacts: tuple[ContactId, ...]
    left: tuple[str, ...]
    nothing: bool
    sharing: bool = False

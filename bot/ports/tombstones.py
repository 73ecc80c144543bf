"""Repository of those who asked not to be kept here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ContactId, UserId
from bot.domain.marks import Marks


class Tombstones(Protocol):
    """Whom nobody's import may bring back, as keyed hashes. Finds them in all books, for whoever runs the host."""

    def holders(self, marks: Marks) -> tuple[tuple[UserId, ContactId], ...]:
        """Who has a contact with one of these marks, and which; of merged ones the contact that they became."""

    def add(self, marks: Marks, at: datetime) -> None:
        """Remember that whoever has these marks asked not to be kept."""

    def stand_for(self, people: Sequence[Marks]) -> tuple[bool, ...]:
        """Of each of these, whether they asked: that is, whether any of their marks is one of somebody who did."""

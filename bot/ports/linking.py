"""Repository of accounts that become one."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.ids import ChangeId, CodeId, ContactId, JointId, UserId
from bot.domain.linking import Code, Joint


class Linking(Protocol):
    """Codes, those that did not work, and what a join can give back."""

    def offer(self, code: Code, letters: str) -> None:
        """Add a code in place of the one that its user has; its letters are kept as a keyed hash."""

    def find(self, letters: str, now: datetime) -> Code | None:
        """The open code with these letters."""

    def get(self, code: CodeId, now: datetime) -> Code | None:
        """The open code with that id."""

    def save(self, code: Code) -> None: ...

    def use_up(self, code: CodeId) -> bool:
        """Whether it was there to be used; True once only."""

    def missed(self, user: UserId, since: datetime) -> int:
        """How many codes that do not work a user entered since then."""

    def miss(self, try_id: str, user: UserId, now: datetime) -> None:
        """Remember that a user entered a code that does not work."""

    def add_joint(self, joint: Joint) -> None: ...

    def joints(self, user: UserId, now: datetime) -> tuple[Joint, ...]:
        """The joins of a user that can be taken back, newest first."""

    def changes(self, user: UserId) -> frozenset[ChangeId]:
        """What these joins did to the book: taken back with them and in no other way."""

    def remove_joint(self, user: UserId, joint: JointId) -> None: ...

    def forget(self, user: UserId, people: Collection[ContactId]) -> None:
        """Take somebody out of all that is kept to be given back."""

    def purge(self, now: datetime) -> None:
        """Forget what has run out."""

"""The repository of introductions among colleagues. One belongs to two users: who asked, and who was asked."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bot.domain.ids import ContactId, IntroductionId, TeamId, UserId
from bot.domain.introduction import Introduction


class Introductions(Protocol):
    """Requests to be introduced, and what became of them."""

    def add(self, introduction: Introduction) -> None: ...

    def save(self, introduction: Introduction) -> None:
        """Write one that there is, of the same two users."""

    def remove(self, introduction: Introduction) -> None: ...

    def get(self, user: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user asked for or was asked for."""

    def asked(self, asker: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user asked for, for update."""

    def to_answer(self, connector: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user was asked for, for update."""

    def by(self, asker: UserId) -> tuple[Introduction, ...]:
        """All that a user asked for, oldest first."""

    def of(self, connector: UserId) -> tuple[Introduction, ...]:
        """All that a user was asked for, oldest first."""

    def taken_back(self, asker: UserId) -> tuple[Introduction, ...]:
        """What a user asked for and took back, oldest first; nothing else gives these."""

    def about(self, connector: UserId, contacts: Collection[ContactId]) -> tuple[Introduction, ...]:
        """All that are about these contacts of a user."""

    def contacts_of(self, owner: UserId, team: TeamId, member: UserId) -> tuple[ContactId, ...]:
        """Which of the owner's contacts are that member, by an address that the member told the team."""

    def old(self, before: date) -> tuple[Introduction, ...]:
        """Requests that got no yes and were made before that day."""

    def purge(self, before: date) -> None:
        """Forget requests that got no yes and were made before that day."""

"""The repository of private questions: who asked, who was asked about whom, and what they said.

`fitting` alone reads who is shared as `ask`, and nothing but the directory. What an asker reads holds yeses only.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.asking import Ask, Asked, Reading, Yes
from bot.domain.directory import Place
from bot.domain.ids import AskedId, AskId, ContactId, TeamId, UserId


class Asks(Protocol):
    """Private questions, and what became of them."""

    def fitting(
        self, team: TeamId, asker: UserId, reading: Reading, without: Collection[ContactId], limit: int
    ) -> tuple[Place, ...]:
        """Of each other member the closest contact that is shared as `ask` and fits; the closest members first."""

    def add(self, ask: Ask, asked: Sequence[Asked]) -> None:
        """Add a question with those to whom it goes."""

    def save(self, ask: Ask) -> None: ...

    def get(self, asker: UserId, ask: AskId) -> Ask | None: ...

    def of(self, asker: UserId) -> tuple[Ask, ...]:
        """All questions of somebody, the newest first."""

    def told(self, asker: UserId) -> tuple[Yes, ...]:
        """Who said yes to a question of somebody, those to the newest question first."""

    def contacts_since(self, asker: UserId, moment: datetime) -> frozenset[ContactId]:
        """About whom somebody's questions went to colleagues since then."""

    def question(self, member: UserId, asked: AskedId) -> tuple[Ask, Asked] | None:
        """A question that was put to a member, and what they said."""

    def say(self, asked: Asked) -> None:
        """Write what a member said."""

    def put_to(self, ask: AskId) -> tuple[AskedId, ...]:
        """To whom a question went."""

    def lost(self) -> tuple[tuple[TeamId, AskedId], ...]:
        """What was asked where the asker, or the shared contact that it is about, is gone."""

    def clear(self) -> None:
        """Forget what is lost."""

    def old(self, day: date) -> tuple[tuple[TeamId, AskedId], ...]:
        """What was asked by questions that could be answered until that day or an earlier one."""

    def purge(self, day: date) -> None:
        """Forget questions that could be answered until that day or an earlier one."""

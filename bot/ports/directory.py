"""The repository of what a team may see of shared contacts. Lookups read it and no table of a contact book.

Everything that reads gives open rows only: who is shared as `ask` changes nothing in what anybody is answered.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.domain.directory import Acquaintance, DirectoryRow, Holding, InCommon, Place, Worker
from bot.domain.ids import ContactId, TeamId, UserId


class Directory(Protocol):
    """What a team may see of shared contacts."""

    def put(self, rows: Sequence[DirectoryRow]) -> None:
        """Add or replace rows of one member."""

    def replace(self, team: TeamId, member: UserId, rows: Sequence[DirectoryRow]) -> None:
        """Make these all the rows of a member; writes those that differ."""

    def remove(self, team: TeamId, member: UserId, contact: ContactId | None = None) -> None:
        """Remove the row of a contact, or all rows of a member."""

    def of(self, team: TeamId, member: UserId) -> Mapping[ContactId, DirectoryRow]:
        """All that a member shares, whatever the level: for themself."""

    def tidy(self) -> None:
        """Forget words of names that no row holds any more."""

    def find(self, team: TeamId, words: Collection[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold every one of the words, closest first."""

    def find_any(self, team: TeamId, words: Sequence[Collection[str]], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold one word of every one of the collections, closest first."""

    def held(self, team: TeamId, words: Collection[str]) -> frozenset[str]:
        """Those of the words that any row holds."""

    def joined(self, team: TeamId, hashes: Collection[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows of people who are recognised by any of these hashes, closest first."""

    def near(self, team: TeamId, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        """Words of names at most so many typing errors away, each with that number, the nearest first."""

    def begun(self, team: TeamId, beginning: str, limit: int) -> tuple[DirectoryRow, ...]:
        """Rows with a word of a name that begins like this, closest first."""

    def workers(self, team: TeamId, words: Collection[str], limit: int) -> tuple[Worker, ...]:
        """Members with all these words in what they work on."""

    def colleagues(self, team: TeamId, member: UserId, limit: int) -> tuple[Acquaintance, ...]:
        """Whom of the team a member shares as a contact."""

    def knowing(
        self, team: TeamId, members: Collection[UserId], among: Collection[UserId], limit: int
    ) -> tuple[Acquaintance, ...]:
        """Which of the others shares one of these members as a contact."""

    def in_common(self, team: TeamId, member: UserId, others: Collection[UserId], limit: int) -> tuple[InCommon, ...]:
        """Whom a member shares that one of the others shares as well."""

    def at(self, team: TeamId, places: Collection[Place]) -> Mapping[Place, DirectoryRow]:
        """The rows at these places."""

    def rows(self, team: TeamId) -> int:
        """How many rows there are."""

    def holdings(self, team: TeamId, today: date) -> tuple[Holding, ...]:
        """How many people at each company each of the members shares whose rows count in the team's picture."""

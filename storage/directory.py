"""What a team may see of shared contacts. Reads no private table: the directory, what it is found by, memberships."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, FromClause, Select, and_, func, literal, select, union_all

from bot.domain.directory import Acquaintance, DirectoryRow, Holding, InCommon, Place, Worker
from bot.domain.ids import ContactId, TeamId, UserId
from storage import directory_counts, directory_links, directory_rows
from storage.directory_nearby import begins, nearby
from storage.directory_rows import entry_of, told
from storage.directory_writing import DirectoryWriting, is_held
from storage.schema import directory, directory_join, directory_name, directory_word, member_word, membership
from storage.transaction import Transaction

_MOST_WORDS = 8
"""Nobody is found by more words than that."""
_RARE = 300
"""Up to where rows that hold a word are counted, to begin with the rarest."""
_MOST_NEAR = 30
_PREFIXES = 50


class DirectoryRepository:
    """What a team may see of shared contacts."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._writing = DirectoryWriting(tx)

    def put(self, rows: Sequence[DirectoryRow]) -> None:
        """Add or replace rows of one member."""
        self._writing.put(rows)

    def replace(self, team: TeamId, member: UserId, rows: Sequence[DirectoryRow]) -> None:
        """Make these all the rows of a member; writes those that differ."""
        self._writing.replace(team, member, rows)

    def remove(self, team: TeamId, member: UserId, contact: ContactId | None = None) -> None:
        """Remove the row of a contact, or all rows of a member."""
        self._writing.remove(team, member, [contact] if contact is not None else None)

    def of(self, team: TeamId, member: UserId) -> Mapping[ContactId, DirectoryRow]:
        """All that a member shares, whatever the level: for themself."""
        return self._writing.of(team, member)

    def tidy(self) -> None:
        """Forget words of names that no row holds any more."""
        self._writing.tidy()

    def settle(self) -> None:
        """Write what waits for the end of the unit of work."""
        self._writing.settle()

    def find(self, team: TeamId, words: Collection[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold every one of the words, closest first."""
        return self.find_any(team, [(word,) for word in dict.fromkeys(words)], limit)

    def find_any(self, team: TeamId, words: Sequence[Collection[str]], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold one word of every one of the collections, closest first."""
        if not 0 < len(words) <= _MOST_WORDS or not all(words):
            return ()
        first, *others = self._rarest_first(team, words)
        holding = select(directory_word.c.member_id, directory_word.c.contact_id)
        holding = holding.where(_holds(directory_word, team, first))
        for number, some in enumerate(others):
            also = directory_word.alias(f"also_{number}")
            same = and_(
                also.c.member_id == directory_word.c.member_id, also.c.contact_id == directory_word.c.contact_id
            )
            holding = holding.join(also, and_(_holds(also, team, some), same))
        return self._closest(team, holding.order_by(directory_word.c.rank.desc()).limit(limit))

    def held(self, team: TeamId, words: Collection[str]) -> frozenset[str]:
        """Those of the words that any row holds."""
        if not words:
            return frozenset()
        found = select(directory_word.c.word).distinct().where(_holds(directory_word, team, words))
        return frozenset(self._tx.scalars(found))

    def joined(self, team: TeamId, hashes: Collection[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows of people who are recognised by any of these hashes, closest first."""
        if not hashes:
            return ()
        joins = directory_join.c
        same = and_(joins.team_id == team, directory_rows.answered(joins.level), joins.hash.in_(sorted(hashes)))
        return self._closest(team, select(joins.member_id, joins.contact_id).where(same).limit(limit))

    def near(self, team: TeamId, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        """Words of names at most so many typing errors away, each with that number, the nearest first."""
        found = process.extract(
            word,
            self._tx.scalars(nearby(team, word, edits)),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=_MOST_NEAR,
        )
        held = self.held(team, [each for each, _, _ in found])
        ranked = sorted((int(errors), each[0] != word[0], each) for each, errors, _ in found if each in held)
        return tuple((each, errors) for errors, _, each in ranked)

    def begun(self, team: TeamId, beginning: str, limit: int) -> tuple[DirectoryRow, ...]:
        """Rows with a word of a name that begins like this, closest first."""
        names = directory_name.c
        ours = and_(names.team_id == team, directory_rows.answered(names.level), begins(names.word, beginning))
        words = self._tx.scalars(select(names.word).where(ours, is_held()).limit(_PREFIXES))
        if not words:
            return ()
        holds = and_(
            directory_word.c.team_id == team,
            directory_rows.answered(directory_word.c.level),
            directory_word.c.word.in_(words),
        )
        rows = select(directory_word.c.member_id, directory_word.c.contact_id).where(holds).limit(limit)
        return self._closest(team, rows)

    def workers(self, team: TeamId, words: Collection[str], limit: int) -> tuple[Worker, ...]:
        """Members with all these words in what they work on."""
        if not words:
            return ()
        ours = and_(member_word.c.team_id == team, member_word.c.word.in_(set(words)))
        all_of_them = (
            select(member_word.c.user_id)
            .where(ours)
            .group_by(member_word.c.user_id)
            .having(func.count() == len(set(words)))
        )
        found = (
            select(membership)
            .where(membership.c.team_id == team, membership.c.user_id.in_(all_of_them))
            .order_by(membership.c.name, membership.c.user_id)
            .limit(limit)
        )
        return tuple(Worker(row["user_id"], row["name"], row["working_on"]) for row in self._tx.rows(found))

    def colleagues(self, team: TeamId, member: UserId, limit: int) -> tuple[Acquaintance, ...]:
        """Whom of the team a member shares as a contact."""
        return directory_links.colleagues(self._tx, team, member, limit)

    def knowing(
        self, team: TeamId, members: Collection[UserId], among: Collection[UserId], limit: int
    ) -> tuple[Acquaintance, ...]:
        """Which of the others shares one of these members as a contact."""
        return directory_links.knowing(self._tx, team, members, among, limit)

    def in_common(self, team: TeamId, member: UserId, others: Collection[UserId], limit: int) -> tuple[InCommon, ...]:
        """Whom a member shares that one of the others shares as well."""
        return directory_links.in_common(self._tx, team, member, others, limit)

    def at(self, team: TeamId, places: Collection[Place]) -> Mapping[Place, DirectoryRow]:
        """The rows at these places."""
        return directory_links.rows_at(self._tx, team, places)

    def rows(self, team: TeamId) -> int:
        """How many rows there are."""
        return directory_counts.rows(self._tx, team)

    def holdings(self, team: TeamId, today: date) -> tuple[Holding, ...]:
        """How many people at each company each of the members shares whose rows count in the team's picture."""
        return directory_counts.holdings(self._tx, team, today)

    def _rarest_first(self, team: TeamId, words: Sequence[Collection[str]]) -> Sequence[Collection[str]]:
        if len(words) == 1:
            return words
        counts = [
            select(literal(place).label("place"), func.count().label("rows")).select_from(
                select(literal(1)).where(_holds(directory_word, team, some)).limit(_RARE).subquery()
            )
            for place, some in enumerate(words)
        ]
        counted = {row["place"]: row["rows"] for row in self._tx.rows(union_all(*counts))}
        return [words[place] for place in sorted(counted, key=lambda place: (counted[place], place))]

    def _closest(self, team: TeamId, places: Select[tuple[str, str]]) -> tuple[DirectoryRow, ...]:
        chosen = places.subquery()
        there = and_(
            directory.c.team_id == team,
            directory.c.member_id == chosen.c.member_id,
            directory.c.contact_id == chosen.c.contact_id,
        )
        order = (directory.c.decay.desc(), directory.c.name, membership.c.name, directory.c.contact_id)
        rows = told().join(chosen, there).order_by(*order)
        found = ((row["member_id"], row["contact_id"], row) for row in self._tx.rows(rows))
        return tuple({(member, contact): entry_of(row) for member, contact, row in found}.values())


def _holds(table: FromClause, team: TeamId, words: Collection[str]) -> ColumnElement[bool]:
    """That a row of words holds one of these; one word is compared, so that its rows come in the order of the index."""
    word = table.c.word == next(iter(words)) if len(words) == 1 else table.c.word.in_(sorted(words))
    return and_(table.c.team_id == team, directory_rows.answered(table.c.level), word)

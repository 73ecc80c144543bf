"""Writes rows of the directory with all that they are found by. Rows that only moved, in time or to another level, keep
their words: to write those is most of the work, and SQLite has one writer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Text, and_, column, delete, exists, select, tuple_, update, values

from bot.domain.directory import DirectoryRow
from bot.domain.ids import ContactId, TeamId, UserId
from bot.domain.team import Share
from bot.language.indexing import Index, index_of
from storage.directory_rows import KEY, entry_of, row_of
from storage.schema import directory, directory_join, directory_name, directory_word
from storage.table_rows import chunks
from storage.transaction import Transaction

_Name = tuple[str, str, str]
"""Team, level and word."""
_Rows = Mapping[ContactId, DirectoryRow]


class DirectoryWriting:
    """What one unit of work writes to the directory."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._added: set[_Name] = set()
        self._freed: set[_Name] = set()

    def put(self, rows: Sequence[DirectoryRow]) -> None:
        """Add or replace rows of one member; writes those that differ."""
        if rows:
            team, member = rows[0].team, rows[0].member
            self._change(team, member, self.of(team, member, [row.contact for row in rows]), rows)

    def replace(self, team: TeamId, member: UserId, rows: Sequence[DirectoryRow]) -> None:
        """Make these all the rows of a member; writes those that differ."""
        before = self.of(team, member)
        kept = {row.contact for row in rows}
        self._remove(team, member, {contact: old for contact, old in before.items() if contact not in kept})
        self._change(team, member, before, rows)

    def remove(self, team: TeamId, member: UserId, contacts: Collection[ContactId] | None = None) -> None:
        """Remove the rows of some contacts, or all of a member."""
        self._remove(team, member, self.of(team, member, contacts))

    def of(self, team: TeamId, member: UserId, contacts: Collection[ContactId] | None = None) -> _Rows:
        """The rows of a member, or those of some contacts."""
        mine = select(directory).where(directory.c.team_id == team, directory.c.member_id == member)
        asked = (
            [mine] if contacts is None else [mine.where(directory.c.contact_id.in_(some)) for some in chunks(contacts)]
        )
        return {row["contact_id"]: entry_of(row) for statement in asked for row in self._tx.rows(statement)}

    def settle(self) -> None:
        """Write which words of names there are. At the end and in order: others who do so then only wait, never lock.

        Between two who share and take back the same word at once, one may see the other too late: such a word is
        missed by corrections until its row is written again, and one that nobody holds is never offered.
        """
        added, freed = sorted(self._added), self._freed
        self._added, self._freed = set(), set()
        self._tx.insert_missing(directory_name, [_name_row(*each) for each in added])
        for team, level in sorted({(team, level) for team, level, _ in freed}):
            words = sorted(word for its_team, its_level, word in freed if (its_team, its_level) == (team, level))
            for some in chunks(words):
                held = frozenset(self._tx.scalars(_held(team, level, some)))
                free = [word for word in some if word not in held]
                self._tx.run(delete(directory_name).where(_at(directory_name, team, level, free)))

    def tidy(self) -> None:
        """Forget words of names that no row holds any more: a row may go with its contact or its membership."""
        self._tx.run(delete(directory_name).where(~is_held()))

    def _change(self, team: TeamId, member: UserId, before: _Rows, rows: Sequence[DirectoryRow]) -> None:
        stored = self._leveled(team, member, before, rows)
        differing = [row for row in rows if stored.get(row.contact) != row]
        anew = [
            row for row in differing if row.contact not in stored or _found_by(row) != _found_by(stored[row.contact])
        ]
        self._erase(team, member, [stored[row.contact] for row in anew if row.contact in stored])
        for row in differing:
            self._tx.put(directory, KEY, row_of(row))
        for row in anew:
            self._write_words(row)
        for row in differing:
            old = stored.get(row.contact)
            if old is not None and _found_by(row) == _found_by(old) and old.rank != row.rank:
                self._rank(row)

    def _leveled(self, team: TeamId, member: UserId, before: _Rows, rows: Sequence[DirectoryRow]) -> _Rows:
        """The rows from before as they are once those that change their level have done so."""
        moved = defaultdict[Share, list[DirectoryRow]](list)
        for row in rows:
            old = before.get(row.contact)
            if old is not None and old.level is not row.level:
                moved[row.level].append(old)
        leveled = dict(before)
        for level, some in moved.items():
            contacts = [old.contact for old in some]
            for table, theirs in _of_rows(team, member, contacts, directory, directory_word, directory_join):
                self._tx.run(update(table).where(theirs).values(level=level))
            for old in some:
                names = _index(old).names
                self._freed.update((team, old.level, word) for word in names)
                self._added.update((team, level, word) for word in names)
                leveled[old.contact] = replace(old, level=level)
        return leveled

    def _remove(self, team: TeamId, member: UserId, rows: _Rows) -> None:
        for old in rows.values():
            self._free(old)
        for table, theirs in _of_rows(team, member, rows, directory):
            self._tx.run(delete(table).where(theirs))

    def _erase(self, team: TeamId, member: UserId, rows: Sequence[DirectoryRow]) -> None:
        for old in rows:
            self._free(old)
        for table, theirs in _of_rows(team, member, [old.contact for old in rows], directory_word, directory_join):
            self._tx.run(delete(table).where(theirs))

    def _write_words(self, row: DirectoryRow) -> None:
        index = _index(row)
        place = {"team_id": row.team, "level": row.level, "member_id": row.member, "contact_id": row.contact}
        for word in index.words:
            self._tx.insert(directory_word, {**place, "word": word, "rank": row.rank})
        for joint in row.joins:
            self._tx.insert(directory_join, {**place, "hash": joint})
        self._added.update((row.team, row.level, word) for word in index.names)

    def _rank(self, row: DirectoryRow) -> None:
        words = directory_word.c
        mine = and_(words.team_id == row.team, words.member_id == row.member, words.contact_id == row.contact)
        self._tx.run(update(directory_word).where(mine).values(rank=row.rank))

    def _free(self, old: DirectoryRow) -> None:
        self._freed.update((old.team, old.level, word) for word in _index(old).names)


def _of_rows(
    team: TeamId, member: UserId, contacts: Collection[ContactId], *tables: Table
) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Each table with the condition that something in it is about some of these contacts of a member."""
    for table in tables:
        mine = and_(table.c.team_id == team, table.c.member_id == member)
        for some in chunks(contacts):
            yield table, and_(mine, table.c.contact_id.in_(some))


def _at(table: Table, team: str, level: str, words: Collection[str]) -> ColumnElement[bool]:
    """That something in a table is about some of these words, found by index, whatever was counted."""
    return and_(table.c.team_id == team, table.c.level == level, table.c.word.in_(words))


def _held(team: str, level: str, words: Collection[str]) -> Select[Any]:
    """Which of these words stand in a row of that level. One look for each: a common word stands in thousands of rows,
    and PostgreSQL went through all of them again for each word where it was asked which do not.
    """
    asked = values(column("word", Text), name="asked").data([(word,) for word in words]).cte()
    there = directory_word.c
    same = and_(there.team_id == team, there.level == level, there.word == asked.c.word)
    return select(asked.c.word).where(exists().where(same))


def is_held() -> ColumnElement[bool]:
    """That a word of a name stands in a row of its level."""
    names, words = directory_name.c, directory_word.c
    same = tuple_(words.team_id, words.level, words.word) == tuple_(names.team_id, names.level, names.word)
    return exists().where(same)


def _found_by(row: DirectoryRow) -> tuple[object, ...]:
    """What a row is found by."""
    return row.name, row.company, row.title, row.tags, row.joins


def _index(row: DirectoryRow) -> Index:
    return index_of(row.name, row.company, row.title, row.tags)


def _name_row(team: str, level: str, word: str) -> dict[str, str]:
    return {"team_id": team, "level": Share(level), "word": word, "reversed": word[::-1]}

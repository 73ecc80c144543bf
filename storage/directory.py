"""What a team may see of shared contacts. Reads no private table: the directory, its words, and who shares at all."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, delete, func, select

from bot.domain.ids import ContactId, TeamId, UserId
from bot.domain.team import DirectoryRow
from storage.schema import directory as table
from storage.schema import directory_word, membership
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored, Transaction
from storage.vault import Row

_KEY = ("team_id", "member_id", "contact_id")


class DirectoryRepository:
    """What a team may see of shared contacts."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def put(self, row: DirectoryRow, words: Collection[str]) -> None:
        """Add or replace the row of a member's contact, found by these words."""
        place = {"team_id": row.team, "member_id": row.member, "contact_id": row.contact}
        own = and_(*(directory_word.c[column] == value for column, value in place.items()))
        self._tx.run(delete(directory_word).where(own))
        self._tx.put(table, _KEY, _row(row))
        for word in sorted(set(words)):
            self._tx.insert(directory_word, {**place, "word": word})

    def remove(self, team: TeamId, member: UserId, contact: ContactId | None = None) -> None:
        """Remove the row of a contact, or all rows of a member."""
        own = and_(table.c.team_id == team, table.c.member_id == member)
        self._tx.run(delete(table).where(own if contact is None else own & (table.c.contact_id == contact)))

    def find(self, team: TeamId, words: Sequence[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold every one of the words, strongest first; of members who share at the moment."""
        wanted = set(words)
        if not wanted:
            return ()
        holding = (
            select(directory_word.c.member_id, directory_word.c.contact_id)
            .where(directory_word.c.team_id == team, directory_word.c.word.in_(wanted))
            .group_by(directory_word.c.member_id, directory_word.c.contact_id)
            .having(func.count() == len(wanted))
            .subquery()
        )
        strongest = (
            select(table)
            .join(holding, and_(table.c.member_id == holding.c.member_id, table.c.contact_id == holding.c.contact_id))
            .join(membership, _shares())
            .where(table.c.team_id == team)
            .order_by(table.c.decay.desc(), table.c.name, table.c.contact_id)
            .limit(limit)
        )
        return tuple(map(_directory_row, self._tx.rows(strongest)))


def _shares() -> ColumnElement[bool]:
    return and_(
        membership.c.user_id == table.c.member_id, membership.c.team_id == table.c.team_id, membership.c.sharing
    )


def _row(row: DirectoryRow) -> Row:
    return {
        "team_id": row.team,
        "member_id": row.member,
        "contact_id": row.contact,
        "member_name": row.member_name,
        "name": row.name,
        "company": row.company,
        "title": row.title,
        "tags": from_words(row.tags),
        "decay": row.decay,
        "seen_in": row.seen_in,
        "joins": from_words(row.joins),
    }


def _directory_row(row: Stored) -> DirectoryRow:
    return DirectoryRow(
        team=row["team_id"],
        member=row["member_id"],
        contact=row["contact_id"],
        member_name=row["member_name"],
        name=row["name"],
        company=row["company"],
        title=row["title"],
        tags=to_words(row["tags"]),
        decay=row["decay"],
        seen_in=row["seen_in"],
        joins=to_words(row["joins"]),
    )

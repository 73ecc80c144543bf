"""Rows of the directory and back, and the one condition under which a lookup may read them."""

from collections.abc import Callable
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, select

from bot.domain.directory import DirectoryRow
from bot.domain.team import Edge, Share
from storage.schema import directory, membership
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored
from storage.vault import Row

KEY = ("team_id", "member_id", "contact_id")
Answered = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""A condition under which a row may change what anybody is answered."""


def answered(level: ColumnElement[str]) -> ColumnElement[bool]:
    """That a row may change what anybody is answered: that it is open. Every query of a lookup asks this."""
    return level == Share.OPEN


def told() -> Select[tuple[str]]:
    """Rows that may be told, with the name of their member; of members who share at the moment."""
    return _told(answered)


@cache
def _told(may_be: Answered) -> Select[tuple[str]]:
    shares = and_(
        membership.c.user_id == directory.c.member_id,
        membership.c.team_id == directory.c.team_id,
        membership.c.sharing,
    )
    told_by = membership.c.name.label("member_name")
    return select(directory, told_by).join(membership, shares).where(may_be(directory.c.level))


def row_of(row: DirectoryRow) -> Row:
    """The row that holds what a team may see of a contact."""
    return {
        "team_id": row.team,
        "member_id": row.member,
        "contact_id": row.contact,
        "level": row.level,
        "edge": row.edge or "",
        "name": row.name,
        "company": row.company,
        "title": row.title,
        "tags": from_words(row.tags),
        "decay": row.decay,
        "seen_in": row.seen_in,
        "joins": from_words(row.joins),
    }


def entry_of(row: Stored) -> DirectoryRow:
    """What a row holds."""
    return DirectoryRow(
        team=row["team_id"],
        member=row["member_id"],
        contact=row["contact_id"],
        name=row["name"],
        company=row["company"],
        title=row["title"],
        tags=to_words(row["tags"]),
        decay=row["decay"],
        seen_in=row["seen_in"],
        joins=to_words(row["joins"]),
        level=Share(row["level"]),
        edge=Edge(row["edge"]) if row["edge"] else None,
        member_name=row.get("member_name", ""),
    )

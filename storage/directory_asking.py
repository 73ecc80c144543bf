"""Who is shared as `ask` and fits what somebody looks for. The one query that reads such rows for anybody else.

It reads the directory, the words by which it is found, and memberships; no table of a contact book.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, select

from bot.domain.asking import Reading
from bot.domain.directory import Place
from bot.domain.ids import ContactId, TeamId, UserId
from bot.domain.team import Edge, Share
from storage.schema import directory, directory_word, membership
from storage.transaction import Transaction

_MOST_WORDS = 8


def fitting(
    tx: Transaction, team: TeamId, asker: UserId, reading: Reading, without: Collection[ContactId], limit: int
) -> tuple[Place, ...]:
    """Of each other member the closest contact that is shared as `ask` and fits; the closest members first."""
    if not 0 < len(reading) <= _MOST_WORDS or not all(reading):
        return ()
    first, *others = reading
    there = (
        directory.c.team_id == directory_word.c.team_id,
        directory.c.member_id == directory_word.c.member_id,
        directory.c.contact_id == directory_word.c.contact_id,
        directory.c.member_id != asker,
        directory.c.edge != Edge.DONT_ASK,
        directory.c.contact_id.not_in(sorted(without)),
    )
    shares = (
        membership.c.user_id == directory_word.c.member_id,
        membership.c.team_id == directory_word.c.team_id,
        membership.c.sharing,
    )
    rank = directory_word.c.rank
    closest_first = func.row_number().over(
        partition_by=directory_word.c.member_id, order_by=(rank.desc(), directory_word.c.contact_id)
    )
    found = (
        select(directory_word.c.member_id, directory_word.c.contact_id, rank, closest_first.label("place"))
        .join(directory, and_(*there))
        .join(membership, and_(*shares))
        .where(_holds(directory_word, team, first), *(_holds_too(team, each) for each in others))
        .subquery()
    )
    closest = select(found.c.member_id, found.c.contact_id).where(found.c.place == 1)
    rows = tx.rows(closest.order_by(found.c.rank.desc(), found.c.member_id).limit(limit))
    return tuple((row["member_id"], row["contact_id"]) for row in rows)


def _holds(words: FromClause, team: TeamId, some: Collection[str]) -> ColumnElement[bool]:
    asked_first = words.c.level == Share.ASK
    return and_(words.c.team_id == team, asked_first, words.c.word.in_(sorted(some)))


def _holds_too(team: TeamId, some: Collection[str]) -> ColumnElement[bool]:
    also = directory_word.alias()
    same = and_(also.c.member_id == directory_word.c.member_id, also.c.contact_id == directory_word.c.contact_id)
    return exists().where(_holds(also, team, some), same)

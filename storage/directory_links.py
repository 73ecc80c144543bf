"""Ties between members, as their open rows tell them: one shares the other as a contact, or both share one person.

Each statement begins at one member, or at few, and follows indexes from there: never over all rows of a team.
"""

from collections.abc import Collection

from sqlalchemy import Subquery, and_, select

from bot.domain.directory import Acquaintance, DirectoryRow, InCommon, Place
from bot.domain.ids import TeamId, UserId
from storage import directory_rows
from storage.directory_rows import entry_of, told
from storage.schema import directory, directory_join, member_join
from storage.transaction import Transaction

_SHARED = 2000
"""People of one member that are looked at."""


def colleagues(tx: Transaction, team: TeamId, member: UserId, limit: int) -> tuple[Acquaintance, ...]:
    """Whom of the team a member shares as a contact."""
    mine = _shared_by(team, member)
    same = and_(member_join.c.team_id == team, member_join.c.hash == mine.c.hash, member_join.c.user_id != member)
    found = select(mine.c.contact_id, member_join.c.user_id).join(member_join, same).limit(limit)
    return tuple(Acquaintance((member, row["contact_id"]), row["user_id"]) for row in tx.rows(found))


def knowing(tx: Transaction, team: TeamId, members: Collection[UserId], limit: int) -> tuple[Acquaintance, ...]:
    """Who of the team shares one of these members as a contact."""
    if not members:
        return ()
    rows = directory_join.c
    same = and_(
        rows.team_id == team,
        directory_rows.answered(rows.level),
        rows.hash == member_join.c.hash,
        rows.member_id != member_join.c.user_id,
    )
    found = (
        select(member_join.c.user_id, rows.member_id, rows.contact_id)
        .join(directory_join, same)
        .where(member_join.c.team_id == team, member_join.c.user_id.in_(members))
        .limit(limit)
    )
    return tuple(Acquaintance((row["member_id"], row["contact_id"]), row["user_id"]) for row in tx.rows(found))


def in_common(tx: Transaction, team: TeamId, member: UserId, limit: int) -> tuple[InCommon, ...]:
    """Whom a member shares that another one shares as well."""
    mine, theirs = _shared_by(team, member), directory_join.alias("theirs")
    same = and_(
        theirs.c.team_id == team,
        directory_rows.answered(theirs.c.level),
        theirs.c.hash == mine.c.hash,
        theirs.c.member_id != member,
    )
    found = select(mine.c.contact_id, theirs.c.member_id, theirs.c.contact_id.label("their_contact"))
    return tuple(
        InCommon((member, row["contact_id"]), (row["member_id"], row["their_contact"]))
        for row in tx.rows(found.join(theirs, same).limit(limit))
    )


def rows_at(tx: Transaction, team: TeamId, places: Collection[Place]) -> dict[Place, DirectoryRow]:
    """The rows at these places that may be told."""
    if not places:
        return {}
    members, contacts = {member for member, _ in places}, {contact for _, contact in places}
    there = and_(directory.c.team_id == team, directory.c.member_id.in_(members), directory.c.contact_id.in_(contacts))
    return {(row["member_id"], row["contact_id"]): entry_of(row) for row in tx.rows(told().where(there))}


def _shared_by(team: TeamId, member: UserId) -> Subquery:
    """The hashes of all that a member shares; the limit also keeps the databases from beginning at the other end."""
    rows = directory_join.c
    own = and_(rows.team_id == team, rows.member_id == member, directory_rows.answered(rows.level))
    return select(rows.contact_id, rows.hash).where(own).limit(_SHARED).subquery("mine")

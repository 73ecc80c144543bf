"""Ties between members, as their open rows tell them: one shares the other as a contact, or both share one person.

Each statement begins at one member, or at few, and follows indexes from there: never over all rows of a team.
"""

from collections.abc import Collection

from sqlalchemy import ARRAY, ColumnElement, Subquery, Text, and_, any_, literal, select

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


def knowing(
    tx: Transaction, team: TeamId, members: Collection[UserId], among: Collection[UserId], limit: int
) -> tuple[Acquaintance, ...]:
    """Which of the others shares one of these members as a contact."""
    if not members or not among:
        return ()
    own = and_(_among(tx, member_join.c.user_id, members), member_join.c.team_id == team)
    owners = {
        row["hash"]: row["user_id"] for row in tx.rows(select(member_join.c.hash, member_join.c.user_id).where(own))
    }
    rows = directory_join.c
    about = and_(
        rows.team_id == team,
        directory_rows.answered(rows.level),
        _among(tx, rows.hash, owners),
        _among(tx, _checked(rows.member_id), among),
    )
    found = tx.rows(select(rows.hash, rows.member_id, rows.contact_id).where(about).limit(limit))
    known = (Acquaintance((row["member_id"], row["contact_id"]), owners[row["hash"]]) for row in found)
    return tuple(each for each in known if each.place[0] != each.about)


def in_common(
    tx: Transaction, team: TeamId, member: UserId, others: Collection[UserId], limit: int
) -> tuple[InCommon, ...]:
    """Whom a member shares that one of the others shares as well."""
    if not others:
        return ()
    mine, theirs = _shared_by(team, member), directory_join.alias("theirs")
    same = and_(
        theirs.c.team_id == team,
        directory_rows.answered(theirs.c.level),
        theirs.c.hash == mine.c.hash,
        _among(tx, _checked(theirs.c.member_id), others),
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
    there = and_(
        directory.c.team_id == team,
        _among(tx, directory.c.member_id, members),
        _among(tx, directory.c.contact_id, contacts),
    )
    return {(row["member_id"], row["contact_id"]): entry_of(row) for row in tx.rows(told().where(there))}


def _among(tx: Transaction, column: ColumnElement[str], some: Collection[str]) -> ColumnElement[bool]:
    """That a column is one of these. As one array it is the same statement for PostgreSQL however many there are, so
    that it need not be read and planned anew each time."""
    listed = sorted(some)
    return column.in_(listed) if tx.is_sqlite else column == any_(literal(listed, ARRAY(Text)))


def _checked(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column that is compared when its row is there, and by no index: few rows remain, and to look for each value
    beside each of another column's would take longer."""
    return column.concat("")


def _shared_by(team: TeamId, member: UserId) -> Subquery:
    """The hashes of all that a member shares; the limit also keeps the databases from beginning at the other end."""
    rows = directory_join.c
    own = and_(rows.team_id == team, rows.member_id == member, directory_rows.answered(_checked(rows.level)))
    return select(rows.contact_id, rows.hash).where(own).limit(_SHARED).subquery("mine")

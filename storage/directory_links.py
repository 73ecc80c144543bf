"""Ties between members, as their open rows tell them: one shares the other as a contact, or both share one person.

Each statement begins at one member, or at few, and follows indexes from there: never over all rows of a team. A lookup
makes several, so each is built once for a database and for the condition under which rows may be read.
"""

from collections.abc import Collection
from functools import cache

from sqlalchemy import ARRAY, ColumnElement, Select, Subquery, Text, and_, any_, bindparam, func, select

from bot.domain.directory import Acquaintance, DirectoryRow, InCommon, Place
from bot.domain.ids import TeamId, UserId
from storage import directory_rows
from storage.directory_rows import Answered, entry_of, told
from storage.schema import directory, directory_join, member_join
from storage.transaction import Transaction

_SHARED = 2000
"""People of one member that are looked at."""


def colleagues(tx: Transaction, team: TeamId, member: UserId, limit: int) -> tuple[Acquaintance, ...]:
    """Whom of the team a member shares as a contact."""
    statement = _colleagues(directory_rows.answered)
    found = tx.rows(statement, {"team": team, "member": member, "most": limit})
    return tuple(Acquaintance((member, row["contact_id"]), row["user_id"]) for row in found)


def knowing(
    tx: Transaction, team: TeamId, members: Collection[UserId], among: Collection[UserId], limit: int
) -> tuple[Acquaintance, ...]:
    """Which of the others shares one of these members as a contact."""
    if not members or not among:
        return ()
    own = tx.rows(_hashes(tx.is_sqlite), {"team": team, "members": sorted(members)})
    owners = {row["hash"]: row["user_id"] for row in own}
    if not owners:
        return ()
    statement = _knowing(directory_rows.answered, tx.is_sqlite)
    found = tx.rows(statement, {"team": team, "hashes": sorted(owners), "among": sorted(among), "most": limit})
    known = (Acquaintance((row["member_id"], row["contact_id"]), owners[row["hash"]]) for row in found)
    return tuple(each for each in known if each.place[0] != each.about)


def in_common(
    tx: Transaction, team: TeamId, member: UserId, others: Collection[UserId], limit: int
) -> tuple[InCommon, ...]:
    """Whom a member shares that one of the others shares as well."""
    if not others:
        return ()
    statement = _in_common(directory_rows.answered, tx.is_sqlite)
    found = tx.rows(statement, {"team": team, "member": member, "others": sorted(others), "most": limit})
    return tuple(InCommon((member, row["contact_id"]), (row["member_id"], row["their_contact"])) for row in found)


def rows_at(tx: Transaction, team: TeamId, places: Collection[Place]) -> dict[Place, DirectoryRow]:
    """The rows at these places that may be told."""
    if not places:
        return {}
    members, contacts = zip(*sorted(places), strict=True)
    values = {"team": team, "members": list(members), "contacts": list(contacts)}
    found = tx.rows(_at(told(), tx.is_sqlite), values)
    return {(row["member_id"], row["contact_id"]): entry_of(row) for row in found}


@cache
def _colleagues(answered: Answered) -> Select[tuple[str, str]]:
    mine = _mine(answered)
    same = and_(
        member_join.c.team_id == bindparam("team"),
        member_join.c.hash == mine.c.hash,
        member_join.c.user_id != bindparam("member"),
    )
    return select(mine.c.contact_id, member_join.c.user_id).join(member_join, same).limit(bindparam("most"))


@cache
def _hashes(sqlite: bool) -> Select[tuple[str, str]]:
    own = and_(_among(member_join.c.user_id, "members", sqlite), member_join.c.team_id == bindparam("team"))
    return select(member_join.c.hash, member_join.c.user_id).where(own)


@cache
def _knowing(answered: Answered, sqlite: bool) -> Select[tuple[str, str, str]]:
    rows = directory_join.c
    about = and_(
        rows.team_id == bindparam("team"),
        answered(rows.level),
        _among(rows.hash, "hashes", sqlite),
        _among(_checked(rows.member_id), "among", sqlite),
    )
    return select(rows.hash, rows.member_id, rows.contact_id).where(about).limit(bindparam("most"))


@cache
def _in_common(answered: Answered, sqlite: bool) -> Select[tuple[str, str, str]]:
    mine, theirs = _mine(answered), directory_join.alias("theirs")
    same = and_(
        theirs.c.team_id == bindparam("team"),
        answered(theirs.c.level),
        theirs.c.hash == mine.c.hash,
        _among(_checked(theirs.c.member_id), "others", sqlite),
    )
    found = select(mine.c.contact_id, theirs.c.member_id, theirs.c.contact_id.label("their_contact"))
    return found.join(theirs, same).limit(bindparam("most"))


@cache
def _at(rows: Select[tuple[str]], sqlite: bool) -> Select[tuple[str]]:
    ours = rows.where(directory.c.team_id == bindparam("team"))
    member, contact = directory.c.member_id, directory.c.contact_id
    if sqlite:  # a contact is one member's, so these are the places and no others
        return ours.where(_among(member, "members", sqlite), _among(contact, "contacts", sqlite))
    lists = (bindparam(name, type_=ARRAY(Text)) for name in ("members", "contacts"))
    places = func.unnest(*lists).table_valued("member", "contact", name="place").render_derived()
    return ours.join(places, and_(member == places.c.member, contact == places.c.contact))


def _among(column: ColumnElement[str], some: str, sqlite: bool) -> ColumnElement[bool]:
    """That a column is one of these. As one array it is the same statement for PostgreSQL however many there are, so
    that it need not be read and planned anew each time."""
    if sqlite:
        return column.in_(bindparam(some, expanding=True))
    return column == any_(bindparam(some, type_=ARRAY(Text)))


def _checked(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column that is compared when its row is there, and by no index: few rows remain, and to look for each value
    beside each of another column's would take longer."""
    return column.concat("")


def _mine(answered: Answered) -> Subquery:
    """The hashes of all that a member shares; the limit also keeps the databases from beginning at the other end."""
    rows = directory_join.c
    own = and_(rows.team_id == bindparam("team"), rows.member_id == bindparam("member"), answered(_checked(rows.level)))
    return select(rows.contact_id, rows.hash).where(own).limit(_SHARED).subquery("mine")

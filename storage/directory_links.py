"""Ties between members, as their open rows tell them: one has the other as a contact, or both have the same person."""

from collections.abc import Collection

from sqlalchemy import and_, select

from bot.domain.directory import DirectoryRow, Link
from bot.domain.ids import ContactId, TeamId, UserId
from storage import directory_rows
from storage.directory_rows import entry_of, told
from storage.schema import directory, directory_join, member_join
from storage.transaction import Stored, Transaction

_Place = tuple[UserId, ContactId]


def links(tx: Transaction, team: TeamId, members: Collection[UserId], limit: int) -> tuple[Link, ...]:
    """Who of the team is tied to these members because one of the two shares the other."""
    if not members:
        return ()
    same = and_(
        member_join.c.team_id == directory_join.c.team_id,
        member_join.c.hash == directory_join.c.hash,
        member_join.c.user_id != directory_join.c.member_id,
    )
    about = (
        select(directory_join.c.member_id, directory_join.c.contact_id, member_join.c.user_id)
        .distinct()
        .join(member_join, same)
        .where(directory_join.c.team_id == team, directory_rows.answered(directory_join.c.level))
        .limit(limit)
    )
    told_of = tx.rows(about.where(member_join.c.user_id.in_(members)))
    telling = tx.rows(about.where(directory_join.c.member_id.in_(members)))
    rows = _rows(tx, team, [(each["member_id"], each["contact_id"]) for each in (*told_of, *telling)])
    found = [Link(each["user_id"], each["member_id"], (row,)) for each in told_of if (row := rows.get(_place(each)))]
    found += [Link(each["member_id"], each["user_id"], (row,)) for each in telling if (row := rows.get(_place(each)))]
    return tuple(found)


def in_common(
    tx: Transaction, team: TeamId, member: UserId, others: Collection[UserId], limit: int
) -> tuple[Link, ...]:
    """Whom a member shares that one of the others shares as well."""
    if not others:
        return ()
    mine, theirs = directory_join.alias("mine"), directory_join.alias("theirs")
    same = and_(theirs.c.team_id == mine.c.team_id, theirs.c.level == mine.c.level, theirs.c.hash == mine.c.hash)
    both = (
        select(mine.c.contact_id, theirs.c.member_id, theirs.c.contact_id.label("their_contact"))
        .distinct()
        .join(theirs, same)
        .where(mine.c.team_id == team, mine.c.member_id == member, directory_rows.answered(mine.c.level))
        .where(theirs.c.member_id.in_(others), directory_rows.answered(theirs.c.level))
        .limit(limit)
    )
    found = tx.rows(both)
    places = [(member, each["contact_id"]) for each in found]
    rows = _rows(tx, team, [*places, *((each["member_id"], each["their_contact"]) for each in found)])
    linked = []
    for each in found:
        own, other = rows.get((member, each["contact_id"])), rows.get((each["member_id"], each["their_contact"]))
        if own is not None and other is not None:
            linked.append(Link(member, each["member_id"], (own, other)))
    return tuple(linked)


def _place(row: Stored) -> _Place:
    return row["member_id"], row["contact_id"]


def _rows(tx: Transaction, team: TeamId, places: Collection[_Place]) -> dict[_Place, DirectoryRow]:
    """The rows at these places that may be told."""
    if not places:
        return {}
    members, contacts = {member for member, _ in places}, {contact for _, contact in places}
    there = and_(directory.c.team_id == team, directory.c.member_id.in_(members), directory.c.contact_id.in_(contacts))
    return {_place(row): entry_of(row) for row in tx.rows(told().where(there))}

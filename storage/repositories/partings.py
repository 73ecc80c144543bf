"""Who is asked to keep in touch with somebody who left."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from bot.domain.ids import ContactId, PartingId, TeamId, UserId
from bot.domain.leaving import Answer, Parting
from storage.schema import contact, contact_join, member_join, membership
from storage.schema import parting as table
from storage.schema.columns import to_words
from storage.transaction import Stored, Transaction
from storage.vault import Row


class PartingRepository:
    """Who is asked to keep in touch with somebody who left."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def linked(self, team: TeamId, member: UserId, aliases: Collection[str]) -> tuple[tuple[UserId, ContactId], ...]:
        """Which members have this one in their own book, and as whom; each of them once."""
        found: dict[UserId, ContactId] = {}
        for owner, person in (*self._by_address(team, member), *self._by_mention(team, member, aliases)):
            found.setdefault(owner, person)
        return tuple(sorted(found.items()))

    def add(self, parting: Parting) -> None:
        """Add one."""
        self._tx.insert(table, _row(parting))

    def get(self, user: UserId, parting: PartingId) -> Parting | None:
        """The user's with that id."""
        return next(iter(self._some(and_(table.c.user_id == user, table.c.id == parting))), None)

    def of(self, user: UserId, contacts: Collection[ContactId]) -> tuple[Parting, ...]:
        """All about these contacts of the user."""
        return self._some(and_(table.c.user_id == user, table.c.contact_id.in_(contacts)))

    def save(self, parting: Parting) -> None:
        """Write one."""
        own = and_(table.c.user_id == parting.user, table.c.id == parting.id)
        self._tx.run(update(table).where(own).values(_row(parting)))

    def remove(self, parting: Parting) -> None:
        """Forget one."""
        self._tx.run(delete(table).where(table.c.user_id == parting.user, table.c.id == parting.id))

    def old(self, before: date) -> tuple[Parting, ...]:
        """Those that were asked before that day."""
        return self._some(table.c.asked_on < before)

    def purge(self, before: date) -> None:
        """Forget those that were asked before that day."""
        self._tx.run(delete(table).where(table.c.asked_on < before))

    def _by_address(self, team: TeamId, member: UserId) -> list[tuple[UserId, ContactId]]:
        hashes = select(member_join.c.hash).where(member_join.c.team_id == team, member_join.c.user_id == member)
        known = (
            select(contact_join.c.owner_id, contact_join.c.contact_id)
            .join(membership, and_(membership.c.user_id == contact_join.c.owner_id, membership.c.team_id == team))
            .join(
                contact, and_(contact.c.owner_id == contact_join.c.owner_id, contact.c.id == contact_join.c.contact_id)
            )
            .where(contact_join.c.hash.in_(hashes), contact_join.c.owner_id != member, contact.c.merged_into.is_(None))
            .order_by(contact_join.c.contact_id)
        )
        return [(row["owner_id"], row["contact_id"]) for row in self._tx.rows(known)]

    def _by_mention(self, team: TeamId, member: UserId, aliases: Collection[str]) -> list[tuple[UserId, ContactId]]:
        """By the aliases among what colleagues call their contacts: a look at all that hold a mention at all."""
        if not aliases:
            return []
        named = or_(*(contact.c.aliases.contains(each, autoescape=True) for each in aliases))
        known = (
            select(contact.c.owner_id, contact.c.id, contact.c.aliases)
            .join(membership, and_(membership.c.user_id == contact.c.owner_id, membership.c.team_id == team))
            .where(contact.c.owner_id != member, contact.c.merged_into.is_(None), named)
            .order_by(contact.c.id)
        )
        rows = self._tx.rows(known)
        return [(row["owner_id"], row["id"]) for row in rows if not set(aliases).isdisjoint(to_words(row["aliases"]))]

    def _some(self, condition: ColumnElement[bool]) -> tuple[Parting, ...]:
        return tuple(map(_parting, self._tx.rows(select(table).where(condition).order_by(table.c.id))))


def _row(parting: Parting) -> Row:
    return {
        "id": parting.id,
        "user_id": parting.user,
        "team_id": parting.team,
        "contact_id": parting.contact,
        "shut_off": parting.shut_off,
        "asked_on": parting.asked_on,
        "answer": parting.answer,
    }


def _parting(row: Stored) -> Parting:
    return Parting(
        id=row["id"],
        user=row["user_id"],
        team=row["team_id"],
        contact=row["contact_id"],
        shut_off=row["shut_off"],
        asked_on=row["asked_on"],
        answer=Answer(row["answer"]),
    )

"""Introductions among colleagues: each is read and written by one of the two whom it belongs to."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, or_, select

from bot.domain.ids import ContactId, IntroductionId, TeamId, UserId
from bot.domain.introduction import Introduction, IntroductionState, Outcome
from storage.schema import contact_join, member_join
from storage.schema import introduction as table
from storage.table_rows import TableRows, chunks
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault

_NO_YES = (
    IntroductionState.ASKED,
    IntroductionState.LATER,
    IntroductionState.DECLINED,
    IntroductionState.WITHDRAWN,
)
_STANDS = table.c.state != IntroductionState.WITHDRAWN
"""That a request was not taken back: one that was is as if it were not there."""


class IntroductionRepository:
    """Requests to be introduced, and what became of them."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._rows = TableRows(tx, vault, table, owner="asker_id")

    def add(self, introduction: Introduction) -> None:
        """Add one."""
        self._rows.insert(_row(introduction))

    def save(self, introduction: Introduction) -> None:
        """Write one that there is, of the same two users."""
        self._rows.update(_row(introduction))

    def remove(self, introduction: Introduction) -> None:
        """Remove one."""
        self._rows.delete(introduction.asker, [introduction.id])

    def get(self, user: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user asked for or was asked for."""
        takes_part = or_(table.c.asker_id == user, table.c.connector_id == user)
        row = self._rows.first(select(table).where(takes_part, table.c.id == introduction, _STANDS))
        return _introduction(row) if row is not None else None

    def asked(self, asker: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user asked for, for update."""
        return self._one(and_(table.c.asker_id == asker, table.c.id == introduction))

    def to_answer(self, connector: UserId, introduction: IntroductionId) -> Introduction | None:
        """One that this user was asked for, for update."""
        return self._one(and_(table.c.connector_id == connector, table.c.id == introduction))

    def by(self, asker: UserId) -> tuple[Introduction, ...]:
        """All that a user asked for, oldest first."""
        return self._all(and_(table.c.asker_id == asker, _STANDS))

    def of(self, connector: UserId) -> tuple[Introduction, ...]:
        """All that a user was asked for, oldest first."""
        return self._all(and_(table.c.connector_id == connector, _STANDS))

    def taken_back(self, asker: UserId) -> tuple[Introduction, ...]:
        """What a user asked for and took back, oldest first; nothing else gives these."""
        return self._all(and_(table.c.asker_id == asker, ~_STANDS))

    def about(self, connector: UserId, contacts: Collection[ContactId]) -> tuple[Introduction, ...]:
        """All that are about these contacts of a user."""
        return tuple(
            each
            for some in chunks(contacts)
            for each in self._all(and_(table.c.connector_id == connector, table.c.contact_id.in_(some), _STANDS))
        )

    def contacts_of(self, owner: UserId, team: TeamId, member: UserId) -> tuple[ContactId, ...]:
        """Which of the owner's contacts are that member, by an address that the member told the team."""
        same = and_(member_join.c.hash == contact_join.c.hash, member_join.c.team_id == team)
        own = and_(contact_join.c.owner_id == owner, member_join.c.user_id == member)
        found = select(contact_join.c.contact_id).distinct().join(member_join, same).where(own)
        return tuple(sorted(self._tx.scalars(found)))

    def old(self, before: date) -> tuple[Introduction, ...]:
        """Requests that got no yes and were made before that day."""
        return self._all(_is_old(before))

    def purge(self, before: date) -> None:
        """Forget requests that got no yes and were made before that day."""
        self._tx.run(delete(table).where(_is_old(before)))

    def _one(self, condition: ColumnElement[bool]) -> Introduction | None:
        row = self._rows.first(select(table).where(condition, _STANDS).with_for_update())
        return _introduction(row) if row is not None else None

    def _all(self, condition: ColumnElement[bool]) -> tuple[Introduction, ...]:
        return tuple(map(_introduction, self._rows.all(select(table).where(condition).order_by(table.c.number))))


def _is_old(before: date) -> ColumnElement[bool]:
    return and_(table.c.asked_on < before, table.c.state.in_(_NO_YES))


def _row(each: Introduction) -> Row:
    return {
        "id": each.id,
        "team_id": each.team,
        "asker_id": each.asker,
        "connector_id": each.connector,
        "contact_id": each.contact,
        "name": each.name,
        "reason": each.reason,
        "asked_on": each.asked_on,
        "state": each.state,
        "later_until": each.later_until,
        "follow_up_id": each.follow_up,
        "bridge": each.bridge,
        "made_on": each.made_on,
        "outcome": each.outcome,
    }


def _introduction(row: Stored) -> Introduction:
    return Introduction(
        id=row["id"],
        team=row["team_id"],
        asker=row["asker_id"],
        connector=row["connector_id"],
        contact=row["contact_id"],
        name=row["name"],
        reason=row["reason"],
        asked_on=row["asked_on"],
        state=IntroductionState(row["state"]),
        later_until=row["later_until"],
        follow_up=row["follow_up_id"],
        bridge=row["bridge"],
        made_on=row["made_on"],
        outcome=Outcome(row["outcome"]),
    )

"""Who takes over whom. What goes along of somebody is sealed, and erased once it is answered."""

import json
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, select

from bot.domain.ids import ContactId, HandedId, HandoverId, LeavingId, UserId
from bot.domain.leaving import Answer, Handed, Handover
from storage.schema import handed as people
from storage.schema import handover as table
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class HandoverRepository:
    """Who takes over whom."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._people = TableRows(tx, vault, people, owner="owner_id")

    def add(self, handover: Handover) -> None:
        """Add it without people."""
        row = {
            "id": handover.id,
            "leaving_id": handover.leaving,
            "user_id": handover.user,
            "team_id": handover.team,
            "to_id": handover.to,
        }
        self._tx.insert(table, row)

    def hand(self, handover: Handover, person: Handed) -> None:
        """Add somebody to it, unless they are on it."""
        if all(each.contact != person.contact for each in handover.people):
            self._people.insert(_row(handover, person))

    def get(self, to: UserId, handover: HandoverId) -> Handover | None:
        """The handover to that colleague."""
        return next(iter(self._some(and_(table.c.to_id == to, table.c.id == handover))), None)

    def to(self, leaving: LeavingId, colleague: UserId) -> Handover | None:
        """What somebody who leaves hands over to that colleague."""
        return next(iter(self._some(and_(table.c.leaving_id == leaving, table.c.to_id == colleague))), None)

    def all(self, leaving: LeavingId) -> tuple[Handover, ...]:
        """All that somebody who leaves hands over."""
        return self._some(table.c.leaving_id == leaving)

    def with_contact(self, user: UserId, contacts: Collection[ContactId]) -> tuple[Handover, ...]:
        """Those by which the user hands over any of these contacts of theirs."""
        about = select(people.c.handover_id).where(people.c.owner_id == user, people.c.contact_id.in_(contacts))
        return self._some(and_(table.c.user_id == user, table.c.id.in_(about)))

    def answer(self, handover: Handover, some: Collection[HandedId], answer: Answer) -> None:
        """Note what was said about some of its people; of them nothing but their name is kept."""
        for each in handover.people:
            if each.id in some:
                self._people.update(_row(handover, replace(each, company="", title="", emails=(), answer=answer)))

    def _some(self, condition: ColumnElement[bool]) -> tuple[Handover, ...]:
        found = self._tx.rows(select(table).where(condition).order_by(table.c.id))
        return tuple(self._handover(row) for row in found)

    def _handover(self, row: Stored) -> Handover:
        own = self._people.own(row["user_id"], people.c.handover_id == row["id"])
        listed = self._people.all(select(people).where(own).order_by(people.c.number))
        return Handover(
            id=row["id"],
            leaving=row["leaving_id"],
            user=row["user_id"],
            team=row["team_id"],
            to=row["to_id"],
            people=tuple(map(_handed, listed)),
        )


def _row(handover: Handover, person: Handed) -> Row:
    told = {"name": person.name, "company": person.company, "title": person.title, "emails": person.emails}
    return {
        "id": person.id,
        "handover_id": handover.id,
        "owner_id": handover.user,
        "contact_id": person.contact,
        "person": json.dumps(told, ensure_ascii=False),
        "answer": person.answer,
    }


def _handed(row: Stored) -> Handed:
    told = json.loads(row["person"])
    return Handed(
        id=row["id"],
        contact=row["contact_id"],
        name=told["name"],
        company=told["company"],
        title=told["title"],
        emails=tuple(told["emails"]),
        answer=Answer(row["answer"]),
    )

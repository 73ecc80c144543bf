"""Who would swap private addresses with whom. The address that waits is sealed, and erased once it is answered."""

import json

from sqlalchemy import ColumnElement, and_, select

from bot.domain.ids import LeavingId, SwapId, UserId
from bot.domain.leaving import Address, Answer, Swap
from storage.schema import swap as table
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class SwapRepository:
    """Who would swap private addresses with whom."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._rows = TableRows(tx, vault, table, owner="user_id")

    def add(self, swap: Swap) -> None:
        """Add it; an address is kept sealed."""
        self._rows.insert(_row(swap))

    def get(self, to: UserId, swap: SwapId) -> Swap | None:
        """What that colleague was asked."""
        return next(iter(self._some(and_(table.c.to_id == to, table.c.id == swap))), None)

    def all(self, leaving: LeavingId) -> tuple[Swap, ...]:
        """All whom somebody who leaves asked."""
        return self._some(table.c.leaving_id == leaving)

    def answer(self, swap: Swap, answer: Answer) -> None:
        """Note what was said; the address goes."""
        self._rows.update({**_row(swap), "address": "", "answer": answer})

    def _some(self, condition: ColumnElement[bool]) -> tuple[Swap, ...]:
        return tuple(map(_swap, self._rows.all(select(table).where(condition).order_by(table.c.id))))


def _row(swap: Swap) -> Row:
    address = swap.address
    told = {"email": address.email, "phone": address.phone, "url": address.url} if address is not None else None
    return {
        "id": swap.id,
        "leaving_id": swap.leaving,
        "user_id": swap.user,
        "team_id": swap.team,
        "to_id": swap.to,
        "address": json.dumps(told, ensure_ascii=False) if told is not None else "",
        "answer": swap.answer,
    }


def _swap(row: Stored) -> Swap:
    return Swap(
        id=row["id"],
        leaving=row["leaving_id"],
        user=row["user_id"],
        team=row["team_id"],
        to=row["to_id"],
        address=Address(**json.loads(row["address"])) if row["address"] else None,
        answer=Answer(row["answer"]),
    )

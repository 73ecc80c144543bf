"""Codes, those that did not work, and what a join can give back."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.domain.ids import AccountId, ChangeId, CodeId, ContactId, JointId, UserId
from bot.domain.linking import TRIES_WITHIN, Code, Joint, Seat
from bot.domain.team import Role
from storage.schema import joint as joints
from storage.schema import link_code as codes
from storage.schema import link_try as tries
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class LinkingRepository:
    """Codes, those that did not work, and what a join can give back."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._vault = vault
        self._joints = TableRows(tx, vault, joints, owner="user_id")

    def offer(self, code: Code, letters: str) -> None:
        """Add a code in place of the one that its user has; its letters are kept as a keyed hash."""
        self._tx.run(delete(codes).where(codes.c.user_id == code.user))
        self._tx.insert(codes, {**_code_row(code), "hash": self._hash(letters)})

    def find(self, letters: str, now: datetime) -> Code | None:
        """The open code with these letters."""
        return self._one(codes.c.hash == self._hash(letters), now)

    def get(self, code: CodeId, now: datetime) -> Code | None:
        """The open code with that id."""
        return self._one(codes.c.id == code, now)

    def save(self, code: Code) -> None:
        """Write a code."""
        self._tx.run(update(codes).where(codes.c.id == code.id).values(_code_row(code)))

    def use_up(self, code: CodeId) -> bool:
        """Whether it was there to be used; True once only."""
        return self._tx.run(delete(codes).where(codes.c.id == code)) == 1

    def missed(self, user: UserId, since: datetime) -> int:
        """How many codes that do not work a user entered since then."""
        recent = select(func.count()).select_from(tries).where(tries.c.user_id == user, tries.c.at > since)
        return int(self._tx.scalar(recent))

    def miss(self, try_id: str, user: UserId, now: datetime) -> None:
        """Remember that a user entered a code that does not work."""
        self._tx.insert(tries, {"id": try_id, "user_id": user, "at": now})

    def add_joint(self, joint: Joint) -> None:
        """Add what a join can give back."""
        self._joints.insert(_joint_row(joint))

    def joints(self, user: UserId, now: datetime) -> tuple[Joint, ...]:
        """The joins of a user that can be taken back, newest first."""
        own = select(joints).where(self._joints.own(user, joints.c.until > now))
        return tuple(map(_joint, self._joints.all(own.order_by(joints.c.at.desc(), joints.c.id))))

    def changes(self, user: UserId) -> frozenset[ChangeId]:
        """What these joins did to the book."""
        own = select(joints.c.change_id).where(joints.c.user_id == user)
        return frozenset(row["change_id"] for row in self._tx.rows(own))

    def remove_joint(self, user: UserId, joint: JointId) -> None:
        """Forget what a join can give back."""
        self._joints.delete(user, [joint])

    def forget(self, user: UserId, people: Collection[ContactId]) -> None:
        """Take somebody out of all that is kept to be given back."""
        for row in self._joints.all(select(joints).where(self._joints.own(user))):
            self._joints.update(_joint_row(_parted(_joint(row), frozenset(people))))

    def purge(self, now: datetime) -> None:
        """Forget what has run out."""
        self._tx.run(delete(codes).where(codes.c.until <= now))
        self._tx.run(delete(tries).where(tries.c.at <= now - TRIES_WITHIN))
        self._tx.run(delete(joints).where(joints.c.until <= now))

    def _one(self, condition: ColumnElement[bool], now: datetime) -> Code | None:
        row = self._tx.row(select(codes).where(condition, codes.c.until > now).with_for_update())
        return _code(row) if row is not None else None

    def _hash(self, letters: str) -> str:
        return self._vault.hash(f"link code:{letters}")


def _parted(joint: Joint, people: frozenset[ContactId]) -> Joint:
    """What a join can give back without some people."""
    people |= {old for old, new in joint.merged.items() if new in people}
    earlier = tuple(_parted(each, people) for each in joint.earlier)
    return replace(joint, book=_without(joint.book, people), earlier=earlier)


def _without(book: Mapping[str, Any], people: frozenset[ContactId]) -> dict[str, object]:
    """An exported document without some people; what was noted about several stays with the others."""
    kept: dict[str, object] = dict(book)
    kept["contacts"] = [
        {**each, "introduced_by": None if each["introduced_by"] in people else each["introduced_by"]}
        for each in book["contacts"]
        if each["id"] not in people
    ]
    together = [
        {**each, "contacts": [who for who in each["contacts"] if who not in people]} for each in book["interactions"]
    ]
    kept["interactions"] = [each for each in together if each["contacts"]]
    for part in ("dates", "follow_ups", "notes"):
        kept[part] = [each for each in book[part] if each["contact"] not in people]
    return kept


def _code_row(code: Code) -> Row:
    return {
        "id": code.id,
        "user_id": code.user,
        "team_id": code.team,
        "until": code.until,
        "entered_by": code.entered_by,
    }


def _code(row: Stored) -> Code:
    return Code(
        id=row["id"], user=row["user_id"], team=row["team_id"], until=row["until"], entered_by=row["entered_by"]
    )


def _joint_row(joint: Joint) -> Row:
    return {
        "id": joint.id,
        "user_id": joint.user,
        "change_id": joint.change,
        "payload": json.dumps(_payload(joint), ensure_ascii=False),
        "at": joint.at,
        "until": joint.until,
    }


def _payload(joint: Joint) -> dict[str, object]:
    return {
        "name": joint.name,
        "accounts": list(joint.accounts),
        "seats": [[seat.team, seat.role, seat.brought] for seat in joint.seats],
        "book": joint.book,
        "merged": dict(joint.merged),
        "earlier": [
            {"id": each.id, "at": each.at.isoformat(), "until": each.until.isoformat(), "payload": _payload(each)}
            for each in joint.earlier
        ],
    }


def _joint(row: Stored) -> Joint:
    return _read({**row, "payload": json.loads(row["payload"])})


def _read(row: Mapping[str, Any]) -> Joint:
    """A join from its row, or from where it is kept within a later one, which holds for the same user."""
    payload = row["payload"]
    within = {"user_id": row["user_id"], "change_id": ""}
    earlier = (
        {**each, **within, **{name: datetime.fromisoformat(each[name]) for name in ("at", "until")}}
        for each in payload.get("earlier", ())
    )
    return Joint(
        id=row["id"],
        user=row["user_id"],
        change=row["change_id"],
        name=payload["name"],
        accounts=tuple(map(AccountId, payload["accounts"])),
        seats=tuple(Seat(team, Role(role), brought) for team, role, brought in payload["seats"]),
        book=payload["book"],
        at=row["at"],
        until=row["until"],
        earlier=tuple(map(_read, earlier)),
        merged={ContactId(old): ContactId(new) for old, new in payload.get("merged", {}).items()},
    )

"""Private questions: who asked, who was asked about whom, and what they said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, select, update

from bot.domain.asking import Ask, Asked, Reading, Word, Yes
from bot.domain.directory import Place
from bot.domain.ids import AskedId, AskId, ContactId, TeamId, UserId
from storage import directory_asking
from storage.directory_rows import entry_of
from storage.schema import ask as asks
from storage.schema import asked as put
from storage.schema import directory, membership
from storage.table_rows import TableRows
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


def told(word: ColumnElement[str]) -> ColumnElement[bool]:
    """That what a colleague said may be told to whoever asked: that it is a yes."""
    return word == Word.YES


class AskRepository:
    """Private questions, and what became of them."""

    def __init__(self, tx: Transaction, vault: Vault) -> None:
        self._tx = tx
        self._asks = TableRows(tx, vault, asks, owner="asker_id")

    def fitting(
        self, team: TeamId, asker: UserId, reading: Reading, without: Collection[ContactId], limit: int
    ) -> tuple[Place, ...]:
        """Of each other member the closest contact that is shared as `ask` and fits; the closest members first."""
        return directory_asking.fitting(self._tx, team, asker, reading, without, limit)

    def add(self, ask: Ask, asked: Sequence[Asked]) -> None:
        """Add a question with those to whom it goes."""
        self._asks.insert(_ask_row(ask))
        for each in asked:
            place = {"member_team": ask.team, "member_id": each.member, "contact_id": each.contact}
            self._tx.insert(put, {"id": each.id, "ask_id": each.ask, **place, "word": each.word})

    def save(self, ask: Ask) -> None:
        """Write a question."""
        self._asks.update(_ask_row(ask))

    def get(self, asker: UserId, ask: AskId) -> Ask | None:
        """The question of somebody with that id."""
        row = self._asks.get(asker, ask)
        return _ask(row) if row is not None else None

    def of(self, asker: UserId) -> tuple[Ask, ...]:
        """All questions of somebody, the newest first."""
        own = select(asks).where(self._asks.own(asker)).order_by(asks.c.number.desc())
        return tuple(map(_ask, self._asks.all(own)))

    def told(self, asker: UserId) -> tuple[Yes, ...]:
        """Who said yes to a question of somebody, those to the newest question first."""
        there = and_(
            directory.c.team_id == put.c.member_team,
            directory.c.member_id == put.c.member_id,
            directory.c.contact_id == put.c.contact_id,
        )
        member = and_(membership.c.user_id == put.c.member_id, membership.c.team_id == put.c.member_team)
        about = (put.c.id.label("asked_id"), put.c.ask_id, membership.c.name.label("member_name"))
        yeses = (
            select(directory, *about)
            .join(put, there)
            .join(membership, member)
            .join(asks, asks.c.id == put.c.ask_id)
            .where(asks.c.asker_id == asker, told(put.c.word))
            .order_by(asks.c.number.desc(), membership.c.name, put.c.id)
        )
        return tuple(Yes(row["asked_id"], row["ask_id"], entry_of(row)) for row in self._tx.rows(yeses))

    def contacts_since(self, asker: UserId, moment: datetime) -> frozenset[ContactId]:
        """About whom somebody's questions went to colleagues since then."""
        lately = (asks.c.asker_id == asker, asks.c.at > moment, put.c.contact_id.is_not(None))
        return frozenset(
            self._tx.scalars(select(put.c.contact_id).join(asks, asks.c.id == put.c.ask_id).where(*lately))
        )

    def question(self, member: UserId, asked: AskedId) -> tuple[Ask, Asked] | None:
        """A question that was put to a member, and what they said."""
        row = self._tx.row(select(put).where(put.c.id == asked, put.c.member_id == member))
        if row is None:
            return None
        found = self._asks.first(select(asks).where(asks.c.id == row["ask_id"], asks.c.asker_id.is_not(None)))
        return (_ask(found), _asked(row)) if found is not None else None

    def say(self, asked: Asked) -> None:
        """Write what a member said."""
        own = and_(put.c.id == asked.id, put.c.member_id == asked.member)
        self._tx.run(update(put).where(own).values(word=asked.word))

    def put_to(self, ask: AskId) -> tuple[AskedId, ...]:
        """To whom a question went."""
        return tuple(self._tx.scalars(select(put.c.id).where(put.c.ask_id == ask).order_by(put.c.id)))

    def lost(self) -> tuple[tuple[TeamId, AskedId], ...]:
        """What was asked where the asker, or the shared contact that it is about, is gone."""
        about = select(asks.c.team_id, put.c.id).join(asks, asks.c.id == put.c.ask_id)
        found = (self._tx.rows(about.where(gone)) for gone in (put.c.member_team.is_(None), asks.c.asker_id.is_(None)))
        return tuple((row["team_id"], row["id"]) for rows in found for row in rows)

    def clear(self) -> None:
        """Forget what is lost."""
        self._tx.run(delete(put).where(put.c.member_team.is_(None)))
        self._tx.run(delete(asks).where(asks.c.asker_id.is_(None)))

    def old(self, day: date) -> tuple[tuple[TeamId, AskedId], ...]:
        """What was asked by questions that could be answered until that day or an earlier one."""
        about = select(asks.c.team_id, put.c.id).join(asks, asks.c.id == put.c.ask_id)
        return tuple((row["team_id"], row["id"]) for row in self._tx.rows(about.where(asks.c.until <= day)))

    def purge(self, day: date) -> None:
        """Forget questions that could be answered until that day or an earlier one."""
        self._tx.run(delete(asks).where(asks.c.until <= day))


def _ask_row(ask: Ask) -> Row:
    return {
        "id": ask.id,
        "team_id": ask.team,
        "asker_id": ask.asker,
        "asker_team": ask.team,
        "question": ask.question,
        "reason": ask.reason,
        "at": ask.at,
        "until": ask.until,
        "closed": ask.closed,
    }


def _ask(row: Stored) -> Ask:
    return Ask(
        id=row["id"],
        asker=row["asker_id"],
        team=row["team_id"],
        question=row["question"],
        reason=row["reason"],
        at=row["at"],
        until=row["until"],
        closed=row["closed"],
    )


def _asked(row: Stored) -> Asked:
    return Asked(
        id=row["id"],
        ask=row["ask_id"],
        member=row["member_id"],
        contact=row["contact_id"],
        word=Word(row["word"]),
    )

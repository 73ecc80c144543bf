"""Private questions in the store: who fits, what is told, and what the database lets go of by itself."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.asking import Reading, Word
from bot.domain.directory import DirectoryRow
from bot.domain.ids import AskedId, AskId, ContactId, UserId
from bot.domain.team import Edge, Membership, Share
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import ADA, BEN, MIA, NOW, SAM, TEAM, account, ask, asked, contact, day, team, user

CY = UserId("cy")


def row(member: UserId, of: str, name: str = "Priya Nair", **values: object) -> DirectoryRow:
    defaults = {"company": "Acme", "title": "CTO", "tags": ("jazz",), "decay": 1.0, "seen_in": None}
    place = {"team": TEAM, "member": member, "contact": ContactId(of), "level": Share.ASK}
    return DirectoryRow(**{"name": name, **place, **defaults, **values})  # type: ignore[arg-type]


@pytest.fixture
def shared(store: SqlStore) -> SqlStore:
    """Ada asks; Ben and Cy share people after their yes, and somebody openly."""
    with store.write() as uow:
        uow.users.add(user(CY), account(CY))
        uow.teams.add(team())
        for member in (ADA, BEN, CY):
            uow.teams.join(Membership(user=member, team=TEAM, name=member.title(), sharing=True))
        for member, known in ((BEN, ("b1", "b2", "b3")), (CY, ("c1", "c2"))):
            for each in known:
                uow.contacts.add(contact(ContactId(each), member))
        uow.directory.put([row(ADA, SAM), row(ADA, MIA, "Mia Acme")])
        uow.directory.put(
            [
                row(BEN, "b1", decay=2.0),
                row(BEN, "b2", "Priya Rao", decay=5.0),
                row(BEN, "b3", "Priya Open", level=Share.OPEN, decay=9.0),
            ]
        )
        uow.directory.put([row(CY, "c1", edge=Edge.VOUCH), row(CY, "c2", "Lea Roth", company="")])
        uow.commit()
    return store


def fits(uow: UnitOfWork, *reading: tuple[str, ...], without: Collection[str] = (), limit: int = 5) -> list[str]:
    hidden = [ContactId(each) for each in without]
    return [place for _, place in uow.asks.fitting(TEAM, ADA, reading, hidden, limit)]


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ((("@acme",),), ["c1", "b2"]),
        ((("priya",), ("nair",)), ["c1", "b1"]),
        ((("rao", "roth"),), ["b2", "c2"]),
        ((("lea",), ("@acme",)), []),
        ((("open",),), []),
        ((("#jazz",), ("cto",), ("rao",)), ["b2"]),
        ((("nobody",),), []),
        ((), []),
        (((),), []),
        (tuple((f"w{number}",) for number in range(40)), []),
    ],
)
def test_of_each_other_member_the_closest_who_fits(shared: SqlStore, reading: Reading, found: list[str]) -> None:
    with shared.read() as uow:
        assert fits(uow, *reading) == found


def test_who_is_left_out_and_how_many(shared: SqlStore) -> None:
    with shared.read() as uow:
        assert fits(uow, ("@acme",), without=["b2"]) == ["c1", "b1"]
        assert fits(uow, ("@acme",), without=["b1", "b2"]) == ["c1"]
        assert fits(uow, ("@acme",), limit=1) == ["c1"]


def test_nobody_who_shares_nothing_or_is_not_to_be_asked(shared: SqlStore) -> None:
    with shared.write() as uow:
        uow.teams.save_membership(Membership(user=CY, team=TEAM, sharing=False))
        uow.directory.put([row(BEN, "b2", "Priya Rao", edge=Edge.DONT_ASK)])
        assert fits(uow, ("@acme",)) == ["b1"]
        assert uow.asks.fitting(TEAM, BEN, (("@acme",),), (), 5) == ((ADA, MIA),)


def put(store: SqlStore) -> None:
    with store.write() as uow:
        uow.asks.add(
            ask(),
            [
                asked("said yes", BEN, contact=ContactId("b1"), word=Word.YES),
                asked("said no", CY, contact=ContactId("c1"), word=Word.NO),
                asked("silent", CY, contact=ContactId("c2")),
            ],
        )
        uow.commit()


def test_an_asker_reads_yeses_and_nothing_else(shared: SqlStore) -> None:
    put(shared)
    with shared.read() as uow:
        (yes,) = uow.asks.told(ADA)
        assert (yes.asked, yes.ask, yes.row.member_name, yes.row.name) == ("said yes", "ask", "Ben", "Priya Nair")
        assert uow.asks.contacts_since(ADA, NOW - timedelta(days=1)) == {"b1", "c1", "c2"}
        assert uow.asks.contacts_since(ADA, NOW) == frozenset()


def test_a_question_is_stored_sealed_and_read_as_it_was(shared: SqlStore, sql: Sql) -> None:
    put(shared)
    later = ask("later", question="Zenith")
    with shared.write() as uow:
        uow.asks.add(later, [])
        uow.asks.save(replace(later, closed=True))
        uow.asks.say(asked("silent", CY, contact=ContactId("c2"), word=Word.YES))
        uow.commit()
    with shared.read() as uow:
        assert uow.asks.of(ADA) == (replace(later, closed=True), ask())
        found = uow.asks.question(CY, AskedId("silent"))
        assert found == (ask(), asked("silent", CY, contact=ContactId("c2"), word=Word.YES))
        assert set(uow.asks.put_to(AskId("ask"))) == {"said yes", "said no", "silent"}
    assert not [each for each in sql("SELECT question, reason FROM ask") if "Acme" in each or "payroll" in each]


GOING = {
    "a row": lambda uow: uow.directory.remove(TEAM, BEN, ContactId("b1")),
    "a contact": lambda uow: uow.contacts.erase(BEN, ContactId("b1")),
    "a member": lambda uow: uow.teams.leave(BEN, TEAM),
    "a user": lambda uow: uow.users.erase(BEN),
}


@pytest.mark.parametrize("goes", GOING.values(), ids=GOING.keys())
def test_what_is_not_shared_any_more_is_lost_by_itself(shared: SqlStore, goes: object) -> None:
    put(shared)
    with shared.write() as uow:
        assert uow.asks.lost() == ()
        assert callable(goes)
        goes(uow)
        assert uow.asks.lost() == ((TEAM, "said yes"),)
        assert uow.asks.told(ADA) == ()
        assert uow.asks.question(BEN, AskedId("said yes")) is None
        uow.asks.clear()
        assert uow.asks.lost() == ()
        assert set(uow.asks.put_to(AskId("ask"))) == {"said no", "silent"}
        uow.commit()


def test_a_row_that_is_written_anew_keeps_its_questions(shared: SqlStore) -> None:
    put(shared)
    with shared.write() as uow:
        uow.directory.put([row(BEN, "b1", "Priya N.", level=Share.OPEN, decay=4.0)])
        assert uow.asks.lost() == ()
        assert [each.row.name for each in uow.asks.told(ADA)] == ["Priya N."]


@pytest.mark.parametrize("leaves", [True, False], ids=["leaves", "is forgotten"])
def test_the_questions_of_whoever_is_gone_are_lost(shared: SqlStore, *, leaves: bool) -> None:
    put(shared)
    with shared.write() as uow:
        if leaves:
            uow.teams.leave(ADA, TEAM)
        else:
            uow.users.erase(ADA)
        assert {each for _, each in uow.asks.lost()} == {"said yes", "said no", "silent"}
        assert uow.asks.question(CY, AskedId("silent")) is None
        assert uow.asks.of(ADA) == ()
        uow.asks.clear()
        assert uow.asks.put_to(AskId("ask")) == ()
        uow.commit()


def test_questions_of_long_ago_are_forgotten(shared: SqlStore) -> None:
    put(shared)
    with shared.write() as uow:
        uow.asks.purge(day(6))
        assert uow.asks.of(ADA) == (ask(),)
        uow.asks.purge(day(7))
        assert uow.asks.of(ADA) == ()
        assert uow.asks.put_to(AskId("ask")) == ()

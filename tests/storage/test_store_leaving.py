"""What somebody who leaves asks of colleagues: sealed, one colleague's, and gone with what it is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import ContactId, HandoverId, LeavingId, PartingId, RecoveryId, SwapId
from bot.domain.leaving import Answer
from bot.domain.team import Membership
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import (
    ADA,
    BEN,
    MIA,
    NOW,
    SAM,
    TEAM,
    TODAY,
    contact,
    handed,
    handover,
    leaving,
    parting,
    recovery,
    swap,
    team,
)


@pytest.fixture
def ada_leaves(store: SqlStore) -> SqlStore:
    """Ada leaves, and asked Ben to take Sam and Mia over and to swap addresses."""
    with store.write() as uow:
        uow.teams.add(team())
        for member in (ADA, BEN):
            uow.teams.join(Membership(user=member, team=TEAM, name=member.title()))
        uow.leavings.put(leaving())
        uow.handovers.add(handover())
        uow.handovers.hand(handover(), handed(SAM, company="Acme", emails=("sam@acme.example",)))
        uow.handovers.hand(handover(), handed(MIA))
        uow.swaps.add(swap())
        uow.partings.add(parting())
        uow.recoveries.put(recovery(), "ABCD")
        uow.commit()
    return store


def test_what_was_asked_is_read_by_whom_it_was_asked_of(ada_leaves: SqlStore) -> None:
    with ada_leaves.read() as uow:
        found = uow.handovers.get(BEN, HandoverId("handover"))
        assert found is not None
        assert [(each.name, each.emails) for each in found.people] == [
            ("Sam Carter", ("sam@acme.example",)),
            ("Sam Carter", ()),
        ]
        assert uow.swaps.get(BEN, SwapId("swap")) == swap()
        assert uow.handovers.get(ADA, HandoverId("handover")) is None
        assert uow.swaps.get(ADA, SwapId("swap")) is None
        assert uow.partings.get(BEN, PartingId("parting")) is None
        assert uow.handovers.with_contact(BEN, [SAM]) == ()


def test_addresses_and_people_are_sealed_and_go_once_answered(ada_leaves: SqlStore, sql: Sql) -> None:
    stored = str(sql("SELECT * FROM swap")) + str(sql("SELECT * FROM handed"))
    assert "example" not in stored
    assert "Sam" not in stored
    with ada_leaves.write() as uow:
        found = uow.handovers.get(BEN, HandoverId("handover"))
        assert found is not None
        uow.handovers.answer(found, [found.people[0].id], Answer.YES)
        uow.swaps.answer(swap(), Answer.YES)
        uow.commit()
    with ada_leaves.read() as uow:
        (both,) = uow.handovers.all(LeavingId("leaving"))
        assert [(each.answer, each.company, each.emails) for each in both.people] == [
            (Answer.YES, "", ()),
            (Answer.OPEN, "", ()),
        ]
        assert uow.swaps.all(LeavingId("leaving")) == (swap(address=None, answer=Answer.YES),)


def test_nobody_is_handed_over_twice_and_a_colleague_is_asked_once(ada_leaves: SqlStore) -> None:
    with ada_leaves.write() as uow:
        found = uow.handovers.get(BEN, HandoverId("handover"))
        assert found is not None
        uow.handovers.hand(found, replace(handed(SAM), id=found.people[1].id))
        assert uow.handovers.get(BEN, HandoverId("handover")) == found
        uow.swaps.add(swap(id=SwapId("again")))
        with pytest.raises(IntegrityError):
            uow.commit()


GOES: dict[str, tuple[Callable[[UnitOfWork], object], dict[str, int]]] = {
    "the contact": (
        lambda uow: uow.contacts.erase(ADA, SAM),
        {"handed": 1, "parting": 0, "handover": 1, "swap": 1},
    ),
    "the colleague's membership": (
        lambda uow: uow.teams.leave(BEN, TEAM),
        {"handed": 0, "handover": 0, "swap": 0, "leaving": 1},
    ),
    "the leaver's membership": (
        lambda uow: uow.teams.leave(ADA, TEAM),
        {"handed": 2, "handover": 1, "swap": 1, "leaving": 1},
    ),
    "the leaver": (
        lambda uow: uow.users.erase(ADA),
        {"handed": 0, "handover": 0, "swap": 0, "leaving": 0, "parting": 0, "recovery": 0},
    ),
}


@pytest.mark.parametrize("what", GOES)
def test_it_goes_with_what_it_is_about(ada_leaves: SqlStore, sql: Sql, what: str) -> None:
    remove, left = GOES[what]
    with ada_leaves.write() as uow:
        remove(uow)
        uow.commit()
    assert {table: sql(f"SELECT count(*) FROM {table}")[0][0] for table in left} == left


def test_a_row_about_somebody_elses_contact_is_refused(ada_leaves: SqlStore) -> None:
    with ada_leaves.write() as uow:
        uow.partings.add(parting(user=BEN, id=PartingId("his")))
        with pytest.raises(IntegrityError):
            uow.commit()


def test_leavings_that_ended_go_after_their_time(ada_leaves: SqlStore) -> None:
    with ada_leaves.write() as uow:
        uow.leavings.purge(TODAY + timedelta(days=1))
        assert uow.leavings.ahead(ADA) == (leaving(),)
        uow.leavings.put(leaving(ended=True))
        uow.leavings.purge(TODAY)
        assert uow.leavings.of(ADA, TEAM) == leaving(ended=True)
        uow.leavings.purge(TODAY + timedelta(days=1))
        assert uow.leavings.of(ADA, TEAM) is None
        assert uow.swaps.get(BEN, SwapId("swap")) is None


def test_linked_are_those_who_have_the_member_by_address_or_mention(ada_leaves: SqlStore) -> None:
    with ada_leaves.write() as uow:
        assert uow.partings.linked(TEAM, ADA, ["<@U1>"]) == ()
        uow.teams.recognise(ADA, TEAM, ["ada@acme.example"])
        uow.contacts.add(contact(ContactId("annie"), BEN, emails=("Ada@acme.example",)))
        assert uow.partings.linked(TEAM, ADA, ()) == ((BEN, ContactId("annie")),)
        uow.teams.recognise(ADA, TEAM, [])
        assert uow.partings.linked(TEAM, ADA, ["<@U1>"]) == ()
        uow.contacts.save(contact(ContactId("annie"), BEN, aliases=("<@U12>", "50%")))
        assert uow.partings.linked(TEAM, ADA, ["<@U1>", "<@U_2>", "5%"]) == ()
        assert uow.partings.linked(TEAM, ADA, ["<@U12>"]) == ((BEN, ContactId("annie")),)
        uow.teams.leave(BEN, TEAM)
        assert uow.partings.linked(TEAM, ADA, ["<@U12>"]) == ()


def test_a_recovery_code_is_one_a_user_and_found_by_its_letters(ada_leaves: SqlStore, sql: Sql) -> None:
    assert "ABCD" not in str(sql("SELECT * FROM recovery"))
    with ada_leaves.write() as uow:
        assert uow.recoveries.find("ABCD") == recovery()
        assert uow.recoveries.find("ABCE") is None
        uow.recoveries.put(recovery(id=RecoveryId("new")), "WXYZ")
        assert uow.recoveries.find("ABCD") is None
        uow.recoveries.save(recovery(id=RecoveryId("new"), entered_by=BEN, entered_at=NOW))
        uow.recoveries.put(recovery(BEN), "BENS")
        uow.recoveries.move(recovery(id=RecoveryId("new")), BEN)
        assert uow.recoveries.find("WXYZ") == recovery(id=RecoveryId("new"), entered_by=BEN, entered_at=NOW)
        assert uow.recoveries.remove(BEN)
        assert not uow.recoveries.remove(BEN)
        uow.recoveries.move(recovery(id=RecoveryId("new")), BEN)
        assert uow.recoveries.of(ADA) is None
        assert uow.recoveries.of(BEN) is not None

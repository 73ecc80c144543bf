"""Introductions on both databases: of the two whom they are between, sealed, gone with either or the contact."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import ContactId, IntroductionId, UserId
from bot.domain.introduction import IntroductionState, Outcome
from bot.domain.team import Membership
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import ADA, BEN, MIA, SAM, TEAM, TODAY, contact, day, introduction, team, user

CLEO = UserId("cleo")
ID = IntroductionId("introduction")


@pytest.fixture
def asked(store: SqlStore) -> SqlStore:
    """A team of three, in which Ben asked Ada to introduce him to Sam."""
    with store.write() as uow:
        uow.users.add_bare(user(CLEO))
        uow.teams.add(team())
        for each in (ADA, BEN, CLEO):
            uow.teams.join(Membership(user=each, team=TEAM, sharing=True))
        uow.introductions.add(introduction())
        uow.commit()
    return store


def test_it_is_kept_as_it_was(asked: SqlStore) -> None:
    changed = introduction(
        state=IntroductionState.MADE,
        later_until=day(21),
        follow_up="step",
        bridge="Sam, meet Ben.",
        made_on=TODAY,
        outcome=Outcome.HELPED,
    )
    with asked.write() as uow:
        assert uow.introductions.get(BEN, ID) == introduction()
        uow.introductions.save(changed)
        uow.commit()
    with asked.read() as uow:
        assert uow.introductions.by(BEN) == uow.introductions.of(ADA) == (changed,)
        assert uow.introductions.about(ADA, [SAM, MIA]) == (changed,)
        assert uow.introductions.about(ADA, [MIA]) == ()


def test_each_of_the_two_finds_it_on_their_own_side(asked: SqlStore) -> None:
    with asked.write() as uow:
        found = uow.introductions
        assert found.asked(BEN, ID) == found.to_answer(ADA, ID) == found.get(ADA, ID) == introduction()
        assert found.asked(ADA, ID) is found.to_answer(BEN, ID) is None
        assert found.get(CLEO, ID) is found.asked(CLEO, ID) is found.to_answer(CLEO, ID) is None
        assert [*found.by(ADA), *found.of(BEN), *found.by(CLEO), *found.of(CLEO)] == []
        assert not found.about(BEN, [SAM])


def test_what_was_written_is_sealed(asked: SqlStore, sql: Sql) -> None:
    with asked.write() as uow:
        uow.introductions.save(introduction(bridge="Sam, meet Ben."))
        uow.commit()
    (row,) = sql("SELECT reason, bridge FROM introduction")
    assert "sail" not in row.reason
    assert "meet" not in row.bridge


def test_nobody_else_writes_or_removes_it(asked: SqlStore) -> None:
    theirs = introduction(asker=CLEO, reason="mine now")
    with asked.write() as uow:
        uow.introductions.save(theirs)
        uow.introductions.remove(theirs)
        uow.commit()
    with asked.read() as uow:
        assert uow.introductions.of(ADA) == (introduction(),)


ENDS: dict[str, Callable[[UnitOfWork], object]] = {
    "the contact is erased": lambda uow: uow.contacts.erase(ADA, SAM),
    "the connector leaves": lambda uow: uow.teams.leave(ADA, TEAM),
    "the asker leaves": lambda uow: uow.teams.leave(BEN, TEAM),
    "the connector is erased": lambda uow: uow.users.erase(ADA),
    "the asker is erased": lambda uow: uow.users.erase(BEN),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_the_database_itself_lets_it_go(asked: SqlStore, sql: Sql, end: Callable[[UnitOfWork], object]) -> None:
    with asked.write() as uow:
        end(uow)
        uow.commit()
    assert sql("SELECT id FROM introduction") == []


@pytest.mark.parametrize(
    "wrong",
    [{"contact": ContactId("nobody")}, {"connector": CLEO}, {"asker": UserId("eve")}],
    ids=["no contact", "not the connector's contact", "no member"],
)
def test_the_database_itself_refuses_what_is_not_between_members(asked: SqlStore, wrong: dict[str, object]) -> None:
    def write(uow: UnitOfWork) -> None:
        uow.introductions.add(introduction("other", **wrong))
        uow.commit()

    with asked.write() as uow, pytest.raises(IntegrityError):
        write(uow)


def test_requests_that_got_no_yes_are_forgotten_once_they_are_old(asked: SqlStore) -> None:
    made = introduction("made", state=IntroductionState.MADE, made_on=TODAY)
    with asked.write() as uow:
        for state in (IntroductionState.LATER, IntroductionState.DECLINED):
            uow.introductions.add(introduction(state, state=state))
        uow.introductions.add(made)
        uow.introductions.purge(TODAY)
        assert len(uow.introductions.by(BEN)) == 4
        uow.introductions.purge(day(1))
        assert uow.introductions.by(BEN) == (made,)


def test_a_member_is_found_among_ones_contacts_by_the_address_that_they_told_the_team(asked: SqlStore) -> None:
    with asked.write() as uow:
        uow.contacts.save(replace(contact(SAM), emails=("ben@acme.example",)))
        uow.teams.recognise(BEN, TEAM, ["Ben@acme.example"])
        uow.commit()
    with asked.read() as uow:
        assert uow.introductions.contacts_of(ADA, TEAM, BEN) == (SAM,)
        assert not uow.introductions.contacts_of(ADA, TEAM, CLEO)
        assert not uow.introductions.contacts_of(BEN, TEAM, BEN)

"""Greetings as they are stored: each member's own, each team's channel, and what goes with whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.greeting import Greeting, GreetingKind, Place
from bot.domain.ids import GreetingId, TeamId
from bot.domain.team import Membership, Role, Team
from bot.domain.user import Platform
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, NOW, TEAM, team

OTHERS = TeamId("others")
BIRTHDAY, ANNIVERSARY = GreetingKind.BIRTHDAY, GreetingKind.ANNIVERSARY
HERS = Greeting(id=GreetingId("hers"), team=TEAM, user=ADA, kind=BIRTHDAY, month=5, day=14, next_at=NOW)
HIS = replace(HERS, id=GreetingId("his"), user=BEN, next_at=NOW + timedelta(days=1))
PLACE = Place(team=TEAM, platform=Platform.SLACK, workspace="T1", channel="C1", label="#cake", zone="UTC")


@pytest.fixture
def given(store: SqlStore) -> SqlStore:
    """Ada, who looks after the team, and Ben gave their dates; there is a channel."""
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.add(Team(id=OTHERS, name="Others", invite=""))
        uow.teams.join(Membership(user=ADA, team=TEAM, role=Role.ADMIN))
        uow.teams.join(Membership(user=BEN, team=TEAM))
        uow.greetings.put(HERS)
        uow.greetings.put(HIS)
        uow.greetings.put_place(PLACE)
        uow.commit()
    return store


def test_a_date_is_its_members_and_its_teams(given: SqlStore) -> None:
    with given.read() as uow:
        assert uow.greetings.get(ADA, TEAM, BIRTHDAY) == HERS
        assert uow.greetings.get(ADA, TEAM, ANNIVERSARY) is None
        assert uow.greetings.get(ADA, OTHERS, BIRTHDAY) is None
        assert uow.greetings.of(BEN) == (HIS,)
        assert (uow.greetings.count(TEAM), uow.greetings.count(OTHERS)) == (2, 0)
        assert uow.greetings.place(TEAM) == PLACE
        assert uow.greetings.place(OTHERS) is None


def test_a_second_date_of_a_kind_takes_the_place_of_the_first(given: SqlStore) -> None:
    with given.write() as uow:
        again = replace(HERS, id=GreetingId("again"), day=15)
        uow.greetings.put(again)
        assert uow.greetings.of(ADA) == (again,)


def test_what_is_due_is_found_and_moved_on(given: SqlStore) -> None:
    with given.write() as uow:
        assert uow.greetings.next_at() == NOW
        assert uow.greetings.claim_due(NOW - timedelta(seconds=1), 9) == ()
        assert uow.greetings.claim_due(NOW, 9) == (HERS,)
        uow.greetings.save(replace(HERS, next_at=None))
        assert uow.greetings.next_at() == HIS.next_at
        uow.greetings.wake(NOW, team=TEAM)
        assert len(uow.greetings.claim_due(NOW, 9)) == 2
        assert len(uow.greetings.claim_due(NOW, 1)) == 1


def test_waking_one_leaves_the_others(given: SqlStore) -> None:
    with given.write() as uow:
        uow.greetings.wake(NOW - timedelta(days=1), user=BEN)
        assert [each.user for each in uow.greetings.claim_due(NOW - timedelta(days=1), 9)] == [BEN]


def test_trouble_is_for_who_looks_after_the_team(given: SqlStore) -> None:
    with given.write() as uow:
        assert uow.greetings.troubled(ADA) == ()
        trouble = replace(PLACE, trouble="it is gone")
        uow.greetings.put_place(trouble)
        assert uow.greetings.troubled(ADA) == (trouble,)
        assert uow.greetings.troubled(BEN) == ()


GOING: dict[str, Callable[[UnitOfWork], object]] = {
    "date": lambda uow: uow.greetings.remove(BEN, TEAM),
    "membership": lambda uow: uow.teams.leave(BEN, TEAM),
    "user": lambda uow: uow.users.erase(BEN),
}


@pytest.mark.parametrize("go", GOING.values(), ids=GOING.keys())
def test_a_date_goes_with_its_member(given: SqlStore, go: Callable[[UnitOfWork], object]) -> None:
    with given.write() as uow:
        go(uow)
        assert uow.greetings.of(BEN) == ()
        assert uow.greetings.of(ADA) == (HERS,)


def test_nothing_of_hers_is_removed_by_him(given: SqlStore) -> None:
    with given.write() as uow:
        uow.greetings.remove(BEN, TEAM, BIRTHDAY)
        assert not uow.greetings.remove(BEN, TEAM, BIRTHDAY)
        assert not uow.greetings.remove(ADA, OTHERS, BIRTHDAY)
        assert uow.greetings.get(ADA, TEAM, BIRTHDAY) == HERS
        assert uow.greetings.remove_place(TEAM)
        assert not uow.greetings.remove_place(TEAM)

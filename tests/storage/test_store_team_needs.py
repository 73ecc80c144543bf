"""What members let be matched: scoped by member and team, and gone with what it hangs on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.ids import MatchId, NeedId, TeamId, UserId
from bot.domain.news import NeedKind
from bot.domain.team import Membership, Team
from bot.domain.team_need import NeedMatch, Released
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import ADA, BEN, TEAM, TODAY, account, need, team, user

ZOE = UserId("zoe")
OTHERS = TeamId("others")
HERS = Released(need=NeedId("need"), team=TEAM, user=ADA, kind=NeedKind.LOOKING, line="a desk")
HIS = Released(need=NeedId("his"), team=TEAM, user=BEN, kind=NeedKind.OFFERING, line="a spare desk")
MATCH = NeedMatch(
    id=MatchId("match"),
    team=TEAM,
    looking=HERS.need,
    offer=HIS.need,
    seeker=ADA,
    helper=BEN,
    seeker_asked_on=TODAY,
)


@pytest.fixture
def released(store: SqlStore) -> SqlStore:
    """Ada looks for what Ben can offer; Zoe is in the team too."""
    with store.write() as uow:
        uow.users.add(user(ZOE), account(ZOE))
        uow.teams.add(team())
        uow.teams.add(Team(id=OTHERS, name="Others", invite=""))
        for member in (ADA, BEN, ZOE):
            uow.teams.join(Membership(user=member, team=TEAM))
        uow.needs.add(need())
        uow.needs.add(replace(need(BEN), id=HIS.need, kind=HIS.kind))
        assert uow.team_needs.release(HERS)
        assert uow.team_needs.release(HIS)
        assert uow.team_needs.add_match(MATCH)
        uow.commit()
    return store


def test_what_was_released_is_found_by_the_others_of_its_team_alone(released: SqlStore) -> None:
    with released.read() as uow:
        assert uow.team_needs.others(TEAM, NeedKind.OFFERING, ADA) == (HIS,)
        assert uow.team_needs.others(TEAM, NeedKind.LOOKING, ADA) == ()
        assert uow.team_needs.others(OTHERS, NeedKind.OFFERING, ADA) == ()
        assert uow.team_needs.released(ADA) == (HERS,)
        assert uow.team_needs.get(HERS.need, TEAM) == HERS
        assert uow.team_needs.get(HERS.need, OTHERS) is None


def test_a_line_is_stored_encrypted(released: SqlStore, sql: Sql) -> None:
    lines = [line for (line,) in sql("SELECT line FROM team_need")]
    assert len(lines) == 2
    assert not [line for line in lines if "desk" in line]


def test_two_needs_are_tried_once_and_released_once(released: SqlStore) -> None:
    with released.write() as uow:
        assert not uow.team_needs.add_match(replace(MATCH, id=MatchId("again")))
        assert not uow.team_needs.release(HERS)


def test_a_match_is_the_two_peoples_alone(released: SqlStore) -> None:
    with released.read() as uow:
        assert uow.team_needs.match(ADA, MATCH.id) == uow.team_needs.match(BEN, MATCH.id) == MATCH
        assert uow.team_needs.match(ZOE, MATCH.id) is None
        assert uow.team_needs.matches(ZOE) == ()
        assert uow.team_needs.asked_on(ADA) == [TODAY]
        assert uow.team_needs.asked_on(BEN) == uow.team_needs.asked_on(ZOE) == []


def test_a_match_is_written_whole(released: SqlStore) -> None:
    met = replace(
        MATCH,
        helper_asked_on=TODAY,
        seeker_said=True,
        helper_said=True,
        met_on=TODAY,
        looking_line="a desk",
        offer_line="a spare desk",
    )
    with released.write() as uow:
        uow.team_needs.save_match(replace(met, helper=ZOE))
        assert uow.team_needs.match(ADA, MATCH.id) == MATCH
        uow.team_needs.save_match(met)
        assert uow.team_needs.match(BEN, MATCH.id) == met
        assert uow.team_needs.asked_on(BEN) == [TODAY]


def test_nothing_of_hers_is_taken_back_by_him(released: SqlStore) -> None:
    with released.write() as uow:
        uow.team_needs.take_back(BEN, HERS.need)
        uow.team_needs.take_back(ADA, HERS.need, OTHERS)
        assert uow.team_needs.released(ADA) == (HERS,)
        uow.team_needs.take_back(ADA, HERS.need, TEAM)
        assert uow.team_needs.released(ADA) == ()


GOING: dict[str, Callable[[UnitOfWork], object]] = {
    "what was released": lambda uow: uow.team_needs.leave(BEN, TEAM),
    "membership": lambda uow: uow.teams.leave(BEN, TEAM),
    "user": lambda uow: uow.users.erase(BEN),
}


@pytest.mark.parametrize("go", GOING.values(), ids=GOING.keys())
def test_it_goes_with_the_member(released: SqlStore, go: Callable[[UnitOfWork], object]) -> None:
    with released.write() as uow:
        go(uow)
        assert uow.team_needs.others(TEAM, NeedKind.OFFERING, ADA) == ()
        assert uow.team_needs.released(ADA) == (HERS,)


def test_a_match_goes_with_either_user(released: SqlStore) -> None:
    with released.write() as uow:
        uow.users.erase(BEN)
        assert uow.team_needs.matches(ADA) == ()

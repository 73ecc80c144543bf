"""Installations on both databases: found, sealed, written over, and the people of one erased."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import AccountId
from bot.domain.installation import Ending, Installation
from bot.domain.user import Platform
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import ADA, BEN, NOW, account

SLACK = Platform.SLACK
ACME = Installation(
    platform=SLACK,
    app="A1",
    team="T1",
    name="Acme",
    bot="B1",
    bot_user="U1",
    token="xoxb-secret",
    scopes=("commands", "chat:write"),
    installed_by="U2",
    installed_at=NOW,
)
WHOLE = replace(ACME, enterprise="E1", team="", name="Org")


def kept(store: SqlStore, *installations: Installation) -> None:
    with store.write() as uow:
        for each in installations:
            uow.installations.put(each)
        uow.commit()


def test_one_is_kept_with_its_token_sealed(store: SqlStore, sql: Sql) -> None:
    kept(store, ACME)
    with store.read() as uow:
        assert uow.installations.get(SLACK, "", "T1") == ACME
        assert uow.installations.get(SLACK, "E9", "T1") == ACME  # its workspace has joined an organisation since
        assert uow.installations.get(SLACK, "", "T2") is None
    ((stored,),) = sql("SELECT token FROM installation")
    assert "xoxb" not in stored
    assert "xoxb" not in repr(ACME)


def test_the_same_place_is_written_over_and_still_opens(store: SqlStore, sql: Sql) -> None:
    renewed = replace(ACME, token="xoxb-new")
    kept(store, ACME, renewed)
    with store.read() as uow:
        assert uow.installations.all(SLACK) == (renewed,)


def test_a_whole_organisation_is_no_workspace(store: SqlStore) -> None:
    leaning = Installation(platform=SLACK, app="A1", enterprise="E1", team="T1", installed_at=NOW)
    kept(store, WHOLE, leaning)
    with store.read() as uow:
        assert uow.installations.get(SLACK, "E1", "") == WHOLE
        assert uow.installations.get(SLACK, "E2", "") is None
        assert uow.installations.get(SLACK, "", "T1") == leaning
        assert set(uow.installations.of_enterprise(SLACK, "E1")) == {WHOLE, leaning}


def test_a_living_one_goes_before_a_dead_one(store: SqlStore) -> None:
    dead = replace(ACME, app="A2", token="", ended=Ending.REVOKED, ended_at=NOW, installed_at=NOW + timedelta(days=1))
    kept(store, dead, ACME)
    with store.read() as uow:
        assert uow.installations.get(SLACK, "", "T1") == ACME
        assert uow.installations.ended_before(NOW) == (dead,)
        assert uow.installations.ended_before(NOW - timedelta(seconds=1)) == ()


def test_people_who_are_elsewhere_too_lose_that_account_only(store: SqlStore, sql: Sql) -> None:
    sql(
        "INSERT INTO account (id, user_id, platform, scope, external, channel, closed) "
        "VALUES ('elsewhere', :ben, 'discord', '', '42', '', '')",
        ben=BEN,
    )
    with store.write() as uow:
        assert uow.installations.erase_people(SLACK, "T1") == 1
        uow.commit()
    with store.read() as uow:
        assert uow.users.get(ADA) is None
        assert uow.contacts.all(ADA) == ()
        assert [each.id for each in uow.users.accounts(BEN)] == [AccountId("elsewhere")]


def test_the_people_of_another_workspace_stay(store: SqlStore) -> None:
    with store.write() as uow:
        assert uow.installations.erase_people(SLACK, "T2") == 0
        uow.commit()
    with store.read() as uow:
        assert uow.users.find(SLACK, "T1", account(ADA).external) is not None


@pytest.mark.parametrize("minutes", [9, 10])
def test_an_errand_is_good_once_and_in_its_time(store: SqlStore, minutes: int) -> None:
    with store.write() as uow:
        uow.installations.begin("hash", NOW + timedelta(minutes=10))
        back = NOW + timedelta(minutes=minutes)
        assert not uow.installations.finish("other", NOW)
        assert uow.installations.finish("hash", back) is (minutes < 10)
        assert not uow.installations.finish("hash", back)

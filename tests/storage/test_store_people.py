"""Users and accounts, and who is to be planned."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import AccountId, UserId
from bot.domain.user import LeapDay, Platform, Preferences
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, NOW, TODAY, account, on_postgres, user


def test_a_user_comes_back_with_all_preferences(store: SqlStore) -> None:
    preferences = Preferences(
        zone="Asia/Kolkata",
        hour=485,
        workdays=frozenset({1, 7}),
        platform=Platform.DISCORD,
        leap_day=LeapDay.MARCH_1,
        day_first=False,
    )
    eve = user(UserId("eve"), preferences=preferences, next_plan_at=NOW, owed_since=TODAY, planned_on=TODAY)
    with store.write() as uow:
        uow.users.add(eve, account(eve.id))
        uow.commit()
    with store.read() as uow:
        assert uow.users.get(eve.id) == eve
        assert uow.users.get(UserId("nobody")) is None


def test_saving_a_user_replaces_what_was_known(store: SqlStore) -> None:
    changed = user(ADA, name="Ada L.", preferences=Preferences(hour=600))
    with store.write() as uow:
        uow.users.save(changed)
        uow.commit()
    with store.read() as uow:
        assert uow.users.get(ADA) == changed


def test_an_account_is_found_by_its_platform_identity(store: SqlStore) -> None:
    with store.read() as uow:
        assert uow.users.find(Platform.SLACK, "T1", "U-ada") == account(ADA)
        assert uow.users.find(Platform.SLACK, "T2", "U-ada") is None
        assert uow.users.account(AccountId("ada-account")) == account(ADA)


def test_accounts_come_with_the_one_last_written_from_first(store: SqlStore, sql: Callable[..., list[object]]) -> None:
    sql(
        "INSERT INTO account (id, user_id, platform, scope, external, channel, closed) "
        "VALUES ('a-second', 'ada', 'discord', '', '42', '', '')"
    )
    with store.write() as uow:
        assert [each.id for each in uow.users.accounts(ADA)] == ["a-second", "ada-account"]
        uow.users.save_account(account(ADA, channel="D1", closed="left", seen_at=NOW))
        uow.commit()
    with store.read() as uow:
        assert [each.id for each in uow.users.accounts(ADA)] == ["ada-account", "a-second"]
        assert uow.users.account(AccountId("ada-account")) == account(ADA, channel="D1", closed="left", seen_at=NOW)


def test_users_are_planned_when_their_moment_has_come_earliest_first(store: SqlStore) -> None:
    with store.write() as uow:
        uow.users.save(user(ADA, next_plan_at=NOW))
        uow.users.save(user(BEN, next_plan_at=NOW - timedelta(hours=1)))
        uow.commit()
    with store.write() as uow:
        assert uow.users.next_plan_at() == NOW - timedelta(hours=1)
        assert uow.users.claim_planned(NOW - timedelta(hours=2), 10) == ()
        assert [each.id for each in uow.users.claim_planned(NOW, 10)] == [BEN, ADA]
        assert [each.id for each in uow.users.claim_planned(NOW, 1)] == [BEN]


@on_postgres
def test_a_user_whom_another_process_plans_is_passed_over(store: SqlStore, open_again: Callable[[], SqlStore]) -> None:
    with store.write() as uow:
        uow.users.save(user(ADA, next_plan_at=NOW))
        uow.users.save(user(BEN, next_plan_at=NOW))
        uow.commit()
    other = open_again()
    with store.write() as one, other.write() as two:
        first = one.users.claim_planned(NOW, 1)
        second = two.users.claim_planned(NOW, 10)
        assert {each.id for each in first} | {each.id for each in second} == {ADA, BEN}
        assert len(first) == len(second) == 1


def test_nothing_lasts_without_a_commit(store: SqlStore) -> None:
    with store.write() as uow:
        uow.users.save(user(ADA, name="Someone else"))
    with store.read() as uow:
        assert uow.users.get(ADA) == user(ADA)


def test_new_ids_are_opaque_short_and_never_the_same(store: SqlStore) -> None:
    with store.read() as uow:
        ids = {uow.new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 16 and each == each.lower() and each.isalnum() for each in ids)


def test_a_locked_user_is_the_stored_one(store: SqlStore) -> None:
    with store.write() as uow:
        assert uow.users.lock(ADA) == user(ADA)
        uow.users.save(replace(user(ADA), name="Ada L."))
        assert uow.users.lock(ADA) == user(ADA, name="Ada L.")
        assert uow.users.lock(UserId("nobody")) is None


def test_an_identity_has_one_user_however_many_processes_meet_it_first(store: SqlStore) -> None:
    eve, again = user(UserId("eve")), user(UserId("again"))
    with store.write() as uow:
        assert uow.users.add(eve, account(eve.id))
        assert not uow.users.add(again, replace(account(eve.id), id=AccountId("other"), user=again.id))
        assert uow.users.get(again.id) is None
        uow.commit()

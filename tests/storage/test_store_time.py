"""Moments are the same moments on both databases, in whichever zone they were said."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import StatementError

from bot.domain.ids import UserId
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, NOW, TODAY, account, user

INDIA = ZoneInfo("Asia/Kolkata")


def test_a_moment_said_in_another_zone_comes_back_in_utc(store: SqlStore) -> None:
    said = datetime(2026, 3, 8, 9, 30, 0, 250, INDIA)
    with store.write() as uow:
        uow.users.save(user(ADA, next_plan_at=said))
        uow.commit()
    with store.read() as uow:
        found = uow.users.get(ADA)
        assert found is not None
        assert found.next_plan_at == said
        assert found.next_plan_at is not None
        assert found.next_plan_at.utcoffset() == timedelta(0)
        assert found.next_plan_at == uow.users.next_plan_at() == datetime(2026, 3, 8, 4, 0, 0, 250, UTC)


def test_moments_compare_as_moments_not_as_wall_clocks(store: SqlStore) -> None:
    noon = datetime(2026, 3, 8, 12, tzinfo=UTC)
    with store.write() as uow:
        uow.users.save(user(ADA, next_plan_at=(noon - timedelta(minutes=1)).astimezone(timezone(timedelta(hours=14)))))
        uow.users.save(user(BEN, next_plan_at=(noon + timedelta(minutes=1)).astimezone(timezone(timedelta(hours=-11)))))
        uow.users.add(user(UserId("whole"), next_plan_at=noon - timedelta(hours=1)), account(UserId("whole")))
        uow.commit()
    with store.write() as uow:
        claimed = uow.users.claim_planned(noon.astimezone(INDIA), 9)
        assert [each.id for each in claimed] == ["whole", ADA]


def test_a_moment_without_a_zone_is_refused(store: SqlStore) -> None:
    with store.write() as uow, pytest.raises(StatementError, match="needs its zone"):
        uow.users.save(user(ADA, next_plan_at=NOW.replace(tzinfo=None)))


@pytest.mark.parametrize("kith_url", ["fresh postgresql"], indirect=True)
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York"])
def test_days_and_moments_stay_what_they_are_whatever_the_zone_of_the_server(
    store: SqlStore, open_again: Callable[[], SqlStore], zone: str, sql: Callable[..., list[object]], kith_url: str
) -> None:
    with store.write() as uow:
        uow.users.save(user(ADA, planned_on=TODAY, next_plan_at=NOW))
        uow.commit()
    sql(f"""ALTER DATABASE "{make_url(kith_url).database}" SET timezone TO '{zone}'""")
    with open_again().read() as uow:
        assert uow.users.get(ADA) == user(ADA, planned_on=TODAY, next_plan_at=NOW)

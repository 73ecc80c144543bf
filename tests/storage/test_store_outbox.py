"""The outbox: claims, leases, fences, and who may send."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import create_engine, func, literal

from bot.domain.ids import DeliveryId
from bot.domain.nudge import Delivery, DeliveryState
from storage.outbox import claim_statement
from storage.store import SqlStore
from tests.storage.samples import ADA, NOW, TODAY, delivery, on_postgres

DOMAIN = "slack:T1"
MINUTE = timedelta(minutes=1)


def add(store: SqlStore, *deliveries: Delivery) -> None:
    with store.write() as uow:
        for each in deliveries:
            assert uow.outbox.add(each)
        uow.commit()


def claim(store: SqlStore, limit: int = 20, lease_seconds: float = 60.0) -> tuple[Delivery, ...]:
    with store.write() as uow:
        claimed = uow.outbox.claim(DOMAIN, NOW, limit, lease_seconds)
        uow.commit()
    return claimed


def test_a_delivery_comes_back_whole(store: SqlStore) -> None:
    sent = delivery(
        state=DeliveryState.SENT,
        attempts=2,
        attempted_at=NOW,
        leased_until=NOW + MINUTE,
        fence=3,
        channel="D1",
        posted_id="17.1",
        trouble="slow",
    )
    add(store, sent, delivery("fine", state=DeliveryState.SENT))
    with store.read() as uow:
        assert uow.outbox.get(ADA, sent.id) == sent
        assert [each.id for each in uow.outbox.of_state(ADA, DeliveryState.SENT, 5)] == [sent.id, "fine"]
        assert uow.outbox.troubled(ADA, 5) == (sent,)


def test_a_nudge_leads_one_delivery_only(store: SqlStore) -> None:
    add(store, delivery(occasion="n1"))
    with store.write() as uow:
        assert not uow.outbox.add(delivery("second", occasion="n1"))


def test_claims_take_what_is_due_oldest_first_and_no_more_than_asked(store: SqlStore) -> None:
    add(
        store,
        delivery("second", not_before=NOW - MINUTE),
        delivery("first", not_before=NOW - 2 * MINUTE),
        delivery("third"),
        delivery("future", not_before=NOW + MINUTE),
        delivery("elsewhere", domain="discord"),
        delivery("gone", state=DeliveryState.WITHDRAWN),
    )
    with store.read() as uow:
        assert uow.outbox.domains(NOW) == ("discord", DOMAIN)
        assert uow.outbox.next_at() == NOW - 2 * MINUTE
    claimed = claim(store, limit=2)
    assert [each.id for each in claimed] == ["first", "second"]
    assert all(each.state is DeliveryState.SENDING and each.fence == 1 and each.attempts == 0 for each in claimed)
    assert [each.id for each in claim(store)] == ["third"]
    assert claim(store) == ()


def test_a_claim_whose_lease_ran_out_is_taken_over_and_the_first_holder_is_too_late(store: SqlStore) -> None:
    add(store, delivery())
    (first,) = claim(store, lease_seconds=0)
    with store.read() as uow:
        assert uow.outbox.domains(NOW) == (DOMAIN,)
        assert not uow.outbox.holds(first, NOW, 1)
    (second,) = claim(store)
    assert second.fence == 2
    with store.write() as uow:
        assert not uow.outbox.save(replace(first, state=DeliveryState.SENT))
        assert uow.outbox.save(replace(second, state=DeliveryState.SENT, attempted_at=NOW, leased_until=None))
        uow.commit()
    with store.read() as uow:
        assert uow.outbox.domains(NOW + timedelta(days=1)) == ()
        assert uow.outbox.next_at() is None
        stored = uow.outbox.get(ADA, DeliveryId("delivery"))
        assert stored is not None
        assert stored.state is DeliveryState.SENT
        assert stored.attempted_at == NOW


def test_a_running_lease_keeps_others_away(store: SqlStore) -> None:
    add(store, delivery())
    (mine,) = claim(store, lease_seconds=3600)
    assert claim(store) == ()
    with store.read() as uow:
        assert uow.outbox.holds(mine, NOW, 30)
        assert not uow.outbox.holds(mine, NOW, 7200)
        assert not uow.outbox.holds(replace(mine, fence=9), NOW, 30)
        assert uow.outbox.domains(NOW) == ()


def test_a_delivery_that_is_planned_again_waits_for_its_new_moment(store: SqlStore) -> None:
    add(store, delivery())
    (mine,) = claim(store)
    with store.write() as uow:
        later = replace(mine, state=DeliveryState.PLANNED, attempts=1, not_before=NOW + MINUTE, leased_until=None)
        assert uow.outbox.save(later)
        uow.commit()
    assert claim(store) == ()
    with store.read() as uow:
        assert uow.outbox.next_at() == NOW + MINUTE


@on_postgres
def test_two_processes_never_claim_the_same_row(store: SqlStore, open_again: Callable[[], SqlStore]) -> None:
    add(store, *(delivery(f"d{i}") for i in range(20)))
    other = open_again()
    with store.write() as one, other.write() as two:
        mine = {each.id for each in one.outbox.claim(DOMAIN, NOW, 5, 60)}
        theirs = {each.id for each in two.outbox.claim(DOMAIN, NOW, 20, 60)}
        assert len(mine) == 5
        assert len(theirs) == 15
        assert not mine & theirs


def test_one_sender_a_domain(store: SqlStore, open_again: Callable[[], SqlStore], kith_url: str) -> None:
    other = store if kith_url.startswith("sqlite") else open_again()
    with store.hold(DOMAIN) as mine, other.hold(DOMAIN) as theirs, other.hold("discord") as elsewhere:
        assert (mine, theirs, elsewhere) == (True, False, True)
    with other.hold(DOMAIN) as theirs:
        assert theirs


@on_postgres
def test_a_domain_is_free_again_when_its_holder_dies(
    store: SqlStore, open_again: Callable[[], SqlStore], sql: Callable[..., list[object]]
) -> None:
    other = open_again()
    with store.hold(DOMAIN) as mine:
        assert mine
        here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
        sql(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND database = {here}")
        with other.hold(DOMAIN) as theirs:
            assert theirs


def test_the_claim_is_materialised_and_skips_what_is_locked() -> None:
    statement = claim_statement(DOMAIN, NOW, 20, func.clock_timestamp(), literal(NOW))
    text = " ".join(str(statement.compile(create_engine("postgresql+psycopg://"))).split())
    assert "WITH taken AS MATERIALIZED (SELECT" in text
    assert "FOR UPDATE SKIP LOCKED) UPDATE delivery" in text
    assert "RETURNING" in text


def test_the_newest_of_a_state_come_first(store: SqlStore) -> None:
    days = [delivery(f"d{i}", state=DeliveryState.UNDELIVERABLE, not_before=NOW - i * MINUTE) for i in range(3)]
    add(store, *days)
    with store.read() as uow:
        assert [each.id for each in uow.outbox.of_state(ADA, DeliveryState.UNDELIVERABLE, 2)] == ["d0", "d1"]
        assert uow.outbox.of_state(ADA, DeliveryState.UNDELIVERABLE, 1)[0].planned_on == TODAY

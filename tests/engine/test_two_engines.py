"""Several engines on one PostgreSQL: no nudge is lost and none comes twice, whoever of them dies when."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select, text

from bot.domain.errors import StorageError
from bot.domain.nudge import DeliveryState
from storage.schema import delivery, nudge, users
from tests.fakes.crash_platform import CrashPlatform
from tests.fakes.crash_worker import KILLED, Job, Workers
from tests.fakes.engine_crowd import crowd, gather
from tests.fakes.engine_world import HOUR, MONDAY, Database, World

MEMBERS = crowd(36, ["T1", "T2", "T3"])
DAYS = {days: MONDAY.replace(hour=0) + timedelta(days=days) + HOUR for days in (1, 2, 3, 4)}
UNSENT = (DeliveryState.PLANNED, DeliveryState.SENDING)


@pytest.fixture(scope="module")
def engines() -> Iterator[tuple[Workers, Workers]]:
    pair = Workers(), Workers()
    yield pair
    for each in pair:
        each.close()


@pytest.fixture
def world(postgresql: Database) -> Iterator[World]:
    """Three dozen users in three workspaces, each with three people who are due within the week."""
    world = World(postgresql, lease_seconds=0.6)
    with world.kith.store.write() as uow:
        for who, people in MEMBERS:
            gather(uow, who, people, MONDAY)
        uow.commit()
    yield world
    world.close()


def expected() -> dict[tuple[str, int], list[str]]:
    """Whom each user is asked about on which day of March, one digest a day, if nobody answers."""
    return {
        (who.external, now.day): names
        for who, people in MEMBERS
        for days, now in DAYS.items()
        if (names := sorted(name for name, cadence in people.items() if cadence == days))
    }


def live(workers: Workers, job: Job, random: Random) -> list[int]:
    """Run an engine, and start it again whenever it has died; returns how each of its lives ended."""
    ends: list[int] = []
    while not ends or ends[-1] == KILLED:
        countdown = random.randint(10, 45)
        ends.append(workers.run(replace(job, countdown=countdown)))
    return ends


def pass_the_day(world: World, platform: CrashPlatform, now: datetime) -> None:
    """Wait until nothing is left to plan or to send at that moment; seconds pass meanwhile."""
    platform.move(now)
    due = select(func.count()).select_from(users).where(users.c.next_plan_at <= now)
    unsent = select(func.count()).select_from(delivery).where(delivery.c.state.in_(UNSENT))
    left = select((due.scalar_subquery() + unsent.scalar_subquery()).label("left"))
    while world.sql(left)[0]["left"]:
        platform.wait_for_a_worker()
        platform.move(platform.now + timedelta(seconds=1))
        assert platform.now < now + timedelta(hours=3), "it is never done"


def test_two_engines_that_die_again_and_again(world: World, engines: tuple[Workers, Workers]) -> None:
    with CrashPlatform(DAYS[1]) as platform, ThreadPoolExecutor(2) as pool:
        keys = str(world.database.keys)
        job = Job(url=world.database.url, keys=keys, port=platform.port, until_stopped=True)
        lives = [pool.submit(live, *each) for each in ((engines[0], job, Random(7)), (engines[1], job, Random(42)))]
        try:
            for now in DAYS.values():
                pass_the_day(world, platform, now)
        finally:
            platform.stop()
        ends = [each.result() for each in lives]
    assert [each[-1] for each in ends] == [0, 0]
    assert sum(each.count(KILLED) for each in ends) >= 5  # whichever of them did the work
    assert {(each.whom, each.at.day): sorted(each.names) for each in platform.seen} == expected()
    assert len(platform.seen) == len(expected())
    told = Counter(each for message in platform.seen for each in message.nudges)
    assert told == Counter(row["id"] for row in world.rows(nudge))


async def test_two_couriers_in_a_hurry_send_nothing_twice(world: World) -> None:
    other = World(world.database, lease_seconds=0.6)
    other.kith.connect(world.slack)
    for each in (world, other):
        each.clock.move(DAYS[1])
    await world.kith.engine.plan()
    await asyncio.gather(*(each.kith.engine.deliver() for each in (world, other) * 3))
    assert Counter(each.whom for each in world.slack.calls) == Counter(whom for whom, day in expected() if day == 3)
    assert {row["state"] for row in world.rows(delivery)} == {DeliveryState.SENT}
    other.close()


async def test_connections_that_the_server_drops_lose_nothing(world: World) -> None:
    world.clock.move(DAYS[1])
    await world.kith.engine.plan()
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    world.slack.interrupt = lambda moment: world.sql(others) if len(world.slack.calls) in (3, 17) else None
    for _ in range(60):
        with suppress(StorageError):
            await world.kith.engine.deliver()
        if all(row["state"] == DeliveryState.SENT for row in world.rows(delivery)):
            break
        world.clock.move(world.clock() + timedelta(seconds=10))
        await asyncio.sleep(0.05)  # a lease runs by the clock of the server
    assert {row["state"] for row in world.rows(delivery)} == {DeliveryState.SENT}
    stored = Counter(who.external for who, _ in MEMBERS for _ in world.slack.mail(who))
    assert stored == Counter(whom for whom, day in expected() if day == 3)

"""Killed at any moment and started again, Kith tells everybody everything exactly once."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain.nudge import DeliveryState, NudgeState
from storage.schema import delivery, nudge
from tests.fakes.crash_platform import CrashPlatform
from tests.fakes.crash_store import POINTS
from tests.fakes.crash_worker import KILLED, Job, Workers
from tests.fakes.engine_crowd import gather, member
from tests.fakes.engine_world import HOUR, MONDAY, Database, World

TUESDAY = MONDAY.replace(hour=0) + timedelta(days=1) + HOUR
PEOPLE = {"Ana": {"Sam": 1, "Priya": 1}, "Ben": {"Zoe": 1}, "Cy": {"Sam": 1, "Zoe": 1}, "Dee": {"Priya": 9}}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.close()


@pytest.fixture
def due(database: Database) -> Database:
    """A database in which three of four users are due on Tuesday."""
    world = World(database)
    with world.kith.store.write() as uow:
        for name, people in PEOPLE.items():
            gather(uow, member(name, "T1" if name < "C" else "T2"), people, MONDAY)
        uow.commit()
    world.close()
    return database


def job(database: Database, platform: CrashPlatform, point: str = "") -> Job:
    return Job(url=database.url, keys=str(database.keys), port=platform.port, point=point)


def told(platform: CrashPlatform) -> dict[str, list[list[str]]]:
    """What each person saw, message by message."""
    found: dict[str, list[list[str]]] = {}
    for each in platform.seen:
        found.setdefault(each.whom, []).append(sorted(each.names))
    return found


EVERYTHING = {"Ana": [["Priya", "Sam"]], "Ben": [["Zoe"]], "Cy": [["Sam", "Zoe"]]}


def test_undisturbed_a_worker_tells_everybody_once(due: Database, workers: Workers) -> None:
    with CrashPlatform(TUESDAY) as platform:
        assert workers.run(job(due, platform)) == 0
        assert told(platform) == EVERYTHING


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point_everybody_is_told_exactly_once(due: Database, workers: Workers, point: str) -> None:
    with CrashPlatform(TUESDAY) as platform:
        assert workers.run(job(due, platform, point)) == KILLED
        assert workers.run(job(due, platform)) == 0
        assert told(platform) == EVERYTHING
        assert max(Counter(nudge for each in platform.seen for nudge in each.nudges).values()) == 1
    world = World(due)
    assert {row["state"] for row in world.rows(delivery)} == {DeliveryState.SENT}
    assert {row["state"] for row in world.rows(nudge)} == {NudgeState.SENT}
    world.close()


@pytest.mark.parametrize("point", ["after post", "before marked"])
def test_killed_twice_in_a_row_everybody_is_told_exactly_once(due: Database, workers: Workers, point: str) -> None:
    """The second one dies as soon as it has looked for what the first one left."""
    with CrashPlatform(TUESDAY) as platform:
        assert workers.run(job(due, platform, point)) == KILLED
        assert workers.run(job(due, platform, "after look")) == KILLED
        assert workers.run(job(due, platform)) == 0
        assert told(platform) == EVERYTHING

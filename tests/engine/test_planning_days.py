"""On which days whom a digest names."""

from datetime import UTC, date, datetime, timedelta

from tests.fakes.engine_world import HOUR, MONDAY, World

SATURDAY = date(2026, 3, 7)


async def test_a_cadence_that_ends_is_told_at_the_users_hour(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam every 10 days")
    await world.forward(days=10)
    assert ana.digests == []
    await world.forward(days=1)
    (digest,) = ana.digests
    assert digest.at == datetime(2026, 3, 12, 13, 30, tzinfo=UTC), "09:30 in New York, by then in summer time"
    assert digest.names == ("Sam",)

"""Many people at once: everybody has their digest at their own hour, once."""

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.nudge import DeliveryState
from storage.schema import delivery
from tests.fakes.engine_crowd import crowd, gather
from tests.fakes.engine_world import MONDAY, World

ZONES = ("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia")
TUESDAY = date(2026, 3, 3)


async def test_two_hundred_users_have_their_digest_at_their_hour(world: World) -> None:
    members = crowd(200, ["T1", "T2", "T3", "T4", "T5"], ZONES)
    with world.kith.store.write() as uow:
        for who, _ in members:
            gather(uow, who, {"Sam": 1}, MONDAY)
        uow.commit()
    await world.forward(days=1.7)
    assert Counter(each.whom for each in world.slack.calls) == Counter(who.external for who, _ in members)
    assert {row["state"] for row in world.rows(delivery)} == {DeliveryState.SENT}
    for who, _ in members:
        (digest,) = world.meet(who).digests
        hour = digest.at.astimezone(ZoneInfo(who.zone)).replace(tzinfo=None)
        assert hour.time() == time(9, 30)
        assert digest.names == ("Sam",)
    assert max(each.at for each in world.slack.calls) < datetime(2026, 3, 4, tzinfo=MONDAY.tzinfo)

"""The metronome: it wakes the engine at once when asked, and lets a running tick end before it stops."""

import asyncio
from datetime import timedelta

from bot.domain.nudge import DeliveryState
from storage.schema import delivery
from tests.fakes.engine_world import HOUR, MONDAY, World

TUESDAY = MONDAY.replace(hour=0) + timedelta(days=1) + HOUR


async def test_a_digest_comes_by_itself(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.clock.move(TUESDAY)
    posted = asyncio.Event()
    world.slack.interrupt = lambda moment: posted.set()
    world.kith.ticks.start()
    await asyncio.wait_for(posted.wait(), 10)
    await world.kith.ticks.stop()
    assert [each.at for each in ana.digests] == [TUESDAY]


async def test_a_command_wakes_the_engine_even_while_it_ticks(world: World) -> None:
    """What is due after a command leaves without waiting for the minute."""
    ana, ben = world.person("Ana"), world.person("Ben")
    await ana.say("add Sam every 1 day")
    await ben.say("add Sam every 1 day", "settings hour 9:31")
    world.clock.move(TUESDAY)
    came = {"Ana": asyncio.Event(), "Ben": asyncio.Event()}

    def interrupt(moment: str) -> None:
        """While the first message is on its way, time moves on and something else wakes the engine."""
        whom = world.slack.calls[-1].whom
        if moment == "before" and whom == "Ana":
            world.clock.move(TUESDAY + timedelta(minutes=1))
            world.kith.ticks.wake()
        came[whom].set()

    world.slack.interrupt = interrupt
    world.kith.ticks.start()
    await asyncio.wait_for(came["Ben"].wait(), 10)
    await world.kith.ticks.stop()
    assert [len(each.digests) for each in (ana, ben)] == [1, 1]


async def test_stopping_lets_the_message_that_is_on_its_way_be_marked(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.clock.move(TUESDAY)
    on_its_way = asyncio.Event()
    world.slack.interrupt = lambda moment: on_its_way.set()
    world.kith.ticks.start()
    await asyncio.wait_for(on_its_way.wait(), 10)
    await world.kith.ticks.stop()
    (state,) = {row["state"] for row in world.rows(delivery)}
    assert state == DeliveryState.SENT


async def test_the_clock_of_the_terminal_jumps_between_ticks_and_never_under_a_send(world: World) -> None:
    ana, ben = world.person("Ana"), world.person("Ben")
    await ana.say("add Sam every 1 day")
    await ben.say("add Sam every 1 day")
    world.clock.move(TUESDAY)
    jumps: list[asyncio.Task[None]] = []

    def jump(moment: str) -> None:
        """While the first message is on its way, and the second waits for its turn."""
        if not jumps:
            later = TUESDAY + timedelta(hours=2)
            jumps.append(asyncio.ensure_future(world.kith.engine.between(lambda: world.clock.move(later))))

    world.slack.interrupt = jump
    await world.kith.engine.run()
    await asyncio.gather(*jumps)
    assert [each.at for each in (*ana.digests, *ben.digests)] == [TUESDAY] * 2
    assert "No send has failed." in await ana.say("status") == await ben.say("status")

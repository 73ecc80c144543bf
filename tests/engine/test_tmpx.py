from tests.fakes.engine_world import World
from storage.schema import users, reminder, delivery, nudge
async def test_x(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    print(await ana.say("add Sam every 10 days"))
    print(world.rows(users)); print(world.rows(reminder))
    await world.forward(days=11)
    print(world.rows(users)); print(world.rows(reminder)); print(world.rows(delivery)); print(world.rows(nudge))
    assert ana.digests

"""Messages that name somebody who was forgotten change on the platform, whatever happens to the process meanwhile."""

from datetime import UTC, datetime

from bot.chat.adapter import Later, Uncertain
from storage.schema import metadata, revision
from tests.fakes.engine_world import Person, World

MORNING = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)


async def told(world: World, *names: str) -> Person:
    """Somebody with a digest about these people."""
    ana = world.person("Ana")
    for name in names:
        await ana.say(f"add {name} every 1 day")
    await world.forward(to=MORNING)
    assert set(ana.digests[0].names) == set(names)
    return ana


async def forget(ana: Person, name: str) -> None:
    await ana.say(f"forget {name}")
    await ana.press("Forget for good")


async def test_a_process_that_dies_after_erasing_leaves_the_rest_to_the_next(world: World) -> None:
    ana = await told(world, "Sam", "Max")
    await forget(ana, "Sam")
    assert "Sam" in ana.digests[0].text, "the engine has not run yet"
    assert len(world.rows(revision)) == 1
    world.close()
    world.open()
    await world.tick()
    assert ana.digests[0].names == ("Max",)
    assert world.rows(revision) == []


async def test_forgotten_while_the_message_is_being_sent(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Max every 1 day")
    world.slack.will(Uncertain("cut"), stored=True)
    await world.forward(to=MORNING)
    await forget(ana, "Sam")
    assert "Sam" in ana.digests[0].text
    await world.forward(days=0.1)
    assert ana.digests[0].names == ("Max",)
    assert len(ana.digests) == 1


async def test_a_message_that_was_uncertain_when_its_user_went_is_looked_for_and_taken_away(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.slack.will(Uncertain("cut"), stored=True)
    await world.forward(to=MORNING)
    await ana.say("forget me")
    await ana.press("Forget me for good")
    await world.forward(days=0.1)
    assert ana.digests == []
    assert [what for what, _ in world.slack.asked("Ana")] == ["post", "look"]
    left = {table.name: world.rows(table) for table in metadata.sorted_tables}
    assert not any("Ana" in repr(rows) for rows in left.values())


async def test_a_wait_holds_the_domain_and_one_bad_message_nothing_else(world: World) -> None:
    people = [world.person(name) for name in ("Ana", "Ben")]
    for person in people:
        await person.say("add Sam every 1 day")
    await world.forward(to=MORNING)
    for person in people:
        await forget(person, "Sam")
    world.slack.will_not_change(Later(120, "too many requests"))
    await world.tick()
    assert [len(person.digests) for person in people] == [1, 1]
    await world.forward(days=0.1)
    assert [person.digests for person in people] == [[], []]


async def test_two_processes_change_a_message_once_each_at_most(world: World) -> None:
    ana = await told(world, "Sam", "Max")
    await forget(ana, "Sam")
    other = World(world.database, MORNING)
    other.slack = world.slack
    other.kith.connect(world.slack)
    await other.tick()
    await world.tick()
    assert ana.digests[0].names == ("Max",)
    other.close()

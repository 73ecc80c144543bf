"""Somebody of whom the user wants to hear on one platform is told of there and nowhere else."""

from datetime import date

from bot.chat.adapter import Later, Refused
from bot.domain.nudge import DeliveryState
from storage.schema import delivery
from tests.fakes.engine_world import Person, World

CLOSED = Refused("they do not take direct messages")


def march(day: int) -> date:
    return date(2026, 3, day)


async def on_both(world: World) -> tuple[Person, Person]:
    """Somebody on Slack and on Discord, told on Slack, who wants to hear of Max on Discord alone."""
    ana = world.person("Ana")
    await ana.say("settings platform slack")
    other = await world.elsewhere(ana)
    await ana.say("add Sam every 1 day", "add Max every 1 day", "edit Max only discord")
    return ana, other


async def test_each_is_told_at_its_place_within_one_budget(world: World) -> None:
    ana, other = await on_both(world)
    await ana.say("settings budget 2 a day, 2 a week")
    await ana.say("add Zoe every 1 day")
    await world.forward(days=1.2)
    names = [name for person in (ana, other) for _, told in person.told for name in told]
    assert len(names) == 2
    assert all("Max" not in told for _, told in ana.told)
    await world.forward(days=30)
    assert all("Max" not in told for _, told in ana.told)
    assert {name for _, told in other.told for name in told} == {"Max"}


async def test_on_the_usual_platform_it_is_one_message(world: World) -> None:
    ana, other = await on_both(world)
    await ana.say("edit Max only slack")
    await world.forward(days=1.2)
    assert [set(told) for _, told in ana.told] == [{"Sam", "Max"}]
    assert other.told == []


async def test_refused_there_it_waits_until_the_user_writes_from_there(world: World) -> None:
    ana, other = await on_both(world)
    world.discord.will(CLOSED)
    await world.forward(days=1.2)
    assert ana.told == [(march(3), ("Sam",))]
    assert other.told == []
    assert "Max" not in await ana.say("help")
    shown = await other.say("help")
    assert "could not send it: they do not take direct messages" in shown
    assert "Max" in shown
    assert "Max" not in await other.say("help")


async def test_a_message_that_goes_elsewhere_leaves_behind_whom_it_may_not_tell_of(world: World) -> None:
    ana, other = await on_both(world)
    await ana.say("edit Max only slack")
    world.slack.will(CLOSED)
    await world.forward(days=1.2)
    assert other.told == [(march(3), ("Sam",))]
    assert "Max" not in await other.say("help")
    shown = await ana.say("help")
    assert "Max" in shown
    assert "talked to Sam" not in shown
    assert {each["state"] for each in world.rows(delivery)} == {DeliveryState.SENT}


async def test_both_wait_for_a_workday_together(world: World) -> None:
    ana, other = await on_both(world)
    for adapter in (world.slack, world.discord):
        adapter.will(Later(5 * 3600, "too many requests"))
    await world.forward(days=2.2)
    assert ana.told == [(march(4), ("Sam",))]
    assert other.told == [(march(4), ("Max",))]


async def test_changed_while_it_is_on_its_way(world: World) -> None:
    ana, other = await on_both(world)
    world.slack.will(Later(3600, "too many requests"))
    await world.forward(days=1.07)
    await ana.say("edit Sam only discord")
    await world.forward(days=3)
    assert ana.told == []
    assert "Sam" in {name for _, told in other.told for name in told}

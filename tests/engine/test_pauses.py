"""A pause: nothing comes in it, nothing is lost by it, and nothing is late by it."""

from datetime import UTC, date, datetime

from bot.chat.adapter import Later, Refused, Uncertain
from tests.fakes.engine_world import World


def march(day: int) -> date:
    return date(2026, 3, day)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def test_what_falls_into_a_pause_comes_after_it_and_is_not_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 3 days", "add Zoe wider birthday:14 march", "settings pause until 16 march")
    await world.forward(days=20)
    first = ana.digests[0]
    assert first.on == march(16)
    assert set(first.names) == {"Sam", "Zoe"}
    assert "late by" not in first.text
    assert "was 2 days ago" in first.text


async def test_a_digest_that_was_planned_is_held_and_told_after_it(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.slack.will(Later(3600, "too many requests"))
    await world.forward(to=at(3, 9, 31))
    await ana.say("settings pause 1 week")
    await world.forward(to=at(9, 12))
    assert ana.told == []
    assert "no messages before" in await ana.say("status")
    await world.forward(to=at(10, 12))
    ((on, names),) = ana.told
    assert (on, names) == (march(10), ("Sam",))
    assert "late" not in ana.digests[0].text


async def test_it_ends_at_once_when_the_user_says_so(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.slack.will(Later(3600, "too many requests"))
    await world.forward(to=at(3, 9, 31))
    await ana.say("settings pause 2 weeks")
    await world.forward(to=at(5, 10))
    await ana.say("settings pause off")
    await world.forward(to=at(5, 10, 5))
    assert ana.told == [(march(5), ("Sam",))]
    assert "late" not in ana.digests[0].text


async def test_a_pause_that_is_taken_back_never_was(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "settings pause 2 weeks", "undo")
    await world.forward(days=1.2)
    assert ana.told == [(march(3), ("Sam",))]


async def test_down_through_a_pause(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "settings pause 1 week")
    world.away(to=at(12, 10))
    await world.forward(to=at(12, 11))
    ((digest),) = ana.digests
    assert digest.on == march(12)
    assert "late by 3 days" in digest.text, "of the nine days, those after the pause that began by being away"


async def test_what_may_have_come_through_before_a_pause_is_found_and_not_sent_again(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.slack.will(Uncertain("cut"), stored=True)
    await world.forward(to=at(3, 9, 30))
    await ana.say("settings pause 1 week")
    await world.forward(to=at(9, 12))
    assert [what for what, _ in world.slack.asked("Ana")] == ["post", "look"]
    assert len(ana.told) == 1


async def test_what_could_not_be_sent_is_not_told_with_answers_in_a_pause(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    world.slack.will(Refused("closed"))
    await world.forward(days=1.2)
    assert "could not send" not in await ana.say("settings pause 1 week")
    assert "could not send" not in await ana.say("help")
    assert "could not send it" in await ana.say("settings pause off")

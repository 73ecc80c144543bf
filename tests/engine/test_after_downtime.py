"""Kith was away: one digest says what is late and by how much, and nothing is lost."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.chat.adapter import Uncertain
from bot.domain.nudge import NudgeState
from storage.schema import nudge
from tests.fakes.engine_world import Person, World


def march(day: int) -> date:
    return date(2026, 3, day)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def told_after(world: World, ana: Person, down_at: datetime, back_at: datetime) -> list[tuple[date, str]]:
    """What is told within a day and a half of Kith's return."""
    await world.forward(to=down_at)
    seen = len(ana.digests)
    world.away(to=back_at)
    await world.forward(days=1.5)
    return [(each.on, each.text) for each in ana.digests[seen:]]


async def test_one_digest_says_by_how_much_it_is_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 3 days")
    ((on, text),) = await told_after(world, ana, at(2, 12), at(6, 10))
    assert on == march(6)
    assert "Sam" in text.split("late by 3 days")[0]
    assert "Priya" in text.split("late by 3 days")[1].split("late by 1 day")[0]


async def test_nothing_is_late_when_kith_was_there(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 4 days", "add Priya every 5 days")
    await world.forward(days=8)
    assert ana.told == [(march(6), ("Sam",)), (march(9), ("Priya",))]
    assert "late" not in ana.digests[0].text + ana.digests[1].text


async def test_days_off_do_not_make_a_cadence_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 5 days")
    ((on, text),) = await told_after(world, ana, at(6, 12), at(9, 10))
    assert on == march(9)
    assert "late" not in text


async def test_a_cadence_of_friday_told_on_monday_is_three_days_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 4 days")
    ((on, text),) = await told_after(world, ana, at(5, 12), at(9, 10))
    assert on == march(9)
    assert "late by 3 days" in text


async def test_back_on_a_day_off_the_digest_of_monday_is_still_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await told_after(world, ana, at(2, 12), at(7, 10))
    await world.forward(to=at(9, 12))
    ((on, _),) = ana.told
    assert on == march(9)
    assert "late by 6 days" in ana.digests[0].text


async def test_back_outside_the_hours_it_waits_for_the_next_one(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(to=at(3, 8))
    world.away(to=at(3, 13, 30))
    await world.tick()
    assert ana.digests == []
    await world.forward(to=at(3, 23))
    assert ana.digests == []
    await world.forward(to=at(4, 12))
    (digest,) = ana.digests
    assert digest.at == at(4, 9, 30)
    assert "late by 1 day" in digest.text


async def test_back_within_the_four_hours_it_leaves_at_once_and_is_not_late(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(to=at(3, 8))
    world.away(to=at(3, 13, 29))
    await world.tick()
    (digest,) = ana.digests
    assert digest.at == at(3, 13, 29)
    assert "late" not in digest.text


@pytest.mark.parametrize(("back", "belated"), [(at(11, 10), True), (at(12, 10), False)], ids=["7 days", "8 days"])
async def test_a_birthday_is_belated_for_a_week_and_missed_after(world: World, back: datetime, belated: bool) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam wider birthday:4 march")
    found = await told_after(world, ana, at(2, 12), back)
    assert len(found) == belated
    assert all("belated" in text and "late by 7 days" in text for _, text in found)
    states = [each["state"] for each in world.sql(select(nudge.c.state))]
    assert states == [NudgeState.SENT if belated else NudgeState.MISSED]


async def test_a_missed_birthday_comes_again_next_year(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam wider birthday:4 march", "settings days sun")
    await world.forward(to=at(2, 12))
    world.away(to=at(20, 10))
    await world.forward(to=datetime(2027, 3, 4, 12, tzinfo=UTC))
    assert [each.on for each in ana.digests if "birthday" in each.text] == [date(2027, 3, 4)]


@pytest.mark.parametrize("day", [4, 6], ids=["on the day", "two days late"])
async def test_after_more_than_a_year_this_years_birthday_is_still_told(world: World, day: int) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam wider birthday:4 march", "settings days sun")
    await world.forward(to=at(2, 12))
    world.away(to=datetime(2027, 3, day, 10, tzinfo=UTC))
    await world.tick()
    assert [each.on for each in ana.digests] == [date(2027, 3, day)]


async def test_a_late_heads_up_leaves_the_day_itself_alone(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam close birthday:12 march")
    await told_after(world, ana, at(2, 12), at(9, 10))
    await world.forward(to=at(13, 12))
    assert ana.told == [(march(9), ("Sam",)), (march(12), ("Sam",))]
    assert "in 3 days" in ana.digests[0].text
    assert "late by 4 days" in ana.digests[0].text
    assert "late" not in ana.digests[1].text


async def test_heads_up_and_day_that_both_passed_are_told_once(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam close birthday:12 march")
    ((on, text),) = await told_after(world, ana, at(2, 12), at(14, 10))
    assert on == march(14)
    assert text.count("birthday") == 1


async def test_a_long_absence_keeps_to_the_budget(world: World) -> None:
    ana = world.person("Ana")
    await ana.say(*(f"add Friend{letter} every 30 days" for letter in "ABCDEFGHIJ"))
    await world.forward(to=at(2, 12))
    world.away(to=datetime(2026, 4, 20, 10, tzinfo=UTC))
    await world.forward(to=datetime(2026, 4, 28, tzinfo=UTC))
    assert [(on.day, len(names)) for on, names in ana.told] == [(20, 3), (21, 3), (22, 1), (27, 3)]
    assert {name for _, names in ana.told for name in names} == {f"Friend{letter}" for letter in "ABCDEFGHIJ"}


async def test_down_for_weeks_with_other_people_it_is_one_digest_each(world: World) -> None:
    people = [
        world.person(name, zone=zone) for name, zone in [("Ana", "UTC"), ("Ben", "Asia/Tokyo"), ("Cy", "Asia/Kolkata")]
    ]
    for each in people:
        await each.say("add Sam every 1 day", "add Priya every 2 days", "add Zoe wider birthday:18 march")
    await world.forward(to=at(2, 12))
    world.away(to=at(20, 2))
    await world.forward(to=at(20, 23))
    for each in people:
        assert [(on, sorted(names)) for on, names in each.told] == [(march(20), ["Priya", "Sam", "Zoe"])]


async def test_a_digest_planned_before_the_downtime_is_not_told_beside_a_second_one(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 3 days")
    await world.forward(to=at(3, 9))
    world.away(to=at(3, 9, 30))
    await world.kith.engine.plan()
    world.away(to=at(5, 12))
    await world.tick()
    ((on, names),) = ana.told
    assert on == march(5)
    assert sorted(names) == ["Priya", "Sam"]
    assert "late by 2 days" in ana.digests[0].text


@pytest.mark.parametrize("back", [at(13, 12), at(16, 12)], ids=["before the repeat was due", "when the repeat is due"])
async def test_a_digest_that_was_held_is_not_repeated_before_patience_ends(world: World, back: datetime) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam inner")
    world.away(to=at(9, 9, 30))
    await world.kith.engine.plan()
    world.away(to=back)
    await world.forward(to=at(31, 12))
    first = back.date()
    again = {march(13): march(20), march(16): march(23)}[first]
    assert ana.told[:2] == [(first, ("Sam",)), (again, ("Sam",))]


async def test_a_digest_of_which_nobody_knows_whether_it_came_counts_when_it_leaves_a_day_later(world: World) -> None:
    ana = world.person("Ana")
    await ana.say(*(f"add Friend{letter} every 60 days" for letter in "ABCDEF"))
    await ana.say(*(f"log Friend{letter} call 59 days ago" for letter in "ABCDEF"))
    world.slack.will(Uncertain("cut"))
    world.away(to=at(3, 9, 30))
    await world.kith.engine.run()
    world.away(to=at(4, 9, 30))
    await world.forward(to=at(4, 20))
    assert sum(len(names) for on, names in ana.told if on == march(4)) <= 3
    await world.forward(to=at(12, 20))
    assert sorted(name for _, names in ana.told for name in names) == [f"Friend{letter}" for letter in "ABCDEF"]

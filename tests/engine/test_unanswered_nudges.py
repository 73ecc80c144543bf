"""What becomes of a nudge: ignored, put off, answered, or overtaken before it left."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from bot.domain.nudge import DeliveryState, NudgeState
from storage.schema import delivery, nudge
from tests.fakes.engine_world import HOUR, MONDAY, Person, World


def march(day: int) -> date:
    return date(2026, 3, day)


def days(person: Person, name: str = "Sam") -> list[date]:
    return [on for on, names in person.told if name in names]


async def planned(world: World, day: date) -> None:
    """Plan on a day at the hour of people in UTC, and stop before anything is delivered."""
    world.away(to=datetime.combine(day, time(), MONDAY.tzinfo) + HOUR)
    await world.kith.engine.plan()


@pytest.mark.parametrize(
    ("cadence", "asked"),
    [
        ("inner", [march(9), march(16), march(23)]),
        ("every 20 days", [march(23), date(2026, 4, 2), date(2026, 4, 13)]),
        ("every 3 months", [date(2026, 6, 2), date(2026, 7, 2), date(2026, 8, 3)]),
    ],
)
async def test_ignored_it_asks_three_times_and_falls_silent(world: World, cadence: str, asked: list[date]) -> None:
    ana = world.person("Ana")
    await ana.say(f"add Sam {cadence}")
    await world.forward(days=200)
    assert days(ana) == asked
    assert (await ana.user()).next_plan_at is None


async def test_a_log_ends_the_silence(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam inner")
    await world.forward(days=60)
    assert len(days(ana)) == 3
    await ana.say("log Sam call")
    await world.forward(days=8)
    assert len(days(ana)) == 4


async def test_ignoring_counts_anew_after_each_answer(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam inner")
    await world.forward(days=15)
    await ana.press("Talked", on="Sam")
    await world.forward(days=60)
    assert days(ana) == [march(9), march(16), march(24), march(31), date(2026, 4, 7)]


async def test_later_asks_again_after_a_week(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(days=1.2)
    await ana.press("Later", on="Sam")
    await world.forward(days=8)
    assert days(ana) == [march(3), march(10)]


async def test_later_can_be_moved_and_taken_back(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(days=1.2)
    await ana.press("Later", on="Sam")
    await ana.press("Tomorrow", on="Sam")
    await world.forward(days=1)
    assert days(ana) == [march(3), march(4)]
    await ana.press("Later", on="Sam")
    await ana.press("Undo", on="Sam")
    await world.forward(days=7)
    assert days(ana) == [march(3), march(4), march(11)], "unanswered, it is asked again when patience ends"


async def test_later_typed_before_the_nudge_holds_it_back(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", "later Sam in 20 days")
    await world.forward(days=19)
    assert days(ana) == []
    await world.forward(days=2.2)
    assert days(ana) == [march(23)]


async def test_buttons_work_weeks_later_and_after_a_restart(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 30 days")
    await world.forward(days=31)
    world.close()
    world.open()
    ana.reconnect()
    await world.forward(days=14)
    await ana.press("Talked", on="Sam")
    assert "in touch today" in ana.digests[0].text
    await world.forward(days=29)
    assert len(days(ana)) == 1


async def test_a_log_moves_the_due_day(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days")
    await world.forward(days=8)
    await ana.say("log Sam coffee")
    await world.forward(days=9)
    assert days(ana) == []
    await world.forward(days=2)
    assert days(ana) == [march(20)]


async def test_an_older_log_silences_nothing(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", "log Sam call yesterday", "log Sam letter 9 days ago")
    await world.forward(days=10)
    assert days(ana) == [march(11)]


async def test_an_undone_log_gives_the_due_day_back(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", "log Sam call")
    await world.forward(days=9)
    await ana.say("log Sam call", "undo")
    await world.forward(days=2)
    assert days(ana) == [march(12)]


async def test_slower_and_off_take_effect_at_once(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", "add Priya every 10 days")
    await world.forward(days=5)
    await ana.say("keep Sam every 20 days", "keep Priya off")
    await world.forward(days=15)
    assert ana.digests == []
    await world.forward(days=6)
    assert ana.told == [(march(27), ("Sam",))]


async def test_what_was_answered_meanwhile_leaves_the_digest_on_its_way(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 1 day")
    await planned(world, march(3))
    await ana.say("log Sam call")
    await world.tick()
    assert ana.told == [(march(3), ("Priya",))]


@pytest.mark.parametrize("line", ["log Sam call", "later Sam in 3 weeks", "keep Sam off", "keep Sam every 2 months"])
async def test_a_digest_that_empties_is_withdrawn(world: World, line: str) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await planned(world, march(3))
    await ana.say(line)
    await world.tick()
    assert ana.digests == []
    assert [row["state"] for row in world.rows(nudge)] == [NudgeState.WITHDRAWN]
    assert [row["state"] for row in world.rows(delivery)] == [DeliveryState.WITHDRAWN]
    await world.forward(days=0.5)
    assert ana.digests == []


async def test_a_forgotten_person_leaves_the_digest_on_its_way(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 1 day")
    await planned(world, march(3))
    await ana.say("forget Sam")
    await ana.press("Forget for good")
    await world.tick()
    assert ana.told == [(march(3), ("Priya",))]


async def test_what_is_withdrawn_gives_its_budget_back(world: World) -> None:
    ana = world.person("Ana")
    names = [f"Friend{letter}" for letter in "ABCDEFGHIJ"]
    await ana.say(*(f"add {name} every 30 days" for name in names), *(f"log {name} call 40 days ago" for name in names))
    await planned(world, march(2))
    on_its_way = {row["contact_id"] for row in world.rows(nudge)}
    for name in names:
        if (await ana.reminder(name)).contact in on_its_way:
            await ana.say(f"log {name} call")
    await world.tick()
    assert ana.digests == []
    await world.forward(days=3)
    assert [(on, len(names)) for on, names in ana.told] == [(march(3), 3), (march(4), 3), (march(5), 1)]


async def test_put_off_and_taken_back_before_it_left_it_still_comes(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await planned(world, march(3))
    await ana.say("later Sam in 3 weeks", "undo")
    await world.tick()
    assert days(ana) == [march(3)]


async def test_logged_and_taken_back_after_it_was_withdrawn_it_comes_the_next_day(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await planned(world, march(3))
    await ana.say("log Sam call")
    await world.tick()
    await ana.say("undo")
    await world.forward(days=1)
    assert days(ana) == [march(4)]


async def test_no_occasion_is_told_twice(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam inner", "add Priya every 10 days birthday:20 march")
    await world.forward(days=100)
    occasions = world.sql(select(nudge.c.reminder_id, nudge.c.occasion))
    assert len({tuple(each.values()) for each in occasions}) == len(occasions) == 3 + 3 + 1
    assert sum(len(names) for _, names in ana.told) == 7

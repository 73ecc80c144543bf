"""A new hour, a new zone, the change of the clocks: the due index moves with one row, and no day is told twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes.engine_world import Database, World


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def test_a_later_hour_moves_the_digest_of_today(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(days=1)
    await ana.say("settings hour 14:15")
    await world.forward(days=0.5)
    assert [each.at for each in ana.digests] == [utc(3, 14, 15)]


async def test_after_todays_digest_a_new_hour_counts_from_tomorrow(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 2 days")
    await world.forward(days=1.2)
    await ana.say("settings hour 14:15", "log Sam call 3 days ago", "log Priya call 9 days ago")
    await world.forward(days=1)
    assert [each.at for each in ana.digests] == [utc(3, 9, 30)]
    await world.forward(days=0.5)
    assert [each.at for each in ana.digests] == [utc(3, 9, 30), utc(4, 14, 15)]


@pytest.mark.parametrize(
    ("zone", "comes"),
    [("America/New_York", utc(12, 13, 30)), ("Asia/Kolkata", utc(12, 4)), ("Pacific/Apia", utc(11, 20, 30))],
)
async def test_a_new_zone_moves_the_hour_and_keeps_the_day(world: World, zone: str, comes: datetime) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", f"settings zone {zone}")
    await world.forward(days=11)
    assert [each.at for each in ana.digests] == [comes]


async def test_flying_west_brings_no_second_digest_on_one_day(world: World) -> None:
    ana = world.person("Ana", zone="Asia/Tokyo")
    await ana.say("add Sam every 1 day", "add Priya every 2 days")
    await world.forward(to=utc(3, 12))
    await ana.say("settings zone Los Angeles")
    await world.forward(to=utc(5, 0))
    assert [each.at for each in ana.digests] == [utc(3, 0, 30), utc(4, 17, 30)]


async def test_flying_east_loses_nothing(world: World) -> None:
    ana = world.person("Ana", zone="America/Los_Angeles")
    await ana.say("add Sam every 1 day", "add Priya every 2 days")
    await world.forward(to=utc(3, 20))
    await ana.say("settings zone Tokyo")
    await world.forward(to=utc(5, 12))
    assert [each.at for each in ana.digests] == [utc(3, 17, 30), utc(4, 0, 30)]
    assert sorted(name for each in ana.digests for name in each.names) == ["Priya", "Sam"]


async def test_settings_taken_back_move_the_hour_back(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "settings hour 20:00", "undo")
    await world.forward(days=1.2)
    assert [each.at for each in ana.digests] == [utc(3, 9, 30)]


@pytest.mark.parametrize(
    "hour", ["01:30", "02:30"], ids=["in the hour that comes twice", "in the hour that is skipped"]
)
async def test_one_digest_a_day_while_the_clocks_change(database: Database, hour: str) -> None:
    for start in (datetime(2026, 3, 6, 0, tzinfo=UTC), datetime(2026, 10, 30, 0, tzinfo=UTC)):
        world = World(database, start)
        ana = world.person(f"Ana{start.month}", zone="America/New_York")
        await ana.say(f"settings hour {hour}", "settings days sun-sat")
        for day in range(5):
            on = start.date() + timedelta(days=day)
            await ana.say(f"add Sam{day} wider birthday:{on:%d %B}")
        await world.forward(days=6)
        assert [on for on, _ in ana.told] == [start.date() + timedelta(days=day) for day in range(5)]
        assert [names for _, names in ana.told] == [(f"Sam{day}",) for day in range(5)]
        world.close()


@pytest.mark.parametrize(("choice", "told_on"), [("28 feb", date(2027, 2, 28)), ("1 mar", date(2027, 3, 1))])
async def test_29_february_follows_a_new_choice_of_day(world: World, choice: str, told_on: date) -> None:
    ana = world.person("Ana")
    other = "1 mar" if choice == "28 feb" else "28 feb"
    await ana.say(f"settings leap {other}", "add Sam wider birthday:29 february", f"settings leap {choice}")
    await world.forward(to=datetime(2027, 3, 3, tzinfo=UTC))
    assert [each.on for each in ana.digests if "birthday" in each.text] == [told_on]


async def test_an_hour_moved_to_one_just_passed_still_tells_a_birthday_on_its_day(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam wider birthday:3 march")
    await world.forward(days=1)
    await ana.say("settings hour 7:30")
    await world.forward(days=0.2)
    assert ana.told == [(date(2026, 3, 3), ("Sam",))]

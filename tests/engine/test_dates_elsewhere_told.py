"""A birthday in another zone is told on the user's day on which it is that date there, whatever the user changes."""

from datetime import date

from tests.fakes.engine_world import World


def march(day: int) -> date:
    return date(2026, 3, day)


async def test_a_birthday_in_auckland_is_told_the_day_before_in_new_york(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam wider birthday:14 march zone:Pacific/Auckland", "add Zoe wider birthday:14 march")
    await world.forward(days=14)
    assert ana.told == [(march(13), ("Sam",)), (march(14), ("Zoe",))]
    assert "Today is Sam's birthday. It is Sat 14 Mar where they are." in ana.digests[0].text


async def test_a_heads_up_comes_a_week_before_that_day(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam close birthday:14 march zone:Pacific/Auckland")
    await world.forward(days=14)
    assert ana.told == [(march(6), ("Sam",)), (march(13), ("Sam",))]
    assert "Sam's birthday is in 7 days, on Sat 14 Mar." in ana.digests[0].text


async def test_the_user_moves(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam wider birthday:14 march zone:Pacific/Auckland", "settings zone Pacific/Auckland")
    await world.forward(days=14)
    assert [on for on, _ in ana.told] == [march(13)], (
        "half past nine on 14 March in Auckland, told by the test in UTC-5"
    )
    await ana.say("add Max wider birthday:20 march zone:America/New_York")
    await world.forward(days=8)
    assert "Today is Max's birthday. It is Fri 20 Mar where they are." in ana.digests[-1].text


async def test_they_move(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam wider birthday:14 march", "edit Sam zone:auckland")
    await world.forward(days=14)
    assert ana.told == [(march(13), ("Sam",))]

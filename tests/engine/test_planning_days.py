"""On which day and at which hour somebody is told about whom."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.engine.planning import plan_some
from storage.schema import delivery, nudge
from tests.fakes.engine_world import HOUR, MONDAY, World


def march(day: int) -> date:
    return date(2026, 3, day)


async def test_a_cadence_that_ends_is_told_at_the_users_hour(world: World) -> None:
    ana = world.person("Ana", zone="America/New_York")
    await ana.say("add Sam every 10 days")
    await world.forward(days=10)
    assert ana.digests == []
    await world.forward(days=1)
    (digest,) = ana.digests
    assert digest.at == datetime(2026, 3, 12, 13, 30, tzinfo=UTC), "09:30 in New York, by then in summer time"
    assert digest.names == ("Sam",)


async def test_everybody_of_a_day_comes_in_one_digest(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days", "add Priya every 10 days", "add Zoe close birthday:12 march")
    await world.forward(days=11)
    assert [(on, sorted(names)) for on, names in ana.told] == [
        (march(5), ["Zoe"]),
        (march(12), ["Priya", "Sam", "Zoe"]),
    ]


async def test_what_comes_due_after_the_digest_waits_for_the_next_day(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day")
    await world.forward(days=1.2)
    assert ana.told == [(march(3), ("Sam",))]
    await ana.say("add Priya every 10 days", "log Priya call 20 days ago")
    await world.forward(days=0.5)
    assert ana.told == [(march(3), ("Sam",))]
    await world.forward(days=1)
    assert ana.told[1:] == [(march(4), ("Priya",))]


@pytest.mark.parametrize(
    ("days", "told_on"),
    [(4, march(6)), (5, march(9)), (6, march(9)), (7, march(9))],
    ids=["Friday", "Saturday", "Sunday", "Monday"],
)
async def test_cadences_wait_for_a_workday(world: World, days: int, told_on: date) -> None:
    ana = world.person("Ana")
    await ana.say(f"add Sam every {days} days")
    await world.forward(days=8)
    assert ana.told == [(told_on, ("Sam",))]


async def test_workdays_are_the_users_own(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("settings days sun-thu", "add Sam every 4 days")
    await world.forward(days=8)
    assert ana.told == [(march(8), ("Sam",))]


async def test_a_birthday_comes_on_its_day_weekend_or_not(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam wider birthday:7 march", "add Priya every 5 days")
    await world.forward(days=8)
    assert ana.told == [(march(7), ("Sam",)), (march(9), ("Priya",))]
    assert "Today is Sam's birthday" in ana.digests[0].text


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [("inner", [march(13), march(20)]), ("close", [march(13), march(20)]), ("wider", [march(20)]), ("", [])],
)
async def test_a_word_a_week_before_for_inner_and_close_and_none_for_those_not_kept(
    world: World, rhythm: str, days: list[date]
) -> None:
    ana = world.person("Ana")
    await ana.say(f"add Sam {rhythm} birthday:20 march", "settings days sun")  # keeps the cadence out of the way
    await world.forward(days=21)
    said = [on for on, _ in ana.told if "birthday" in next(each.text for each in ana.digests if each.on == on)]
    assert said == days


async def test_a_birthday_is_on_the_users_local_day(world: World) -> None:
    tokyo = world.person("Tomo", zone="Asia/Tokyo")
    apia = world.person("Sina", zone="Pacific/Apia")
    honolulu = world.person("Leo", zone="Pacific/Honolulu")
    for each in (tokyo, apia, honolulu):
        await each.say("add Sam wider birthday:9 march")
    await world.forward(days=10)
    assert [each.digests[0].at.isoformat() for each in (apia, tokyo, honolulu)] == [
        "2026-03-08T20:30:00+00:00",
        "2026-03-09T00:30:00+00:00",
        "2026-03-09T19:30:00+00:00",
    ]


async def test_date_and_cadence_of_one_person_are_one_card(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days birthday:12 march")
    await world.forward(days=10.2)
    assert ana.told == [(march(12), ("Sam",))]
    assert "birthday" in ana.digests[0].text
    await world.forward(days=3)
    assert ana.told[1:] == [], "nobody is brought up twice in a row"
    await world.forward(days=1)
    assert ana.told[1:] == [(march(16), ("Sam",))], "the cadence was not answered by telling the birthday"


async def test_a_greeting_counts_as_contact(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 10 days birthday:12 march")
    await world.forward(days=10.2)
    await ana.press("Wrote", on="Sam")
    await world.forward(days=20.5)
    assert ana.told == [(march(12), ("Sam",))], "not within three weeks, though the cadence ended after ten days"
    await world.forward(days=1)
    assert ana.told[1:] == [(date(2026, 4, 2), ("Sam",))]


async def test_three_a_day_and_seven_in_seven_days_and_nobody_is_forgotten(world: World) -> None:
    ana = world.person("Ana")
    people = [f"Friend{letter}" for letter in "ABCDEFGHIJ"]
    await ana.say(
        *(f"add {name} every 60 days" for name in people), *(f"log {name} call 70 days ago" for name in people)
    )
    await world.forward(days=11)
    assert [(on, len(names)) for on, names in ana.told] == [
        (march(2), 3),
        (march(3), 3),
        (march(4), 1),
        (march(9), 3),
    ]
    asked = [name for _, names in ana.told for name in names]
    assert sorted(asked) == people


async def test_the_most_overdue_come_first(world: World) -> None:
    ana = world.person("Ana")
    for number, name in enumerate(["Amy", "Bob", "Cleo", "Dan"]):
        await ana.say(f"add {name} every 20 days", f"log {name} call {40 + 5 * number} days ago")
    await world.forward(days=1.2)
    assert ana.told == [(march(2), ("Dan", "Cleo", "Bob")), (march(3), ("Amy",))]


async def test_no_circle_starves(world: World) -> None:
    ana = world.person("Ana")
    for number in range(6):
        await ana.say(f"add Near{number} inner", f"log Near{number} call {200 + number} days ago")
    await ana.say("add Far network", "log Far call 366 days ago")
    await world.forward(days=1.2)
    assert "Far" in {name for _, names in ana.told for name in names}


async def test_somebody_who_did_not_answer_makes_room_for_others(world: World) -> None:
    ana = world.person("Ana")
    people = [f"Friend{letter}" for letter in "ABCDEFGHIJ"]
    await ana.say(
        *(f"add {name} every 14 days" for name in people), *(f"log {name} call 20 days ago" for name in people)
    )
    await world.forward(days=8)
    asked = [name for _, names in ana.told for name in names]
    assert sorted(asked) == people


async def test_birthdays_are_outside_the_budget(world: World) -> None:
    ana = world.person("Ana")
    for number in range(4):
        await ana.say(f"add Kid{number} wider birthday:3 march", f"add Pal{number} every 1 day")
    await world.forward(days=1.2)
    ((on, names),) = ana.told
    assert on == march(3)
    assert sorted(names) == ["Kid0", "Kid1", "Kid2", "Kid3", *sorted(n for n in names if n.startswith("Pal"))]
    assert len(names) == 7


async def test_planning_again_adds_nothing(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya wider birthday:3 march")
    world.away(to=MONDAY.replace(hour=0) + timedelta(days=1) + HOUR)
    await world.kith.engine.plan()
    planned = (world.rows(nudge), world.rows(delivery))
    assert len(planned[0]) == 2
    await world.kith.engine.plan()
    with world.kith.store.write() as uow:
        assert plan_some(uow, world.clock(), 50) == 0
        uow.commit()
    assert (world.rows(nudge), world.rows(delivery)) == planned


async def test_who_has_nobody_to_keep_costs_nothing(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "add Priya birthday:3 march")
    assert (await ana.user()).next_plan_at is None
    await world.forward(days=30)
    assert ana.digests == []

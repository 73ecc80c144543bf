"""Which follow-ups come on a day: after dates, before cadences, on workdays, within twelve people in seven days."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.contact import ContactState
from bot.domain.nudge import DeliveryState, NudgeState
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import finding, reckoning
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


async def becomes(ana: Person, name: str, state: ContactState, world: World) -> None:
    """A contact in another state."""

    def use(uow: UnitOfWork, user: User) -> None:
        contact = replace(finding.find(uow, user.id, name), state=state)
        uow.contacts.save(contact)
        reckoning.contact_changed(uow, user, contact, world.clock())
        reckoning.plan(uow, user, world.clock())

    await ana.write(use)


@pytest.mark.parametrize(
    ("when", "told_on"),
    [("friday", march(6)), ("saturday", march(9)), ("sunday", march(9)), ("9 march", march(9))],
)
async def test_they_wait_for_a_workday_even_beside_a_birthday(world: World, when: str, told_on: date) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "add Priya wider birthday:7 march", f"remind Sam {when}: ask about the flat")
    await world.forward(days=8)
    assert days(ana) == [told_on]
    assert days(ana, "Priya") == [march(7)]


async def test_unanswered_they_are_asked_three_times_a_week_apart(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask about the flat")
    await world.forward(days=100)
    assert days(ana) == [march(3), march(10), march(17)]
    assert (await ana.user()).next_plan_at is None


async def test_in_a_digest_they_stand_between_dates_and_cadences(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Cleo every 3 days", "add Sam", "add Zoe wider birthday:5 march", "remind Sam thursday: ask")
    await world.forward(days=3.2)
    assert ana.told == [(march(5), ("Zoe", "Sam", "Cleo"))]


async def test_a_follow_up_takes_the_place_of_the_cadence_for_two_days_more(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "remind Sam tomorrow: ask about the flat")
    await world.forward(days=1.2)
    assert "a question you noted" in ana.digests[0].text
    await world.forward(days=8)
    assert days(ana)[:2] == [march(3), march(6)]


async def test_who_is_over_never_comes_up_and_who_is_resting_does(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask", "add Priya", "remind Priya tomorrow: ask")
    await becomes(ana, "Sam", ContactState.DECEASED, world)
    await becomes(ana, "Priya", ContactState.RESTING, world)
    await world.forward(days=10)
    assert days(ana) == []
    assert days(ana, "Priya") == [march(3), march(10)]
    assert "never bring them up" in await ana.say("remind Sam tomorrow: ask")
    assert "Sam" not in await ana.say("remind")


async def test_who_is_over_meanwhile_leaves_the_digest_on_its_way(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask", "add Priya", "remind Priya tomorrow: ask")
    await planned(world, march(3))
    await becomes(ana, "Sam", ContactState.DO_NOT_CONTACT, world)
    await world.tick()
    assert ana.told == [(march(3), ("Priya",))]


async def test_what_is_closed_meanwhile_leaves_the_digest_on_its_way(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask about the flat")
    await planned(world, march(3))
    await ana.say("remind")
    await ana.press("Done")
    await world.tick()
    assert ana.digests == []
    assert [row["state"] for row in world.rows(nudge)] == [NudgeState.WITHDRAWN]
    assert [row["state"] for row in world.rows(delivery)] == [DeliveryState.WITHDRAWN]


async def test_five_people_a_digest_and_the_others_the_next_day(world: World) -> None:
    ana = world.person("Ana")
    names = [f"Friend{letter}" for letter in "ABCDEFG"]
    for name in names:
        await ana.say(f"add {name}", f"remind {name} tomorrow: ask")
    await world.forward(days=2.2)
    assert [(on, len(told)) for on, told in ana.told] == [(march(3), 5), (march(4), 2)]
    assert sorted(name for _, told in ana.told for name in told) == names


async def test_twelve_people_in_seven_days_and_nobody_is_lost(world: World) -> None:
    ana = world.person("Ana")
    names = [f"Friend{letter}" for letter in "ABCDEFGHIJKLMNOP"]
    for name in names:
        await ana.say(f"add {name} every 60 days", f"log {name} call 70 days ago", f"remind {name} tomorrow: ask")
    await world.forward(days=14)
    told = Counter(on for on, people in ana.told for _ in people)
    for on in told:
        assert sum(told[on - timedelta(days=back)] for back in range(7)) <= 12
    first = {name: days(ana, name)[0] for name in names}
    assert set(first) == set(names)


async def test_up_to_three_about_one_person_are_one_card(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", *(f"remind Sam tomorrow: ask {what}" for what in ("a", "b", "c", "d", "e")))
    await world.forward(days=2.2)
    assert ana.told == [(march(3), ("Sam",)), (march(4), ("Sam",))]
    assert [each.text.count("Then: ") for each in ana.digests] == [2, 1]


async def test_after_downtime_they_say_how_late_they_are(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask about the flat")
    world.away(to=datetime.combine(march(9), time(), MONDAY.tzinfo) + HOUR)
    await world.tick()
    assert "late by 6 days" in ana.digests[0].text
    assert days(ana) == [march(9)]


async def test_held_over_a_weekend_beside_a_birthday_they_come_on_monday(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "add Priya wider birthday:6 march", "remind Sam friday: ask about the flat")
    await planned(world, march(6))
    world.away(to=datetime.combine(march(7), time(), MONDAY.tzinfo) + HOUR)
    await world.tick()
    assert ana.told == [(march(7), ("Priya",))]
    await world.forward(days=3)
    assert days(ana) == [march(9)]


async def test_an_answer_is_asked_about_after_ten_days_and_after_thirty(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 2 days", "log Sam wrote")
    await world.forward(days=33)
    assert days(ana) == [march(12), date(2026, 4, 1)]
    await world.forward(days=3)
    assert days(ana)[2:] == [date(2026, 4, 6)], "then the cadence goes on, after two days of rest"


async def test_planning_again_adds_nothing_about_follow_ups(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam tomorrow: ask", "remind Sam tomorrow: send the book")
    await planned(world, march(3))
    told = world.rows(nudge)
    assert len(told) == 2
    await world.kith.engine.plan()
    assert world.rows(nudge) == told


async def test_a_removed_follow_up_wakes_nobody(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam", "remind Sam in 3 days: ask", "undo")
    assert (await ana.user()).next_plan_at is None

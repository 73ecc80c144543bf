"""What the platform says to a message, and what comes of it: sent once, elsewhere, later, or told with an answer."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.chat.adapter import Later, Refused, Uncertain
from bot.domain.nudge import DeliveryState
from storage.schema import account, delivery, interaction, users
from tests.fakes.engine_world import Database, Person, World

CLOSED = Refused("they do not take direct messages")
CUT = Uncertain("the connection was cut")


def march(day: int) -> date:
    return date(2026, 3, day)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def states(world: World) -> list[str]:
    return [each["state"] for each in world.sql(select(delivery.c.state).order_by(delivery.c.planned_on))]


async def due_on_tuesday(world: World, name: str = "Ana", workspace: str = "T1") -> Person:
    person = world.person(name, workspace=workspace)
    await person.say("add Sam every 1 day")
    return person


async def test_refused_on_one_platform_it_comes_on_the_other(world: World) -> None:
    ana = await due_on_tuesday(world)
    on_discord = await world.elsewhere(ana)
    world.slack.will(CLOSED)
    await world.forward(days=1.2)
    assert ana.told == []
    assert on_discord.told == [(march(3), ("Sam",))]
    await world.forward(days=7)
    assert ana.told == []
    assert len(on_discord.told) == 2, "the closed account is not tried again"
    assert [what for what, _ in world.slack.asked("Ana")] == ["post"]


async def test_refused_everywhere_it_is_told_at_the_next_command(world: World) -> None:
    ana = await due_on_tuesday(world)
    on_discord = await world.elsewhere(ana)
    world.slack.will(CLOSED)
    world.discord.will(CLOSED)
    await world.forward(days=1.2)
    assert (ana.told, on_discord.told, states(world)) == ([], [], [DeliveryState.UNDELIVERABLE])
    shown = await ana.say("upcoming")
    assert "could not send it: they do not take direct messages" in shown
    assert "Sam" in shown
    assert states(world) == [DeliveryState.SENT]
    await ana.press("Talked", on="Sam")
    assert "could not send it" not in await ana.say("upcoming")


async def test_a_command_opens_a_closed_account_again(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CLOSED)
    await world.forward(days=1.2)
    await ana.say("upcoming")
    assert world.rows(account)[0]["closed"] == ""
    await world.forward(days=7)
    assert ana.told == [(march(10), ("Sam",))]


async def test_while_closed_nothing_is_posted_and_everything_is_kept(world: World) -> None:
    ana = await due_on_tuesday(world)
    await ana.say("add Priya wider birthday:5 march", "add Zoe wider birthday:7 march")
    world.slack.will(CLOSED)
    await world.forward(days=6)
    assert [what for what, _ in world.slack.asked("Ana")] == ["post"]
    assert states(world) == [DeliveryState.UNDELIVERABLE] * 3
    shown = await ana.say("help")
    assert all(name in shown for name in ("Sam", "Priya", "Zoe"))


async def test_what_was_done_since_is_not_told_afterwards(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CLOSED)
    await world.forward(days=1.2)
    shown = await ana.say("log Sam coffee")
    assert "could not send" not in shown
    assert states(world) == [DeliveryState.WITHDRAWN]


async def test_later_is_tried_again_after_so_many_seconds(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(Later(90, "too many requests"))
    await world.forward(days=1.2)
    assert [each.at for each in ana.digests] == [at(3, 9, 31, 30)]


async def test_later_holds_a_whole_workspace_and_no_other(world: World) -> None:
    people = [await due_on_tuesday(world, f"Ana{number}") for number in range(5)]
    other = await due_on_tuesday(world, "Ben", workspace="T2")
    await world.forward(days=1)
    world.clock.move(at(3, 9, 30))
    await world.kith.engine.plan()
    posts = len(world.slack.calls)
    world.slack.outage = "too many requests"
    await world.kith.engine.deliver()
    assert len(world.slack.calls) - posts == 2, "one post for each workspace"
    world.slack.outage = None
    await world.forward(days=0.1)
    assert all(each.told == [(march(3), ("Sam",))] for each in [*people, other])


async def test_later_holds_a_workspace_of_many_people(world: World) -> None:
    people = [await due_on_tuesday(world, f"Ana{number}") for number in range(25)]
    world.slack.will(Later(60, "too many requests"))
    await world.forward(to=at(3, 9, 30))
    assert sum(len(each.told) for each in people) == 0
    await world.forward(to=at(3, 9, 31))
    assert all(each.told == [(march(3), ("Sam",))] for each in people)


async def test_uncertain_but_taken_it_is_found_and_not_posted_again(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT, stored=True)
    await world.forward(days=1.2)
    assert ana.told == [(march(3), ("Sam",))]
    assert [what for what, _ in world.slack.asked("Ana")] == ["post", "look"]
    assert states(world) == [DeliveryState.SENT]
    await ana.press("Talked", on="Sam")


async def test_uncertain_and_not_taken_it_is_looked_for_and_posted_again(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT)
    await world.forward(days=1.2)
    assert ana.told == [(march(3), ("Sam",))]
    assert [what for what, _ in world.slack.asked("Ana")] == ["post", "look", "post"]


async def test_uncertain_again_and_again_it_waits_longer_each_time(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT, times=4)
    await world.forward(days=1.2)
    posts = [moment for what, moment in world.slack.asked("Ana") if what == "post"]
    assert [later - sooner for sooner, later in pairwise(posts)] == [
        timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)
    ]
    assert ana.told == [(march(3), ("Sam",))]


async def test_where_the_platform_cannot_be_asked_nothing_is_posted_again(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT, stored=True)
    await world.forward(to=at(3, 9, 30))
    world.slack.outage = "the platform is down"
    await world.forward(to=at(3, 12))
    assert "post" not in [what for what, moment in world.slack.asked("Ana") if moment > at(3, 9, 30)]
    world.slack.outage = None
    await world.forward(to=at(3, 13, 29))
    assert ana.told == [(march(3), ("Sam",))]
    assert states(world) == [DeliveryState.SENT]


async def test_an_uncertain_message_is_looked_for_also_after_another_one_was_told_to_wait(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT, stored=True)
    await world.forward(to=at(3, 9, 30))
    ben = await due_on_tuesday(world, "Ben")
    await ben.say("log Sam call 9 days ago", "settings hour 9:31")
    world.sql(update(delivery).values(not_before=at(3, 9, 31, 30)))
    world.clock.move(at(3, 9, 31))
    await world.kith.engine.plan()
    world.clock.move(at(3, 9, 31, 30))
    world.slack.will(Later(60, "too many requests"))
    await world.forward(days=0.1)
    assert ben.told == [(march(3), ("Sam",))]
    assert ana.told == [(march(3), ("Sam",))]


@pytest.mark.parametrize(
    ("seconds", "comes"),
    [(4 * 3600 - 1, at(3, 13, 29, 59)), (4 * 3600, at(4, 9, 30))],
    ids=["within four hours", "after them"],
)
async def test_a_retry_leaves_within_four_hours_else_at_the_next_hour(
    world: World, seconds: int, comes: datetime
) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(Later(seconds, "too many requests"))
    await world.forward(days=2.2)
    assert [each.at for each in ana.digests] == [comes]


@pytest.mark.parametrize(
    ("line", "comes"), [("add Sam every 4 days", at(9, 9, 30)), ("add Sam wider birthday:6 march", at(7, 9, 30))]
)
async def test_what_did_not_leave_on_friday_waits_for_a_workday_unless_it_is_a_date(
    world: World, line: str, comes: datetime
) -> None:
    ana = world.person("Ana")
    await ana.say(line)
    world.slack.will(Later(5 * 3600, "too many requests"))
    await world.forward(days=8)
    assert [each.at for each in ana.digests] == [comes]


@pytest.mark.parametrize("stored", [True, False])
async def test_an_uncertain_message_is_looked_for_at_any_hour_and_posted_only_in_the_users(
    world: World, stored: bool
) -> None:
    ana = await due_on_tuesday(world)
    world.away(to=at(3, 13, 29, 50))
    world.slack.will(CUT, stored=stored)
    await world.forward(to=at(4, 12))
    first, *rest = world.slack.asked("Ana")
    assert first == ("post", at(3, 13, 29, 50))
    assert rest[0] == ("look", at(3, 13, 30, 20))
    assert [each.at for each in ana.digests] == [at(3, 13, 29, 50) if stored else at(4, 9, 30)]


async def test_answered_while_it_was_uncertain_it_is_not_posted_again(world: World) -> None:
    ana = await due_on_tuesday(world)
    world.slack.will(CUT)
    await world.forward(to=at(3, 9, 30))
    await ana.say("log Sam call")
    await world.forward(to=at(3, 23))
    assert ana.told == []
    assert states(world) == [DeliveryState.WITHDRAWN]


async def test_a_platform_that_hangs_holds_up_nobody_for_long(database: Database) -> None:
    world = World(database, lease_seconds=0.4)
    ana, ben = await due_on_tuesday(world), await due_on_tuesday(world, "Ben")
    world.slack.hanging.add("Ana")
    await world.forward(to=at(3, 9, 30))
    assert ben.told == [(march(3), ("Sam",))]
    world.slack.hanging.clear()
    await world.forward(to=at(3, 9, 40))
    assert ana.told == [(march(3), ("Sam",))]
    assert [what for what, _ in world.slack.asked("Ana")] == ["post", "look", "post"]
    world.close()


async def test_a_client_that_breaks_on_one_message_lets_the_others_leave(world: World) -> None:
    people = [await due_on_tuesday(world, name) for name in ("Ana", "Ben", "Cy")]
    world.slack.breaking.add("Ana")
    await world.forward(to=at(3, 9, 45))
    assert [len(each.told) for each in people] == [0, 1, 1]
    world.slack.breaking.clear()
    await world.forward(to=at(3, 12))
    assert [len(each.told) for each in people] == [1, 1, 1]


async def test_a_message_that_cannot_be_composed_lets_the_others_leave(world: World) -> None:
    people = [await due_on_tuesday(world, name) for name in ("Ana", "Ben", "Cy")]
    for each in people:
        await each.say("log Sam call yesterday: their new job")
    broken = (await people[0].user()).id
    world.sql(update(interaction).where(interaction.c.owner_id == broken).values(note="not what was sealed"))
    await world.forward(to=at(3, 12))
    assert [len(each.told) for each in people[1:]] == [1, 1]


async def test_a_user_who_cannot_be_planned_lets_the_others_have_their_digest(world: World) -> None:
    people = [await due_on_tuesday(world, name) for name in ("Ana", "Ben", "Cy")]
    broken = (await people[0].user()).id
    world.sql(update(users).where(users.c.id == broken).values(zone="Europe/Atlantis"))
    await world.forward(to=at(3, 12))
    assert [len(each.told) for each in people[1:]] == [1, 1]


async def test_after_an_outage_of_days_one_digest_comes(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam every 1 day", "add Priya every 2 days", "add Zoe every 3 days")
    await world.forward(to=at(3, 9))
    world.slack.will(Later(3600, "the platform is down"), times=3 * 4)
    await world.forward(to=at(6, 20))
    ((on, names),) = ana.told
    assert on == march(6)
    assert sorted(names) == ["Priya", "Sam", "Zoe"]

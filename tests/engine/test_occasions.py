"""The card at the end of a week and the monthly review: they leave as a digest does, once, and not in a pause."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from bot.chat.adapter import Later, Refused, Uncertain
from bot.chat.message import Message
from bot.domain.nudge import DeliveryKind, DeliveryState
from bot.domain.user import Preferences, User
from bot.ports import UnitOfWork
from bot.services import users
from storage.schema import delivery
from storage.schema import users as user_table
from tests.fakes.engine_world import Database, Person, World

CARD, REVIEW = "Who did you talk to", "Your month"
CLOSED = Refused("they do not take direct messages")


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Kith on Monday, 2 March 2026, with card and review."""
    world = World(database, defaults=Preferences())
    yield world
    world.close()


def came(person: Person, what: str) -> list[date]:
    return [each.on for each in person.digests if each.text.startswith(what)]


def march(day: int) -> date:
    return date(2026, 3, day)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def prefer(world: World, person: Person, **changed: object) -> None:
    def use(uow: UnitOfWork, user: User) -> None:
        users.prefer(uow, user, replace(user.preferences, **changed), world.clock())  # type: ignore[arg-type]  # by name

    await person.write(use)


async def silent(world: World, name: str = "Ana") -> Person:
    """Somebody whose people go quiet: nothing is ever answered."""
    person = world.person(name)
    await person.say("add Sam every 10 days", "add Priya every 2 weeks", "log Priya call 9 days ago")
    return person


async def test_a_card_each_friday_that_is_answered(world: World) -> None:
    ana = await silent(world)
    for _ in range(3):
        await world.forward(days=7)
        await ana.press("Nobody this week")
    assert [each.on for each in ana.digests if "quiet week" in each.text] == [march(6), march(13), march(20)]


async def test_a_card_that_gets_no_answer_comes_less_often(world: World) -> None:
    ana = await silent(world)
    await world.forward(days=50)
    assert came(ana, CARD) == [march(6), march(20), date(2026, 4, 17)]


async def test_a_review_each_month(world: World) -> None:
    ana = await silent(world)
    await world.forward(days=31)
    assert came(ana, REVIEW) == [date(2026, 4, 1)], "Sam was asked about three times by then"


async def test_together_they_stay_under_twelve_messages_a_week(world: World) -> None:
    ana = world.person("Ana")
    await ana.say(
        *(f"add Friend{letter} every 1 day birthday:{day} march" for day, letter in enumerate("ABCDEFGH", 24))
    )
    await world.forward(days=31)
    days = [each.on for each in ana.digests]
    assert came(ana, REVIEW)
    assert max(sum(0 <= (day - first).days < 7 for day in days) for first in days) <= 12


async def test_with_nobody_to_ask_about_nothing_comes(world: World) -> None:
    ana = world.person("Ana")
    await ana.say("add Sam network", "log Sam call yesterday")
    await world.forward(days=31)
    assert ana.digests == [], "whom one meets once a year is not asked about each week"
    assert {each["state"] for each in world.rows(delivery)} == {DeliveryState.WITHDRAWN}


async def test_who_was_noted_this_week_is_not_on_the_card(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(5, 12))
    await ana.say("log Sam, Priya call")
    await world.forward(to=at(6, 12))
    assert came(ana, CARD) == []
    await world.forward(to=at(13, 12))
    assert came(ana, CARD) == [march(13)]


async def test_after_downtime_comes_one_card_and_one_review_at_most(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(10, 12))
    world.away(to=datetime(2026, 5, 11, 8, tzinfo=UTC))
    await world.forward(days=1)
    assert came(ana, CARD) == [march(6)], "that of the last Friday came by Monday only, those before not at all"
    assert came(ana, REVIEW) == []
    await world.forward(days=4)
    assert came(ana, CARD) == [march(6), date(2026, 5, 15)]


@pytest.mark.parametrize(("back", "comes"), [(at(9, 8), [march(9)]), (at(10, 8), [])])
async def test_a_card_is_told_up_to_three_days_late(world: World, back: datetime, comes: list[date]) -> None:
    ana = await silent(world)
    await world.forward(to=at(5, 12))
    world.away(to=back)
    await world.forward(to=at(11, 12))
    assert came(ana, CARD) == comes
    if comes:
        assert "until Fri 6 Mar" in next(each.text for each in ana.digests if each.text.startswith(CARD))


async def test_nothing_comes_in_a_pause(world: World) -> None:
    ana = await silent(world)
    await prefer(world, ana, paused_until=march(17))
    await world.forward(to=at(17, 8))
    assert came(ana, CARD) == []
    await world.forward(to=at(20, 12))
    assert came(ana, CARD) == [march(20)]


async def test_a_pause_that_begins_after_planning_holds_it_back(world: World) -> None:
    ana = await silent(world)
    world.away(to=at(6, 9, 30))
    await world.kith.engine.plan()
    await prefer(world, ana, paused_until=march(12))
    await world.forward(to=at(12, 8))
    assert came(ana, CARD) == []
    await world.forward(to=at(13, 12))
    assert came(ana, CARD) == [march(13)], "the one that was held is too old by then"


async def test_turned_off_they_end_and_turned_on_they_come_again(world: World) -> None:
    ana = await silent(world)
    await prefer(world, ana, friday=False, review=False)
    await world.forward(days=31)
    assert came(ana, CARD) == came(ana, REVIEW) == []
    await prefer(world, ana, friday=True, review=True)
    await world.forward(days=9)
    assert came(ana, CARD) == [date(2026, 4, 3)]


async def test_turned_on_in_the_users_hours_of_that_day_it_comes_at_once(world: World) -> None:
    ana = await silent(world)
    await prefer(world, ana, friday=False)
    await world.forward(to=at(6, 11))
    await prefer(world, ana, friday=True)
    await world.tick()
    assert came(ana, CARD) == [march(6)]
    await prefer(world, ana, friday=False)
    await prefer(world, ana, friday=True)
    await world.forward(to=at(9, 12))
    assert came(ana, CARD) == [march(6)], "there is one for each week, whatever is turned on and off"


async def test_they_leave_within_the_users_hours(world: World) -> None:
    ana = await silent(world)
    world.slack.will(Later(3 * 3600, "unreachable"), times=2)
    await world.forward(to=at(10, 12))
    assert came(ana, CARD) == [march(9)], "not on Saturday"
    assert ana.digests[0].at == at(9, 9, 30)


@pytest.mark.parametrize("stored", [True, False])
async def test_an_uncertain_card_is_looked_for_and_comes_once(world: World, stored: bool) -> None:
    ana = await silent(world)
    await world.forward(to=at(6, 9))
    world.slack.will(Uncertain("the connection was cut"), stored=stored)
    await world.forward(to=at(6, 12))
    assert came(ana, CARD) == [march(6)]
    assert [what for what, _ in world.slack.asked("Ana")] == (["post", "look"] if stored else ["post", "look", "post"])


async def test_the_buttons_of_an_uncertain_card_mean_whom_it_shows(world: World) -> None:
    """Whoever is noted between an attempt that came through and the next one moves nobody to another button."""
    ana = await silent(world)
    await world.forward(to=at(6, 9, 30))
    shown = [button.label for button in boxes(ana)]
    world.sql(update(delivery).values(state=DeliveryState.PLANNED, attempts=1))
    await ana.say("log Priya call")
    await world.forward(to=at(6, 12))
    assert shown == ["☐ Priya", "☐ Sam"]
    await ana.press("☐ Sam")
    await ana.press("Log the ticked (1)")
    assert "you talked with Sam" in ana.digests[-1].text


async def test_a_platform_that_asks_to_wait_gets_it_later(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(6, 9))
    world.slack.will(Later(600, "too many requests"))
    await world.forward(to=at(6, 12))
    assert [each.at for each in ana.digests if each.text.startswith(CARD)] == [at(6, 9, 40)]


async def test_refused_on_one_platform_it_comes_on_the_other(world: World) -> None:
    ana = await silent(world)
    on_discord = await world.elsewhere(ana)
    await world.forward(to=at(6, 9))
    world.slack.will(CLOSED)
    await world.forward(to=at(6, 12))
    assert (came(ana, CARD), came(on_discord, CARD)) == ([], [march(6)])


async def test_refused_everywhere_it_is_told_at_the_next_command(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(6, 9))
    world.slack.will(CLOSED)
    await world.forward(to=at(6, 12))
    shown = await ana.say("undo")
    assert "could not send it: they do not take direct messages" in shown
    assert CARD in shown
    await ana.press("☐ Sam")
    await ana.press("Log the ticked (1)")
    assert "last contact" in (await ana.say("show Sam")).casefold()
    assert "(today)" in await ana.say("show Sam")


async def test_a_card_that_nobody_could_be_told_in_time_is_let_go(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(6, 9))
    world.slack.will(CLOSED)
    await world.forward(to=at(11, 8))
    assert CARD not in await ana.say("undo")


async def test_a_user_from_before_them_gets_their_days_with_the_next_plan(world: World) -> None:
    ana = await silent(world)
    world.sql(update(user_table).values(friday_on=None, review_on=None))
    await ana.say("log Sam call 8 days ago")
    await world.forward(to=at(6, 12))
    assert came(ana, CARD) == [march(6)]


async def test_they_go_through_the_outbox_by_their_occasion(world: World) -> None:
    ana = await silent(world)
    await world.forward(to=at(6, 12))
    user = await ana.user()
    rows = world.sql(select(delivery).where(delivery.c.kind == DeliveryKind.FRIDAY))
    assert [(each["occasion"], each["state"]) for each in rows] == [(f"friday:{user.id}:2026-03-06", "sent")]


def boxes(person: Person) -> list:  # type: ignore[type-arg]  # the buttons of whatever parts there are
    """The names to tick on the last direct message."""
    message: Message = person.mail[-1].message
    return [button for part in message.parts for button in getattr(part, "buttons", ()) if button.label[0] in "☐☑"]

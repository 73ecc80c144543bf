"""What platforms do when nobody looks: one event twice, two taps at once, an answer that comes too late."""

import asyncio
from collections.abc import Awaitable

import pytest

from bot.chat.action import ActionId
from bot.chat.event import Called, Event, Pressed, Submitted
from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person, text_in


async def count(ana: Person) -> int:
    return len((await ana.book())["interactions"])


def called(ana: Person, line: str, key: str) -> Called:
    command, _, rest = line.partition(" ")
    return Called(who=ana.who, key=key, command=command, line=rest)


@pytest.mark.parametrize("line", ["log Sam coffee: hi", "add Sam Carter", "keep Sam off", "team join", "undo"])
async def test_a_command_delivered_twice_acts_once(bot: Bot, line: str) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    await ana.say("/kith log Sam call: before")
    assert text_in(await bot.dispatcher.dispatch(called(ana, line, "k1")))
    stored = bot.shelf.rows()
    assert text_in(await bot.dispatcher.dispatch(called(ana, line, "k1"))) == ""
    assert bot.shelf.rows() == stored


async def test_the_same_key_from_another_platform_is_another_event(bot: Bot) -> None:
    ana, ben = bot.person("Ana"), bot.person("Ben", platform=Platform.DISCORD, workspace="G1")
    assert text_in(await bot.dispatcher.dispatch(called(ana, "add Sam Carter", "k1")))
    assert text_in(await bot.dispatcher.dispatch(called(ben, "add Priya Nair", "k1")))


async def test_an_event_without_a_key_always_acts(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    for _ in range(2):
        await quick.dispatcher.dispatch(called(ana, "log Sam coffee", ""))
    assert await count(ana) == 2


async def test_a_form_sent_twice_acts_once(bot: Bot) -> None:
    ana = bot.person("Ana")
    sent = Submitted(who=ana.who, key="f1", action=ActionId("form", ("add",)), values={"name": "Sam Carter"})
    assert "Added" in text_in(await bot.dispatcher.dispatch(sent))
    assert text_in(await bot.dispatcher.dispatch(sent)) == ""
    assert len((await ana.book())["contacts"]) == 1


async def test_a_form_with_a_mistake_may_be_sent_again(bot: Bot) -> None:
    ana = bot.person("Ana")
    action = ActionId("form", ("log",))
    wrong = Submitted(who=ana.who, key="f1", action=action, values={"people": "Sam", "when": "tomorrow"})
    await ana.say("/kith add Sam Carter")
    assert "still ahead" in text_in(await bot.dispatcher.dispatch(wrong))
    right = Submitted(who=ana.who, key="f2", action=action, values={"people": "Sam", "when": "today"})
    assert "Noted" in text_in(await bot.dispatcher.dispatch(right))


@pytest.mark.parametrize("label", ["Sam Carter (Acme)", "Somebody new"])
async def test_the_answer_to_a_question_counts_once(bot: Bot, label: str) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter company:Acme")
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith log sam coffee: hi")
    answer = ana.button(label)
    assert "Noted" in await bot.press(ana, answer)
    stored = await ana.book()
    again = await bot.press(ana, answer)
    assert "Noted" not in again
    assert again
    assert await ana.book() == stored


async def test_the_question_allows_one_answer_only(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name in ("Sam Carter", "Sam Miller"):
        await ana.say(f"/kith add {name}")
    await ana.say("/kith log sam coffee: hi")
    first, second = ana.button("Sam Carter"), ana.button("Sam Miller")
    await bot.press(ana, first)
    await bot.press(ana, second)
    assert await count(ana) == 1


async def test_what_was_typed_is_kept_for_a_day(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter company:Acme")
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith log sam coffee: hi")
    early = ana.button("Sam Miller")
    await bot.forward(hours=23)
    assert "Noted: met Sam Miller" in await bot.press(ana, early)
    await ana.say("/kith log sam coffee: hi")
    late = [ana.button("Sam Miller"), ana.button("Somebody new")]
    await ana.say("/kith log Sam tomorrow")
    late.append(ana.button("Sam Miller"))
    await bot.forward(hours=25)
    for action in late:
        assert "type it again" in await bot.press(ana, action)
    assert await count(ana) == 1


async def test_a_form_that_was_left_open_for_days_still_works(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    await ana.say("/kith log Sam tomorrow: her job")
    await ana.press("Fix it in a form")
    await bot.forward(3)
    assert "Noted" in await ana.fill({"When": "yesterday"})
    assert "her job" in ana.text


async def both(*answers: Awaitable[object]) -> None:
    await asyncio.gather(*answers)


async def test_two_taps_at_once_act_once(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith log Sam call 20 days ago")
    await bot.forward(1)
    talked = ana.button("Talked")
    await both(bot.press(ana, talked), bot.press(ana, talked), bot.press(ana, talked))
    assert await count(ana) == 2
    await ana.say("/kith log Zed coffee")
    added = ana.button("Add Zed")
    await both(bot.press(ana, added), bot.press(ana, added))
    assert [each["name"] for each in (await ana.book())["contacts"]].count("Zed") == 1
    assert await count(ana) == 3


async def test_one_event_at_once_on_two_connections_acts_once(bot: Bot) -> None:
    ana = bot.person("Ana")
    event: Event = called(ana, "add Sam Carter", "k1")
    await both(bot.dispatcher.dispatch(event), bot.dispatcher.dispatch(event))
    assert len((await ana.book())["contacts"]) == 1


async def test_two_people_at_once_do_not_meet(bot: Bot) -> None:
    people = [bot.person(name) for name in ("Ana", "Ben", "Cleo", "Dan")]
    await both(*(person.say(f"/kith add {person.who.name}'s friend close") for person in people))
    await both(*(person.say("/kith team join") for person in people))
    for person in people:
        assert [each["name"] for each in (await person.book())["contacts"]] == [f"{person.who.name}'s friend"]
    assert "4 members" in await people[0].say("/kith team")


async def test_first_words_said_twice_at_once_make_one_user(bot: Bot) -> None:
    ana = bot.person("Ana")
    await both(ana.say("/kith add Sam Carter"), ana.say("/kith add Priya Nair"))
    assert len(bot.shelf.rows()["users"]) == 1
    assert len((await ana.book())["contacts"]) == 2


async def test_a_button_of_an_older_version(quick: Bot) -> None:
    ana = quick.person("Ana")
    pressed = Pressed(who=ana.who, key="", action=ActionId("retired", ("x",)))
    assert "older version" in text_in(await quick.dispatcher.dispatch(pressed))

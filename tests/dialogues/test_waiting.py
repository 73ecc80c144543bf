"""Who wrote waits for an answer, is asked about it twice, and is told then that silence is normal."""

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person


async def written(bot: Bot, line: str = "log sam wrote") -> Person:
    ana = bot.person("Ana", platform=Platform.CONSOLE)
    await ana.say("/kith add Sam Carter every 7 days")
    assert "If no answer from Sam Carter is noted by Thu 12 Mar, I'll ask." in await ana.say(f"/kith {line}")
    return ana


async def follow_ups(ana: Person) -> list[str]:
    return [each["state"] for each in (await ana.book())["follow_ups"]]


@pytest.mark.parametrize("line", ["log sam i texted", "log sam i emailed: the flat", "log sam wrote yesterday"])
async def test_writing_waits(quick: Bot, line: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter every 7 days")
    await ana.say(f"/kith {line}")
    assert await follow_ups(ana) == ["open"]


@pytest.mark.parametrize(
    "line", ["log sam call", "log sam they wrote", "log sam messages", "log sam wrote 40 days ago"]
)
async def test_other_contacts_do_not(quick: Bot, line: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter every 7 days")
    await ana.say(f"/kith {line}")
    assert await follow_ups(ana) == []


async def test_asked_after_ten_days_and_after_thirty_and_then_the_rhythm_goes_on(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(10)
    assert "You wrote to Sam Carter 10 days ago, and no answer is noted." in ana.inbox[0]
    assert "[They answered] [Talked] [Still waiting] [Stop waiting] [More]" in ana.inbox[0]
    await bot.forward(19)
    assert len(ana.inbox) == 1, "the waiting takes the place of the cadence"
    assert "Nobody is due" in await ana.say("/kith due")
    await bot.forward(1)
    assert "Silence is normal" in ana.inbox[1]
    assert "[Still waiting]" not in ana.inbox[1]
    assert await follow_ups(ana) == ["dropped"]
    await bot.forward(2)
    assert len(ana.inbox) == 2
    await bot.forward(3)
    assert "since you talked to Sam Carter" in ana.inbox[2]


async def test_they_answered(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(10)
    assert "✓ You were in touch today." in await ana.press("They answered")
    assert await follow_ups(ana) == ["done"]
    newest = (await ana.book())["interactions"][-1]
    assert (newest["medium"], newest["began"]) == ("message", "both")
    assert "[They answered]" in await ana.press("Undo")
    assert await follow_ups(ana) == ["open"]


async def test_still_waiting_and_stop_waiting(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(10)
    assert "I'll ask again on Wed 1 Apr" in await ana.press("Still waiting")
    await bot.forward(20)
    assert "Silence is normal" in ana.inbox[1]


async def test_stop_waiting_lets_the_rhythm_go_on(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(10)
    assert "off the list" in await ana.press("Stop waiting")
    await bot.forward(4)
    assert "since you talked to Sam Carter" in ana.inbox[1]


async def test_an_answer_that_comes_after_the_last_question(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(31)
    answered = ana.button("They answered", on="4 weeks ago")
    await bot.press(ana, answered)
    assert await follow_ups(ana) == ["done"]
    interactions = len((await ana.book())["interactions"])
    await bot.forward(3)
    await bot.press(ana, answered)
    assert len((await ana.book())["interactions"]) == interactions


@pytest.mark.parametrize("line", ["log sam they wrote", "log sam coffee", "log sam emails"])
async def test_any_contact_but_writing_again_is_an_answer(bot: Bot, line: str) -> None:
    ana = await written(bot)
    await bot.forward(3)
    await ana.say(f"/kith {line}")
    assert await follow_ups(ana) == ["done"]
    await ana.say("/kith undo")
    assert await follow_ups(ana) == ["open"]


async def test_who_writes_again_waits_from_then_on(bot: Bot) -> None:
    ana = await written(bot)
    await bot.forward(5)
    await ana.say("/kith log sam wrote")
    assert await follow_ups(ana) == ["open"]
    await bot.forward(9)
    assert ana.inbox == []
    await bot.forward(2)
    assert "You wrote to Sam Carter" in ana.inbox[0]


async def test_an_undo_takes_the_waiting_away_too(bot: Bot) -> None:
    ana = await written(bot)
    await ana.press("Undo")
    assert await follow_ups(ana) == []
    await bot.forward(8)
    assert "You wanted to keep in touch with Sam Carter" in ana.inbox[0]


async def test_wrote_on_a_nudge_waits(bot: Bot) -> None:
    ana = bot.person("Ana", platform=Platform.CONSOLE)
    await ana.say("/kith add Sam Carter every 7 days")
    await bot.forward(7)
    await ana.press("Wrote")
    assert await follow_ups(ana) == ["open"]
    await ana.press("Undo")
    assert await follow_ups(ana) == []


async def test_an_older_contact_is_no_answer(quick: Bot) -> None:
    ana = await written(quick)
    await ana.say("/kith log sam coffee 3 days ago")
    assert await follow_ups(ana) == ["open"]


async def test_the_list_offers_an_answer(quick: Bot) -> None:
    ana = await written(quick)
    assert "You wrote to Sam Carter today, and no answer is noted." in await ana.say("/kith remind")
    assert "nothing to see to" in await ana.press("They answered")
    assert await follow_ups(ana) == ["done"]

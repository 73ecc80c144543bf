"""The card at the end of a week: names to tick, one press that notes them all."""

import pytest

from bot.chat.action import ActionId
from tests.fakes.kith import Bot, Person

PEOPLE = ("Sam Carter", "Priya Nair", "Jo Blake")


async def on_friday(bot: Bot) -> Person:
    """Somebody in front of their first card, on Friday 6 March."""
    ana = bot.person("Ana")
    for name in PEOPLE:
        await ana.say(f"/kith add {name} close")
    await bot.forward(4)
    assert len(ana.inbox) == 1
    return ana


async def test_ticks_are_set_and_taken_away_in_place(caring: Bot) -> None:
    ana = await on_friday(caring)
    assert "[Nobody this week]" in ana.inbox[0]
    await ana.press("☐ Sam Carter")
    await ana.press("☐ Jo Blake")
    assert "[Log the ticked (2)]" in ana.inbox[0]
    assert "[☐ Priya Nair]" in ana.inbox[0]
    await ana.press("☑ Sam Carter")
    assert "[☐ Sam Carter]" in ana.inbox[0]
    assert "[Log the ticked (1)]" in ana.inbox[0]
    assert len(ana.inbox) == 1


async def test_one_press_notes_all_and_undo_takes_all_back(caring: Bot) -> None:
    ana = await on_friday(caring)
    await ana.press("☐ Sam Carter")
    await ana.press("☐ Jo Blake")
    await ana.press("Log the ticked (2)")
    assert "you talked with" in ana.inbox[0]
    noted = (await ana.book())["interactions"]
    assert [each["on"] for each in noted] == ["2026-03-06", "2026-03-06"]
    assert [len(each["contacts"]) for each in noted] == [1, 1], "two talks, not one of three people"
    await ana.press("Undo")
    assert (await ana.book())["interactions"] == []


async def test_pressed_twice_it_notes_once(caring: Bot) -> None:
    ana = await on_friday(caring)
    await ana.press("☐ Sam Carter")
    done = ana.button("Log the ticked (1)")
    assert "you talked with Sam Carter" in await caring.press(ana, done)
    assert "you talked with Sam Carter" in await caring.press(ana, done)
    assert len((await ana.book())["interactions"]) == 1
    await ana.say("/kith undo")
    await caring.press(ana, done)
    assert len((await ana.book())["interactions"]) == 1, "what was taken back may be noted again"


async def test_weeks_later_it_still_notes_that_friday(caring: Bot) -> None:
    ana = await on_friday(caring)
    tick = ana.button("☐ Sam Carter")
    await caring.forward(40)
    assert "Log the ticked (1)" in await caring.press(ana, tick)
    done = ActionId("ticked", (*tick.args[:2], str(1 << int(tick.args[3]))))
    assert "Fri 6 Mar" in await caring.press(ana, done)
    assert (await ana.book())["interactions"][0]["on"] == "2026-03-06"


async def test_months_later_it_says_so(quick: Bot) -> None:
    bot = quick
    ana = bot.person("Ana")
    await ana.say("/kith help")
    gone = await bot.press(ana, ActionId("ticked", ("friday", "a" * 16, "1")))
    assert "60 days" in gone


async def test_who_was_noted_meanwhile_is_not_noted_again(caring: Bot) -> None:
    ana = await on_friday(caring)
    await ana.press("☐ Sam Carter")
    await ana.press("☐ Jo Blake")
    await ana.say("/kith log Sam call yesterday")
    await ana.press("Log the ticked (2)")
    history = (await ana.book())["interactions"]
    assert sorted(each["on"] for each in history) == ["2026-03-05", "2026-03-06"]


async def test_nobody_closes_it(caring: Bot) -> None:
    ana = await on_friday(caring)
    await ana.press("Nobody this week")
    assert "A quiet week is fine too" in ana.inbox[0]
    assert (await ana.book())["interactions"] == []


@pytest.mark.parametrize(
    "args", [("friday", "x", "99999999999", "1"), ("friday", "x", "-1", "1"), ("other", "x", "1", "1")]
)
async def test_a_garbled_tick_is_answered_with_a_sentence(quick: Bot, args: tuple[str, ...]) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith help")
    assert "another version" in await quick.press(ana, ActionId("tick", args))


async def test_somebody_elses_card_is_as_if_it_were_not_there(caring: Bot) -> None:
    ana = await on_friday(caring)
    eve = caring.person("Eve")
    await eve.say("/kith add Oscar")
    for route in ("tick", "ticked"):
        args = ana.button("☐ Sam Carter").args
        stolen = await caring.press(eve, ActionId(route, args))
        assert stolen == await caring.press(eve, ActionId(route, (args[0], "b" * 16, *args[2:])))
    assert (await ana.book())["interactions"] == []

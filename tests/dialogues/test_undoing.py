"""Taking back: every action, once, as one step, and only what is unchanged since."""

import pytest

from tests.fakes.kith import Bot, Person


async def with_sam(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close company:Acme")
    await ana.say("/kith log sam coffee 3 days ago: her job")
    return ana


@pytest.mark.parametrize(
    "line",
    [
        "/kith add Priya Nair every 6 weeks birthday:14 may",
        "/kith log sam call yesterday: the move",
        "/kith log sam letter 40 days ago",
        "/kith keep sam every 3 days",
        "/kith keep sam off",
        "/kith later sam in 3 weeks",
        "/kith log sam wrote: the flat",
        "/kith log sam call they helped: the visa",
        "/kith remind sam in 2 weeks: ask about the flat",
        "/kith note sam: plays the cello #music",
        "/kith news I moved to Lisbon",
        "/kith needs looking for: an accountant",
        "/kith settings hour 7",
        "/kith settings zone Asia/Tokyo",
        "/kith settings days sat, sun",
        "/kith settings order month first",
    ],
)
async def test_everything_is_as_it_was(bot: Bot, line: str) -> None:
    ana = await with_sam(bot)
    before, card = await ana.book(), await ana.say("/kith show sam")
    ahead = await ana.say("/kith upcoming")
    await ana.say(line)
    assert await ana.book() != before
    assert "Undone" in await ana.say("/kith undo")
    assert await ana.book() == before
    assert await ana.say("/kith show sam") == card
    assert await ana.say("/kith upcoming") == ahead


async def test_the_button_undoes_that_very_action(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith log sam call: first")
    first = ana.button("Undo")
    await ana.say("/kith log sam call: second")
    assert "Undone: talked" not in await bot.press(ana, first)
    notes = {each["note"] for each in (await ana.book())["interactions"]}
    assert notes == {"her job", "second"}


async def test_undone_once_is_undone(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith log sam call")
    undo = ana.button("Undo")
    await ana.press("Undo")
    assert "undone before" in await bot.press(ana, undo)
    assert "Undone: met Sam Carter" in await ana.say("/kith undo")
    assert "Undone: added Sam Carter" in await ana.say("/kith undo")
    assert "nothing to undo" in await ana.say("/kith undo")


async def test_what_was_added_with_the_line_goes_by_its_own_undo(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith log Zed coffee")
    await ana.press("Add Zed")
    await ana.press("Undo")
    book = await ana.book()
    assert book["interactions"] == []
    await ana.say("/kith undo")
    assert (await ana.book())["contacts"] == []


async def test_the_ones_before_are_offered(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith keep sam off")
    undone = await ana.say("/kith undo")
    assert "Undone: how often you keep in touch with Sam Carter." in undone
    assert "[Undo met Sam Carter]" in undone
    assert "Undone: met Sam Carter." in await ana.press("Undo met Sam Carter")


async def test_what_changed_since_stays_and_is_named(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    added = ana.button("Undo")
    await ana.say("/kith log sam coffee: her job")
    assert "so it stays: Sam Carter" in await bot.press(ana, added)
    assert "her job" in await ana.say("/kith show sam")


async def test_after_a_day_it_is_too_late(bot: Bot) -> None:
    ana = await with_sam(bot)
    undo = ana.button("Undo")
    await bot.forward(2)
    assert "too long ago" in await bot.press(ana, undo)
    assert "nothing to undo" in await ana.say("/kith undo")


async def test_ten_steps_back(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    for number in range(12):
        await ana.say(f"/kith log sam call: number {number}")
    for _ in range(10):
        assert "Undone" in await ana.say("/kith undo")
    left = {each["note"] for each in (await ana.book())["interactions"]}
    assert left == {"number 0", "number 1"}


async def test_each_undoes_their_own(bot: Bot) -> None:
    ana, ben = await with_sam(bot), bot.person("Ben")
    assert "nothing to undo" in await ben.say("/kith undo")
    assert len((await ana.book())["interactions"]) == 1


async def test_what_cannot_be_taken_back_is_not_called_undone(quick: Bot) -> None:
    ana = quick.person("Ana")
    shared = ("add Priya Nair", "team join", "team sharing on", "privacy priya open", "privacy priya never")
    for line in (*shared, "team leave"):
        await ana.say(f"/kith {line}")
    answer = await ana.say("/kith undo")
    assert "Undone" not in answer
    assert "so it stays: what your team may see of Priya Nair." in answer

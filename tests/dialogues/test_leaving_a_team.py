"""Somebody leaves a team on a day that they said before: what they and their colleagues read, until it is over."""

import re

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot
from tests.fakes.leavers import PARTED, hand_over, leaver, member, said, swap_asked

TAKE_OVER = "would like you to take over"


async def test_from_the_announcement_to_keeping_in_touch(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    cem = await member(bot, "Cem")
    shown = await ana.say("/kith team leaving 13 march")
    assert "You leave Workspace T1 on Fri 13 Mar" in shown
    assert "ends by itself" in shown
    await bot.forward(7)
    assert not said(ben, "Ana")
    assert not ana.inbox
    await bot.forward(3)
    assert said(ana, "You leave Workspace T1 tomorrow, on Fri 13 Mar")
    assert "Ana" in await ben.say("/kith whoknows Priya")
    await bot.forward(1)
    assert said(ana, "You left Workspace T1 today")
    assert "no team" in await ana.say("/kith team")
    assert "Nobody" in await ben.say("/kith whoknows Priya")
    await bot.forward(3)
    assert said(ben, f"Ana {PARTED}")
    assert not said(cem, "Ana")
    assert "✓ You keep in touch every 90 days" in await ben.press("Keep in touch, wider", on="Ana")
    assert "every 90 days" in await ben.say("/kith show Ana")
    assert "Priya Nair" in await ana.say("/kith show Priya")


async def test_on_a_weekend_it_ends_on_the_day_and_is_told_on_workdays(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 14 march")
    await bot.forward(11)
    assert said(ana, "You leave Workspace T1 tomorrow")
    await bot.forward(1)
    assert "no team" in await ana.say("/kith team")
    assert not said(ana, "You left")
    await bot.forward(2)
    assert said(ana, "You left Workspace T1 on Sat 14 Mar")


async def test_it_ends_in_a_pause_too(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 13 march")
    await ana.say("/kith settings pause until 1 april")
    await bot.forward(12)
    assert "no team" in await ana.say("/kith team")
    assert not ana.inbox


@pytest.mark.parametrize("day", ["yesterday", "today", "32 march", "soonish", "in 3 years"])
async def test_a_day_that_is_none_is_said_to_be_none(quick: Bot, day: str) -> None:
    ana = await leaver(quick)
    shown = await ana.say(f"/kith team leaving {day}")
    assert "You leave" not in shown
    assert "last friday" not in shown
    assert "told me no day" in await ana.say("/kith team leaving")


@pytest.mark.parametrize(
    "line",
    ["leaving on 13 march", "leaving: friday next week", "leave 13 march", "leaving 2026-03-13", "leave in 11 days"],
)
async def test_the_day_is_said_as_people_say_days(quick: Bot, line: str) -> None:
    ana = await leaver(quick)
    assert "You leave Workspace T1 on Fri 13 Mar" in await ana.say(f"/kith team {line}")


async def test_to_leave_with_words_that_are_no_day_leaves_nothing(quick: Bot) -> None:
    ana = await leaver(quick)
    assert "/kith team leaving 12 june" in await ana.say("/kith team leave the kitchen")
    assert "Workspace T1" in await ana.say("/kith team")


async def test_taken_back_what_was_asked_goes_from_where_it_stands(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Tom Weber (Northwind)")
    await bot.forward(1)
    assert said(ben, TAKE_OVER)
    button = ben.button("Take over")
    assert "You stay in Workspace T1" in await ana.say("/kith team leaving off")
    assert "taken back" in await bot.press(ben, button)
    await bot.forward(hours=1)
    assert not said(ben, TAKE_OVER)
    await bot.forward(30)
    assert "Workspace T1" in await ana.say("/kith team")


async def test_another_day_takes_the_place_of_the_first(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 13 march")
    await ana.say("/kith team leaving 20 march")
    await bot.forward(14)
    assert "Workspace T1" in await ana.say("/kith team")
    assert not said(ana, "You le")
    await bot.forward(7)
    assert "no team" in await ana.say("/kith team")


async def test_at_once_before_the_day_is_not_told_again(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Tom Weber (Northwind)")
    await ana.say("/kith team leave")
    await bot.forward(2)
    assert "In your book: Tom Weber" in await ben.press("Take over", on="Ana left")
    await bot.forward(20)
    assert not said(ana, "You le")


async def test_whoever_is_forgotten_takes_their_questions_along(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await swap_asked(bot, ana, "Ben")
    await hand_over(ana, "Tom Weber (Northwind)")
    await bot.forward(1)
    assert said(ben, "Ana")
    await ana.say("/kith forget me")
    await ana.press("Forget me for good")
    await bot.forward(hours=1)
    assert not said(ben, "Ana")
    assert not said(ben, "Tom Weber")


async def test_the_day_goes_on_where_the_book_becomes_part_of_another(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        await owl.say(f"/kith add {name}")
    await ana.say("/kith team leaving 13 march")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    assert "You leave Workspace T1 on Fri 13 Mar" in await ana.say("/kith team leaving")
    await bot.forward(11)
    assert "no team" in await ana.say("/kith team")

"""Whoever leaves hands people over: a colleague gets a name and what was ticked, and may say no."""

from bot.domain.marks import Marks
from bot.domain.user import Platform
from bot.services import installing, third_parties
from tests.fakes.kith import Bot
from tests.fakes.leavers import PARTED, hand_over, leaver, member, said, swap_asked

TAKE_OVER = "would like you to take over"


async def test_what_is_handed_over_is_a_name_and_no_more_than_was_ticked(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    shown = await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    assert "Ben is asked in their next digest whether to take over Priya Nair and Tom Weber" in shown
    assert not said(ben, "Ana")
    await bot.forward(1)
    assert said(ben, f"Ana is leaving Workspace T1 on Fri 20 Mar and {TAKE_OVER} 2 people")
    assert "In your book: Priya Nair and Tom Weber" in await ben.press("Take over all")
    book = await ben.book()
    priya = next(each for each in book["contacts"] if each["name"] == "Priya Nair")
    assert (priya["company"], priya["title"], priya["emails"]) == ("Acme", "Engineer", [])
    assert not book["notes"]
    assert not book["interactions"]
    assert "Priya Nair (taken over), Tom Weber (taken over)" in await ana.say("/kith team leaving")
    assert "Aunt May" not in str(bot.shelf.rows()["handed"])


async def test_an_address_goes_along_where_it_was_ticked(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", address=True)
    await bot.forward(1)
    assert "priya@" not in "".join(ben.inbox)
    await ben.press("Take over")
    assert "priya@acme.example" in await ben.say("/kith show Priya")
    await ben.say("/kith undo")
    assert "found nobody" in await ben.say("/kith show Priya")


async def test_nobody_is_there_twice(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add P. Nair email:priya@acme.example", "add Tom Weber company:Globex")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)", address=True)
    await bot.forward(1)
    shown = await ben.press("Take over all")
    assert "You had Priya Nair already" in shown
    assert "You have Tom Weber, Globex" in shown
    assert "In your book: Tom Weber" in await ben.press("Somebody else")
    names = sorted(each["name"] for each in (await ben.book())["contacts"])
    assert names == ["P. Nair", "Tom Weber", "Tom Weber"]


async def test_some_are_chosen_and_the_others_are_not_taken(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    await bot.forward(1)
    await ben.press("Choose")
    await ben.press("☐ Tom Weber")
    assert "In your book: Tom Weber" in await ben.press("Take over 1")
    await bot.forward(hours=1)
    assert said(ben, "✓ Tom Weber: in your book")
    await ben.press("No, thanks", on="Ana")
    shown = await ana.say("/kith team leaving")
    assert "Priya Nair (not taken)" in shown
    assert "Tom Weber (taken over)" in shown


async def test_who_is_forgotten_goes_from_the_colleagues_digest(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    await bot.forward(1)
    await ana.say("/kith forget Priya")
    await ana.press("Forget for good")
    await bot.forward(hours=1)
    assert not said(ben, "Priya")
    assert said(ben, "Tom Weber")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert said(ben, PARTED)
    await ben.say("/kith forget Ana")
    await ben.press("Forget for good")
    await bot.forward(hours=1)
    assert not said(ben, PARTED)


async def test_who_leaves_too_reads_nothing_of_it_any_more(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await swap_asked(bot, ana, "Ben")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    await bot.forward(1)
    assert said(ben, "Tom Weber")
    assert said(ben, "swap private addresses?")
    await ben.say("/kith team leave")
    await bot.forward(hours=1)
    assert not said(ben, "Tom Weber")
    assert not said(ben, "swap private addresses?")


async def test_whose_account_is_gone_is_not_among_those_to_ask(bot: Bot) -> None:
    ana, _, _ = await leaver(bot), await member(bot, "Ben"), await member(bot, "Cem")
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-cem", bot.clock()))
    await ana.say("/kith team leaving 20 march")
    shown = await ana.press("Hand over ties")
    assert "[Ben]" in shown
    assert "Cem" not in shown


async def test_who_asked_not_to_be_kept_goes_from_what_is_handed_over(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", address=True)
    await bot.forward(1)
    assert said(ben, "Priya Nair")
    button = ben.button("Take over")
    marks = Marks(emails=("priya@acme.example",))
    await bot.kith.work.write(lambda uow: third_parties.erase(uow, marks, bot.clock()))
    assert "taken back" in await bot.press(ben, button)
    await bot.forward(hours=1)
    assert not said(ben, "Priya Nair")
    assert not bot.shelf.rows()["handed"]

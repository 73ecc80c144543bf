"""Private addresses are swapped where both give theirs, and nowhere else is anything told."""

import pytest

from bot.engine.upkeep import upkeep
from tests.fakes.kith import Bot
from tests.fakes.leavers import leaver, member, said, swap_asked

SWAP = "swap private addresses?"


async def test_addresses_are_swapped_only_where_both_give_theirs(bot: Bot) -> None:
    ana = await leaver(bot)
    ben, cem, dag = await member(bot, "Ben"), await member(bot, "Cem"), await member(bot, "Dag")
    await swap_asked(bot, ana, "Ben", "Cem", "Dag")
    assert "ana@home.example" not in str(bot.shelf.rows())
    await bot.forward(1)
    for each in (ben, cem, dag):
        assert said(each, f"Ana leaves Workspace T1 on Fri 20 Mar and would like to stay in touch: {SWAP}")
        assert "home.example" not in "".join(each.inbox)
    await ben.press("Swap")
    await ben.fill({"Private phone": "+49 30 1234567"})
    assert "✓ You swapped private addresses" in ben.text
    assert "Nobody is told" in await cem.press("No, thanks")
    await bot.forward(1)
    assert "ana@home.example" in await ben.say("/kith show Ana")
    assert "+49 30 1234567" in await ana.say("/kith show Ben")
    assert said(ana, "Ben swapped private addresses with you")
    told = await ana.say("/kith team leaving")
    assert "Ben (swapped), Cem, Dag" in told
    assert "found nobody" in await cem.say("/kith show Ana")
    await bot.forward(40)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    stored = bot.shelf.rows()
    assert not stored["swap"]
    assert not stored["leaving"]
    assert not said(ana, "Cem")
    assert not said(ana, "Dag")


async def test_a_swap_gives_whoever_is_there_already_an_address(bot: Bot) -> None:
    ana = await member(bot, "Ana", "add <@U-ben|Benjamin>")
    ben = await member(bot, "Ben", "add <@U-ana|Ana K>")
    await swap_asked(bot, ana, "Ben")
    await bot.forward(1)
    await ben.press("Swap")
    await ben.fill({"Private e-mail": "ben@home.example"})
    assert [(each["name"], each["emails"]) for each in (await ana.book())["contacts"]] == [
        ("Benjamin", ["ben@home.example"])
    ]
    assert [each["name"] for each in (await ben.book())["contacts"]] == ["Ana K"]
    await ben.say("/kith undo")
    assert [each["emails"] for each in (await ben.book())["contacts"]] == [[]]
    assert [each["emails"] for each in (await ana.book())["contacts"]] == [["ben@home.example"]]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({}, "I need one of the three"),
        ({"Private e-mail": "at home"}, "That is no e-mail address"),
        ({"Private phone": "none"}, "That is no phone number"),
        ({"A page of yours": "myspace"}, "That is no page"),
    ],
)
async def test_an_address_that_is_none_is_asked_for_again(quick: Bot, answers: dict[str, str], problem: str) -> None:
    ana, _ = await leaver(quick), await member(quick, "Ben")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    assert problem in await ana.fill(answers)


async def test_in_a_large_team_colleagues_are_named(quick: Bot) -> None:
    ana = await leaver(quick)
    for number in range(21):
        await member(quick, f"Colleague{chr(ord('a') + number)} Smith")
    await member(quick, "Benjamin Ode")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Hand over ties")
    await ana.press("Name a colleague")
    assert "nobody in the team" in await ana.fill({"Colleague": "Zoe"})
    assert "may be several" in await ana.fill({"Colleague": "Smith"})
    assert "Hand over to Benjamin Ode" in await ana.fill({"Colleague": "ben ode"})
    await ana.say("/kith team leaving")
    await ana.press("Swap contacts")
    asked = await ana.fill({"Private e-mail": "ana@home.example", "Whom to ask": "Benjamin, Colleagueb Smith"})
    assert "I ask Benjamin Ode and Colleagueb Smith" in asked


async def test_the_next_colleagues_are_those_who_were_not_on_the_list_before(quick: Bot) -> None:
    ana = await leaver(quick)
    for number in range(23):
        await member(quick, f"Member{chr(ord('a') + number)}")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    await ana.press("☐ Membera")
    await ana.press("☐ Memberb")
    await ana.press("Ask 2")
    shown = await ana.press("Next colleagues")
    assert [name for name in "tuvw" if f"Member{name}" in shown] == ["u", "v", "w"]
    assert "I ask Memberw" in [await ana.press("☐ Memberw"), await ana.press("Ask 1")][1]
    assert "swap" not in str([row["payload"] for row in quick.shelf.rows()["draft"]])

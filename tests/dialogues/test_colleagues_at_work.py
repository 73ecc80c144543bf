"""What a colleague works on as a reason to write to them: by their choice, in their team, until they take it back."""

import pytest

from bot.domain.user import Platform
from tests.dialogues.test_linking import code_of
from tests.fakes.kith import Bot, Person

LINE = "Ben is working on payments in Lisbon"
SHOW = "Show it on colleagues' reminders"


async def member(bot: Bot, name: str, workspace: str = "T1") -> Person:
    person = bot.person(name, workspace=workspace)
    await person.say("/kith team join")
    return person


async def colleagues(bot: Bot) -> tuple[Person, Person]:
    """Ana, who keeps in touch with Ben; and Ben, whom she can be told to know, and what he works on."""
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben")
    await ana.say("/kith add Benjamin every 10 days email:ben@acme.example")
    await ben.say("/kith team address: ben@acme.example")
    await ben.say("/kith team working on: payments in Lisbon")
    return ana, ben


async def test_it_stands_on_a_reminder_once_they_choose_so(bot: Bot) -> None:
    ana, ben = await colleagues(bot)
    await bot.forward(11)
    assert "a plain hello is fine too" in ana.inbox[-1]
    assert "working on" not in "".join(ana.inbox) + await ana.say("/kith due") + await ana.say("/kith show Benjamin")
    assert "also stands on the reminders" in await ben.press(SHOW)
    await bot.forward(7)
    assert LINE in ana.inbox[-1]
    assert LINE in await ana.say("/kith due")
    assert LINE in await ana.say("/kith show Benjamin")


@pytest.mark.parametrize("line", ["team working on: nothing", "team leave", "forget me", "team address: nothing"])
async def test_it_is_gone_at_once_when_they_take_it_back(bot: Bot, line: str) -> None:
    ana, ben = await colleagues(bot)
    await ben.press(SHOW)
    assert LINE in await ana.say("/kith show Benjamin")
    await ben.say(f"/kith {line}")
    if line == "forget me":
        await ben.press("Forget me for good")
    assert "working on" not in await ana.say("/kith show Benjamin")
    await bot.forward(11)
    assert "working on" not in ana.inbox[-1]


async def test_it_can_be_kept_off_again_and_a_new_line_stays_on(quick: Bot) -> None:
    ana, ben = await colleagues(quick)
    await ben.press(SHOW)
    assert "also stands on the reminders" in await ben.say("/kith team working on: a new logo")
    assert "Ben is working on a new logo" in await ana.say("/kith show Benjamin")
    assert "also on colleagues' reminders" in await ben.say("/kith team")
    await ben.say("/kith team working on")
    await ben.press("Keep it off reminders")
    assert "working on" not in await ana.say("/kith show Benjamin")
    await ben.press(SHOW)
    await ben.say("/kith team working on: nothing")
    assert "stands on the reminders" not in await ben.say("/kith team working on: payments in Lisbon")


async def test_a_mention_is_enough(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben")
    await ana.say(f"/kith add <@{ben.who.external}|Ben> every 10 days")
    await ben.say("/kith team working on: payments in Lisbon")
    await ben.press(SHOW)
    assert LINE in await ana.say("/kith show Ben")


async def test_who_a_colleague_is_on_another_platform_is_not_told(bot: Bot) -> None:
    """Ana knows an owl on Discord, and a Ben in her team in Slack; that the two are one is Ben's to tell."""
    for name, elsewhere in (("Ana", "Fox"), ("Ben", "Owl")):
        here = await member(bot, name)
        there = bot.person(elsewhere, platform=Platform.DISCORD, workspace="")
        await here.say(f"/kith link {await code_of(there)}")
        await here.press("Join")
    await here.say("/kith team working on: payments in Lisbon")
    await here.press(SHOW)
    ana = bot.person("Ana")
    for mention in ("<@U-owl|Night Owl>", "<@U-ben|Benjamin>"):
        await ana.say(f"/kith add {mention} every 10 days")
    assert LINE in await ana.say("/kith show Benjamin")
    assert "working on" not in await ana.say("/kith show Night Owl")


async def test_in_a_team_on_discord_a_mention_there_is_enough(bot: Bot) -> None:
    ana, ben = (bot.person(each, platform=Platform.DISCORD, workspace="G1", manages=True) for each in ("Ana", "Ben"))
    for each in (ana, ben):
        await each.say("/kith team join")
    await ben.say("/kith team working on: payments in Lisbon")
    await ben.press(SHOW)
    await ana.say("/kith add <@U-ben|Benjamin> every 10 days")
    assert LINE in await ana.say("/kith show Benjamin")


async def test_only_within_one_team(bot: Bot) -> None:
    """Whoever has the same address, or the same id on a platform, in another team reads nothing."""
    _, ben = await colleagues(bot)
    await ben.press(SHOW)
    eve = await member(bot, "Eve", "T2")
    await eve.say("/kith add Benjamin every 10 days email:ben@acme.example")
    await eve.say(f"/kith add <@{ben.who.external}|Benny> every 10 days")
    for name in ("Benjamin", "Benny"):
        assert "working on" not in await eve.say(f"/kith show {name}")
    alone = bot.person("Zoe")
    await alone.say("/kith add Benjamin every 10 days email:ben@acme.example")
    assert "working on" not in await alone.say("/kith show Benjamin")


async def test_somebody_of_that_id_elsewhere_is_somebody_else(bot: Bot) -> None:
    """Ids of people are a workspace's own."""
    ana = await member(bot, "Ana")
    ben = bot.person("Ben", workspace="T2")
    await ben.say(f"/kith link team {await code_of(ana, '/kith link team')}")
    await ben.press("Join")
    await ben.say("/kith team join")
    await ben.say("/kith team working on: payments in Lisbon")
    await ben.press(SHOW)
    await ana.say(f"/kith add <@{ben.who.external}|Ben> every 10 days")
    assert "working on" not in await ana.say("/kith show Ben")


async def test_where_two_claim_an_address_neither_is_told(quick: Bot) -> None:
    ana, ben = await colleagues(quick)
    await ben.press(SHOW)
    mallory = await member(quick, "Mallory")
    await mallory.say("/kith team address: ben@acme.example")
    await mallory.say("/kith team working on: everything")
    await mallory.press(SHOW)
    assert "working on" not in await ana.say("/kith show Benjamin")


async def test_a_promise_goes_before_it_and_a_note_after(quick: Bot) -> None:
    ana, ben = await colleagues(quick)
    await ben.press(SHOW)
    await ana.say("/kith log Benjamin coffee yesterday: the new flat")
    assert LINE in await ana.say("/kith show Benjamin")
    await ana.say("/kith remind Benjamin tomorrow: I promised him the book")
    await quick.forward(11)
    assert "working on" not in ana.inbox[-1]

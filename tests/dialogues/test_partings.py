"""Who has somebody in their own book is asked once whether to keep in touch, when that somebody left the team."""

import re
from datetime import datetime

from bot.domain.installation import Ending, Installation
from bot.domain.user import Platform
from bot.engine.upkeep import upkeep
from bot.ports import UnitOfWork
from bot.services import installing
from tests.fakes.kith import Bot
from tests.fakes.leavers import PARTED, leaver, member, said


async def test_a_no_is_told_to_nobody_and_asked_once(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert "All stays as it is" in await ben.press("No, thanks", on="Ana")
    before = list(ana.inbox)
    await ana.say("/kith team join")
    await ana.say("/kith team leave")
    await bot.forward(14)
    assert ana.inbox == before
    assert sum(PARTED in each for each in ben.inbox) == 1


async def test_who_comes_back_is_not_asked_about(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leave")
    await ana.say("/kith team join")
    await bot.forward(7)
    assert not said(ben, PARTED)


async def test_somebody_who_was_shut_off_is_asked_about_where_they_are_known(bot: Bot) -> None:
    await leaver(bot)
    ben, cem = await member(bot, "Ben", "add <@U-ana|Ana>"), await member(bot, "Cem")
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", bot.clock()))
    await bot.forward(1)
    assert said(ben, f"It looks as if Ana {PARTED}")
    assert not said(cem, "Ana")


async def test_a_recognised_address_tells_who_knows_whom(bot: Bot) -> None:
    ana = await member(bot, "Ana", "team address: ana@acme.example")
    ben = await member(bot, "Ben", "add Annie email:ana@acme.example")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert said(ben, f"Annie {PARTED}")


async def test_an_account_elsewhere_is_nobodys_business_in_the_team(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    ben = await member(bot, "Ben", "add <@U-owl|Night Owl>")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert not said(ben, "Night Owl")


async def test_who_was_shut_off_in_the_team_asks_it_nothing_from_elsewhere(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    ben = await member(bot, "Ben", "add Zoe company:Globex", "privacy Zoe open")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    assert "Zoe" in await owl.say("/kith whoknows Globex")
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", bot.clock()))
    assert "Zoe" not in await owl.say("/kith whoknows Globex")
    assert "Nobody" in await ben.say("/kith whoknows Priya")
    assert "Priya Nair" in await owl.say("/kith show Priya")


def removed(uow: UnitOfWork, now: datetime) -> None:
    """The workspace T1 takes Kith out."""
    installing.install(uow, Installation(platform=Platform.SLACK, team="T1", token="xoxb-1"), now)
    installing.end(uow, Platform.SLACK, "", "T1", Ending.UNINSTALLED, now)


async def test_when_a_removed_workspace_is_erased_those_elsewhere_are_asked(bot: Bot) -> None:
    ana = await leaver(bot)
    invite = re.search(r"invite code ([a-z0-9]{10})", await ana.say("/kith team"))
    assert invite is not None
    ben = bot.person("Ben", workspace="T2")
    await ben.say(f"/kith team join {invite[1]}")
    await ben.say("/kith add <@U-ana|Ana>")

    await bot.kith.work.write(lambda uow: removed(uow, bot.clock()))
    await bot.forward(29)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    assert not ben.inbox
    await bot.forward(2)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    await bot.forward(4)
    assert said(ben, f"It looks as if Ana {PARTED}")


async def test_what_somebody_erased_asked_for_leaves_the_digests_of_colleagues_elsewhere(bot: Bot) -> None:
    ana = await member(bot, "Ana")
    invite = re.search(r"invite code ([a-z0-9]{10})", await ana.say("/kith team"))
    assert invite is not None
    ben = bot.person("Ben", workspace="T2")
    await ben.say(f"/kith team join {invite[1]}")
    await ben.press("Yes, people I choose")
    await ben.say("/kith add Priya Nair close")
    await ben.say("/kith privacy Priya open")
    assert "Asked: Ben" in await ana.say("/kith intro Priya: I'm moving to Lisbon")
    await bot.forward(1)
    assert said(ben, "Ana would like to meet Priya Nair.")
    await bot.kith.work.write(lambda uow: removed(uow, bot.clock()))
    await bot.forward(31)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    await bot.forward(1)
    assert not said(ben, "would like to meet")
    assert not said(ben, "moving to Lisbon")

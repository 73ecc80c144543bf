"""Whoever is erased because their account or workspace is gone is named in no colleague's digest any more."""

import re

from bot.domain.installation import Ending, Installation
from bot.domain.user import Platform
from bot.ports import UnitOfWork
from bot.services import installing, servers
from tests.fakes.introducing import REQUEST
from tests.fakes.kith import Bot, Person
from tests.fakes.leavers import hand_over


async def two_workspaces(bot: Bot) -> tuple[Person, Person]:
    """Ana in one workspace of a team, Ben in another; either openly knows somebody."""
    ana = bot.person("Ana")
    invite = re.search(r"the code ([a-z0-9]{10})", await ana.say("/kith team join"))
    assert invite is not None
    ben = bot.person("Ben", workspace="T2")
    await ben.say(f"/kith team join {invite[1]}")
    for person, name in ((ana, "Tom Weber"), (ben, "Priya Nair")):
        for line in ("team sharing on", f"add {name}", f"privacy {name} open"):
            await person.say(f"/kith {line}")
    return ana, ben


async def asks_for_much(bot: Bot, ana: Person) -> None:
    """Ana asks Ben for an introduction, hands somebody over to him, and knows whom he would like to meet."""
    assert "Asked: Ben" in await ana.say(REQUEST)
    await ana.say("/kith team leaving 1 june")
    await hand_over(ana, "Tom Weber")
    await bot.forward(4)


def read(person: Person) -> str:
    """All direct messages to somebody, as they now stand."""
    return "\n".join(person.inbox)


async def let_go(bot: Bot) -> None:
    """A month goes by, and whoever is gone is erased."""
    await bot.forward(31)
    await bot.kith.engine.upkeep()
    await bot.forward(hours=1)


async def test_whose_workspace_was_removed(bot: Bot) -> None:
    ana, ben = await two_workspaces(bot)
    await ben.say("/kith intro Tom: I look for a flat")
    await asks_for_much(bot, ana)
    assert "Ana would like to meet Priya Nair" in read(ben)
    assert "Ana is leaving" in read(ben)

    def removed(uow: UnitOfWork) -> None:
        installing.install(uow, Installation(platform=Platform.SLACK, team="T1", token="xoxb-1"), bot.clock())
        installing.end(uow, Platform.SLACK, "", "T1", Ending.UNINSTALLED, bot.clock())

    await bot.kith.work.write(removed)
    await let_go(bot)
    assert len(bot.shelf.rows()["users"]) == 1
    assert "Ana" not in read(ben)
    assert "Tom" not in read(ben)


async def test_whose_account_was_deleted(bot: Bot) -> None:
    ana, ben = (bot.person(each, platform=Platform.DISCORD, workspace="G1", manages=True) for each in ("Ana", "Ben"))
    for person, name in ((ana, "Tom Weber"), (ben, "Priya Nair")):
        for line in ("team join", "team sharing on", f"add {name}", f"privacy {name} open"):
            await person.say(f"/kith {line}")
    await asks_for_much(bot, ana)
    assert "Ana would like to meet Priya Nair" in read(ben)

    def deleted(uow: UnitOfWork) -> None:
        account = uow.users.find(Platform.DISCORD, "", ana.who.external)
        assert account is not None
        servers.cut_off(uow, account, "the account is gone", bot.clock())

    await bot.kith.work.write(deleted)
    await let_go(bot)
    assert len(bot.shelf.rows()["users"]) == 1
    assert "Ana" not in read(ben)

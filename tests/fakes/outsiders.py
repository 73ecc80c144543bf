"""Whoever is not in a team: a guest, a robot, somebody who left, somebody of another team. Each is called Eve."""

from collections.abc import Awaitable, Callable

import pytest

from bot.chat.event import Standing
from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person
from tests.fakes.shelf import Rows

MADE_UP = "abcdefghijklmnop"
"""An id that nothing has."""


async def guest(bot: Bot) -> Person:
    return bot.person("Eve", standing=Standing.GUEST)


async def from_another_workspace(bot: Bot) -> Person:
    return bot.person("Eve", standing=Standing.STRANGER)


async def robot(bot: Bot) -> Person:
    return bot.person("Eve", standing=Standing.BOT)


async def never_joined(bot: Bot) -> Person:
    eve = bot.person("Eve")
    await eve.say("/kith help")
    return eve


async def left(bot: Bot) -> Person:
    eve = bot.person("Eve")
    for line in ("team join", "team sharing on", "team leave"):
        await eve.say(f"/kith {line}")
    return eve


async def of_another_team(bot: Bot) -> Person:
    eve = bot.person("Eve", workspace="T2")
    for line in ("team join", "team sharing on"):
        await eve.say(f"/kith {line}")
    return eve


async def in_a_workspace_without_a_team(bot: Bot) -> Person:
    """A member of another team who writes from a server that Kith knows no team of, or none any more."""
    eve = bot.person("Eve", platform=Platform.DISCORD, workspace="G1", manages=True)
    await eve.say("/kith team join")
    elsewhere = bot.person("Eve", platform=Platform.DISCORD, workspace="G9")
    await elsewhere.say("/kith help")
    return elsewhere


_OUTSIDERS = (
    guest,
    from_another_workspace,
    robot,
    never_joined,
    left,
    of_another_team,
    in_a_workspace_without_a_team,
)
Outsider = Callable[[Bot], Awaitable[Person]]
every_outsider = pytest.mark.parametrize("outsider", _OUTSIDERS, ids=lambda each: each.__name__)


def of_others(bot: Bot) -> Rows:
    """What is stored of everybody but Eve."""
    stored = bot.shelf.rows()
    hers = {row["id"] for row in stored["users"] if row["name"] == "Eve"}
    return {name: [row for row in rows if not hers & set(row.values())] for name, rows in stored.items()}

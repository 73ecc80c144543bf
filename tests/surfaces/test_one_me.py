"""One person in Slack and in Discord, each through its real client: one book, one voice."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import MovableClock
from bot.homes import StoredHomes
from tests.fakes.discord_script import Told
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, QUIET, DiscordReader, SlackReader, forwarding


@asynccontextmanager
async def on_both(shelf: Shelf, slack: FakeSlack, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Kith]:
    kith = Kith(shelf.emptied(), clock, defaults=QUIET)
    adapters = (
        SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        ),
        DiscordAdapter(
            token=discord.token,
            registry=REGISTRY,
            synced=Told(),
            homes=StoredHomes(kith.work, clock),
            clock=clock,
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
        ),
    )
    for adapter in adapters:
        kith.connect(adapter)
    running = {asyncio.create_task(adapter.run(kith.pipeline)) for adapter in adapters}
    try:
        await slack.socket.connected()
        await discord.online()
        yield kith
    finally:
        for each in running:
            each.cancel()
        await asyncio.wait(running)
        kith.close()


def plain(text: str) -> str:
    return text.replace("*", "")


async def test_one_me_on_slack_and_discord(shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack, FakeDiscord(clock) as discord, on_both(shelf, slack, discord, clock) as kith:
        at_work, at_home = SlackReader(slack.user("U0ANA", name="Ana")), DiscordReader(discord.user("Ana"))
        forward = forwarding(clock, kith.engine)
        await at_work.say("/kith add Sam Carter close email:sam@acme.example")
        await at_work.say("/kith add Priya Nair every 6 weeks")
        await at_home.say("/kith add Samuel email:sam@acme.example birthday:14 may")
        code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await at_work.say("/kith link"))
        assert code is not None
        shown = await at_home.say(f"/kith link {code[0]}")
        assert "all of your people and notes" in shown
        assert "Sam Carter and Samuel" in shown
        assert "2 people" in await at_home.press("Join")
        await forward(0)
        assert "A code was used: Ana on Discord" in plain(at_work.inbox[-1])
        assert "14 May" in await at_work.say("/kith show Sam")
        await at_work.say("/kith settings platform slack")
        await forward(28)
        await at_home.say("/kith log Sam call today: the keys")
        await forward(10)
        assert not any("talked to Sam" in each for each in (*at_work.inbox, *at_home.inbox))
        await forward(25)
        assert any("talked to Sam" in each for each in at_work.inbox)
        assert not any("talked to Sam" in each for each in at_home.inbox)
        await at_work.say("/kith settings platform discord")
        discord.user("Ana").close_dms()
        before = len(at_work.inbox)
        await forward(35)
        assert any("talked to Sam" in each for each in at_work.inbox[before:]), "refused in Discord, told in Slack"
        assert not any("talked to Sam" in each for each in at_home.inbox)
        slack.assert_clean()
        discord.assert_clean()

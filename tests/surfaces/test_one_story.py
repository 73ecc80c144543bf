"""The same dialogue in Slack, in Discord and in the terminal, each through its real client, on both databases."""

import io

from rich.console import Console

from adapters.console.repl import ConsoleAdapter
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.discord_script import Lived, Told
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.story import story
from tests.fakes.surfaces import MONDAY, QUIET, ConsoleReader, DiscordReader, SlackReader, forwarding, serving


async def test_in_slack(shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(shelf.emptied(), adapter, clock) as kith:
            await slack.socket.connected()
            ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
            await story(SlackReader(ana), SlackReader(ben), forwarding(clock, kith.engine))
        slack.assert_clean()


async def test_in_discord(shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeDiscord(clock) as discord:
        adapter = DiscordAdapter(
            token=discord.token,
            registry=REGISTRY,
            synced=Told(),
            homes=Lived(),
            clock=clock,
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
        )
        async with serving(shelf.emptied(), adapter, clock) as kith:
            await discord.online()
            ana, ben = discord.user("Ana"), discord.user("Ben")
            await story(DiscordReader(ana), DiscordReader(ben), forwarding(clock, kith.engine))
        discord.assert_clean()


async def test_in_the_terminal(shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(shelf.emptied(), clock, defaults=QUIET)
    printed = io.StringIO()
    console = ConsoleAdapter(
        REGISTRY,
        Clockwork(clock, kith.engine),
        "Ana",
        paper=Console(file=printed, width=400, markup=False, emoji=False),
    )
    kith.connect(console)
    console.connect(kith.pipeline)
    try:
        ana, ben = ConsoleReader(console, "Ana", printed), ConsoleReader(console, "Ben", printed)
        await story(ana, ben, forwarding(clock, kith.engine))
    finally:
        kith.close()

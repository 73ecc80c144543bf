"""The first run, the card and the review in Slack, in Discord and in the terminal, each through its real client."""

import io
from pathlib import Path

from rich.console import Console

from adapters.console.repl import ConsoleAdapter
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.care_story import care_story
from tests.fakes.discord_script import Lived, Told
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, ConsoleReader, DiscordReader, SlackReader, forwarding, serving


async def test_in_slack(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(sqlite_shelf.emptied(), adapter, clock, Preferences()) as kith:
            await slack.socket.connected()
            await care_story(SlackReader(slack.user("U0ANA", name="Ana")), forwarding(clock, kith.engine))
        slack.assert_clean()


async def test_in_discord(sqlite_shelf: Shelf) -> None:
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
        async with serving(sqlite_shelf.emptied(), adapter, clock, Preferences()) as kith:
            await discord.online()
            await care_story(DiscordReader(discord.user("Ana")), forwarding(clock, kith.engine))
        discord.assert_clean()


async def test_in_the_terminal(sqlite_shelf: Shelf, tmp_path: Path) -> None:
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(sqlite_shelf.emptied(), clock, defaults=Preferences())
    printed = io.StringIO()
    console = ConsoleAdapter(
        REGISTRY,
        Clockwork(clock, kith.engine),
        "Ana",
        paper=Console(file=printed, width=400, markup=False, emoji=False),
        folder=tmp_path,
    )
    kith.connect(console)
    console.connect(kith.pipeline)
    try:
        await care_story(ConsoleReader(console, "Ana", printed), forwarding(clock, kith.engine))
    finally:
        kith.close()

"""Somebody leaves a team, in Slack, in Discord and in the terminal, each through its real client."""

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
from tests.fakes.leaving_story import leaving_story
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, QUIET, ConsoleReader, DiscordReader, SlackReader, forwarding, serving


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
        async with serving(sqlite_shelf.emptied(), adapter, clock) as kith:
            await slack.socket.connected()
            ana, ben = (SlackReader(slack.user(f"U0{name.upper()}", name=name)) for name in ("Ana", "Ben"))
            await leaving_story(ana, ben, "<@U0ANA|Ana>", forwarding(clock, kith.engine))
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
        async with serving(sqlite_shelf.emptied(), adapter, clock) as kith:
            await discord.online()
            ana, ben = discord.user("Ana"), discord.user("Ben")
            mention = f"<@{ana.id}|Ana>"
            await leaving_story(DiscordReader(ana), DiscordReader(ben), mention, forwarding(clock, kith.engine))
        discord.assert_clean()


async def test_in_the_terminal(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(sqlite_shelf.emptied(), clock, defaults=QUIET)
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
        await leaving_story(ana, ben, "<@ana|Ana>", forwarding(clock, kith.engine))
    finally:
        kith.close()

"""Kith in Slack, in Discord and at the terminal, each through its real client, from a Monday on, on a clock that is
moved by hand."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console

from adapters.console.repl import ConsoleAdapter
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from storage.store import SqlStore
from tests.fakes.discord_script import Lived, Told
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.story import Forward
from tests.fakes.surfaces import MONDAY, QUIET, ConsoleReader, forwarding, serving

Seat = Callable[[str], ConsoleReader]
"""Somebody of that name at the terminal."""


@asynccontextmanager
async def in_slack(store: SqlStore, defaults: Preferences = QUIET) -> AsyncIterator[tuple[FakeSlack, Forward]]:
    """A workspace with Kith in it, connected through Socket Mode; nothing that Slack would refuse was sent."""
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(store, adapter, clock, defaults) as kith:
            await slack.socket.connected()
            yield slack, forwarding(clock, kith.engine)
        slack.assert_clean()


@asynccontextmanager
async def in_discord(store: SqlStore, defaults: Preferences = QUIET) -> AsyncIterator[tuple[FakeDiscord, Forward]]:
    """A server with Kith on it, connected through the gateway; nothing that Discord would refuse was sent."""
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
        async with serving(store, adapter, clock, defaults) as kith:
            await discord.online()
            yield discord, forwarding(clock, kith.engine)
        discord.assert_clean()


@asynccontextmanager
async def at_the_terminal(
    store: SqlStore, defaults: Preferences = QUIET, folder: Path = Path()
) -> AsyncIterator[tuple[Seat, Forward]]:
    """A terminal at which Ana sits first, and whose files go to a folder."""
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(store, clock, defaults=defaults)
    printed = io.StringIO()
    console = ConsoleAdapter(
        REGISTRY,
        Clockwork(clock, kith.engine),
        "Ana",
        paper=Console(file=printed, width=400, markup=False, emoji=False),
        folder=folder,
    )
    kith.connect(console)
    console.connect(kith.pipeline)
    try:
        yield lambda name: ConsoleReader(console, name, printed), forwarding(clock, kith.engine)
    finally:
        kith.close()

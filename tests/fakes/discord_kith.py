"""The whole of Kith before the fake Discord: real adapter, pipeline, store, engine and, over HTTP, web server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from adapters.discord.client import DiscordAdapter
from adapters.discord.endpoint import PATH
from adapters.web.server import WebServer
from bot.app import Kith
from bot.commands import REGISTRY
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from bot.homes import COMMANDS, StoredHomes, StoredNotice
from bot.ports import Store
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Running:
    """Everything that runs."""

    kith: Kith
    adapter: DiscordAdapter
    time: Clockwork
    address: str = ""

    async def get(self, path: str) -> tuple[int, str]:
        """A page of the web server."""
        async with aiohttp.ClientSession() as session, session.get(self.address + path) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def through_a_gateway(store: Store, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Running]:
    """A process that is connected."""
    kith, adapter = _made(store, discord, clock, "")
    serving = asyncio.create_task(adapter.run(kith.pipeline))
    try:
        await discord.online()
        yield Running(kith, adapter, Clockwork(clock, kith.engine))
    finally:
        await _stopped(kith, serving)


@asynccontextmanager
async def over_http(store: Store, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Running]:
    """A process that Discord sends to; with several, it sends to the one that came last."""
    webhooks = Webhooks("", clock, discord.violations)
    kith, adapter = _made(store, discord, clock, webhooks.public_key)
    server = WebServer("127.0.0.1", 0, (adapter.trouble,), adapter.routes())
    serving = [asyncio.create_task(adapter.run(kith.pipeline)), asyncio.create_task(server.run())]
    address = f"http://127.0.0.1:{await server.bound_port()}"
    webhooks.url = address + PATH
    discord.way = webhooks
    while adapter.trouble() is not None:
        await asyncio.wait(serving, timeout=0.01)
    try:
        yield Running(kith, adapter, Clockwork(clock, kith.engine), address)
    finally:
        await _stopped(kith, *serving)


def _made(store: Store, discord: FakeDiscord, clock: MovableClock, public_key: str) -> tuple[Kith, DiscordAdapter]:
    kith = Kith(store, clock, defaults=Preferences())
    adapter = DiscordAdapter(
        token=discord.token,
        registry=REGISTRY,
        synced=StoredNotice(kith.work, COMMANDS),
        homes=StoredHomes(kith.work, clock),
        clock=clock,
        public_key=public_key,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )
    kith.connect(adapter)
    return kith, adapter


async def _stopped(kith: Kith, *serving: asyncio.Task[None]) -> None:
    for each in serving:
        each.cancel()
    await asyncio.wait(serving)
    kith.close()

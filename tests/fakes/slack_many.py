"""Kith in many Slack workspaces over HTTP: the real adapter, pipeline, store and web server before the fake Slack."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from yarl import URL

from adapters.slack.app import OAuth, SlackAdapter
from adapters.slack.webhook import PATH
from adapters.web.server import WebServer
from bot.app import Kith
from bot.commands import REGISTRY
from bot.domain.user import Preferences
from bot.installed import StoredInstallations
from bot.ports import Clock, Store
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_things import Seat
from tests.fakes.slack_webhooks import Webhooks

SIGNING_SECRET = "a signing secret"  # the fake's


@dataclass(slots=True)
class Browser:
    """Somebody who clicks on the link to install Kith. Keeps cookies as browsers do."""

    address: str
    slack: FakeSlack
    cookies: dict[str, str] = field(default_factory=dict)

    async def begin(self) -> dict[str, str]:
        """Open the link; what Slack is asked."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.address}/slack/install", allow_redirects=False) as answer,
        ):
            assert answer.status == 302, await answer.text()
            self.cookies = {name: each.value for name, each in answer.cookies.items()}
            asked = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in asked.items()}

    async def come_back(self, **query: str) -> tuple[int, str]:
        """What the page says that Slack sends people back to."""
        url = URL(f"{self.address}/slack/oauth/callback").with_query(query)
        async with (
            aiohttp.ClientSession(cookies=self.cookies) as session,
            session.get(url) as answer,
        ):
            return answer.status, await answer.text()

    async def install(self, seat: Seat) -> str:
        """The whole way; what the last page says."""
        asked = await self.begin()
        _, page = await self.come_back(state=asked["state"], code=self.slack.code_for(seat))
        return page


@dataclass(frozen=True, slots=True)
class Many:
    """Everything that runs."""

    kith: Kith
    slack: FakeSlack
    adapter: SlackAdapter
    webhooks: Webhooks
    address: str

    def browser(self) -> Browser:
        """Somebody else's browser."""
        return Browser(self.address, self.slack)

    async def get(self, path: str) -> tuple[int, str]:
        """A page."""
        async with aiohttp.ClientSession() as session, session.get(self.address + path) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def many_workspaces(store: Store, slack: FakeSlack, clock: Clock, **more: Any) -> AsyncIterator[Many]:
    """Kith with a client id, reached over HTTP; `more` goes to the adapter in its place."""
    kith = Kith(store, clock, defaults=Preferences())
    settings: dict[str, Any] = {
        "oauth": OAuth(*slack.web.client, "http://127.0.0.1"),
        "signing_secret": SIGNING_SECRET,
        **more,
    }
    adapter = SlackAdapter(
        installed=StoredInstallations(kith.work, clock, kith.ticks.wake),
        registry=REGISTRY,
        home=kith.homes.draw,
        api_url=slack.base_url,
        **settings,
    )
    kith.connect(adapter)
    server = WebServer("127.0.0.1", 0, (adapter.trouble,), adapter.routes())
    serving = [asyncio.create_task(adapter.run(kith.pipeline)), asyncio.create_task(server.run())]
    address = f"http://127.0.0.1:{await server.bound_port()}"
    webhooks = Webhooks(address + PATH, SIGNING_SECRET)
    slack.way = webhooks
    while adapter.trouble() is not None:
        await asyncio.wait(serving, timeout=0.01)
    try:
        yield Many(kith, slack, adapter, webhooks, address)
    finally:
        for each in serving:
            each.cancel()
        await asyncio.wait(serving)
        kith.close()

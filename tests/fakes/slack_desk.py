"""Kith at work in one workspace: the real adapter, pipeline and store before a Slack that shows what people see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from adapters.slack.app import SlackAdapter
from bot.app import Kith
from bot.commands import REGISTRY
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import QUIET


@dataclass(slots=True)
class Desk:
    """Kith in one workspace, on a clock that is moved by hand."""

    slack: FakeSlack
    kith: Kith
    clock: MovableClock

    async def forward(self, days: int) -> None:
        """Let days pass, Kith at work."""
        await Clockwork(self.clock, self.kith.engine).forward(self.clock() + timedelta(days=days))

    @property
    def published(self) -> int:
        """How often any Home was published."""
        return len([call for call in self.slack.calls_of("views.publish") if call.answer == "ok"])


@asynccontextmanager
async def at_work(shelf: Shelf, slack: FakeSlack, clock: MovableClock, *, anew: bool = True) -> AsyncIterator[Desk]:
    store = shelf.emptied() if anew else shelf.store
    kith = Kith(store, clock, defaults=QUIET)
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=REGISTRY,
        home=kith.homes.draw,
        api_url=slack.base_url,
    )
    kith.connect(adapter)
    opened = slack.socket.opened
    running = asyncio.create_task(adapter.run(kith.pipeline))
    try:
        await slack.socket.connected(times=opened + 1)
        yield Desk(slack, kith, clock)
    finally:
        running.cancel()
        await asyncio.wait({running})
        kith.close()

"""The ticks of a running process: nobody calls the engine, and yet the nudge comes."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.memory import MemoryAdapter, Talker
from bot.app import Kith, utc_now
from bot.chat.adapter import Outcome
from bot.chat.event import Identity
from bot.chat.message import Message
from bot.domain.user import Account, Platform, Preferences
from bot.engine.clockwork import MovableClock
from bot.ports import Clock
from storage.store import open_store

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ANA = Identity(platform=Platform.CONSOLE, scope="console", external="ana", name="Ana")


class Ringing(MemoryAdapter):
    """A platform that tells when a message came."""

    def __init__(self, platform: Platform, clock: Clock) -> None:
        super().__init__(platform, clock)
        self.came = asyncio.Event()

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        outcome = await super().post(account, message, key)
        self.came.set()
        return outcome


async def test_a_nudge_comes_by_itself_when_its_moment_has_come(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/kith.db", upgrade=True)
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(store, clock, defaults=Preferences())
    adapter = Ringing(Platform.CONSOLE, clock)
    kith.connect(adapter)
    ana = Talker(kith.pipeline, ANA, adapter)
    kith.ticks.start()
    try:
        await ana.say("/kith add Sam Carter every 10 days")
        clock.move(MONDAY + timedelta(days=10, hours=2))
        await ana.say("/kith note that a word wakes it")  # any event that may write wakes the engine
        async with asyncio.timeout(10):
            await adapter.came.wait()
    finally:
        await kith.ticks.stop()
        kith.close()
        store.close()
    assert len(ana.inbox) == 1

"""`kith chat`: the whole bot in a terminal, on a clock that can be moved."""

import sys

from adapters.console.render import paper
from adapters.console.repl import ConsoleAdapter
from bot.app import Kith, defaults_of, make_store, utc_now
from bot.commands import REGISTRY
from bot.config import Settings
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from bot.ports import Store


def at_terminal(
    store: Store, clock: MovableClock, person: str, defaults: Preferences
) -> tuple[Kith, ConsoleAdapter, Clockwork]:
    """Kith with the terminal as its only platform."""
    kith = Kith(store, clock, defaults=defaults)
    clockwork = Clockwork(clock, kith.engine)
    adapter = ConsoleAdapter(REGISTRY, clockwork, person, paper=paper(sys.stdout), zone=defaults.zone)
    kith.connect(adapter)
    return kith, adapter, clockwork


async def chat(settings: Settings, person: str) -> None:
    """Talk until the person leaves. Raises StorageError where the database cannot be used."""
    store = make_store(settings)
    try:
        with store.lock_for_engine():
            kith, adapter, _ = at_terminal(store, MovableClock(utc_now), person, defaults_of(settings))
            kith.ticks.start()
            try:
                await adapter.run(kith.pipeline)
            finally:
                await kith.ticks.stop()
                kith.close()
    finally:
        store.close()

"""Running Kith: the adapters, the ticks and the web server together, until somebody asks it to stop."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Sequence

import structlog
from aiohttp import web

from adapters.web.server import Check, WebServer
from bot.app import Kith, defaults_of, make_adapters, make_discord, make_store, utc_now
from bot.chat.adapter import Adapter
from bot.config import Settings, discord_off
from bot.domain.errors import ConfigError, KithError
from bot.services.status import LAST_TICK

_NOTHING_TO_DO = (
    "Kith has no token to connect with. For Slack: kith setup slack. For Discord: kith setup discord. To try "
    "Kith without any: kith chat."
)


async def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Run with whatever tokens there are until asked to stop; `say` is told what is connected and what is missing.

    Raises KithError where nothing can be run: no token at all, a token that is refused, a database that cannot be used.
    """
    store = make_store(settings)
    with store.lock_for_engine():
        kith = Kith(store, utc_now, defaults=defaults_of(settings), lease_seconds=settings.lease_seconds)
        adapters, routes, missing = make_adapters(settings, kith)
        for sentence in missing:
            say(sentence)
        if not adapters:
            raise ConfigError(_NOTHING_TO_DO)
        for adapter in adapters:
            kith.connect(adapter)
        try:
            await _run(kith, adapters, routes, settings)
        finally:
            await kith.ticks.stop()
            kith.close()
            store.close()


async def sync_discord(settings: Settings) -> None:
    """Tell Discord of the commands. Raises KithError where it is not set up or does not take them."""
    if (off := discord_off(settings)) is not None:
        raise ConfigError(off)
    store = make_store(settings)
    kith = Kith(store, utc_now, defaults=defaults_of(settings), lease_seconds=settings.lease_seconds)
    try:
        await make_discord(settings, kith).sync(kith.pipeline)
    finally:
        kith.close()
        store.close()


async def _run(kith: Kith, adapters: Sequence[Adapter], routes: Sequence[web.RouteDef], settings: Settings) -> None:
    """Serve until a signal, or until a part of it cannot go on: then its error ends the process."""
    kith.ticks.start()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    parts = [adapter.run(kith.pipeline) for adapter in adapters]
    if settings.web is not None:
        checks: list[Check] = [*(adapter.trouble for adapter in adapters), lambda: database_trouble(kith)]
        parts.append(WebServer(settings.web.host, settings.web.port, checks, routes).run())
    tasks = [asyncio.ensure_future(part) for part in (*parts, stopping.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for failed in (each for each in results if isinstance(each, Exception)):
        raise failed


async def database_trouble(kith: Kith) -> str | None:
    """None while the database answers, else a sentence."""
    try:
        await kith.work.read(lambda uow: uow.notices.get(LAST_TICK))
    except KithError as trouble:
        return trouble.sentence
    return None


def configure_logs(level: str, form: str) -> None:
    """Log our own events at that level, as text or JSON lines on standard error; libraries from WARNING on."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    renderer = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )

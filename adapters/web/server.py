"""The one web server: whether Kith is alive, whether it is ready, its metrics, and what adapters have it hand to them.

`/healthz` says only that the event loop turns: if it asked the database or a platform, an outage there would restart
Kith over and over. `/readyz` asks the checks that it is given.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web
from prometheus_client import REGISTRY
from prometheus_client.aiohttp import make_aiohttp_handler

from bot.domain.errors import ConfigError

Check = Callable[[], str | Awaitable[str | None] | None]
"""Says in a sentence what keeps Kith from serving, or None. One that waits for something is awaited."""

PATIENCE = 2.0
"""Seconds that a check may take, below the time-outs of the usual probes."""

logger = structlog.get_logger()


class WebServer:
    """Answers `/healthz`, `/readyz` and `/metrics`, and the adapters' routes; port 0 takes any that is free."""

    def __init__(
        self,
        host: str,
        port: int,
        checks: Sequence[Check],
        routes: Sequence[web.RouteDef] = (),
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._host = host
        self._port = port
        self._checks = checks
        self._routes = routes
        self._patience = patience
        self._listening = asyncio.Event()

    async def run(self) -> None:
        """Serve until cancelled. Raises ConfigError if the address cannot be had."""
        runner = web.AppRunner(self._app(), access_log=None)
        await runner.setup()
        try:
            await self._listen(runner)
            await asyncio.Event().wait()
        finally:
            self._listening.clear()
            await runner.cleanup()

    async def bound_port(self) -> int:
        """The port it listens on; waits until it does."""
        await self._listening.wait()
        return self._port

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/readyz", self._readiness)
        app.router.add_get("/metrics", make_aiohttp_handler(REGISTRY))
        app.add_routes(self._routes)
        return app

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            reason = f"Kith cannot listen on {self._host}:{self._port}: {error.strerror}."
            raise ConfigError(f"{reason} Set KITH_WEB to another address, or to off.") from error
        self._port = runner.addresses[0][1]
        self._listening.set()
        logger.info("web server listening", host=self._host, port=self._port)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _readiness(self, _request: web.Request) -> web.Response:
        answers = await asyncio.gather(*(self._ask(check) for check in self._checks))
        troubles = [trouble for trouble in answers if trouble is not None]
        if troubles:
            return web.Response(status=503, text="\n".join(troubles) + "\n")
        return web.Response(text="ready\n")

    async def _ask(self, check: Check) -> str | None:
        try:
            async with asyncio.timeout(self._patience):
                answer = check()
                return await answer if inspect.isawaitable(answer) else answer
        except TimeoutError:
            return f"A check did not answer within {self._patience:g} seconds."

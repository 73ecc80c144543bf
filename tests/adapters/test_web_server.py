"""The web server as a probe and a metrics collector see it, over real sockets."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest

from adapters.web.server import Check, WebServer
from bot.domain.errors import ConfigError

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serving(checks: Sequence[Check] = (), patience: float = 2.0) -> AsyncIterator[aiohttp.ClientSession]:
    server = WebServer(LOOPBACK, 0, checks, patience=patience)
    running = asyncio.create_task(server.run())
    try:
        address = f"http://{LOOPBACK}:{await server.bound_port()}"
        async with aiohttp.ClientSession(address) as session:
            yield session
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def fetch(session: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    async with session.get(path) as response:
        return response.status, await response.text()


async def test_is_ready_when_no_check_complains() -> None:
    async def database() -> str | None:
        return None

    async with serving([database, lambda: None]) as session:
        assert await fetch(session, "/readyz") == (200, "ready\n")


async def test_says_everything_that_keeps_it_from_serving() -> None:
    async def database() -> str | None:
        return "The database is locked."

    async with serving([database, lambda: None, lambda: "Slack is not connected."]) as session:
        assert await fetch(session, "/readyz") == (503, "The database is locked.\nSlack is not connected.\n")


async def test_a_check_that_hangs_does_not_hang_the_probe() -> None:
    async def stuck() -> str | None:
        await asyncio.Event().wait()
        return None

    async with serving([stuck], patience=0.01) as session:
        assert await fetch(session, "/readyz") == (503, "A check did not answer within 0.01 seconds.\n")


async def test_stays_alive_when_it_is_not_ready() -> None:
    async with serving([lambda: "The database is locked."]) as session:
        assert await fetch(session, "/healthz") == (200, "alive\n")


async def test_metrics_are_in_the_format_that_prometheus_reads() -> None:
    async with serving() as session:
        status, text = await fetch(session, "/metrics")
    assert status == 200
    assert "# TYPE python_info gauge" in text


async def test_anything_else_is_not_found() -> None:
    async with serving() as session:
        status, _ = await fetch(session, "/")
    assert status == 404


async def test_an_address_in_use_is_told_in_a_sentence() -> None:
    first = WebServer(LOOPBACK, 0, ())
    running = asyncio.create_task(first.run())
    port = await first.bound_port()
    with pytest.raises(ConfigError, match=f"cannot listen on {LOOPBACK}:{port}: .*Set KITH_WEB"):
        await WebServer(LOOPBACK, port, ()).run()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_the_port_is_free_again_after_it_stops() -> None:
    server = WebServer(LOOPBACK, 0, ())
    running = asyncio.create_task(server.run())
    port = await server.bound_port()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(LOOPBACK, port)

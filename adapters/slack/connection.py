"""Socket Mode, held for as long as Kith runs.

The SDK reconnects by itself, but keeps trying a ticket that has run out and cannot always tell that its connection is
dead. So whatever stays down is thrown away and built anew with a fresh ticket. So is what stays silent: Slack was seen
to count connections that nobody read, and to give them what people did, while every ping was answered.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from prometheus_client import Gauge
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.outcome import LOCKED_OUT, code_of
from adapters.slack.tasks import Tasks
from bot.domain.errors import PlatformError

CROWDED = 10
"""Connections that Slack allows an app; at that number it gives clicks to some that nobody reads."""
SILENT_SECONDS = 3600.0
"""How long nothing may come before the connection is made anew, in the quiet hours too: it costs a second."""
_DOWN_SECONDS = 45.0
_CONNECT_SECONDS = 30.0
_DRAIN_SECONDS = 5.0
_CLOSE_SECONDS = 5.0
_LONGEST_WAIT = 60.0
_APP_REFUSED = (
    "Slack does not accept the app token. Copy it again from Basic Information, App-Level Tokens, in your app's "
    "settings; it starts with xapp- and needs the scope connections:write."
)

_CONNECTIONS = Gauge("kith_slack_connections", "Connections that Slack counts for this app, as it last said.")
_HEARD = Gauge("kith_slack_last_envelope_timestamp_seconds", "When Slack last handed over something that people did.")

logger = structlog.get_logger()


async def reached(call: Callable[[], Awaitable[AsyncSlackResponse]], refusal: str) -> AsyncSlackResponse:
    """The answer of a call, however long the network takes. Raises PlatformError if Slack refuses the token."""
    wait = 1.0
    while True:
        try:
            return await call()
        except SlackApiError as error:
            reason = code_of(error)
            if reason in LOCKED_OUT:
                raise PlatformError(f"{refusal} (Slack says: {reason})") from None  # the cause repeats the request
        except (aiohttp.ClientError, TimeoutError) as error:
            reason = type(error).__name__
        logger.warning("slack not reached", reason=reason, again_in=wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


class Connection:
    """The one connection of this process. Two would each get half of what people do."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        *,
        client: AsyncWebClient,
        tasks: Tasks,
        heartbeat: float,
        log: logging.Logger,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._client = client
        self._tasks = tasks
        self._heartbeat = heartbeat
        self._log = log
        self._silent_seconds = silent_seconds
        self._heard = 0.0
        self._socket: SocketModeClient | None = None
        self._crowded = False

    async def hold(self) -> None:
        """Stay connected until cancelled; what is under way then is finished first. Raises PlatformError if refused."""
        while True:
            ticket = await reached(lambda: self._client.apps_connections_open(app_token=self._app_token), _APP_REFUSED)
            handler = AsyncSocketModeHandler(
                self._app, self._app_token, logger=self._log, web_client=self._client, ping_interval=self._heartbeat
            )
            self._socket = handler.client
            handler.client.wss_uri = ticket["url"]
            handler.client.on_message_listeners.append(self._read)
            handler.client.socket_mode_request_listeners[:] = [self._tracked(handler)]
            try:
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await handler.connect_async()
                logger.info("slack connected")
                logger.warning(await self._until_lost(handler.client))
            except TimeoutError:
                logger.warning("slack connection failed")
            except asyncio.CancelledError:
                await self._tasks.drain(_DRAIN_SECONDS)
                raise
            finally:
                await self._close(handler)

    def trouble(self) -> str | None:
        """What is wrong with the connection, in a sentence."""
        session = self._socket.current_session if self._socket is not None else None
        if self._socket is None or session is None or session.closed or self._socket.stale:
            return "Slack is not connected; I keep trying."
        if self._crowded:
            return f"Slack counts {CROWDED} connections of this app, so clicks get lost. Stop other copies of me."
        return None

    async def _until_lost(self, client: SocketModeClient) -> str:
        """Wait until the connection is of no use; why not."""
        loop = asyncio.get_running_loop()
        seen = self._heard = loop.time()
        while loop.time() - seen < _DOWN_SECONDS:
            await asyncio.sleep(self._heartbeat)
            if await client.is_connected():
                seen = loop.time()
            if loop.time() - self._heard > self._silent_seconds:
                return "slack connection silent"
        return "slack connection lost"

    def _tracked(self, handler: AsyncSocketModeHandler) -> Callable[[Any, SocketModeRequest], Awaitable[None]]:
        """Bolt's handling of an envelope, acknowledgement included, as work that is finished before we stop."""

        async def serve(client: SocketModeClient, request: SocketModeRequest, arrived: float) -> None:
            asked = AsyncBoltRequest(
                mode="socket_mode",
                body=request.payload,
                headers=build_headers(request),
                context={"arrived": arrived},
            )
            await send_async_response(client, request, await handler.app.async_dispatch(asked), arrived)

        async def handle(client: SocketModeClient, request: SocketModeRequest) -> None:
            self._heard = asyncio.get_running_loop().time()
            _HEARD.set_to_current_time()
            await self._tasks.start(serve(client, request, self._heard))

        return handle

    async def _read(self, frame: aiohttp.WSMessage) -> None:
        """Notice what Slack says about the connection itself."""
        said = json.loads(frame.data)
        if said.get("type") == "hello":
            counted = said.get("num_connections", 1)
            _CONNECTIONS.set(counted)
            self._crowded = counted >= CROWDED
        elif said.get("reason") == "too_many_websockets":
            self._crowded = True

    async def _close(self, handler: AsyncSocketModeHandler) -> None:
        self._socket = None
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await handler.close_async()
        except TimeoutError:
            logger.warning("slack connection did not close")
            handler.client.auto_reconnect_enabled = False
            handler.client.socket_mode_request_listeners.clear()  # there is a new one that reads

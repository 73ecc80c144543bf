"""Socket Mode, held for as long as Kith runs.

The SDK reconnects by itself, but keeps trying a ticket that has run out and cannot always tell that its connection is
dead. So whatever stays down is thrown away and built anew with a fresh ticket.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
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
_DOWN_SECONDS = 45.0
_CONNECT_SECONDS = 30.0
_DRAIN_SECONDS = 5.0
_CLOSE_SECONDS = 5.0
_LONGEST_WAIT = 60.0
_APP_REFUSED = (
    "Slack does not accept the app token. Copy it again from Basic Information, App-Level Tokens, in your app's "
    "settings; it starts with xapp- and needs the scope connections:write."
)

logger = structlog.get_logger()


async def reached(call: Callable[[], Awaitable[AsyncSlackResponse]], refusal: str) -> AsyncSlackResponse:
    """The answer of a call, however long the network takes. Raises PlatformError if Slack refuses the token."""
    wait = 1.0
    while True:
        try:
            return await call()
        except SlackApiError as error:
            reason = code_of(error)
            if reason in LOCKED_OUT or reason == "account_inactive":
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
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._client = client
        self._tasks = tasks
        self._heartbeat = heartbeat
        self._log = log
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
                connecting = handler.connect_async()
                await asyncio.wait_for(connecting, _CONNECT_SECONDS)
                logger.info("slack connected")
                await self._until_lost(handler.client)
                logger.warning("slack connection lost")
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

    async def _until_lost(self, client: SocketModeClient) -> None:
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while loop.time() - seen < _DOWN_SECONDS:
            await asyncio.sleep(self._heartbeat)
            if await client.is_connected():
                seen = loop.time()

    def _tracked(self, handler: AsyncSocketModeHandler) -> Callable[[Any, SocketModeRequest], Awaitable[None]]:
        """Bolt's handling of an envelope, acknowledgement included, as work that is finished before we stop."""

        async def handle(client: SocketModeClient, request: SocketModeRequest) -> None:
            await self._tasks.start(handler.handle(client, request))

        return handle

    async def _read(self, frame: aiohttp.WSMessage) -> None:
        """Notice what Slack says about the connection itself."""
        said = json.loads(frame.data)
        if said.get("type") == "hello":
            self._crowded = said.get("num_connections", 1) >= CROWDED
        elif said.get("reason") == "too_many_websockets":
            self._crowded = True

    async def _close(self, handler: AsyncSocketModeHandler) -> None:
        self._socket = None
        try:
            closing = handler.close_async()
            await asyncio.wait_for(closing, _CLOSE_SECONDS)
        except TimeoutError:
            logger.warning("slack connection did not close")

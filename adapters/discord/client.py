"""The Discord adapter: a connection that outlives its troubles, and direct messages."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import aiohttp
import discord
import structlog
from aiohttp import web

from adapters.discord.delivery import Delivery
from adapters.discord.endpoint import PATH, Endpoint
from adapters.discord.homes import Homes, Kept
from adapters.discord.listener import Listener
from adapters.discord.pace import Openings, Requests
from adapters.discord.sessions import SessionsSpent, sessions
from bot.chat.adapter import Dispatcher, Later, Outcome, Posted
from bot.chat.command import Registry
from bot.chat.message import Message
from bot.domain.errors import PlatformError
from bot.domain.user import Account, Platform

API_URL = "https://discord.com/api/v10"
GATEWAY_URL = "wss://gateway.discord.gg/"
SERVERS_SECONDS = 3600.0
"""How often Discord is asked over HTTP which servers Kith is in: no event tells of a removal there."""
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 60.0
_LONGEST_LOOK = 600.0
_DRAIN_SECONDS = 5.0
_TURNED_AWAY = (
    "Discord does not accept the bot token. Copy it again from the page Bot of your application in Discord's developer "
    "portal."
)
_NOT_CONNECTED = "Discord is not connected right now; I keep trying."
_AUTHENTICATION_FAILED = 4004

logger = structlog.get_logger()


class DiscordAdapter:
    """Translates between Discord and the dispatcher, and delivers direct messages.

    With a `public_key` people's acts come in over HTTP, in any number of processes; without, through a gateway, in one.
    """

    platform = Platform.DISCORD
    pace = 5.0
    """Discord takes 50 requests a second from a bot; a fifth of that would already be many messages at once."""

    def __init__(
        self,
        *,
        token: str,
        registry: Registry,
        synced: Kept,
        homes: Homes,
        clock: Callable[[], datetime],
        public_key: str = "",
        api_url: str = API_URL,
        gateway_url: str = GATEWAY_URL,
    ) -> None:
        self._token = token
        self._registry = registry
        self._synced = synced
        self._homes = homes
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._openings = Openings(clock, homes.openings)
        self._requests = Requests(clock)
        self._endpoint = Endpoint(public_key, clock) if public_key else None
        self._listener: Listener | None = None
        self._held = ""

    def routes(self) -> list[web.RouteDef]:
        """What the web server is to hand over: nothing where people's acts come in through a gateway."""
        return [web.post(PATH, self._endpoint.receive)] if self._endpoint is not None else []

    async def run(self, dispatcher: Dispatcher) -> None:
        """Connect and serve until cancelled. Raises PlatformError if Discord refuses the token."""
        configure_library(self._api_url, self._gateway_url)
        wait = _FIRST_WAIT
        while True:
            listener = self._listener = self._listening(dispatcher)
            try:
                async with listener:
                    await self._serve(listener)
                    return
            except discord.LoginFailure as error:
                raise PlatformError(_TURNED_AWAY) from error
            except discord.ConnectionClosed as error:
                ended = f"Discord ended the connection for good (code {error.code})."
                raise PlatformError(_TURNED_AWAY if error.code == _AUTHENTICATION_FAILED else ended) from error
            except (
                discord.HTTPException,
                discord.GatewayNotFound,
                discord.RateLimited,
                SessionsSpent,
                aiohttp.ClientError,
                TimeoutError,
            ) as error:
                logger.warning("discord connection failed", error=type(error).__name__, again_in=wait)
            finally:
                self._listener = None
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    async def sync(self, dispatcher: Dispatcher) -> None:
        """Tell Discord of the commands, whether or not it knows them. Raises PlatformError if it does not take them."""
        configure_library(self._api_url, self._gateway_url)
        await self._synced.remember("")
        try:
            async with self._listening(dispatcher) as listener:
                await listener.login(self._token)  # where the library lets the commands be told
        except discord.LoginFailure as error:
            raise PlatformError(_TURNED_AWAY) from error
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError) as error:
            raise PlatformError(f"Discord could not be asked ({type(error).__name__}). Please try again.") from error
        if not await self._synced.recall():
            raise PlatformError("Discord did not take the commands. What it said stands above.")

    def trouble(self) -> str | None:
        """None while connected, else a sentence.

        Over HTTP a pause in posting is none: `/readyz` would keep people's commands from a process that answers them.
        """
        listener = self._listener
        if self._endpoint is not None:
            return None if self._endpoint.serving else _NOT_CONNECTED
        if listener is None or not listener.connected:
            return self._held or _NOT_CONNECTED
        return self._requests.trouble() or self._openings.trouble()

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Put a message into the direct messages with that account, the key in its nonce and its buttons."""
        delivery = self._delivery()
        if delivery is None:
            return Later(30.0, "not connected to Discord yet")
        return await delivery.post(account, message, key)

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Post into a channel of whichever server it is in."""
        delivery = self._delivery()
        if delivery is None:
            return Later(30.0, "not connected to Discord yet")
        return await delivery.announce(channel, message, key)

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message with that key in the history of the direct messages."""
        delivery = self._delivery()
        if delivery is None:
            raise PlatformError("Discord is not connected yet.")
        return await delivery.find_posted(account, key, since)

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Let a message that was posted say something else, or delete it."""
        delivery = self._delivery()
        if delivery is None:
            return Later(30.0, "not connected to Discord yet")
        return await delivery.amend(posted, message)

    async def _serve(self, listener: Listener) -> None:
        try:
            await listener.login(self._token)
            if self._endpoint is not None:
                await self._take_in(listener, self._endpoint)
            else:
                await self._until_sessions_are_left(listener)
                await listener.connect()
        finally:
            await listener.answers.drain(_DRAIN_SECONDS)

    async def _take_in(self, listener: Listener, endpoint: Endpoint) -> None:
        """Serve what comes over HTTP."""
        endpoint.serve(listener)
        try:
            while True:
                await listener.count_servers()
                await asyncio.sleep(SERVERS_SECONDS)
        finally:
            endpoint.stop()

    async def _until_sessions_are_left(self, listener: Listener) -> None:
        while not (found := await sessions(listener)).enough:
            self._held = found.trouble
            logger.warning("too few sessions left", left=found.left, resets_in=found.resets_in)
            await asyncio.sleep(min(max(found.resets_in, 0.05), _LONGEST_LOOK))
        self._held = ""

    def _listening(self, dispatcher: Dispatcher) -> Listener:
        return Listener(
            self._registry,
            dispatcher,
            self._synced,
            self._homes,
            self._openings,
            self._requests,
            over_http=self._endpoint is not None,
        )

    def _delivery(self) -> Delivery | None:
        """None until the login succeeded: before that discord.py has no session to post through."""
        if self._listener is None or self._listener.user is None or self._listener.is_closed():
            return None
        return Delivery(self._listener, self._openings, self._requests)


def configure_library(api_url: str, gateway_url: str = GATEWAY_URL) -> None:
    """Where discord.py finds Discord. It keeps that for the whole process, so there is one Discord in it."""
    discord.http.Route.BASE = api_url.rstrip("/")
    socket = discord.gateway.DiscordWebSocket
    socket.DEFAULT_GATEWAY = type(socket.DEFAULT_GATEWAY)(gateway_url)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord").setLevel(logging.WARNING)  # at DEBUG it prints whole payloads

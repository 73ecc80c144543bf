"""The Discord adapter: a connection that outlives its troubles, and direct messages."""

import asyncio
import logging
from datetime import datetime

import aiohttp
import discord
import structlog
from aiolimiter import AsyncLimiter

from adapters.discord.delivery import Delivery
from adapters.discord.listener import Listener
from adapters.discord.tree import Synced
from bot.chat.adapter import Dispatcher, Later, Outcome, Posted
from bot.chat.command import Registry
from bot.chat.message import Message
from bot.domain.errors import PlatformError
from bot.domain.user import Account, Platform

API_URL = "https://discord.com/api/v10"
GATEWAY_URL = "wss://gateway.discord.gg/"
OPENINGS_A_MINUTE = 5.0
"""New direct-message channels; Discord blocks bots that open dozens at once."""
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 60.0
_DRAIN_SECONDS = 5.0
_TURNED_AWAY = (
    "Discord does not accept the bot token. Copy it again from the page Bot of your application in Discord's developer "
    "portal."
)
_AUTHENTICATION_FAILED = 4004

logger = structlog.get_logger()


class DiscordAdapter:
    """Translates between Discord and the dispatcher, and delivers direct messages."""

    platform = Platform.DISCORD
    pace = 5.0
    """Discord takes 50 requests a second from a bot; a fifth of that would already be many messages at once."""

    def __init__(
        self,
        *,
        token: str,
        registry: Registry,
        synced: Synced,
        api_url: str = API_URL,
        gateway_url: str = GATEWAY_URL,
        openings_a_minute: float = OPENINGS_A_MINUTE,
    ) -> None:
        self._token = token
        self._registry = registry
        self._synced = synced
        self._api_url = api_url
        self._gateway_url = gateway_url
        self._openings = AsyncLimiter(openings_a_minute, 60)
        self._listener: Listener | None = None

    async def run(self, dispatcher: Dispatcher) -> None:
        """Connect and serve until cancelled. Raises PlatformError if Discord refuses the token."""
        self._configure_library()
        wait = _FIRST_WAIT
        while True:
            listener = self._listener = Listener(self._registry, dispatcher, self._synced)
            try:
                async with listener:
                    await self._serve(listener)
                    return
            except discord.LoginFailure as error:
                raise PlatformError(_TURNED_AWAY) from error
            except discord.ConnectionClosed as error:
                ended = f"Discord ended the connection for good (code {error.code})."
                raise PlatformError(_TURNED_AWAY if error.code == _AUTHENTICATION_FAILED else ended) from error
            except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
                logger.warning("discord login failed", error=type(error).__name__, again_in=wait)
            finally:
                self._listener = None
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def trouble(self) -> str | None:
        """None while connected, else a sentence."""
        if self._listener is not None and self._listener.connected:
            return None
        return "Discord is not connected right now; I keep trying."

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Put a message into the direct messages with that account, the key in its nonce and its buttons."""
        delivery = self._delivery()
        if delivery is None:
            return Later(30.0, "not connected to Discord yet")
        return await delivery.post(account, message, key)

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
            await listener.start(self._token)
        finally:
            await listener.answers.drain(_DRAIN_SECONDS)

    def _delivery(self) -> Delivery | None:
        """None until the login succeeded: before that discord.py has no session to post through."""
        if self._listener is None or self._listener.user is None or self._listener.is_closed():
            return None
        return Delivery(self._listener, self._openings)

    def _configure_library(self) -> None:
        """discord.py keeps these for the whole process, so there is one Discord in it."""
        discord.http.Route.BASE = self._api_url.rstrip("/")
        socket = discord.gateway.DiscordWebSocket
        socket.DEFAULT_GATEWAY = type(socket.DEFAULT_GATEWAY)(self._gateway_url)
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        logging.getLogger("discord").setLevel(logging.WARNING)  # at DEBUG it prints whole payloads

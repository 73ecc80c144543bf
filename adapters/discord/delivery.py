"""Direct messages outside any conversation: posting one once, telling how that ended, and finding it again."""

import asyncio
from datetime import datetime, timedelta

import aiohttp
import discord
import structlog

from adapters.discord import widgets
from adapters.discord.custom_id import mark, nonce
from adapters.discord.decode import mark_in
from adapters.discord.pace import Openings, Requests
from adapters.discord.render import mentioned, render
from bot.chat.adapter import Later, Outcome, Posted, Refused, Uncertain
from bot.chat.message import Message
from bot.domain.errors import PlatformError
from bot.domain.user import Account

SECONDS = 15.0
"""How long one request may take, with what discord.py repeats of it."""
_HISTORY = 100
_STRAY = timedelta(minutes=5)
"""How far our clock and Discord's may be apart."""
_REFUSALS = {
    10003: Refused("the direct messages are gone"),
    10008: Refused("the message is gone"),
    10013: Refused("the account is gone", gone=True),
    50001: Refused("I may not write to you"),
    50005: Refused("the message is somebody else's"),
    50007: Refused("your direct messages are closed"),
    50278: Refused("you share no server with me any more; share one with me again, or add me as an app", gone=True),
}
_IN_CHANNEL = {
    10003: Refused("it is gone"),
    50001: Refused("I may not see it"),
    50013: Refused("I may not write there"),
}
_WAITS = {
    40003: Later(600.0, "too many direct messages were opened at once", alone=True),
    0: Later(300.0, "Discord takes nothing from us right now"),
}
_MALFORMED = Later(3600.0, "Discord did not accept the form of the message", alone=True)

logger = structlog.get_logger()

_Failure = discord.HTTPException | discord.RateLimited | aiohttp.ClientError | TimeoutError
_FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError)


class Delivery:
    """Posts through one client that is logged in."""

    def __init__(self, client: discord.Client, openings: Openings, requests: Requests) -> None:
        self._client = client
        self._openings = openings
        self._requests = requests

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Post a message that bears its key.

        Discord returns the first message for a nonce that it saw minutes ago, which makes it harmless that discord.py
        repeats a request after a server error. The mark in the buttons outlives those minutes.
        """
        if (wait := self._requests.wait()) is not None:
            return wait
        channel = int(account.channel) if account.channel else await self._open(account)
        if not isinstance(channel, int):
            return channel
        rendered = render(message, mark(key))
        target = self._client.get_partial_messageable(channel, type=discord.ChannelType.private)
        try:
            async with asyncio.timeout(SECONDS):
                posted = await target.send(
                    rendered.content,
                    embeds=widgets.embeds(rendered),
                    files=widgets.files(rendered.files),
                    view=widgets.view(rendered) or discord.utils.MISSING,
                    nonce=nonce(key),
                )
        except _FAILURES as error:
            return self._outcome(error)
        return Posted(str(channel), str(posted.id))

    async def announce(self, channel: str, message: Message, key: str) -> Outcome:
        """Post into a channel of a server; whom the message mentions is rung."""
        if (wait := self._requests.wait()) is not None:
            return wait
        rendered = render(message, mark(key))
        people = [discord.Object(each) for each in mentioned(message)]
        target = self._client.get_partial_messageable(int(channel), type=discord.ChannelType.text)
        try:
            async with asyncio.timeout(SECONDS):
                posted = await target.send(
                    rendered.content,
                    nonce=nonce(key),
                    allowed_mentions=discord.AllowedMentions(everyone=False, roles=False, users=people),
                )
        except discord.HTTPException as error:
            return _IN_CHANNEL.get(error.code) or _outcome(error)
        except _FAILURES as error:
            return _outcome(error)
        return Posted(channel, str(posted.id))

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message with the key's mark in its buttons, among the last ones of the channel."""
        wanted = mark(key)
        try:
            async with asyncio.timeout(SECONDS):
                channel = int(account.channel) if account.channel else (await self._channel_of(account)).id
                history = self._client.get_partial_messageable(channel, type=discord.ChannelType.private)
                async for message in history.history(limit=_HISTORY):
                    if message.created_at < since - _STRAY:
                        return None
                    if message.author == self._client.user and mark_in(message) == wanted:
                        return Posted(str(channel), str(message.id))
        except (discord.Forbidden, discord.NotFound):
            return None  # what cannot be read was not posted either, and posting will tell why
        except _FAILURES as error:
            raise PlatformError("Discord cannot be asked right now.") from error
        return None

    async def amend(self, posted: Posted, message: Message | None) -> Outcome:
        """Let a message say something else, or delete it."""
        channel = self._client.get_partial_messageable(int(posted.channel), type=discord.ChannelType.private)
        target = channel.get_partial_message(int(posted.id))
        try:
            async with asyncio.timeout(SECONDS):
                if message is None:
                    await target.delete()
                else:
                    rendered = render(message)
                    await target.edit(
                        content=rendered.content,
                        embeds=widgets.embeds(rendered),
                        view=widgets.view(rendered),
                        attachments=widgets.files(rendered.files),
                    )
        except _FAILURES as error:
            return _outcome(error)
        return posted

    async def _open(self, account: Account) -> int | Outcome:
        """The channel of their direct messages, or why there is none: nothing was posted, so nothing is uncertain."""
        if (wait := await self._openings.take()) is not None:
            return wait
        try:
            async with asyncio.timeout(SECONDS):
                return (await self._channel_of(account)).id
        except _FAILURES as error:
            outcome = self._outcome(error)
            return Later(30.0, outcome.reason) if isinstance(outcome, Uncertain) else outcome

    async def _channel_of(self, account: Account) -> discord.DMChannel:
        return await self._client.create_dm(discord.Object(int(account.external)))

    def _outcome(self, error: _Failure) -> Refused | Later | Uncertain:
        if isinstance(error, discord.Forbidden):
            self._openings.refused()
        return _outcome(error)


def _outcome(error: _Failure) -> Refused | Later | Uncertain:
    """How a post ended that failed in this way."""
    match error:
        case discord.RateLimited(retry_after=seconds):
            return Later(seconds, "Discord asks us to slow down")
        case discord.DiscordServerError(status=status):
            return Uncertain(f"Discord answered with {status}")
        case discord.HTTPException(code=code) if code in _REFUSALS:
            return _REFUSALS[code]
        case discord.HTTPException(code=code) if code in _WAITS:
            return _WAITS[code]
        case discord.HTTPException(status=status, code=code):
            logger.error("message not accepted", status=status, code=code)
            return _MALFORMED
        case aiohttp.ClientConnectorError():
            return Later(30.0, "Discord cannot be reached")
    return Uncertain("the connection was lost before Discord answered")

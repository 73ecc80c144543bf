"""Opens direct messages with whoever uses Kith, when they do: Discord wants them opened by an act of the person."""

import asyncio
from typing import Any

import aiohttp
import discord
import structlog

from adapters.discord.homes import Homes
from adapters.discord.pace import Openings
from bot.domain.errors import KithError

_SECONDS = 15.0
_REMEMBERED = 10_000

logger = structlog.get_logger()


class Doors:
    """Knows whose direct messages are open. Nothing is written into them here."""

    def __init__(self, homes: Homes, openings: Openings) -> None:
        self._homes = homes
        self._openings = openings
        self._open: set[int] = set()

    async def used(self, interaction: discord.Interaction[Any]) -> None:
        """Somebody used Kith: see that their direct messages are open. Where that must wait, the next time will do."""
        if interaction.user.id in self._open:
            return
        try:
            await self._see_to(interaction)
        except KithError as error:
            logger.warning("direct messages not noted", error=error.sentence)
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError) as error:
            if isinstance(error, discord.Forbidden):
                self._openings.refused()
            logger.warning("direct messages not opened", error=type(error).__name__)

    async def _see_to(self, interaction: discord.Interaction[Any]) -> None:
        person = str(interaction.user.id)
        known = await self._homes.channel(person)
        if known is None:
            return
        if not known:
            channel = await self._channel(interaction)
            if channel is None:
                return
            await self._homes.opened(person, channel)
        if len(self._open) >= _REMEMBERED:
            self._open.clear()
        self._open.add(interaction.user.id)

    async def _channel(self, interaction: discord.Interaction[Any]) -> str | None:
        if interaction.context.dm_channel:
            return str(interaction.channel_id)  # they write from it
        if await self._openings.take() is not None:
            return None
        async with asyncio.timeout(_SECONDS):
            opened = await interaction.client.create_dm(discord.Object(interaction.user.id))
        return str(opened.id)

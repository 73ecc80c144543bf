"""The connection to Discord: what people do there, handed to whoever answers it."""

import asyncio
import re
import threading
from typing import Any, Self

import aiohttp
import discord
import structlog
from discord.gateway import KeepAliveHandler

from adapters.discord.answers import Answers
from adapters.discord.decode import pressed, submitted
from adapters.discord.doors import Doors
from adapters.discord.homes import Homes, Kept
from adapters.discord.pace import Openings, Requests
from adapters.discord.sessions import SessionsSpent, sessions
from adapters.discord.tree import KithTree
from bot.chat.adapter import Dispatcher
from bot.chat.command import Registry
from bot.domain.errors import KithError

_OLD_BUTTON = "This button is from an older version of me. Please give the command again."
_OLD_FORM = "This form is from an older version of me. Please give the command again."
_LONGEST_SLEEP = 30.0
"""Seconds of a rate limit that discord.py may wait out by itself; the least that it takes."""
_LAUNCH_SECONDS = 900.0
"""How long connecting all shards may take: each goes five seconds after the one before it."""

logger = structlog.get_logger()


class Listener(discord.AutoShardedClient):
    """discord.py's client with the least that Kith needs: no privileged intent, no members, no messages kept.

    With `over_http` it never connects: what people do is brought to it, and it asks which servers it is in.
    """

    def __init__(
        self,
        registry: Registry,
        dispatcher: Dispatcher,
        synced: Kept,
        homes: Homes,
        openings: Openings,
        requests: Requests,
        *,
        over_http: bool = False,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_SLEEP,
            http_trace=requests.trace(),
        )
        self._homes = homes
        self._doors = Doors(homes, openings)
        self.answers = Answers(dispatcher, self._answered)
        self._over_http = over_http
        self._synced = synced
        self._up: set[int] = set()
        self._servers: set[int] = set()
        self._counting = asyncio.Lock()
        self.tree = KithTree(self, registry, dispatcher, self.answers)

    @property
    def connected(self) -> bool:
        """Whether every shard is."""
        return bool(self._up) and len(self._up) == self.shard_count

    async def setup_hook(self) -> None:
        """Between login and connection: recognise our buttons, tell Discord of new commands."""
        self.add_dynamic_items(PressedButton)
        await self.tree.sync_if_changed(self._synced)

    async def launch_shards(self) -> None:
        """Connect. Raises TimeoutError where that takes too long: the library would try on without end.

        Before Python 3.12 its `wait_for` loses a cancellation that comes in the moment of success; it is heeded here.
        """
        async with asyncio.timeout(_LAUNCH_SECONDS):
            await super().launch_shards()
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError

    async def close(self) -> None:
        """Let go of everything, also of a connection that was being made: the library forgets it and its heartbeat."""
        await super().close()
        for beating in threading.enumerate():
            if isinstance(beating, KeepAliveHandler) and beating.ws._connection is self._connection:
                await beating.ws.close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Begin another session in the place of a lost one only while there are enough left; raises SessionsSpent."""
        if shard_id in self.shards and not (await sessions(self)).enough:
            raise SessionsSpent
        await super().before_identify_hook(shard_id, initial=initial)

    async def count_servers(self) -> None:
        """Ask Discord which servers Kith is in; a gateway says that by itself."""
        async with self._counting:
            await self._count()

    async def _count(self) -> None:
        try:
            present = {guild.id: guild.name async for guild in self.fetch_guilds(limit=None, with_counts=False)}
            self._servers = {*present}
            await self._homes.servers({str(server): name for server, name in present.items()})
        except KithError as error:
            logger.warning("servers not noted", error=error.sentence)
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, TimeoutError) as error:
            logger.warning("servers not counted", error=type(error).__name__)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that were sent, even those that an earlier process opened. Tree and buttons see to the rest."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        sent = submitted(interaction)
        if sent is None:
            await interaction.response.send_message(_OLD_FORM, ephemeral=True)
        else:
            await self.answers.answer(interaction, *sent)

    async def on_ready(self) -> None:
        """Every shard has said which servers it is in: what happened while Kith was away is seen now."""
        await self._homes.servers({str(guild.id): guild.name for guild in self.guilds})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Kith came into a server."""
        await self._homes.joined(str(guild.id), guild.name)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Kith was removed from a server."""
        await self._homes.left(str(guild.id))

    async def on_shard_connect(self, shard_id: int) -> None:
        """Connected for the first time, or anew. discord.py calls itself ready only seconds later."""
        self._note(shard_id, up=True)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Connected again, with nothing missed."""
        self._note(shard_id, up=True)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Not connected; discord.py tries again by itself."""
        self._note(shard_id, up=False)

    def _note(self, shard: int, *, up: bool) -> None:
        if up != (shard in self._up):
            logger.info("discord connection", shard=shard, connected=up)
        (self._up.add if up else self._up.discard)(shard)

    async def _answered(self, interaction: discord.Interaction[Any]) -> None:
        """Somebody has their answer: open their direct messages, and take note of a server that is new."""
        await self._doors.used(interaction)
        server = interaction.guild_id
        if self._over_http and server and interaction.is_guild_integration() and server not in self._servers:
            async with self._counting:  # several who write from a new server at once have it counted once
                if server not in self._servers:
                    await self._count()
                    self._servers.add(server)  # also where Kith was added without its bot, which Discord does not list


class PressedButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(r".+")):
    """Any button below a message of ours, whichever process sent it and however long ago."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        assert isinstance(item, discord.ui.Button)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it on."""
        event, client = pressed(interaction, self.custom_id), interaction.client
        assert isinstance(client, Listener)
        if event is None:
            await interaction.response.send_message(_OLD_BUTTON, ephemeral=True)
        else:
            await client.answers.answer(interaction, event)

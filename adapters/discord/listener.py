"""The connection to Discord: what people do there, handed to whoever answers it."""

import re
from typing import Any, Self

import discord
import structlog

from adapters.discord.answers import Answers
from adapters.discord.decode import pressed, submitted
from adapters.discord.tree import KithTree, Synced
from bot.chat.adapter import Dispatcher
from bot.chat.command import Registry

_OLD_BUTTON = "This button is from an older version of me. Please give the command again."
_OLD_FORM = "This form is from an older version of me. Please give the command again."
_LONGEST_SLEEP = 30.0
"""Seconds of a rate limit that discord.py may wait out by itself; the least that it takes."""

logger = structlog.get_logger()


class Listener(discord.Client):
    """discord.py's client with the least that Kith needs: no privileged intent, no members, no messages kept."""

    def __init__(self, registry: Registry, dispatcher: Dispatcher, synced: Synced) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_SLEEP,
        )
        self.answers = Answers(dispatcher)
        self.connected = False
        self._synced = synced
        self.tree = KithTree(self, registry, dispatcher, self.answers)

    async def setup_hook(self) -> None:
        """Between login and connection: recognise our buttons, tell Discord of new commands."""
        self.add_dynamic_items(PressedButton)
        await self.tree.sync_if_changed(self._synced)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that were sent, even those that an earlier process opened. Tree and buttons see to the rest."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        sent = submitted(interaction)
        if sent is None:
            await interaction.response.send_message(_OLD_FORM, ephemeral=True)
        else:
            await self.answers.answer(interaction, *sent)

    async def on_connect(self) -> None:
        """Connected for the first time, or anew. discord.py calls itself ready only seconds later."""
        self._note(True)

    async def on_resumed(self) -> None:
        """Connected again, with nothing missed."""
        self._note(True)

    async def on_disconnect(self) -> None:
        """Not connected; discord.py tries again by itself."""
        self._note(False)

    def _note(self, connected: bool) -> None:
        if connected != self.connected:
            logger.info("discord connection", connected=connected)
        self.connected = connected


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

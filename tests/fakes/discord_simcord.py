"""The whole of Kith on SimCord: real client, pipeline, store and engine, before a Discord that others made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import InteractionResult

from adapters.discord.delivery import Delivery
from adapters.discord.listener import Listener
from adapters.discord.pace import Openings, Requests
from bot.app import Kith
from bot.chat.adapter import Dispatcher, Outcome, Posted
from bot.chat.message import Message
from bot.commands import REGISTRY
from bot.domain.user import Account, Platform
from bot.engine.clockwork import Clockwork, MovableClock
from bot.homes import COMMANDS, StoredHomes, StoredNotice
from bot.ports import Store
from tests.fakes.surfaces import QUIET

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When SimCord's clock begins: a Thursday."""


class Simulated:
    """The adapter with a client that SimCord connects."""

    platform = Platform.DISCORD
    pace = 10_000.0

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self.post, self.find_posted = delivery.post, delivery.find_posted

    async def run(self, dispatcher: Dispatcher) -> None:
        """There is nothing to connect."""

    def trouble(self) -> str | None:
        """There is none."""
        return None

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Post into a channel."""
        return await self._delivery.announce(channel, message, key)

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Let a message say something else, or delete it."""
        return await self._delivery.amend(posted, message)


@dataclass(slots=True)
class Scene:
    """Kith on one server with one channel. Its clock goes with SimCord's."""

    kith: Kith
    clock: MovableClock
    simulation: Env
    square: ChannelHandle

    def member(self, name: str) -> MemberActor:
        """Somebody on the server."""
        return self.simulation.guild.add_member(self.simulation.create_user(name))

    async def forward(self, days: int) -> None:
        """Let days pass, the engine at work at every moment at which something is due."""
        await self.simulation.advance_time(days * 86_400.0)
        await Clockwork(self.clock, self.kith.engine).forward(self.simulation.now())

    async def restart(self) -> None:
        """Another process comes in the place of this one."""
        await self.simulation.restart_bot(_client(self.kith, self.clock))


def inbox(person: MemberActor) -> list[discord.Message]:
    """The direct messages of somebody, oldest first."""
    return person.user.dm_channel.history(viewer=person.user)


def shown(answered: InteractionResult) -> discord.Message:
    """The message that somebody sees in answer."""
    assert answered.response is not None, "there was no answer"
    return answered.response.message


def texts(answered: InteractionResult) -> list[str]:
    """What somebody reads in answer, in the order in which it came."""
    return [shown(answered).content, *(each.content for each in answered.followups)]


@asynccontextmanager
async def simulated(store: Store) -> AsyncIterator[Scene]:
    """Kith, connected."""
    clock = MovableClock(lambda: _BEGINNING)
    kith = Kith(store, clock, defaults=QUIET)
    try:
        async with simcord.run(_client(kith, clock), shard_count=1) as simulation:
            square = simulation.create_guild("Home").create_text_channel("square")
            scene = Scene(kith, clock, simulation, square)
            await scene.forward(4)
            yield scene
    finally:
        kith.close()


def _client(kith: Kith, clock: MovableClock) -> Listener:
    homes = StoredHomes(kith.work, clock)
    openings, requests = Openings(clock, homes.openings), Requests(clock)
    client = Listener(REGISTRY, kith.pipeline, StoredNotice(kith.work, COMMANDS), homes, openings, requests)
    kith.connect(Simulated(Delivery(client, openings, requests)))
    return client
